/** @file Divides the time of a list's updates into hours, days or weeks, for the overview. */
import type { PeriodUnit } from '../../../shared/contract/list'

/** The starts of consecutive periods and the end of the last one, in ms since 1970. */
export interface Periods {
  readonly unit: PeriodUnit
  readonly bounds: readonly number[]
}

const hourMs = 3_600_000
const dayMs = 24 * hourMs

/** The longest span of each unit: a bar of the overview stays wide enough to click. */
const longest = { hour: 50 * hourMs, day: 60 * dayMs, week: 60 * 7 * dayMs } as const

function unitOf(span: number): PeriodUnit {
  if (span <= longest.hour) return 'hour'
  return span <= longest.day ? 'day' : 'week'
}

/** Returns the start of the day that is `days` days after the one with a time. Local days have 23 to 25 hours. */
function dayStart(ms: number, days: number, utc: boolean): number {
  const date = new Date(ms)
  return utc
    ? Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate() + days)
    : new Date(date.getFullYear(), date.getMonth(), date.getDate() + days).getTime()
}

function hourStart(ms: number, utc: boolean): number {
  const shift = utc ? 0 : new Date(ms).getTimezoneOffset() * 60_000
  return Math.floor((ms - shift) / hourMs) * hourMs + shift
}

/** Returns the Monday of the week that is `weeks` weeks after the one with a time. */
function weekStart(ms: number, weeks: number, utc: boolean): number {
  const date = new Date(ms)
  const weekday = utc ? date.getUTCDay() : date.getDay()
  return dayStart(ms, weeks * 7 - (weekday + 6) % 7, utc)
}

function periodStart(unit: PeriodUnit, ms: number, step: number, utc: boolean): number {
  switch (unit) {
    case 'hour': return hourStart(ms, utc) + step * hourMs
    case 'day': return dayStart(ms, step, utc)
    case 'week': return weekStart(ms, step, utc)
  }
}

/**
 * Returns the periods from the earliest to the latest time, in ms since 1970. They begin at whole hours, days or Mondays of UTC if `utc`, otherwise of the
 * computer's time zone. Times more than 60 weeks before the latest one are in no period.
 */
export function periodsBetween(earliest: number, latest: number, utc: boolean): Periods {
  if (!(earliest <= latest)) return { unit: 'hour', bounds: [] }
  const unit = unitOf(latest - earliest)
  const first = Math.max(earliest, latest - longest.week)
  const bounds = [periodStart(unit, first, 0, utc)]
  for (let step = 1; (bounds.at(-1) ?? 0) <= latest; step++) bounds.push(periodStart(unit, first, step, utc))
  return { unit, bounds }
}
