/** @file Numbers and times for people, pure. The app speaks English and writes times so that nobody can misread them. */
import { instantMs } from '../../shared/values/instants'
import { shownLine, visibleLine } from './visible-text'

const locale = 'en-GB'
/** Made at first use: together they take 25 ms, which the first paint would wait for. */
function atFirstUse<T>(make: () => T): () => T {
  let made: T | undefined
  return () => made ??= make()
}
const number = atFirstUse(() => new Intl.NumberFormat('en'))
const clock = atFirstUse(() => new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit' }))
const full = atFirstUse(() => new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'long' }))
const day = atFirstUse(() => new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }))
const shortDay = atFirstUse(() => new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short' }))
const shortYear = atFirstUse(() => new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric' }))

/** Makes what the first rows need, before there are any. */
export function prepareFormats(): void {
  for (const format of [number, clock, full, shortDay]) format()
}

export const count = (value: number): string => number().format(value)

/** `1 incident`, `1,204 incidents`. */
export function plural(value: number, one: string, many = `${one}s`): string {
  return `${count(value)} ${value === 1 ? one : many}`
}

/** The text for a time; a text that is none comes from outside and is made safe to show. */
function forTime(text: string, words: (date: Date) => string): string {
  const ms = instantMs(text)
  return ms === null ? shownLine(text, '–', 60) : words(new Date(ms))
}

/** `14:02`, here. */
export const clockTime = (iso: string): string => forTime(iso, date => clock().format(date))

/** `24 Nov 2026`: a day (YYYY-MM-DD), or that of a time here. */
export const fullDay = (iso: string): string => forTime(iso.length === 10 ? new Date(`${iso}T00:00`).toISOString() : iso, date => shortYear().format(date))

/** `24 Nov 2026, 14:02`, here. */
export const dateTime = (iso: string): string => forTime(iso, date => day().format(date))

/** The absolute time in full, here, and as received. */
export const fullTime = (iso: string): string => forTime(iso, date => `${full().format(date)} (${visibleLine(iso, 60)})`)

/** `24 Nov 14:02`, or `24 Nov 2025` for another year than that of `now` (ms): for a narrow column. */
export function shortTime(iso: string, now: number): string {
  return forTime(iso, date => date.getFullYear() === new Date(now).getFullYear()
    ? `${shortDay().format(date)} ${clock().format(date)}`
    : shortYear().format(date))
}

const steps: readonly (readonly [number, string])[] = [[60, 'min'], [60, 'h'], [24, 'd']]

/** `just now`, `5 min ago`, `3 h ago`, `12 d ago`; `in 5 min` for what is to come. `now` in ms. */
export function relativeTime(iso: string, now: number): string {
  return forTime(iso, (date) => {
    let value = Math.abs(now - date.getTime()) / 1000
    let unit = 's'
    for (const [size, name] of steps) {
      if (value < size) break
      value /= size
      unit = name
    }
    if (unit === 's') return 'just now'
    const text = `${count(Math.floor(value))} ${unit}`
    return date.getTime() <= now ? `${text} ago` : `in ${text}`
  })
}

/** `0.4 s`, `12 s`, `2 min 5 s`. */
export function duration(ms: number): string {
  if (ms < 100) return 'under 0.1 s'
  return ms < 9950 ? `${(ms / 1000).toFixed(1)} s` : countdown(Math.round(ms / 1000))
}

/** Whole seconds until an ISO time, at least 0. */
export function secondsUntil(iso: string, now: number): number {
  return Math.max(0, Math.ceil((Date.parse(iso) - now) / 1000))
}

/** `4 min 10 s`, for a countdown. */
export function countdown(seconds: number): string {
  if (seconds < 60) return `${seconds} s`
  const minutes = Math.floor(seconds / 60)
  return minutes < 60 ? `${minutes} min ${seconds % 60} s` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`
}

/** `52.1 MB`. */
export function megabytes(bytes: number): string {
  return bytes < 100_000 ? `${Math.ceil(bytes / 1000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`
}
