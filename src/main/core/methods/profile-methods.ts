/** @file The contract's methods about several profiles. */
import type { Methods } from '../../../shared/contract/ipc'
import type { Settings } from '../../../shared/contract/model'
import type { BasicSession, Profiles } from '../profiles/profiles'
import type { Buffer } from 'node:buffer'
import path from 'node:path'

type ProfileMethods = Pick<Methods, 'chooseProfile' | 'addProfile' | 'duplicateProfile' | 'renameProfile' | 'exportProfiles' | 'importProfiles'>

export interface ProfileMethodDeps {
  readonly profiles: Profiles<BasicSession>
  /** Asks where to save a file; null when cancelled. */
  readonly askWhereToSaveProfiles: () => Promise<string | null>
  /** Asks for a file and reads it; null when cancelled. Throws `profiles-unreadable` for one that cannot be. */
  readonly openProfiles: () => Promise<Buffer | null>
  readonly writeFile: (file: string, chunks: Iterable<Buffer>) => Promise<number>
  readonly emitSettings: (settings: Settings) => void
}

export function createProfileMethods({ profiles, askWhereToSaveProfiles, openProfiles, writeFile, emitSettings }: ProfileMethodDeps): ProfileMethods {
  const told = (): Settings => {
    const settings = profiles.settings()
    emitSettings(settings)
    return settings
  }
  return {
    chooseProfile: async (id) => {
      await profiles.choose(id)
      return told()
    },
    addProfile: () => {
      profiles.add()
      return told()
    },
    duplicateProfile: async () => {
      await profiles.duplicate()
      return told()
    },
    renameProfile: async ({ profileId, name }) => {
      profiles.requireCurrent(profileId)
      await profiles.rename(profileId, name)
      return told()
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
      told()
      return { kind: 'imported', ...imported }
    },
  }
}
