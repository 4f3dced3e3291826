/** @file Implements the IPC methods for profiles. */
import type { Methods } from '../../../shared/contract/ipc'
import type { Settings } from '../../../shared/contract/model'
import type { SwitchableSession, Profiles } from '../profiles/profiles'
import type { Buffer } from 'node:buffer'
import path from 'node:path'

type ProfileMethods = Pick<Methods, 'chooseProfile' | 'addProfile' | 'duplicateProfile' | 'renameProfile' | 'exportProfiles' | 'importProfiles'>

export interface ProfileMethodDeps {
  readonly profiles: Profiles<SwitchableSession>
  /** Opens the save dialog. Resolves with the path, or null if the user cancels. */
  readonly askWhereToSaveProfiles: () => Promise<string | null>
  /** Lets the user choose a file and reads it; null if the user cancels. Throws `profiles-unreadable`. */
  readonly openProfiles: () => Promise<Buffer | null>
  readonly writeFile: (file: string, chunks: Iterable<Buffer>) => Promise<number>
  readonly emitSettings: (settings: Settings) => void
  /** Copies the views and the layout of a profile to a new one. Throws AppError `preferences-unwritable`. */
  readonly copyViews: (from: string, to: string) => void
}

export function createProfileMethods(deps: ProfileMethodDeps): ProfileMethods {
  const { profiles, askWhereToSaveProfiles, openProfiles, writeFile, emitSettings, copyViews } = deps
  const publishSettings = (): Settings => {
    const settings = profiles.settings()
    emitSettings(settings)
    return settings
  }
  return {
    chooseProfile: async (id) => {
      await profiles.choose(id)
      return publishSettings()
    },
    addProfile: () => {
      profiles.add()
      return publishSettings()
    },
    duplicateProfile: async () => {
      const original = profiles.currentId()
      const copy = await profiles.duplicate()
      try {
        copyViews(original, copy)
      } finally {
        publishSettings()
      }
      return profiles.settings()
    },
    renameProfile: async ({ profileId, name }) => {
      profiles.requireCurrent(profileId)
      await profiles.rename(profileId, name)
      return publishSettings()
    },
    exportProfiles: async () => {
      const { bytes, skipped } = profiles.exported()
      const file = await askWhereToSaveProfiles()
      if (file === null) return { kind: 'cancelled' }
      await writeFile(file, [bytes])
      return { kind: 'exported', fileName: path.basename(file), skipped }
    },
    importProfiles: async () => {
      const bytes = await openProfiles()
      if (bytes === null) return { kind: 'cancelled' }
      const imported = await profiles.imported(bytes)
      publishSettings()
      return { kind: 'imported', ...imported }
    },
  }
}
