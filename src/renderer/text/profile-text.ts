/** @file The names of profiles on screen. */
import type { ProfileEntry, Settings } from '../../shared/contract/model'
import { expiryStage } from '../../shared/rules/expiry'
import { defaultApi, defaultCloud } from '../../shared/vocabulary/clouds'

/** Returns the entry of the current profile. */
export function currentProfile({ profiles, profileId }: Settings): ProfileEntry {
  return profiles.find(({ id }) => id === profileId) ?? { id: profileId, name: '', tenantId: '', api: defaultApi, cloud: defaultCloud, expiry: null, unusable: false }
}

/** Returns whether the credential of a profile has expired at `now` (ms), as far as that is known. */
export const hasExpired = ({ expiry }: ProfileEntry, now: number): boolean => expiry !== null && expiryStage(expiry, now) === 'expired'

/** Returns how a box without a button is saved, or that it was. */
export const savedText = (saved: boolean): string => saved ? 'Saved.' : 'XDR Desk saves it when you leave the box.'
