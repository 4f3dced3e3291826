/** @file What profiles are called on the screens. */
import type { ProfileEntry, Settings } from '../../shared/contract/model'
import { defaultApi, defaultCloud } from '../../shared/vocabulary/clouds'

/** A profile by its name, or else by its tenant. */
export function titleOf({ name, tenantId }: Pick<ProfileEntry, 'name' | 'tenantId'>): string {
  return name || tenantId || 'New profile'
}

/** The profile in use, as it is offered to choose. */
export function currentProfile({ profiles, profileId }: Settings): ProfileEntry {
  return profiles.find(({ id }) => id === profileId) ?? { id: profileId, name: '', tenantId: '', api: defaultApi, cloud: defaultCloud, expiry: null, unusable: false }
}
