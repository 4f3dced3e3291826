/**
 * @file Compares the times of the APIs as instants. Captured answers hold ISO 8601 in UTC with 0 to 7 fraction digits and trailing zeros
 * trimmed. `Date` keeps three digits and text order is wrong across lengths and offsets, so neither decides.
 */

const shape = /^\s*(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d):(\d\d)(?:[.,](\d+))?\s*(Z|[+-]\d\d(?::?\d\d)?)?\s*$/i

/** Milliseconds of an offset such as `+02:00`, `-0530` or `+01`; 0 for `Z` and where none is written. */
function offsetMs(text: string | undefined): number {
  const [, sign, hours = '0', minutes = '0'] = /^([+-])(\d\d):?(\d\d)?$/.exec(text ?? '') ?? []
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000
}

/** Services write the empty value of their time type as the first moment of its era: 0001 (.NET), 1601 (Windows), 1970 (Unix). */
const earliestYear = 1990
const latestKey = '9999-12-31T23:59:59.999999999'

/**
 * Returns a text of fixed width whose text order is the order in time, by nine fraction digits in UTC. Returns null for anything that names no
 * instant: other shapes, impossible dates and the empty values of time types.
 */
export function timeKey(text: string): string | null {
  const known = recent.get(text)
  if (known !== undefined) return known
  const key = readKey(text)
  if (recent.size >= mostRecent) recent.clear()
  recent.set(text, key)
  return key
}

/** The parts of a collection compare the times of a page several times in a row; a page holds 100. */
const mostRecent = 500
const recent = new Map<string, string | null>()

function readKey(text: string): string | null {
  const [, year = '', month = '', day = '', hour = '', minute = '', second = '', fraction = '', offset] = shape.exec(text) ?? []
  const wall = `${year}-${month}-${day}T${hour}:${minute}:${second}`
  // Nearly every time is in UTC and on a day that every month has. A Date for each would take seconds of a long list.
  const isPlain = (offset === 'Z' || offset === 'z') && month >= '01' && month <= '12' && day >= '01' && day <= '28'
    && hour <= '23' && minute <= '59' && second <= '59'
  if (isPlain) return Number(year) < earliestYear ? null : `${wall}.${fraction.slice(0, 9).padEnd(9, '0')}`
  const date = new Date(`${wall}Z`)
  // V8 accepts February 30 and rolls it over.
  if (Number.isNaN(date.getTime()) || date.toISOString().slice(0, wall.length) !== wall) return null
  const shift = offsetMs(offset)
  const utc = shift === 0 ? wall : new Date(date.getTime() - shift).toISOString().slice(0, wall.length)
  if (Number(year) < earliestYear) return null
  // An offset may lead beyond the last year that is written with four digits.
  return utc.startsWith('+') ? latestKey : `${utc}.${fraction.slice(0, 9).padEnd(9, '0')}`
}

/** Returns the instant of a key of `timeKey` in ms since 1970, cut to whole milliseconds. */
export function keyMs(key: string): number {
  return Date.parse(`${key.slice(0, 'YYYY-MM-DDThh:mm:ss.sss'.length)}Z`)
}

/** Returns the key of a moment in ms since 1970. */
export function msKey(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, -1)}000000`
}

/** Returns whether `a` is later than `b`. A text that names no instant counts as earlier than every other. */
export function isLater(a: string, b: string): boolean {
  return (timeKey(a) ?? '') > (timeKey(b) ?? '')
}

/** Returns the time as the APIs take it in `$filter`: seven digits and `Z`, as Microsoft's sample sends it. */
export function odataTime(iso: string): string {
  return `${new Date(iso).toISOString().slice(0, -1)}0000Z`
}

/** Returns a key as a literal for `$filter`, cut to seven digits: never later than the key. */
export function odataKey(key: string): string {
  return `${key.slice(0, 'YYYY-MM-DDThh:mm:ss.fffffff'.length)}Z`
}
