/**
 * @file Reads how long the service requests to wait. The Defender API documents that a 429's body contains "the time until the quota is reset",
 * but not in which form. It does not document a header.
 */
import type { HttpResponse } from '../http'
import { bodyOf } from '../http'
import { waitsIn } from './wait-text'

/** Used if no wait can be read: the length of the shortest documented quota. */
const defaultSeconds = 60
/** The length of the longest documented quota. A longer time in a 429 is not plausible as a wait. */
const maxQuotaSeconds = 3600
/** A service may be down for maintenance for hours. A wait of more than a day is not plausible. */
const maxOutageSeconds = 86_400

const decimal = /^\d{1,15}(?:\.\d{1,15})?$/
/** The three date forms of RFC 9110. Date.parse alone accepts almost any text that contains a number. */
const httpDate = /^(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,? \d{2}[ -][A-Z][a-z]{2}[ -]\d{2,4} \d\d:\d\d:\d\d GMT|[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d \d{4})$/

/** Returns the seconds of one Retry-After value: 0 for a date in the past, null for any other text. */
function secondsOf(value: string, serverNow: number): number | null {
  if (decimal.test(value)) return Number(value)
  if (!httpDate.test(value)) return null
  const date = Date.parse(value.endsWith('GMT') ? value : `${value} GMT`)
  return Number.isNaN(date) ? null : Math.max(0, (date - serverNow) / 1000)
}

/** Returns all waits in the headers, in seconds. Dates are relative to the response's own Date header, because this computer's clock may be wrong. */
function fromHeaders({ headers }: HttpResponse, now: number): readonly number[] {
  const serverNow = Date.parse(String(headers.get('date'))) || now
  // Repeated headers arrive as one comma-separated value; a date itself contains a comma before its day.
  const values = String(headers.get('retry-after')).split(/,(?! ?\d{2}[ -][A-Z])/)
  const inMs = ['retry-after-ms', 'x-ms-retry-after-ms'].flatMap(name => String(headers.get(name)).split(','))
  return [
    ...values.map(value => secondsOf(value.trim(), serverNow)),
    ...inMs.map(value => decimal.test(value.trim()) ? Number(value) / 1000 : null),
  ].filter(each => each !== null)
}

/** Returns whole seconds, at least 1. */
const roundUp = (seconds: number): number => Math.max(1, Math.ceil(seconds))

/** Returns the smallest plausible wait: a wait that is too short costs one call; one that is too long keeps the user from the list. */
function smallest(seconds: readonly number[], maxSeconds: number): number | null {
  const plausible = seconds.filter(each => each >= 0 && each <= maxSeconds)
  return plausible.length > 0 ? roundUp(Math.min(...plausible)) : null
}

/** The message is at the beginning of the body; an HTML page may have styles before it. */
const maxSearchedBytes = 16_384

/**
 * Returns the seconds to wait after a 429, from 1 to 3600: the smallest plausible wait in a header (Retry-After, its variants in milliseconds) or in
 * the body, otherwise 60. `now`: ms since 1970.
 */
export function retryAfterSeconds(response: HttpResponse, now: number): number {
  const serverNow = Date.parse(String(response.headers.get('date'))) || now
  const { stated, possible } = waitsIn(bodyOf(response).toString('utf8', 0, maxSearchedBytes), serverNow)
  return smallest([...fromHeaders(response, now), ...stated], maxQuotaSeconds) ?? smallest(possible, maxQuotaSeconds) ?? defaultSeconds
}

/** Returns the seconds that a failed service (5xx) requests to wait in its headers, from 1 to a day; null if it requests none. `now`: ms since 1970. */
export function outageSeconds(response: HttpResponse, now: number): number | null {
  return smallest(fromHeaders(response, now), maxOutageSeconds)
}
