/**
 * @file Reads the times of the APIs as instants. Captured responses contain ISO 8601 in UTC with 0 to 7 fraction digits and without trailing
 * zeros. `Date` keeps three digits only, and text order is wrong across lengths and offsets, so neither can compare them.
 */

const shape = /^\s*(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d):(\d\d)(?:[.,](\d+))?\s*(Z|[+-]\d\d(?::?\d\d)?)?\s*$/i

/** Returns an offset such as `+02:00`, `-0530` or `+01` in ms; 0 for `Z` and for no offset. */
function offsetMs(text: string | undefined): number {
  const [, sign, hours = '0', minutes = '0'] = /^([+-])(\d\d):?(\d\d)?$/.exec(text ?? '') ?? []
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000
}

/** Services write the empty value of their time type as the first moment of its era: 0001 (.NET), 1601 (Windows), 1970 (Unix). */
const earliestYear = 1990
const latestKey = '9999-12-31T23:59:59.999999999'

/** The maximum number of cached keys. A run compares the times of a page (100 rows) several times in a row. */
const maxRecent = 500
const recent = new Map<string, string | null>()
/** No valid time is longer. */
const maxLength = 100

/**
 * Returns a fixed-width string that sorts in chronological order: UTC with nine fraction digits. Returns null for a text that is not an
 * instant: another format, a day without a time, an impossible date or the empty value of a time type.
 */
export function timeKey(text: string): string | null {
  if (isPlain(text)) return `${text.slice(0, wallLength)}.${text.slice(wallLength + 1, -1).padEnd(9, '0')}`
  const cached = recent.get(text)
  if (cached !== undefined) return cached
  if (text.length > maxLength) return null
  const key = readKey(text)
  if (recent.size >= maxRecent) recent.clear()
  recent.set(text, key)
  return key
}

const wallLength = 'YYYY-MM-DDThh:mm:ss'.length
const isDigit = (code: number): boolean => code >= 0x30 && code <= 0x39

/**
 * Returns whether a text is a time in the APIs' usual format: UTC, at most nine fraction digits, on a day that every month has. A regular
 * expression would take most of the time of sorting a long list.
 */
function isPlain(text: string): boolean {
  const last = text.length - 1
  if (last < wallLength || last > wallLength + 10 || text[last] !== 'Z' || text[10] !== 'T' || text[4] !== '-' || text[7] !== '-' || text[13] !== ':' || text[16] !== ':') return false
  if (last > wallLength && text[wallLength] !== '.') return false
  for (let at = 0; at < last; at++) {
    if (at !== 4 && at !== 7 && at !== 10 && at !== 13 && at !== 16 && at !== wallLength && !isDigit(text.charCodeAt(at))) return false
  }
  const [month, day] = [text.slice(5, 7), text.slice(8, 10)]
  return text >= String(earliestYear) && month >= '01' && month <= '12' && day >= '01' && day <= '28'
    && text.slice(11, 13) <= '23' && text.slice(14, 16) <= '59' && text.slice(17, 19) <= '59'
}

function readKey(text: string): string | null {
  const [, year = '', month = '', day = '', hour = '', minute = '', second = '', fraction = '', offset] = shape.exec(text) ?? []
  if (year === '') return readOther(text)
  const wall = `${year}-${month}-${day}T${hour}:${minute}:${second}`
  const date = new Date(`${wall}Z`)
  // V8 accepts February 30 and rolls it over.
  if (Number.isNaN(date.getTime()) || date.toISOString().slice(0, wall.length) !== wall) return null
  const shift = offsetMs(offset)
  const utc = shift === 0 ? wall : new Date(date.getTime() - shift).toISOString().slice(0, wall.length)
  if (Number(year) < earliestYear) return null
  // The offset can move the time past the year 9999.
  return utc.startsWith('+') ? latestKey : `${utc}.${fraction.slice(0, 9).padEnd(9, '0')}`
}

/** Seconds, milliseconds or microseconds since 1970, distinguished by their number of digits. Older .NET services write `/Date(…)/` around them. */
const epoch = /^\s*(?:\/Date\()?(\d{9,10}|\d{12,13}|\d{15,16})(\.\d+)?(?:[+-]\d{4})?(?:\)\/)?\s*$/
/** The format of HTTP and mail: `Tue, 24 Nov 2026 11:00:00 GMT`. Without a zone it is not an instant. */
const named = /^\s*(?:[a-z]{3,9},?\s+)?\d{1,2}[\s-][a-z]{3,9}[\s-]\d{4}\s+\d\d:\d\d(?::\d\d)?\s*(?:GMT|UTC|[+-]\d\d:?\d\d)\s*$/i

function epochMs(digits: string, fraction: string): number {
  const number = Number(digits + fraction)
  return digits.length <= 10 ? number * 1000 : digits.length <= 13 ? number : number / 1000
}

/** Reads formats that the APIs' documentation does not show. Does not read formats in which the order of day and month is ambiguous. */
function readOther(text: string): string | null {
  const [, digits, fraction = ''] = epoch.exec(text) ?? []
  const ms = digits === undefined ? (named.test(text) ? Date.parse(text) : Number.NaN) : epochMs(digits, fraction)
  return Number.isNaN(ms) || new Date(ms).getUTCFullYear() < earliestYear ? null : msKey(ms)
}

/** Returns the instant of a key of `timeKey` in ms since 1970, truncated to whole milliseconds. */
export function keyMs(key: string): number {
  return Date.parse(`${key.slice(0, 'YYYY-MM-DDThh:mm:ss.sss'.length)}Z`)
}

/** Returns the key of an instant in ms since 1970. */
export function msKey(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, -1)}000000`
}

/** Returns the instant of a text in ms since 1970; null if it is not an instant. */
export function instantMs(text: string): number | null {
  const key = timeKey(text)
  return key === null ? null : keyMs(key)
}

/** Returns whether `a` is later than `b`. A text that is not an instant is earlier than every instant. */
export function isLater(a: string, b: string): boolean {
  return (timeKey(a) ?? '') > (timeKey(b) ?? '')
}
