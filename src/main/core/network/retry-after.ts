/**
 * @file How long the service asks to wait. The Defender API documents "the time until the quota is reset" in a 429's
 * body, but not its form.
 */
import type { Answer } from './http'
import { bodyOf } from './http'

/** Where nothing can be read, the length of the shortest documented quota. */
const defaultSeconds = 60
/** The longest of the documented quotas. What names more is no quota: a damaged header must not stop the app for good. */
const mostSeconds = 3600
const unitSeconds = { s: 1, m: 60, h: 3600 } as const

function fromHeader(value: string | null, serverNow: number): number | null {
  if (value === null) return null
  if (/^\s*\d+(?:\.\d+)?\s*$/.test(value)) return Number(value)
  const date = Date.parse(value)
  return Number.isNaN(date) ? null : (date - serverNow) / 1000
}

/** "… in 25 seconds", "1 minute", "00:00:25" or a moment in UTC, as services of this family write it. */
function fromBody(body: string, serverNow: number): number | null {
  const words = /(\d+(?:\.\d+)?)\s*(s|m|h)(?:ec|in|our|$|\b)/i.exec(body)
  if (words) return Number(words[1]) * unitSeconds[words[2]?.toLowerCase() as keyof typeof unitSeconds]
  const moment = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/.exec(body)
  if (moment) return (Date.parse(moment[0]) - serverNow) / 1000
  const clock = /\b(\d\d):(\d\d):(\d\d)\b/.exec(body)
  return clock ? Number(clock[1]) * 3600 + Number(clock[2]) * 60 + Number(clock[3]) : null
}

/**
 * Seconds to wait after this answer, at least 1 and at most an hour: from the Retry-After header (seconds or a date, read against the
 * answer's own Date so that a wrong clock here does not matter), else the body, else 60. `now` in ms since 1970.
 */
export function retryAfterSeconds(answer: Answer, now: number): number {
  const serverNow = Date.parse(answer.headers.get('date') ?? '') || now
  const told = fromHeader(answer.headers.get('retry-after'), serverNow) ?? fromBody(bodyOf(answer).toString('utf8', 0, 2000), serverNow)
  return Math.min(mostSeconds, Math.max(1, Math.ceil(told ?? defaultSeconds)))
}

/** Whether the answer itself says how long to wait in its header. */
export function hasRetryAfter(answer: Answer): boolean {
  return answer.headers.has('retry-after')
}
