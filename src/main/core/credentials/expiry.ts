/** @file When a profile's credential expires, from the facts that are stored locally. Pure. */
import type { CredentialExpiry, SecretExpiry } from '../../../shared/contract/credential'
import type { Profile } from '../../../shared/contract/model'

/** Returns the expiry of a profile's certificate or secret; null for a secret without a stored expiry. */
export function expiryOf({ certificate, secretExpiry }: Pick<Profile, 'certificate' | 'secretExpiry'>): CredentialExpiry | null {
  if (certificate) return { of: 'certificate', at: certificate.expiresAt, source: 'certificate' }
  return secretExpiry && { of: 'secret', at: secretExpiry.date, source: secretExpiry.source }
}

/** Returns the day of a time (ms since 1970) in the local time zone, YYYY-MM-DD. */
export function dayOf(time: number): string {
  const date = new Date(time)
  return [date.getFullYear(), date.getMonth() + 1, date.getDate()].map(part => String(part).padStart(2, '0')).join('-')
}

/** Returns the expiry of a secret that Entra refused as expired: a stored day in the past, which is more precise, or else today. `now`: ms since 1970. */
export function foundExpired(stored: SecretExpiry | null, now: number): SecretExpiry {
  const today = dayOf(now)
  return stored && stored.date < today ? stored : { date: today, source: 'entra' }
}
