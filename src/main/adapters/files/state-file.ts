/**
 * @file Small versioned state files of the app. A missing file means the default; a damaged one is copied aside before it is replaced;
 * a read-only one is not replaced; files without a version, which app version 0.1.0 wrote, can be read.
 */
import type { StateDocument } from '../../core/files/state-document'
import type { FileWriter } from '../../core/files/write-file'
import type { Contents } from './contents'
import { systemError } from '../../core/files/errno'
import { withState, withVersion } from '../../core/files/state-document'
import { writeProtectionOf } from '../../core/files/write-protection'
import { readContents } from './contents'
import { setAside } from './set-aside'

export interface StateSchema<T> {
  /** The version to write. The number of a newer version is preserved. */
  readonly version: number
  /** The members of T. All other members in the file belong to a newer version or another program, and are preserved. */
  readonly members: readonly (keyof T & string)[]
  /** Returns the state in a document, or null if the document is damaged. */
  readonly check: (document: StateDocument) => T | null
  /** Returns the document of a file without a version in the current format. */
  readonly upgrade?: (document: StateDocument) => StateDocument
}

function documentOf(contents: Contents, { upgrade }: Pick<StateSchema<unknown>, 'upgrade'>): StateDocument {
  if (contents.kind !== 'document') return {}
  return upgrade && contents.document.version === undefined ? upgrade(contents.document) : contents.document
}

/** Returns the state in a file, or null if the file is missing or damaged. */
export function readState<T>(file: string, schema: StateSchema<T>): T | null {
  const contents = readContents(file)
  return contents.kind === 'document' ? schema.check(documentOf(contents, schema)) : null
}

export interface StateFile<T> {
  /** Returns null if the file is missing or damaged. */
  readonly read: () => T | null
  /**
   * Replaces the state. It is in the file when the function returns. `isLossy`: the state replaces something that cannot be read, so the file is
   * copied first, as a damaged one is. Throws the system's error.
   */
  readonly write: (state: T, isLossy?: boolean) => void
  /** Throws the system's error. */
  readonly remove: () => void
}

export function createStateFile<T extends object>(file: string, schema: StateSchema<T>, writer: Pick<FileWriter, 'writeSync' | 'removeSync'>): StateFile<T> {
  return {
    read: () => readState(file, schema),
    write: (state, isLossy = false) => {
      const contents = readContents(file)
      const document = documentOf(contents, schema)
      const protection = writeProtectionOf(file)
      if (protection !== null) throw systemError(protection, 'read-only')
      if (contents.kind !== 'missing' && (isLossy || schema.check(document) === null)) setAside(file, contents)
      writer.writeSync(file, JSON.stringify(withVersion(withState(document, schema.members, state), schema.version)))
    },
    remove: () => writer.removeSync(file),
  }
}
