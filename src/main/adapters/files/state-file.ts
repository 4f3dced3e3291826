/**
 * @file Small versioned state files of the app. A missing file means the default; a damaged one is copied aside before it is replaced;
 * a read-only one is not replaced; files without a version, which app version 0.1.0 wrote, can be read.
 */
import type { StateDocument } from '../../core/files/state-document'
import type { FileWriter } from '../../core/files/write-file'
import { readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { errnoOf, systemError } from '../../core/files/errno'
import { parseDocument, withState, withVersion } from '../../core/files/state-document'
import { writeProtectionOf } from '../../core/files/write-protection'

/** The result of reading a state file. `unreadable`: the system refused, with `error`. `damaged`: it contains no JSON object. */
export type Contents
  = | { readonly kind: 'missing' }
    | { readonly kind: 'unreadable', readonly error: unknown }
    | { readonly kind: 'damaged', readonly bytes: Uint8Array }
    | { readonly kind: 'document', readonly bytes: Uint8Array, readonly document: StateDocument }

export function readContents(file: string): Contents {
  try {
    const bytes = readFileSync(file)
    const document = parseDocument(bytes)
    return document ? { kind: 'document', bytes, document } : { kind: 'damaged', bytes }
  } catch (error) {
    return errnoOf(error) === 'ENOENT' ? { kind: 'missing' } : { kind: 'unreadable', error }
  }
}

/** Returns `settings.damaged-<time>.json` for `settings.json`. */
function asidePath(file: string, now: Date): string {
  const { dir, name, ext } = path.parse(file)
  return path.join(dir, `${name}.damaged-${now.toISOString().replaceAll(':', '.')}${ext}`)
}

/** Preserves what a replacement would lose: writes a copy beside the file (mode 0600), or renames a file that cannot be read. Throws the system's error. */
export function setAside(file: string, contents: Contents): void {
  const aside = asidePath(file, new Date())
  if (contents.kind === 'unreadable') renameSync(file, aside)
  else if (contents.kind !== 'missing') writeFileSync(aside, contents.bytes, { mode: 0o600 })
}

/** The suffix, before the extension, in the name of a damaged file's copy. */
const asideMark = /^\.damaged-\d{4}-\d\d-\d\dT\d\d\.\d\d\.\d\d\.\d{3}Z$/

/** Deletes the copies that `setAside` made of a file. Skips a copy that cannot be deleted, and folders, which the app does not create. */
export function deleteAsides(file: string): void {
  const { dir, name, ext } = path.parse(file)
  for (const entry of entriesOf(dir)) {
    if (!entry.startsWith(name) || !entry.endsWith(ext) || !asideMark.test(entry.slice(name.length, -ext.length))) continue
    try {
      rmSync(path.join(dir, entry), { force: true })
    } catch {
      // The other copies can still be deleted.
    }
  }
}

function entriesOf(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

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
