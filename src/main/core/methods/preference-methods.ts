/** @file Implements the IPC methods for the preferences of the list. */
import type { Methods } from '../../../shared/contract/ipc'
import type { Preferences } from '../preferences/preferences'
import type { Profiles, SwitchableSession } from '../profiles/profiles'
import { AppError } from '../base/errors'

interface Deps {
  readonly profiles: Pick<Profiles<SwitchableSession & { readonly preferences: Preferences }>, 'current' | 'requireCurrent'>
}

type PreferenceMethods = Pick<Methods, 'preferences' | 'saveView' | 'deleteView' | 'star' | 'saveLayout' | 'saveTimes' | 'saveMyName' | 'saveExportChoice'>

export function createPreferenceMethods({ profiles }: Deps): PreferenceMethods {
  /** Returns the preferences of a saved profile, or those in memory. Stored ones of a profile that is never saved could never be deleted. */
  const preferencesOf = (profileId: string): Preferences => {
    const { vault, preferences } = profiles.requireCurrent(profileId)
    if (!vault.profile() && !preferences.isTemporary) throw new AppError('no-credentials')
    return preferences
  }
  return {
    preferences: () => profiles.current().preferences.read(),
    saveView: ({ profileId, view, before }) => preferencesOf(profileId).saveView(view, before),
    deleteView: ({ profileId, id }) => preferencesOf(profileId).deleteView(id),
    star: ({ profileId, ids, starred }) => preferencesOf(profileId).star(ids, starred),
    saveLayout: ({ profileId, layout }) => preferencesOf(profileId).saveLayout(layout),
    saveTimes: ({ profileId, utc }) => preferencesOf(profileId).saveTimes(utc),
    saveMyName: ({ profileId, name }) => preferencesOf(profileId).saveMyName(name),
    saveExportChoice: ({ profileId, choice }) => preferencesOf(profileId).saveExportChoice(choice),
  }
}
