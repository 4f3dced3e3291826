/** @file When what a profile signs in with expires, as far as this computer can know. Pure. */
import type { CredentialExpiry, SecretExpiry } from '../../../shared/contract/credential'
import type { Profile } from '../../../shared/contract/model'

export function expiryOf({ certificate, secretExpiry }: Pick<Profile, 'certificate' | 'secretExpiry'>): CredentialExpiry | null {
  if (certificate) return { of: 'certificate', at: certificate.expiresAt, source: 'certificate' }
  return secretExpiry && { of: 'secret', at: secretExpiry.date, source: secretExpiry.source }
}

/** The day of a time (ms since 1970) by this computer's calendar, YYYY-MM-DD. */
export function dayOf(time: number): string {
  const date = new Date(time)
  return [date.getFullYear(), date.getMonth() + 1, date.getDate()].map(part => String(part).padStart(2, '0')).join('-')
}

/** What is known once Entra refused the secret as expired: a day that was noted and is past says more than that of the refusal. */
export function foundExpired(known: SecretExpiry | null, now: number): SecretExpiry {
  const today = dayOf(now)
  return known && known.date < today ? known : { date: today, source: 'entra' }
}
