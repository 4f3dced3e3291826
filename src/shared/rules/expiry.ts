/** @file When a credential expires, counted in days of the local calendar, and when the user is reminded. */
import type { CredentialExpiry } from '../contract/credential'

/** Days before the expiry from which the user is reminded. */
const monthDays = 30
const weekDays = 7

/** The stage of the reminder: at most `monthDays` left, at most `weekDays` left, or none. */
export type ExpiryStage = 'month' | 'week' | 'expired'

const dayMs = 86_400_000

/** Returns local midnight of a day (YYYY-MM-DD), or of the day of a time (ISO), in ms. */
function midnight(at: string): number {
  const date = new Date(/^\d{4}-\d\d-\d\d$/.test(at) ? `${at}T00:00` : at)
  return date.setHours(0, 0, 0, 0)
}

/** Returns the days from `now` (ms) until the expiry by the local calendar; negative after it. */
export function daysLeft({ at }: CredentialExpiry, now: number): number {
  // Rounded, because a day on which the clocks change has 23 or 25 hours.
  return Math.round((midnight(at) - new Date(now).setHours(0, 0, 0, 0)) / dayMs)
}

/** Returns whether a credential has expired at `now` (ms). */
export function isExpired(expiry: CredentialExpiry, now: number): boolean {
  if (expiry.source === 'entra') return true
  // A secret's hour is unknown, so it counts as valid for the whole day.
  return expiry.source === 'certificate' ? Date.parse(expiry.at) <= now : daysLeft(expiry, now) < 0
}

/** Returns the stage of the reminder at `now` (ms); null if it is too early for one. */
export function expiryStage(expiry: CredentialExpiry, now: number): ExpiryStage | null {
  if (isExpired(expiry, now)) return 'expired'
  const days = daysLeft(expiry, now)
  return days <= weekDays ? 'week' : days <= monthDays ? 'month' : null
}
