/**
 * @file The profiles, one of which is current. Each has its own session with its own vault, token and list of incidents. Switching only
 * selects another session, so data of one profile can never appear under another.
 */
import type { Failure } from '../../../shared/contract/failure'
import type { Profile, ProfileEntry, Settings } from '../../../shared/contract/model'
import type { ProfilesFile, StoredEntry, StoredProfiles, UnusableEntry } from './profile-list'
import type { SettingsFile } from '../credentials/stored-profile'
import type { Vault } from '../credentials/vault'
import type { Buffer } from 'node:buffer'
import { AppError } from '../base/errors'
import { profileTitle } from '../../../shared/rules/profile-title'
import { defaultApi, defaultCloud } from '../../../shared/vocabulary/clouds'
import { expiryOf } from '../credentials/expiry'
import { addProfiles, exportProfiles, noProfiles, putProfile, readExportedProfiles, removeProfile, sameTarget } from './profile-list'

/** The part of a profile session that is needed to switch profiles. */
export interface SwitchableSession {
  readonly vault: Pick<Vault, 'status' | 'profile'>
  /** Returns whether the session contains the only copy of a key, which is not saved yet. */
  readonly holdsKey: () => boolean
  /** Must be called when another profile becomes current. Cancels running work and drops the token. */
  readonly leave: () => void
}

export interface Profiles<S extends SwitchableSession> {
  /** Returns the current profile's session. An action must use the same session throughout, because the user may switch profiles meanwhile. */
  readonly current: () => S
  readonly currentId: () => string
  /**
   * Returns the current profile's session if `id`, the profile for which the user acted, is current. Throws AppError `cancelled` if another
   * profile has become current meanwhile.
   */
  readonly requireCurrent: (id: string) => S
  readonly settings: () => Settings
  /** Makes a profile current. Throws AppError `profile-not-found`. */
  readonly choose: (id: string) => Promise<void>
  /** Makes a new, empty profile current. It is stored when credentials are saved in it. */
  readonly add: () => void
  /** Copies the current profile with its sealed secret and makes the copy current. Returns the copy's ID. Throws AppError `no-credentials`, `settings-…`. */
  readonly duplicate: () => Promise<string>
  /** Renames a profile. Throws AppError `settings-…`. */
  readonly rename: (id: string, name: string) => Promise<void>
  /** Must be called after a profile was deleted. If it was the current one, makes another profile current. */
  readonly replaceForgotten: (id: string) => void
  /** Returns a file of the stored profiles without secrets, and the number of unusable ones that it omits. Throws AppError `no-credentials`, `settings-…`. */
  readonly exported: () => { readonly bytes: Buffer, readonly skipped: number }
  /** Adds the profiles of such a file. Returns the numbers of new and of unreadable profiles. Throws AppError `profiles-unreadable`, `settings-…`. */
  readonly imported: (file: Buffer) => Promise<{ readonly count: number, readonly skipped: number }>
}

export interface ProfilesDeps<S extends SwitchableSession> {
  readonly file: ProfilesFile
  /** Creates the session of the profile `id`. `file` stores the profile; `isCurrent` returns whether it is the current one. */
  readonly createProfileSession: (file: SettingsFile, isCurrent: () => boolean, id: string) => S
  readonly newId: () => string
  /** ms since 1970. */
  readonly now: () => number
}

const unusableError = ({ name, field }: UnusableEntry): AppError => new AppError('profile-unusable', { profile: name, field })

const contains = (id: string, { profiles, unusable }: StoredProfiles): boolean => [...profiles, ...unusable].some(each => each.id === id)

/** Returns the profiles with a copy of one. The copy has no secret if the session's app is not the stored one. */
function withCopy(all: StoredProfiles, original: { readonly id: string, readonly shown: Profile }, id: string): StoredProfiles {
  const stored = all.profiles.find(each => each.id === original.id)
  const entry = stored && sameTarget(stored, original.shown) ? stored : { ...original.shown, name: stored?.name ?? '', sealed: null }
  return { ...all, profiles: [...all.profiles, { ...entry, id, name: `${profileTitle(entry)} (copy)`.slice(0, 100) }] }
}

/** Returns access to one profile in the file. `name` returns the name of a profile that is not stored yet. */
const fileOfProfile = (file: ProfilesFile, id: string, name: () => string): SettingsFile => ({
  read: () => {
    const { profiles, unusable } = file.read()
    const damaged = unusable.find(each => each.id === id)
    if (damaged) throw unusableError(damaged)
    return profiles.find(each => each.id === id) ?? null
  },
  write: profile => file.update(all => putProfile(all, id, name(), profile)),
  clear: () => file.update(all => removeProfile(all, id)),
})

