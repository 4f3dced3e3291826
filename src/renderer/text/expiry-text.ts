/** @file When a credential's end is near enough to remind of it, and the words for that. Pure. */
import type { CredentialExpiry } from '../../shared/contract/credential'
import { fullDay, plural } from './format'

/** How near the end is: 30 days or less, 7 days or less, past. */
export type ExpiryStage = 'month' | 'week' | 'expired'

const whole = 86_400_000

/** Midnight here of a day (YYYY-MM-DD) or of the day of a time (ISO). */
function midnight(at: string): number {
  const date = new Date(/^\d{4}-\d\d-\d\d$/.test(at) ? `${at}T00:00` : at)
  return date.setHours(0, 0, 0, 0)
}

/** Days by this computer's calendar from `now` (ms) until the end; below 0 once it is past. */
function daysLeft({ at }: CredentialExpiry, now: number): number {
  // A day of a changed clock has 23 or 25 hours.
  return Math.round((midnight(at) - new Date(now).setHours(0, 0, 0, 0)) / whole)
}

function isExpired(expiry: CredentialExpiry, now: number): boolean {
  if (expiry.source === 'entra') return true
  // Of a secret the hour is not known: it is given its whole day.
  return expiry.source === 'certificate' ? Date.parse(expiry.at) <= now : daysLeft(expiry, now) < 0
}

/** The stage to remind of at `now` (ms), or null where there is time. */
export function expiryStage(expiry: CredentialExpiry, now: number): ExpiryStage | null {
  if (isExpired(expiry, now)) return 'expired'
  const days = daysLeft(expiry, now)
  return days <= 7 ? 'week' : days <= 30 ? 'month' : null
}

const nouns = { secret: 'client secret', certificate: 'certificate' } as const

/** `expires in 12 days, on 7 Dec 2026`; `now` in ms. */
function expires(expiry: CredentialExpiry, now: number): string {
  if (expiry.source === 'entra') return `has expired: Entra refused it on ${fullDay(expiry.at)}`
  if (isExpired(expiry, now)) return `expired on ${fullDay(expiry.at)}`
  const days = daysLeft(expiry, now)
  const when = days === 0 ? 'today' : days === 1 ? 'tomorrow' : `in ${plural(days, 'day')}`
  return `expires ${when}, on ${fullDay(expiry.at)}`
}

/** What ends and when, as a sentence's rest: `client secret expires in 12 days, on 7 Dec 2026`. `now` in ms. */
export function expiryText(expiry: CredentialExpiry, now: number): string {
  return `${nouns[expiry.of]} ${expires(expiry, now)}`
}

/** What to do about it. `now` in ms. */
export function expiryAdvice(expiry: CredentialExpiry, now: number): string {
  const other = expiry.of === 'secret'
    ? 'Make a new client secret in Entra, in the app\'s Certificates & secrets, and save its Value in Settings.'
    : 'Make or choose another certificate in Settings, upload its public part in Entra, and save.'
  return isExpired(expiry, now) ? other : `${other} The old one works until then.`
}
