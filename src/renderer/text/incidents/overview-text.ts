/** @file The text of the overview above the list. */
import type { PeriodUnit } from '../../../shared/contract/list'
import type { Period } from '../../../shared/query/dates'
import { axisDay, count, dayText, fullDay, hourText, plural } from '../format'

export const updateTitles = { hour: 'Last updates per hour', day: 'Last updates per day', week: 'Last updates per week' } as const satisfies Readonly<Record<PeriodUnit, string>>

const isoOf = (ms: number): string => new Date(ms).toISOString()

/** Returns a period of the overview: `24 Nov, 10:00 to 11:00`, `Tuesday, 24 Nov 2026` or `week of 23 Nov 2026`. */
export function periodText(unit: PeriodUnit, { from, to }: Period): string {
  switch (unit) {
    case 'hour': return hourText(from, to)
    case 'day': return dayText(isoOf(from))
    case 'week': return `week of ${fullDay(isoOf(from))}`
  }
}

/** The distance of the labels below the bars, in days or weeks. */
const labelled = { day: [10, 7], week: [8, 8] } as const

/** Returns the label below each bar; '' for most. Hours are labelled at midnight, and the first bar if the next label is far enough. */
export function axisLabels(unit: PeriodUnit, starts: readonly number[]): readonly string[] {
  const days = starts.map(axisDay)
  if (unit !== 'hour') {
    const [few, step] = labelled[unit]
    return days.map((day, at) => starts.length <= few || at % step === 0 ? day : '')
  }
  const isMidnight = (at: number): boolean => at > 0 && days[at] !== days[at - 1]
  const first = starts.findIndex((_, at) => isMidnight(at))
  return days.map((day, at) => isMidnight(at) || (at === 0 && (first < 0 || first >= 8)) ? day : '')
}

/** Returns what a bar means, for its name and its tooltip: `High, 9 incidents`. */
export const barText = (label: string, count: number): string => `${label}, ${plural(count, 'incident')}`

/** Returns the meaning of the highest bar: `peak 5 per hour`. */
export const mostText = (unit: PeriodUnit, most: number): string => `peak ${count(most)} per ${unit}`

/** Returns how many incidents no bar counts; '' for none. */
export const outsideText = (count: number): string => count === 0 ? '' : `${plural(count, 'incident')} without a time in this range`
