/** @file Numbers and times for people, pure. */

const number = new Intl.NumberFormat('en')
const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' })
const full = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'long' })
const day = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' })

export const count = (value: number): string => number.format(value)

/** `1 incident`, `1,204 incidents`. */
export function plural(value: number, one: string, many = `${one}s`): string {
  return `${count(value)} ${value === 1 ? one : many}`
}

/** The hour and minute of an ISO time, here. */
export const clockTime = (iso: string): string => clock.format(new Date(iso))

/** Day and time of an ISO time, here; the text itself where it is none. */
export function dateTime(iso: string): string {
  const date = new Date(iso)
  return Number.isNaN(date.getTime()) ? iso : day.format(date)
}

/** The absolute time in full, here and in UTC as received. */
export function fullTime(iso: string): string {
  const date = new Date(iso)
  return Number.isNaN(date.getTime()) ? iso : `${full.format(date)} (${iso})`
}

const steps: readonly (readonly [number, string])[] = [[60, 'min'], [60, 'h'], [24, 'd']]

/** `just now`, `5 min ago`, `3 h ago`, `12 d ago`; `in 5 min` for what is to come. `now` in ms. */
export function relativeTime(iso: string, now: number): string {
  const date = Date.parse(iso)
  if (Number.isNaN(date)) return iso
  let value = Math.abs(now - date) / 1000
  let unit = 's'
  for (const [size, name] of steps) {
    if (value < size) break
    value /= size
    unit = name
  }
  if (unit === 's') return 'just now'
  const text = `${Math.floor(value)} ${unit}`
  return date <= now ? `${text} ago` : `in ${text}`
}

/** `0.4 s`, `12 s`, `2 min 5 s`. */
export function duration(ms: number): string {
  const seconds = ms / 1000
  if (seconds < 0.1) return 'under 0.1 s'
  if (seconds < 10) return `${seconds.toFixed(1)} s`
  const whole = Math.round(seconds)
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`
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
