/** @file The text of reminders that a credential expires. */
import type { CredentialExpiry } from '../../shared/contract/credential'
import { daysLeft, isExpired } from '../../shared/rules/expiry'
import { fullDay, plural } from './format'

const nouns = { secret: 'client secret', certificate: 'certificate' } as const

/** Returns `today`, `tomorrow` or `in 12 days`. */
const inDays = (days: number): string => days === 0 ? 'today' : days === 1 ? 'tomorrow' : `in ${plural(days, 'day')}`

/** Returns when a certificate (ISO) expires: `28 Nov 2027, in 364 days`. `now` in ms. */
export function validUntilText(at: string, now: number): string {
  const expiry = { of: 'certificate', at, source: 'certificate' } as const
  return `${fullDay(at)}, ${isExpired(expiry, now) ? 'expired' : inDays(daysLeft(expiry, now))}`
}

/** Returns `expires in 12 days, on 7 Dec 2026`. `now` in ms. */
function expires(expiry: CredentialExpiry, now: number): string {
  if (expiry.source === 'entra') return `has expired: Entra refused it on ${fullDay(expiry.at)}`
  if (isExpired(expiry, now)) return `expired on ${fullDay(expiry.at)}`
  return `expires ${inDays(daysLeft(expiry, now))}, on ${fullDay(expiry.at)}`
}

/** Returns the rest of a sentence about the expiry: `client secret expires in 12 days, on 7 Dec 2026`. `now` in ms. */
export function expiryText(expiry: CredentialExpiry, now: number): string {
  return `${nouns[expiry.of]} ${expires(expiry, now)}`
}

/** Returns how to replace the credential. `now` in ms. */
export function expiryAdviceText(expiry: CredentialExpiry, now: number): string {
  const other = expiry.of === 'secret'
    ? 'Create a new client secret in Entra, in the app\'s Certificates & secrets, and save its Value in Settings.'
    : 'Create or choose another certificate in Settings, upload its .cer file to Entra, and save.'
  return isExpired(expiry, now) ? other : `${other} The old ${expiry.of} works until ${fullDay(expiry.at)}.`
}

/** Returns the title of a reminder about other profiles. `now` in ms. */
export function othersText(expiries: readonly CredentialExpiry[], now: number): string {
  const expired = expiries.filter(expiry => isExpired(expiry, now)).length
  if (expiries.length === 1) return `In another profile, a credential ${expired > 0 ? 'has expired' : 'expires soon'}.`
  return `In ${expiries.length} other profiles, credentials ${expired === expiries.length ? 'have expired' : expired > 0 ? 'have expired or expire soon' : 'expire soon'}.`
}