/** Creates sessions when they are needed, and selects the current one. */
function createSessionMap<S extends SwitchableSession>({ file, createProfileSession, newId }: ProfilesDeps<S>) {
  const sessions = new Map<string, S>()
  /** Names of profiles that are not stored yet. */
  const names = new Map<string, string>()

  const stored = () => {
    try {
      return file.read()
    } catch {
      return noProfiles // the profile's status reports the problem
    }
  }
  let current = stored().current ?? newId()

  const sessionOf = (id: string): S => {
    const known = sessions.get(id)
    if (known) return known
    const session = createProfileSession(fileOfProfile(file, id, () => names.get(id) ?? ''), () => current === id, id)
    sessions.set(id, session)
    return session
  }

  /** Returns whether leaving a profile that is not stored would lose credentials. */
  const hasCredentials = (id: string): boolean => {
    const session = sessions.get(id)
    return session !== undefined && (session.vault.profile() !== null || session.holdsKey())
  }

  const entryOf = (id: string, saved: StoredEntry | undefined): ProfileEntry => {
    const shown = sessions.get(id)?.vault.profile() ?? saved
    const { tenantId = '', api = defaultApi, cloud = defaultCloud } = shown ?? {}
    return { id, name: saved?.name ?? names.get(id) ?? '', tenantId, api, cloud, expiry: shown ? expiryOf(shown) : null, unusable: false }
  }
  const unusableEntryOf = ({ id, name }: UnusableEntry): ProfileEntry => ({ ...entryOf(id, undefined), name, unusable: !sessions.get(id)?.vault.profile() })

  return {
    current: () => current,
    currentSession: () => sessionOf(current),
    name: (id: string, name: string) => { names.set(id, name) },
    entries: (): readonly ProfileEntry[] => {
      const { profiles, unusable } = stored()
      const isStored = (id: string) => [...profiles, ...unusable].some(each => each.id === id)
      const unsaved = [...sessions.keys()].filter(id => !isStored(id) && (id === current || hasCredentials(id)))
      return [...profiles.map(each => entryOf(each.id, each)), ...unusable.map(unusableEntryOf), ...unsaved.map(id => entryOf(id, undefined))]
    },
    /** Returns the problems of the profiles that are not current. */
    problems: (): readonly Failure[] => stored().unusable.filter(({ id }) => id !== current).map(each => unusableError(each).failure),
    use: (id: string) => {
      if (id === current) return
      sessions.get(current)?.leave()
      // A new profile without credentials is dropped.
      if (!hasCredentials(current)) sessions.delete(current)
      current = id
    },
    replace: (id: string) => {
      names.delete(id)
      const next = stored().current
      // If no profile is left, the forgotten one becomes the new, empty profile.
      if (next === null || next === id) return
      sessions.delete(id)
      if (current === id) current = next
    },
  }
}

export function createProfiles<S extends SwitchableSession>(deps: ProfilesDeps<S>): Profiles<S> {
  const { file, newId, now } = deps
  const sessions = createSessionMap(deps)
  const choose = async (id: string) => {
    if (!sessions.entries().some(each => each.id === id)) throw new AppError('profile-not-found')
    sessions.use(id)
    try {
      await file.update(all => contains(id, all) ? { ...all, current: id } : all)
    } catch {
      // The profile is current all the same. Only the next start begins with the previous profile.
    }
  }

  return {
    current: sessions.currentSession,
    currentId: sessions.current,
    requireCurrent: (id) => {
      if (id !== sessions.current()) throw new AppError('cancelled')
      return sessions.currentSession()
    },
    settings: () => {
      const status = sessions.currentSession().vault.status()
      return { ...status, source: 'live', problems: [...status.problems, ...sessions.problems()], profileId: sessions.current(), profiles: sessions.entries() }
    },
    choose,
    add: () => sessions.use(newId()),
    duplicate: async () => {
      const shown = sessions.currentSession().vault.profile()
      if (!shown) throw new AppError('no-credentials')
      file.read() // throws: a copy must not replace a damaged file
      const original = { id: sessions.current(), shown }
      const id = newId()
      await file.update(all => withCopy(all, original, id))
      await choose(id)
      return id
    },
    rename: async (id, name) => {
      sessions.name(id, name)
      const renamed = <E extends { readonly id: string }>(entries: readonly E[]) => entries.map(each => each.id === id ? { ...each, name } : each)
      await file.update(all => contains(id, all) ? { ...all, profiles: renamed(all.profiles), unusable: renamed(all.unusable) } : all)
    },
    replaceForgotten: sessions.replace,
    exported: () => {
      const { profiles, unusable } = file.read()
      if (profiles.length === 0) throw new AppError('no-credentials')
      return { bytes: exportProfiles(profiles), skipped: unusable.length }
    },
    imported: async (bytes) => {
      const { entries, skipped } = readExportedProfiles(bytes)
      file.read() // throws: an import must not replace a damaged file
      let count = 0
      await file.update((all) => {
        const added = addProfiles(all, entries, newId, new Date(now()).toISOString())
        count = added.profiles.length - all.profiles.length
        return count > 0 ? added : all
      })
      const after = file.read()
      if (!sessions.currentSession().vault.profile() && after.current) sessions.use(after.current)
      return { count, skipped }
    },
  }
}
