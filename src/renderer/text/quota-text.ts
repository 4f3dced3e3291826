/** @file What is left of the API's quota, in words, pure. */
import type { QuotaState } from '../../shared/contract/model'
import { count, countdown, secondsUntil } from './format'

/** The span that a limit counts in: `minute`, `hour`. */
export function spanName(seconds: number): string {
  if (seconds === 60) return 'minute'
  return seconds === 3600 ? 'hour' : countdown(seconds)
}

/** `38 of 50 calls left this minute · 1,412 of 1,500 this hour`; what the service asked to wait comes first. */
export function quotaText({ limits, blockedUntil }: QuotaState, now: number): string {
  const left = limits.map(({ seconds, calls, left: free }, index) =>
    `${count(free)} of ${count(calls)}${index === 0 ? ' calls left' : ''} this ${spanName(seconds)}`)
  return [...(blockedUntil ? [blockedText(blockedUntil, now)] : []), ...left].join(' · ')
}

export function blockedText(until: string, now: number): string {
  return `blocked by the service for ${countdown(secondsUntil(until, now))}`
}

/** Whether time alone will change what is left. */
export function isUsed({ limits, blockedUntil }: QuotaState): boolean {
  return blockedUntil !== null || limits.some(({ calls, left }) => left < calls)
}
