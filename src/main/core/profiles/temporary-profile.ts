/**
 * @file Shows the sample data as if it were one more profile, in front of the real ones. It is never stored. While it is shown, none of the real profiles is
 * current, and none of them changes.
 */
import type { ProfileEntry } from '../../../shared/contract/model'
import type { Profiles, ProfilesDeps, SwitchableSession } from './profiles'
import { defaultCloud } from '../../../shared/vocabulary/clouds'
import { AppError } from '../base/errors'
import { createProfiles } from './profiles'

export interface ProfilesAndTemporary<S extends SwitchableSession> extends Profiles<S> {
  /** Makes the sample data current. Returns its session, or null if it already is current. */
  readonly openSample: () => S | null
  /** Makes the profile current that was current before. */
  readonly closeSample: () => void
}

interface Deps<S extends SwitchableSession> extends ProfilesDeps<S> {
  /** Creates a session of the sample data. `isCurrent` returns whether it is shown. */
  readonly createSampleSession: (isCurrent: () => boolean, id: string) => S
}

interface Shown<S> { readonly id: string, readonly session: S }

const entryOf = (id: string): ProfileEntry =>
  ({ id, name: 'Sample data', tenantId: '', api: 'microsoft-graph', cloud: defaultCloud, expiry: null, unusable: false })

export function createProfilesAndTemporary<S extends SwitchableSession>(deps: Deps<S>): ProfilesAndTemporary<S> {
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
  /** Throws AppError `code` if the sample data is shown, because the action is about a real profile. */
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
      const { id } = shown
      return { ...settings, profileId: id, profiles: [...settings.profiles, entryOf(id)], source: 'sample', profile: null, secret: { kind: 'none' }, problems: [] }
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
    openSample: () => {
      if (shown) return null
      profiles.current().leave()
      const id = deps.newId()
      const session = deps.createSampleSession(() => shown?.id === id, id)
      shown = { id, session }
      return session
    },
    closeSample: close,
  }
}
