/**
 * @file Several profiles, one in use. Each has a session of its own: its own vault, token and list of incidents, that share
 * nothing with those of another. Switching points at another session; so nothing of one profile can come under another.
 */
import type { Failure } from '../../../shared/contract/failure'
import type { Profile, ProfileEntry, Settings } from '../../../shared/contract/model'
import type { ProfilesFile, StoredEntry, StoredProfiles, UnusableEntry } from './profile-list'
import type { SettingsFile } from '../credentials/stored-profile'
import type { Vault } from '../credentials/vault'
import type { Buffer } from 'node:buffer'
import { AppError } from '../base/errors'
import { defaultApi, defaultCloud } from '../../../shared/vocabulary/clouds'
import { expiryOf } from '../credentials/expiry'
import { addProfiles, exportProfiles, noProfiles, putProfile, readExportedProfiles, removeProfile, sameTarget, titleOf } from './profile-list'

/** What belongs to one profile. */
export interface BasicSession {
  readonly vault: Pick<Vault, 'status' | 'profile'>
  /** Whether it holds a key that is nowhere else and not saved yet. */
  readonly holdsKey: () => boolean
  /** Another profile is chosen: what is under way ends, and the token is dropped. */
  readonly leave: () => void
}

export interface Profiles<D extends BasicSession> {
  /** The session of the profile in use. Hold on to it through an action: the person may switch meanwhile. */
  readonly current: () => D
  readonly currentId: () => string
  /**
   * The session of the profile in use, where that is `id`: what was pressed is about the profile that was in sight. Throws `cancelled`
   * where another one has come into sight meanwhile.
   */
  readonly requireCurrent: (id: string) => D
  readonly settings: () => Settings
  /** Throws `profile-not-found`. */
  readonly choose: (id: string) => Promise<void>
  /** A new, empty profile; it is stored when credentials are saved in it. */
  readonly add: () => void
  /** A copy of the profile in use with its sealed secret. Throws `no-credentials`, `settings-…`. */
  readonly duplicate: () => Promise<void>
  /** Names a profile. Throws `settings-…`. */
  readonly rename: (id: string, name: string) => Promise<void>
  /** That profile was deleted: another one takes its place where it is in use and there is one. */
  readonly replaceForgotten: (id: string) => void
  /** The stored profiles without their secrets, as a file, and how many cannot be used and are not in it. Throws `no-credentials`, `settings-…`. */
  readonly exported: () => { readonly bytes: Buffer, readonly skipped: number }
  /** Adds the profiles of such a file. Returns how many were new, and how many entries cannot be read. Throws `profiles-unreadable`, `settings-…`. */
  readonly imported: (file: Buffer) => Promise<{ readonly count: number, readonly skipped: number }>
}

interface Deps<D extends BasicSession> {
  readonly file: ProfilesFile
  /** Makes what belongs to the profile `id`. `isCurrent` tells whether it is the one in use. */
  readonly createProfileSession: (file: SettingsFile, isCurrent: () => boolean) => D
  readonly newId: () => string
  /** ms since 1970. */
  readonly now: () => number
}

const unusableError = ({ name, field }: UnusableEntry): AppError => new AppError('profile-unusable', { profile: name, field })

const isIn = (id: string, { profiles, unusable }: StoredProfiles): boolean => [...profiles, ...unusable].some(each => each.id === id)

/** A copy of the profile in use, without its secret if what is in use is another app than the one that is sealed. */
function withCopy(all: StoredProfiles, of: { readonly id: string, readonly shown: Profile }, id: string): StoredProfiles {
  const kept = all.profiles.find(each => each.id === of.id)
  const entry = kept && sameTarget(kept, of.shown) ? kept : { ...of.shown, name: kept?.name ?? '', sealed: null }
  return { ...all, profiles: [...all.profiles, { ...entry, id, name: `${titleOf(entry)} (copy)`.slice(0, 100) }] }
}

/** Returns the part of the file that belongs to one profile. `name` returns the name of a profile that is not stored yet. */
const partOf = (file: ProfilesFile, id: string, name: () => string): SettingsFile => ({
  read: () => {
    const { profiles, unusable } = file.read()
    const broken = unusable.find(each => each.id === id)
    if (broken) throw unusableError(broken)
    return profiles.find(each => each.id === id) ?? null
  },
  write: profile => file.update(all => putProfile(all, id, name(), profile)),
  clear: () => file.update(all => removeProfile(all, id)),
})

