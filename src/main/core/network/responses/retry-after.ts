/**
 * @file How long the service asks to wait. The Defender API documents "the time until the quota is reset" in a 429's
 * body, but not its form; its header is not documented.
 */
import type { Answer } from '../http'
import { bodyOf } from '../http'
import { waitsIn } from './wait-text'

/** Used where nothing can be read: the length of the shortest documented quota. */
const defaultSeconds = 60
/** The longest documented quota. A 429 that names more names something else, or is damaged. */
const mostQuotaSeconds = 3600
/** A service may be down for maintenance for hours. More than a day is damage. */
const mostOutageSeconds = 86_400

const decimal = /^\d{1,15}(?:\.\d{1,15})?$/
/** The three forms of RFC 9110. Date.parse alone takes almost any text with a number in it. */
const httpDate = /^(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,? \d{2}[ -][A-Z][a-z]{2}[ -]\d{2,4} \d\d:\d\d:\d\d GMT|[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d \d{4})$/

/** The seconds of one value of Retry-After. A date in the past means now. null for any other text. */
function secondsOf(value: string, serverNow: number): number | null {
  if (decimal.test(value)) return Number(value)
  if (!httpDate.test(value)) return null
  const date = Date.parse(value.endsWith('GMT') ? value : `${value} GMT`)
  return Number.isNaN(date) ? null : Math.max(0, (date - serverNow) / 1000)
}

/** Every wait that the headers name, in seconds. Dates are read against the answer's own Date: the clock here may be wrong. */
function fromHeaders({ headers }: Answer, now: number): readonly number[] {
  const serverNow = Date.parse(String(headers.get('date'))) || now
  // Repeated headers arrive as one value with commas; a date has a comma of its own, before its day.
  const values = String(headers.get('retry-after')).split(/,(?! ?\d{2}[ -][A-Z])/)
  const inMs = ['retry-after-ms', 'x-ms-retry-after-ms'].flatMap(name => String(headers.get(name)).split(','))
  return [
    ...values.map(value => secondsOf(value.trim(), serverNow)),
    ...inMs.map(value => decimal.test(value.trim()) ? Number(value) / 1000 : null),
  ].filter(each => each !== null)
}

/** Whole seconds, at least 1. */
const roundUp = (seconds: number): number => Math.max(1, Math.ceil(seconds))

/** The smallest that is plausible; too short a wait costs one call, too long a one keeps a person from the list. */
function smallest(seconds: readonly number[], most: number): number | null {
  const plausible = seconds.filter(each => each >= 0 && each <= most)
  return plausible.length > 0 ? roundUp(Math.min(...plausible)) : null
}

/** A message stands at the beginning; a page of HTML may have its styles before. */
const mostBodyBytes = 16_384

/**
 * Seconds to wait after a 429, from 1 to 3600: the smallest plausible wait that a header (Retry-After, its variants in
 * milliseconds) or the body names, else 60. `now`: ms since 1970.
 */
export function retryAfterSeconds(answer: Answer, now: number): number {
  const serverNow = Date.parse(String(answer.headers.get('date'))) || now
  const { stated, possible } = waitsIn(bodyOf(answer).toString('utf8', 0, mostBodyBytes), serverNow)
  return smallest([...fromHeaders(answer, now), ...stated], mostQuotaSeconds) ?? smallest(possible, mostQuotaSeconds) ?? defaultSeconds
}

/** Seconds that a failed service (5xx) asks to wait, from 1 to a day, by its headers alone; null where it names none. `now`: ms since 1970. */
export function outageSeconds(answer: Answer, now: number): number | null {
  return smallest(fromHeaders(answer, now), mostOutageSeconds)
}
