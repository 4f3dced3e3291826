/** @file Reminders of a credential's expiry: when they appear, and their text. */
import type { CredentialExpiry } from '../../shared/contract/credential'
import { fullDay, plural } from './format'

/** The time left: 30 days or less, 7 days or less, none. */
export type ExpiryStage = 'month' | 'week' | 'expired'

const dayMs = 86_400_000

/** Returns local midnight of a day (YYYY-MM-DD), or of the day of a time (ISO), in ms. */
function midnight(at: string): number {
  const date = new Date(/^\d{4}-\d\d-\d\d$/.test(at) ? `${at}T00:00` : at)
  return date.setHours(0, 0, 0, 0)
}

/** Returns the days from `now` (ms) until the expiry by the local calendar; negative after it. */
function daysLeft({ at }: CredentialExpiry, now: number): number {
  // A day with a clock change has 23 or 25 hours.
  return Math.round((midnight(at) - new Date(now).setHours(0, 0, 0, 0)) / dayMs)
}

function isExpired(expiry: CredentialExpiry, now: number): boolean {
  if (expiry.source === 'entra') return true
  // A secret's hour is unknown, so it counts as valid for the whole day.
  return expiry.source === 'certificate' ? Date.parse(expiry.at) <= now : daysLeft(expiry, now) < 0
}

/** Returns the stage of the reminder at `now` (ms); null if it is too early for one. */
export function expiryStage(expiry: CredentialExpiry, now: number): ExpiryStage | null {
  if (isExpired(expiry, now)) return 'expired'
  const days = daysLeft(expiry, now)
  return days <= 7 ? 'week' : days <= 30 ? 'month' : null
}

const nouns = { secret: 'client secret', certificate: 'certificate' } as const

/** Returns `expires in 12 days, on 7 Dec 2026`. `now` in ms. */
function expires(expiry: CredentialExpiry, now: number): string {
  if (expiry.source === 'entra') return `has expired: Entra refused it on ${fullDay(expiry.at)}`
  if (isExpired(expiry, now)) return `expired on ${fullDay(expiry.at)}`
  const days = daysLeft(expiry, now)
  const when = days === 0 ? 'today' : days === 1 ? 'tomorrow' : `in ${plural(days, 'day')}`
  return `expires ${when}, on ${fullDay(expiry.at)}`
}

/** Returns the rest of a sentence about the expiry: `client secret expires in 12 days, on 7 Dec 2026`. `now` in ms. */
export function expiryText(expiry: CredentialExpiry, now: number): string {
  return `${nouns[expiry.of]} ${expires(expiry, now)}`
}

/** Returns how to replace the credential. `now` in ms. */
export function expiryAdviceText(expiry: CredentialExpiry, now: number): string {
  const other = expiry.of === 'secret'
    ? 'Make a new client secret in Entra, in the app\'s Certificates & secrets, and save its Value in Settings.'
    : 'Make or choose another certificate in Settings, upload its public part in Entra, and save.'
  return isExpired(expiry, now) ? other : `${other} The old one works until then.`
}
