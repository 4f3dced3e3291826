/**
 * @file The settings file, written by electron-store: the profiles, the one in use and auto-refresh, mode 0600, never cleared because
 * it cannot be read. It is read without electron-store, whose parts for schemas we do not use would cost every start some 20 ms.
 */
import type { AutoRefresh } from '../../../shared/contract/app'
import type { AutoRefreshFile } from '../../core/collection/refresh/auto-refresh'
import type { ProfilesFile, StoredProfiles } from '../../core/profiles/profile-list'
import type { SettingsDocument } from '../../core/profiles/settings-document'
import { accessSync, constants, existsSync, readdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { AppError } from '../../core/base/errors'
import { errnoOf } from '../../core/files/errno'
import { createTurns } from '../../core/base/turns'
import { noProfiles } from '../../core/profiles/profile-list'
import { autoRefreshIn, noAutoRefresh, parseSettings, profilesIn, withAutoRefresh, withProfiles } from '../../core/profiles/settings-document'
import { copyAside, moveAside, readStateFile } from './state-file'

const name = 'settings'
/** Drafts that electron-store's writer leaves when the app is killed; they hold the sealed secret. */
const draft = /^settings\.json\.tmp-[\da-f]+$/

/** Replaces the file as a whole. */
export type WriteSettings = (folder: string, document: SettingsDocument) => void

async function loadElectronStore(): Promise<WriteSettings> {
  const { default: Store } = await import('electron-store')
  return (folder, document) => {
    const store = new Store({
      name, cwd: folder, configFileMode: 0o600, accessPropertiesByDotNotation: false, clearInvalidConfig: false,
      // What is in the file was read already, and may be damaged.
      deserialize: () => ({ ...document }),
    })
    store.store = { ...document }
  }
}

/** What is off if it cannot be read; what is wrong with the file is reported with the profile. */
function orOff(read: () => AutoRefresh): AutoRefresh {
  try {
    return read()
  } catch {
    return noAutoRefresh
  }
}

/** What is damaged as a list is copied aside when it is replaced. */
function profilesOrNone(document: SettingsDocument): StoredProfiles {
  try {
    return profilesIn(document)
  } catch {
    return noProfiles
  }
}

/** Throws AppError `code` with the file and the system's error. */
function failure(code: 'settings-unreadable' | 'settings-unwritable', file: string, error: unknown): AppError {
  const errno = errnoOf(error)
  return new AppError(code, { path: file, ...(errno && { serverCode: errno }) })
}

/** Returns null if there is no file. Throws `settings-unreadable`. */
function readBytes(file: string): Uint8Array | null {
  try {
    return readStateFile(file)
  } catch (error) {
    throw failure('settings-unreadable', file, error)
  }
}

/** What `read` finds in the bytes of the file. Throws `settings-damaged` with its path. */
function understood<T>(file: string, bytes: Uint8Array | null, read: (document: SettingsDocument) => T): T {
  try {
    return read(bytes ? parseSettings(bytes) : {})
  } catch (error) {
    throw error instanceof AppError ? new AppError(error.code, { path: file }) : error
  }
}

/** What a change starts from. */
interface Before {
  readonly document: SettingsDocument
  readonly stored: StoredProfiles
  /** Keeps what the change would lose. */
  readonly keepAside: (isLossy: boolean) => void
}

function readBefore(file: string): Before {
  let bytes: Uint8Array | null
  try {
    bytes = readBytes(file)
  } catch {
    return { document: {}, stored: noProfiles, keepAside: () => moveAside(file) }
  }
  const keepAside = (isLossy: boolean) => { if (bytes && isLossy) copyAside(file, bytes) }
  try {
    const document = understood(file, bytes, each => each)
    return { document, stored: profilesOrNone(document), keepAside }
  } catch {
    return { document: {}, stored: noProfiles, keepAside: () => keepAside(true) }
  }
}

/** @param folder Electron's user-data folder. @param loadWriter loads what writes, at the first change. */
export function createSettingsFile(folder: string, loadWriter = loadElectronStore): ProfilesFile & { readonly autoRefresh: AutoRefreshFile } {
  const file = path.join(folder, `${name}.json`)
  const inTurn = createTurns()

  /** Changes the file if it may be, and removes drafts that were left over. */
  const change = (act: () => void) => {
    try {
      // The writer replaces a file it may not write to; one made read-only was meant to stay.
      if (existsSync(file)) accessSync(file, constants.W_OK)
      act()
      for (const entry of readdirSync(folder)) {
        if (draft.test(entry)) rmSync(path.join(folder, entry), { force: true })
      }
    } catch (error) {
      throw failure('settings-unwritable', file, error)
    }
  }

  return {
    read: () => understood(file, readBytes(file), profilesIn),
    update: changed => inTurn(async () => {
      const write = await loadWriter()
      const { document, stored, keepAside } = readBefore(file)
      const wanted = changed(stored)
      if (wanted === stored) return
      const next = withProfiles(document, wanted)
      change(() => {
        keepAside(next.isLossy)
        if (next.document) write(folder, next.document)
        else rmSync(file, { force: true })
      })
    }),
    autoRefresh: {
      read: () => orOff(() => understood(file, readBytes(file), autoRefreshIn)),
      write: choice => inTurn(async () => {
        // A damaged file may hold a secret: a choice like this is no reason to set it aside.
        const document = understood(file, readBytes(file), each => each)
        const write = await loadWriter()
        change(() => write(folder, withAutoRefresh(document, choice)))
      }),
    },
  }
}
