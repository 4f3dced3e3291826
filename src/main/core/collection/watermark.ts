/** @file From when on a later collection must ask for changes. */
import type { Incident } from '../incident/incident'
import { timeKey } from '../incident/times'

/** A change may show up in the list a little later than the time it bears. */
const overlapMs = 120_000

/**
 * The time to ask from, given the first page of a pass: it is the state of one moment, so everything that changed until its
 * newest update is known. Overlapping by two minutes, but by no more than half a page, lest it cost a call. null where no
 * incident bears a time that can be read.
 */
export function sinceOf(firstPage: readonly Incident[], pageSize: number): string | null {
  const times = firstPage.map(({ summary }) => ({ text: summary.lastUpdate, key: timeKey(summary.lastUpdate) })).filter(({ key }) => key !== null)
  times.sort((a, b) => (a.key ?? '') < (b.key ?? '') ? 1 : -1)
  const newest = times[0]
  if (!newest) return null
  const early = new Date(Date.parse(newest.text) - overlapMs).toISOString()
  const half = times[Math.floor(pageSize / 2) - 1]
  return half?.key && half.key > (timeKey(early) ?? '') ? half.text : early
}
