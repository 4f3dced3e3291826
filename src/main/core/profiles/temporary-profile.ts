/**
 * @file Shows the sample data or an opened file as if it were one more profile, in front of the real ones. It is never stored. While it is shown, none of the
 * real profiles is current, and none of them changes.
 */
import type { ProfileEntry, SourceKind } from '../../../shared/contract/model'
import type { Profiles, ProfilesDeps, SwitchableSession } from './profiles'
import { defaultApi, defaultCloud } from '../../../shared/vocabulary/clouds'
import { AppError } from '../base/errors'
import { createProfiles } from './profiles'

/** What a temporary profile shows, and its name in the list of profiles. */
export interface TemporaryProfile {
  readonly source: Exclude<SourceKind, 'live'>
  readonly name: string
}

export interface ProfilesAndTemporary<S extends SwitchableSession> extends Profiles<S> {
  /**
   * Makes a temporary profile current, and ends the one that is shown already. Returns its session, which `create` creates with a function that returns
   * whether it is current.
   */
  readonly openTemporary: <T extends S>(profile: TemporaryProfile, create: (isCurrent: () => boolean, id: string) => T) => T
  /** Ends the temporary profile if it shows this source: the profile is current that was current before. */
  readonly closeTemporary: (source: SourceKind) => void
}

interface Shown<S> extends TemporaryProfile { readonly id: string, readonly session: S }

const entryOf = ({ id, name }: Shown<unknown>): ProfileEntry =>
  ({ id, name, tenantId: '', api: defaultApi, cloud: defaultCloud, expiry: null, unusable: false })

export function createProfilesAndTemporary<S extends SwitchableSession>(deps: ProfilesDeps<S>): ProfilesAndTemporary<S> {
  let shown: Shown<S> | null = null
  const profiles = createProfiles<S>({
    ...deps,
    createProfileSession: (file, isCurrent, id) => deps.createProfileSession(file, () => shown === null && isCurrent(), id),
  })
  const close = () => {
    const closed = shown
    shown = null
    closed?.session.leave()
  }
  /** Throws AppError `code` if a temporary profile is shown, because the action is about a real one. */
  const requireProfile = (code: 'cancelled' | 'no-credentials') => { if (shown) throw new AppError(code) }

  return {
    ...profiles,
    current: () => shown?.session ?? profiles.current(),
    currentId: () => shown?.id ?? profiles.currentId(),
    requireCurrent: (id) => {
      if (!shown) return profiles.requireCurrent(id)
      if (id !== shown.id) throw new AppError('cancelled')
      return shown.session
    },
    settings: () => {
      const settings = profiles.settings()
      if (!shown) return settings
      const { id, source } = shown
      return { ...settings, profileId: id, profiles: [...settings.profiles, entryOf(shown)], source, profile: null, secret: { kind: 'none' }, problems: [] }
    },
    choose: async (id) => {
      if (id === shown?.id) return
      const wasShown = shown !== null
      close()
      // Returning to the profile that was current changes nothing in the file.
      if (!wasShown || id !== profiles.currentId()) await profiles.choose(id)
    },
    add: () => {
      close()
      profiles.add()
    },
    duplicate: async () => {
      requireProfile('no-credentials')
      return profiles.duplicate()
    },
    rename: async (id, name) => {
      requireProfile('cancelled')
      await profiles.rename(id, name)
    },
    openTemporary: (profile, create) => {
      if (shown) close()
      else profiles.current().leave()
      const id = deps.newId()
      const session = create(() => shown?.id === id, id)
      shown = { ...profile, id, session }
      return session
    },
    closeTemporary: (source) => { if (shown?.source === source) close() },
  }
}
