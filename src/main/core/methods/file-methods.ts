/** @file Implements the IPC methods that open and close files. */
import type { FileMethods } from '../../../shared/contract/file-methods'
import type { Settings } from '../../../shared/contract/model'
import type { RecentFiles } from '../opening/session/recent-files'
import type { SwitchableSession } from '../profiles/profiles'
import type { ProfilesAndTemporary } from '../profiles/temporary-profile'
import path from 'node:path'
import { AppError } from '../base/errors'

interface FileSession extends SwitchableSession {
  /** Reads the file. Resolves with whether it could be opened. */
  readonly read: () => Promise<boolean>
}

interface OpeningDeps<S extends SwitchableSession> {
  readonly profiles: Pick<ProfilesAndTemporary<S>, 'openTemporary' | 'closeTemporary' | 'settings'>
  /** Creates a session of an opened file. `isCurrent` returns whether it is shown. */
  readonly createFileSession: (file: string, isCurrent: () => boolean, id: string) => S & FileSession
  readonly recent: RecentFiles
  readonly emitSettings: (settings: Settings) => void
}

export interface Opening {
  /** Opens a file by its absolute path: shows it at once, and reads it meanwhile. */
  readonly open: (file: string) => Settings
  /** Opens the last file again. */
  readonly reopen: () => Settings
}

export function createOpening<S extends SwitchableSession>({ profiles, createFileSession, recent, emitSettings }: OpeningDeps<S>): Opening {
  let last: string | null = null
  const open = (file: string): Settings => {
    last = file
    const opened = profiles.openTemporary({ source: 'file', name: path.basename(file) }, (isCurrent, id) => createFileSession(file, isCurrent, id))
    const settings = profiles.settings()
    emitSettings(settings)
    void opened.read().then((isOpened) => { if (isOpened) recent.add(file) })
    return settings
  }
  return { open, reopen: () => last === null ? profiles.settings() : open(last) }
}

export interface FileMethodDeps {
  readonly profiles: Pick<ProfilesAndTemporary<SwitchableSession>, 'closeTemporary' | 'settings'>
  readonly opening: Opening
  readonly recent: RecentFiles
  /** Opens the system's dialog. Resolves with a path, or null if the user cancels. */
  readonly askWhichFile: () => Promise<string | null>
  readonly emitSettings: (settings: Settings) => void
}

export function createFileMethods({ profiles, opening, recent, askWhichFile, emitSettings }: FileMethodDeps): FileMethods {
  return {
    chooseFile: async () => {
      const file = await askWhichFile()
      return file === null ? profiles.settings() : opening.open(file)
    },
    openDroppedFile: ({ path: file }) => opening.open(file),
    reopenFile: () => opening.reopen(),
    openRecentFile: async (id) => {
      const file = recent.pathOf(id)
      if (file === null) throw new AppError('invalid-input')
      return opening.open(file)
    },
    recentFiles: () => recent.list(),
    clearRecentFiles: () => recent.clear(),
    closeFile: () => {
      profiles.closeTemporary('file')
      const settings = profiles.settings()
      emitSettings(settings)
      return settings
    },
  }
}