/** The sessions that were needed so far, and which of them is in use. */
function createSessions<D extends BasicSession>({ file, createProfileSession, newId }: Deps<D>) {
  const sessions = new Map<string, D>()
  /** Names of profiles that are not stored yet. */
  const names = new Map<string, string>()

  const stored = () => {
    try {
      return file.read()
    } catch {
      return noProfiles // what is wrong with the file is told with the profile's own status
    }
  }
  let current = stored().current ?? newId()

  const sessionOf = (id: string): D => {
    const known = sessions.get(id)
    if (known) return known
    const session = createProfileSession(partOf(file, id, () => names.get(id) ?? ''), () => current === id)
    sessions.set(id, session)
    return session
  }

  /** Whether leaving a profile that is not stored would lose something. */
  const isInUse = (id: string): boolean => {
    const session = sessions.get(id)
    return session !== undefined && (session.vault.profile() !== null || session.holdsKey())
  }

  const entryOf = (id: string, kept: StoredEntry | undefined): ProfileEntry => {
    const used = sessions.get(id)?.vault.profile() ?? kept
    const { tenantId = '', api = defaultApi, cloud = defaultCloud } = used ?? {}
    return { id, name: kept?.name ?? names.get(id) ?? '', tenantId, api, cloud, expiry: used ? expiryOf(used) : null, unusable: false }
  }
  const brokenOf = ({ id, name }: UnusableEntry): ProfileEntry => ({ ...entryOf(id, undefined), name, unusable: !sessions.get(id)?.vault.profile() })

  return {
    current: () => current,
    currentSession: () => sessionOf(current),
    name: (id: string, name: string) => { names.set(id, name) },
    entries: (): readonly ProfileEntry[] => {
      const { profiles: kept, unusable } = stored()
      const isStored = (id: string) => [...kept, ...unusable].some(each => each.id === id)
      const unsaved = [...sessions.keys()].filter(id => !isStored(id) && (id === current || isInUse(id)))
      return [...kept.map(each => entryOf(each.id, each)), ...unusable.map(brokenOf), ...unsaved.map(id => entryOf(id, undefined))]
    },
    /** What is wrong with profiles that are not in use. */
    problems: (): readonly Failure[] => stored().unusable.filter(({ id }) => id !== current).map(each => unusableError(each).failure),
    use: (id: string) => {
      if (id === current) return
      sessions.get(current)?.leave()
      // An empty profile that is left was never there.
      if (!isInUse(current)) sessions.delete(current)
      current = id
    },
    replace: (id: string) => {
      names.delete(id)
      const next = stored().current
      // Where none is left, the forgotten one is as good as new.
      if (next === null || next === id) return
      sessions.delete(id)
      if (current === id) current = next
    },
  }
}

export function createProfiles<D extends BasicSession>(deps: Deps<D>): Profiles<D> {
  const { file, newId, now } = deps
  const sessions = createSessions(deps)
  const choose = async (id: string) => {
    if (!sessions.entries().some(each => each.id === id)) throw new AppError('profile-not-found')
    sessions.use(id)
    try {
      await file.update(all => isIn(id, all) ? { ...all, current: id } : all)
    } catch {
      // It is in use all the same; the next start begins with the one before.
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
      return { ...status, problems: [...status.problems, ...sessions.problems()], profileId: sessions.current(), profiles: sessions.entries() }
    },
    choose,
    add: () => sessions.use(newId()),
    duplicate: async () => {
      const shown = sessions.currentSession().vault.profile()
      if (!shown) throw new AppError('no-credentials')
      file.read() // a damaged file is not replaced by a copy
      const [of, id] = [{ id: sessions.current(), shown }, newId()]
      await file.update(all => withCopy(all, of, id))
      await choose(id)
    },
    rename: async (id, name) => {
      sessions.name(id, name)
      const renamed = <E extends { readonly id: string }>(entries: readonly E[]) => entries.map(each => each.id === id ? { ...each, name } : each)
      await file.update(all => isIn(id, all) ? { ...all, profiles: renamed(all.profiles), unusable: renamed(all.unusable) } : all)
    },
    replaceForgotten: sessions.replace,
    exported: () => {
      const { profiles, unusable } = file.read()
      if (profiles.length === 0) throw new AppError('no-credentials')
      return { bytes: exportProfiles(profiles), skipped: unusable.length }
    },
    imported: async (bytes) => {
      const { entries, skipped } = readExportedProfiles(bytes)
      file.read() // nor by an import
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
