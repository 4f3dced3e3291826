/** @file What a session of the sample data has instead of files: its choices are in memory, and nothing can be saved in it. */
import type { AutoRefreshFile } from '../collection/refresh/auto-refresh'
import type { SettingsFile } from '../credentials/stored-profile'
import type { EntriesFile, PreferencesFiles } from '../preferences/preferences'
import { AppError } from '../base/errors'

function createEntries(): EntriesFile {
  const entries = new Map<string, unknown>()
  return {
    read: id => entries.get(id),
    write: (id, entry) => { entries.set(id, entry) },
    remove: (id) => { entries.delete(id) },
  }
}

export const createPreferencesInMemory = (): PreferencesFiles => ({ views: createEntries(), stars: createEntries() })

export function createAutoRefreshInMemory(): AutoRefreshFile {
  let choice = { minutes: 0, notifyFrom: 'none' } as ReturnType<AutoRefreshFile['read']>
  return { read: () => choice, write: async (chosen) => { choice = chosen } }
}

/** A profile in which no credentials can be saved. */
export const noSettingsFile: SettingsFile = {
  read: () => null,
  write: () => Promise.reject(new AppError('no-credentials')),
  clear: () => Promise.reject(new AppError('no-credentials')),
}
