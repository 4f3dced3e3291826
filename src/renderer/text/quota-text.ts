/** @file The text of the API's quota. */
import type { QuotaState } from '../../shared/contract/model'
import { count, countdown, secondsUntil } from './format'

/** Returns the name of a limit's period: `minute`, `hour`. */
export function periodText(seconds: number): string {
  if (seconds === 60) return 'minute'
  return seconds === 3600 ? 'hour' : countdown(seconds)
}

/** Returns `38 of 50 calls left this minute · 1,412 of 1,500 this hour`, after the wait that the service requested, if any. `now` in ms. */
export function quotaText({ limits, blockedUntil }: QuotaState, now: number): string {
  const left = limits.map(({ seconds, calls, left: free }, index) =>
    `${count(free)} of ${count(calls)}${index === 0 ? ' calls left' : ''} this ${periodText(seconds)}`)
  return [...(blockedUntil ? [blockedText(blockedUntil, now)] : []), ...left].join(' · ')
}

/** Returns how long the service accepts no requests. `now` in ms. */
export function blockedText(until: string, now: number): string {
  return `blocked by the service for ${countdown(secondsUntil(until, now))}`
}

/** Returns whether the quota will change without further calls. */
export function isUsed({ limits, blockedUntil }: QuotaState): boolean {
  return blockedUntil !== null || limits.some(({ calls, left }) => left < calls)
}
