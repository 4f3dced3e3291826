/** @file The names of profiles on screen. */
import type { ProfileEntry, Settings } from '../../shared/contract/model'
import { defaultApi, defaultCloud } from '../../shared/vocabulary/clouds'

/** Returns the name of a profile, or its tenant if it has none. */
export function profileText({ name, tenantId }: Pick<ProfileEntry, 'name' | 'tenantId'>): string {
  return name || tenantId || 'New profile'
}

/** Returns the entry of the current profile. */
export function currentProfile({ profiles, profileId }: Settings): ProfileEntry {
  return profiles.find(({ id }) => id === profileId) ?? { id: profileId, name: '', tenantId: '', api: defaultApi, cloud: defaultCloud, expiry: null, unusable: false }
}
