/**
 * @file The settings file: the profiles, the current profile and auto-refresh. electron-store writes it, as the project requires, while the
 * other state files use core/files/write-file.ts; both give the same guarantees: the complete new file or the old one, mode 0600, a read-only file is not
 * replaced, a damaged one is copied aside. The file is read without electron-store, whose unused schema libraries would delay every start by some 20 ms.
 */
import type { AutoRefresh } from '../../../shared/contract/app'
import type { AutoRefreshFile } from '../../core/collection/refresh/auto-refresh'
import type { ProfilesFile, StoredProfiles } from '../../core/profiles/profile-list'
import type { StateDocument } from '../../core/files/state-document'
import { readdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { AppError } from '../../core/base/errors'
import { errnoOf, systemError } from '../../core/files/errno'
import { writeProtectionOf } from '../../core/files/write-protection'
import { createTurns } from '../../core/base/turns'
import { noProfiles } from '../../core/profiles/profile-list'
import { autoRefreshIn, noAutoRefresh, profilesIn, withAutoRefresh, withProfiles } from '../../core/profiles/settings-document'
import { readContents } from './contents'
import { setAside } from './set-aside'

const name = 'settings'
/** Drafts that electron-store leaves when the app is killed; they contain the sealed secret. */
const draft = /^settings\.json\.tmp-[\da-f]+$/

/** Replaces the whole file. */
export type WriteSettings = (folder: string, document: StateDocument) => void

async function loadElectronStore(): Promise<WriteSettings> {
  const { default: Store } = await import('electron-store')
  return (folder, document) => {
    const store = new Store({
      name, cwd: folder, configFileMode: 0o600, accessPropertiesByDotNotation: false, clearInvalidConfig: false,
      // Not read here: the document has already been read, and the file may be damaged.
      deserialize: () => ({ ...document }),
    })
    store.store = { ...document }
  }
}

/** Returns the result of `read`; off if the file cannot be read, which is reported together with the profile. */
function autoRefreshOrOff(read: () => AutoRefresh): AutoRefresh {
  try {
    return read()
  } catch {
    return noAutoRefresh
  }
}

/** Returns no profiles if their list is damaged; the list is copied aside when it is replaced. */
function profilesOrNone(document: StateDocument): StoredProfiles {
  try {
    return profilesIn(document)
  } catch {
    return noProfiles
  }
}

/** Returns the AppError `code` with the file and the system's error. */
function failure(code: 'settings-unreadable' | 'settings-unwritable', file: string, error: unknown): AppError {
  const errno = errnoOf(error)
  return new AppError(code, { path: file, ...(errno && { serverCode: errno }) })
}

/** Returns the document in the file, empty if there is no file. Throws AppError `settings-unreadable` or `settings-damaged`. */
function readDocument(file: string): StateDocument {
  const contents = readContents(file)
  if (contents.kind === 'unreadable') throw failure('settings-unreadable', file, contents.error)
  if (contents.kind === 'damaged') throw new AppError('settings-damaged', { path: file })
  return contents.kind === 'document' ? contents.document : {}
}

/** Returns the profiles in the file. Throws AppError `settings-unreadable` or `settings-damaged`. */
function readProfiles(file: string): StoredProfiles {
  const document = readDocument(file)
  try {
    return profilesIn(document)
  } catch (error) {
    throw error instanceof AppError ? new AppError(error.code, { path: file }) : error
  }
}

/** @param folder Electron's user-data folder. @param loadWriter loads the writer, at the first change. */
export function createSettingsFile(folder: string, loadWriter = loadElectronStore): ProfilesFile & { readonly autoRefresh: AutoRefreshFile } {
  const file = path.join(folder, `${name}.json`)
  const inTurn = createTurns()

  /** Changes the file unless it is read-only, and removes drafts that a kill left. Throws AppError `settings-unwritable`. */
  const change = (act: () => void) => {
    try {
      const protection = writeProtectionOf(file)
      if (protection !== null) throw systemError(protection, 'read-only')
      act()
      for (const entry of readdirSync(folder)) {
        if (draft.test(entry)) rmSync(path.join(folder, entry), { force: true })
      }
    } catch (error) {
      throw failure('settings-unwritable', file, error)
    }
  }

  return {
    read: () => readProfiles(file),
    update: changed => inTurn(async () => {
      const write = await loadWriter()
      const contents = readContents(file)
      const document = contents.kind === 'document' ? contents.document : {}
      const stored = profilesOrNone(document)
      const wanted = changed(stored)
      if (wanted === stored) return
      const next = withProfiles(document, wanted)
      change(() => {
        if (next.isLossy || contents.kind !== 'document') setAside(file, contents)
        if (next.document) write(folder, next.document)
        else rmSync(file, { force: true })
      })
    }),
    autoRefresh: {
      read: () => autoRefreshOrOff(() => autoRefreshIn(readDocument(file))),
      write: choice => inTurn(async () => {
        // Throws if the file is damaged: it may contain a secret, so storing this choice must not replace it.
        const document = readDocument(file)
        const write = await loadWriter()
        change(() => write(folder, withAutoRefresh(document, choice)))
      }),
    },
  }
}
