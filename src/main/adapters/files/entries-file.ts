/** @file A state file with one entry for each profile: `{ "version": 1, "profiles": { "<profile ID>": … } }`. The core reads and changes the entries. */
import type { FileWriter } from '../../core/files/write-file'
import type { EntriesFile } from '../../core/preferences/preferences'
import type { StateDocument } from '../../core/files/state-document'
import type { StateSchema } from './state-file'
import { AppError } from '../../core/base/errors'
import { errnoOf } from '../../core/files/errno'
import { isDocument, withState, withVersion } from '../../core/files/state-document'
import { readContents } from './contents'
import { createStateFile } from './state-file'

interface Entries { readonly profiles: StateDocument }

const members = ['profiles'] as const
const version = 1

const schema: StateSchema<Entries> = { version, members, check: ({ profiles }) => isDocument(profiles) ? { profiles } : null }

/** Returns the entries without that of a profile. */
const without = (profiles: StateDocument, profileId: string): StateDocument =>
  Object.fromEntries(Object.entries(profiles).filter(([id]) => id !== profileId))

/** Runs `act`. Throws the AppError `code` with the file and the system's error. */
function orFail(code: 'preferences-unwritable' | 'preferences-not-forgotten', file: string, act: () => void): void {
  try {
    act()
  } catch (error) {
    const errno = errnoOf(error)
    throw new AppError(code, { path: file, ...(errno && { serverCode: errno }) })
  }
}

export function createEntriesFile(file: string, writer: Pick<FileWriter, 'writeSync' | 'removeSync'>): EntriesFile {
  const state = createStateFile(file, schema, writer)
  const entries = (): StateDocument => state.read()?.profiles ?? {}

  return {
    read: id => new Map(Object.entries(entries())).get(id),
    write: (id, entry, isLossy) => orFail('preferences-unwritable', file, () => {
      state.write({ profiles: Object.fromEntries([...Object.entries(entries()), [id, entry]]) }, isLossy)
    }),
    remove: id => orFail('preferences-not-forgotten', file, () => {
      const contents = readContents(file)
      const document = contents.kind === 'document' ? contents.document : {}
      const known = schema.check(document)?.profiles
      // A damaged file may be about any profile, so delete all of it.
      if (contents.kind !== 'missing' && !(known && !Object.hasOwn(known, id))) {
        const profiles = without(known ?? {}, id)
        writer.writeSync(file, JSON.stringify(withVersion(withState(document, members, { profiles }), version)))
      }
    }),
  }
}
