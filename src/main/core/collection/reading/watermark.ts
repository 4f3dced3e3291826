/** @file The watermark: the service time from which a refresh requests changes. */
import type { Incident } from '../../incident/incident'
import type { Query } from '../paging/query'
import { keyMs, msKey, timeKey } from '../../../../shared/values/instants'
import { odataKey } from '../paging/times'
import { overlapMs } from '../../dataset/incident-set'
import { hasUpperBound } from '../paging/query'

/** Returns whether a window's end is so far in the past that no more incidents can enter the window. `serverTime`: ms since 1970. */
export function isPast(end: string | null, serverTime: number | null): boolean {
  const key = end === null ? null : timeKey(end)
  return key !== null && serverTime !== null && key <= msKey(serverTime - overlapMs)
}

/** Returns the earlier of two keys. */
const earlier = (a: string, b: string): string => a < b ? a : b

/**
 * Returns the watermark after the first page of a pass, as a literal for `$filter`; null if it cannot be determined. The page is the state of one moment, so
 * every change up to its newest update is known. Incidents that change leave a window whose end is past, so for such a window everything is known up to
 * that moment. The result is two minutes earlier, but by no more than half a page, so that the overlap costs no extra request. It is never later than the
 * server's time: an update with a future time proves nothing.
 */
export function sinceOf(firstPage: readonly Incident[], query: Query, serverTime: number | null): string | null {
  if (serverTime === null) return null
  if (hasUpperBound(query)) return odataKey(msKey(serverTime - overlapMs))
  const now = msKey(serverTime)
  const keys = firstPage.map(({ summary }) => timeKey(summary.lastUpdate)).filter(key => key !== null).sort().reverse()
  const [latest] = keys
  if (latest === undefined) return null
  const early = msKey(keyMs(earlier(latest, now)) - overlapMs)
  // Date has whole seconds, so an update in the same second is not in the future.
  const known = keys.filter(key => key < msKey(serverTime + 1000))
  const half = known[Math.floor(query.api.pageSize / 2) - 1]
  return odataKey(half !== undefined && half > early ? earlier(half, now) : early)
}
