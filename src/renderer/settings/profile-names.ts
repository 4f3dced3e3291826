/** @file What profiles and clouds are called on the screens. */
import type { CloudKind, ProfileEntry, Settings } from '../../shared/model'

/** Clouds as Microsoft's pages name them, in the order in which they are offered. */
export const cloudNames: Readonly<Record<CloudKind, string>> = {
  'worldwide': 'Worldwide',
  'us': 'Worldwide, United States',
  'eu': 'Worldwide, Europe',
  'uk': 'Worldwide, United Kingdom',
  'gcc': 'US Government GCC',
  'gcc-high': 'US Government GCC High',
  'dod': 'US Government DoD',
}

export const cloudKinds = Object.keys(cloudNames) as readonly CloudKind[]

/** A profile by its name, or else by its tenant. */
export function titleOf({ name, tenantId }: Pick<ProfileEntry, 'name' | 'tenantId'>): string {
  return name || tenantId || 'New profile'
}

/** The profile in use, as it is offered to choose. */
export function currentProfile({ profiles, profileId }: Settings): ProfileEntry {
  return profiles.find(({ id }) => id === profileId) ?? { id: profileId, name: '', tenantId: '', api: 'defender-xdr', cloud: 'worldwide' }
}
