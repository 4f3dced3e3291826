/** @file Dates of a query: a day, a minute or a second, each a period of time. */

/** A period of time in ms since 1970: `from` inclusive, `to` exclusive. */
export interface Period {
  readonly from: number
  readonly to: number
}

const shape = /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d))?(Z)?)?$/

/**
 * Returns a day (`2026-11-24`), a minute (`2026-11-24T10:00`) or a second (`2026-11-24T10:00:30`) in capitals, the latter two with or without `Z`;
 * null for anything else.
 */
export function readDate(text: string): string | null {
  const [date, year, month, day, hour = '00', minute = '00', second = '00'] = shape.exec(text.toUpperCase()) ?? []
  if (date === undefined) return null
  const wall = `${year}-${month}-${day}T${hour}:${minute}:${second}`
  const ms = Date.parse(`${wall}Z`)
  // V8 accepts February 30 and rolls it over.
  return Number.isNaN(ms) || new Date(ms).toISOString().slice(0, wall.length) !== wall ? null : date
}

/** Returns the period of a date that `readDate` returned. Without `Z` it is in UTC if `utc`, otherwise in the computer's time zone. */
export function periodOf(date: string, utc: boolean): Period {
  const [, year, month, day, hour, minute, second, zone] = shape.exec(date) ?? []
  const inUtc = utc || zone !== undefined
  const at = (days: number): number => {
    const parts = [Number(year), Number(month) - 1, Number(day) + days, Number(hour ?? 0), Number(minute ?? 0), Number(second ?? 0)] as const
    return inUtc ? Date.UTC(...parts) : new Date(...parts).getTime()
  }
  const from = at(0)
  // A local day has 23 to 25 hours.
  if (hour === undefined) return { from, to: at(1) }
  return { from, to: from + (second === undefined ? 60_000 : 1000) }
}
