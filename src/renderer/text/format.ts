/** @file Formats numbers and times. Dates name the month, so that no locale misreads them. */
import { shallowRef } from 'vue'
import { instantMs } from '../../shared/values/instants'
import { shownLine, visibleLine } from './visible-text'

const locale = 'en-GB'
/** Creates a value on first use. Creating all formats takes 25 ms, which would delay the first paint. */
function atFirstUse<T>(make: () => T): () => T {
  let made: T | undefined
  return () => made ??= make()
}
/** Whether times are shown in UTC; otherwise in the computer's time zone. use-times.ts sets it, and every time on screen follows. */
export const isUtc = shallowRef(false)

/** Returns the mark after a time of day. Local times have none. */
const zoneMark = (): string => isUtc.value ? ' UTC' : ''

interface DateFormat { readonly format: (date: Date | number) => string }

/** Creates a format whose months have three letters: British English abbreviates September as `Sept`. */
function dateFormat(options: Intl.DateTimeFormatOptions): DateFormat {
  const british = new Intl.DateTimeFormat(locale, options)
  return { format: date => british.format(date).replace('Sept', 'Sep') }
}

/** Creates a format for each time zone on first use, and returns the one to use. */
function inZone(options: Intl.DateTimeFormatOptions): () => DateFormat {
  const local = atFirstUse(() => dateFormat(options))
  const utc = atFirstUse(() => dateFormat({ ...options, timeZone: 'UTC' }))
  return () => isUtc.value ? utc() : local()
}

const number = atFirstUse(() => new Intl.NumberFormat('en'))
const clock = inZone({ hour: '2-digit', minute: '2-digit' })
const full = inZone({ dateStyle: 'medium', timeStyle: 'long' })
const day = inZone({ dateStyle: 'medium', timeStyle: 'short' })
const shortDay = inZone({ day: 'numeric', month: 'short' })
const weekday = inZone({ weekday: 'long' })
const shortYear = inZone({ day: 'numeric', month: 'short', year: 'numeric' })
const dateOnly = atFirstUse(() => dateFormat({ day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' }))

/** Creates the formats that the first rows need, before there are rows. */
export function prepareFormats(): void {
  for (const format of [number, clock, full, shortDay]) format()
}

/** Returns a number with thousands separators. */
export const count = (value: number): string => number().format(value)

/** Joins a number and its unit, so that no line break separates them. */
export const withUnit = (number: string, unit: string): string => `${number}\u00A0${unit}`

/** Returns a number with its noun: `1 incident`, `1,204 incidents`. */
export function plural(value: number, one: string, many = `${one}s`): string {
  return withUnit(count(value), value === 1 ? one : many)
}

/** Formats a time. SECURITY: a text that is not a time comes from outside, so it is made safe to show. */
function formatted(text: string, format: (date: Date) => string): string {
  const ms = instantMs(text)
  return ms === null ? shownLine(text, '–', 60) : format(new Date(ms))
}

/** Returns the time of day: `14:02`, or `14:02 UTC`. */
export const clockTime = (iso: string): string => formatted(iso, date => `${clock().format(date)}${zoneMark()}`)

/** Returns a day (YYYY-MM-DD), or the day of a time: `24 Nov 2026`. */
export const fullDay = (iso: string): string => iso.length === 10 ? formatted(`${iso}T00:00:00Z`, date => dateOnly().format(date)) : formatted(iso, date => shortYear().format(date))

/** Returns the day of a time with its weekday: `Tuesday, 24 Nov 2026`. */
export const dayText = (iso: string): string => formatted(iso, date => `${weekday().format(date)}, ${shortYear().format(date)}`)

/** Returns an hour: `24 Nov, 10:00 to 11:00`, or `24 Nov, 10:00 to 11:00 UTC`. Times in ms. */
export const hourText = (from: number, to: number): string => `${shortDay().format(from)}, ${clock().format(from)} to ${clock().format(to)}${zoneMark()}`

/** Returns a day without its year, for an axis: `24 Nov`. @param ms a time of that day. */
export const axisDay = (ms: number): string => shortDay().format(ms)

/** Returns the day and the time of day: `24 Nov 2026, 14:02`, or `24 Nov 2026, 14:02 UTC`. */
export const dateTime = (iso: string): string => formatted(iso, date => `${day().format(date)}${zoneMark()}`)

/** Returns a date of a query, as `readDate` returns it: `24 Nov 2026`, `24 Nov 2026, 14:02`, or `24 Nov 2026, 14:02 UTC`. */
export function queryDate(date: string): string {
  const [wall = ''] = date.split('Z')
  const [day = '', time] = wall.split('T')
  return time === undefined ? fullDay(day) : `${fullDay(day)}, ${time}${date.endsWith('Z') ? ' UTC' : zoneMark()}`
}

/** Returns the day and the time of day in full, with the time zone, followed by the text as received. */
export const fullTime = (iso: string): string => formatted(iso, date => `${full().format(date)} (${visibleLine(iso, 60)})`)

/** Returns whether a time is on the day of `now` (ms). */
export const isToday = (iso: string, now: number): boolean => formatted(iso, date => shortYear().format(date)) === shortYear().format(now)

/** Returns a time for a narrow column: `24 Nov 14:02`, `24 Nov 14:02 UTC`, or `24 Nov 2025` if it is not in the year of `now` (ms). */
export function shortTime(iso: string, now: number): string {
  return formatted(iso, (date) => {
    const year = (of: Date): number => isUtc.value ? of.getUTCFullYear() : of.getFullYear()
    return year(date) === year(new Date(now)) ? `${shortDay().format(date)} ${clock().format(date)}${zoneMark()}` : shortYear().format(date)
  })
}

const steps: readonly (readonly [number, string])[] = [[60, 'min'], [60, 'h'], [24, 'd']]

/** Returns the time relative to `now` (ms): `just now`, `5 min ago`, `3 h ago`, `12 d ago`, `in 5 min`. */
export function relativeTime(iso: string, now: number): string {
  return formatted(iso, (date) => {
    let value = Math.abs(now - date.getTime()) / 1000
    let unit = 's'
    for (const [size, name] of steps) {
      if (value < size) break
      value /= size
      unit = name
    }
    if (unit === 's') return 'just now'
    const text = withUnit(count(Math.floor(value)), unit)
    return date.getTime() <= now ? `${text} ago` : `in ${text}`
  })
}

/** Returns a duration: `0.4 s`, `12 s`, `2 min 5 s`. */
export function duration(ms: number): string {
  if (ms < 100) return `under ${withUnit('0.1', 's')}`
  return ms < 9950 ? withUnit((ms / 1000).toFixed(1), 's') : countdown(Math.round(ms / 1000))
}

/** Returns the whole seconds from `now` (ms) until a time (ISO), at least 0. */
export function secondsUntil(iso: string, now: number): number {
  return Math.max(0, Math.ceil((Date.parse(iso) - now) / 1000))
}

/** Returns a number of seconds for a countdown: `4 min 10 s`. */
export function countdown(seconds: number): string {
  if (seconds < 60) return withUnit(String(seconds), 's')
  const minutes = Math.floor(seconds / 60)
  const hours = Math.floor(minutes / 60)
  return minutes < 60
    ? `${withUnit(String(minutes), 'min')} ${withUnit(String(seconds % 60), 's')}`
    : `${withUnit(String(hours), 'h')} ${withUnit(String(minutes % 60), 'min')}`
}

/** Returns a size: `99 kB`, `52.1 MB`. */
export function megabytes(bytes: number): string {
  return bytes < 100_000 ? withUnit(String(Math.ceil(bytes / 1000)), 'kB') : withUnit((bytes / 1_000_000).toFixed(1), 'MB')
}
