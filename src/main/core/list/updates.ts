/** @file Counts the matching incidents by their last update, for the overview. */
import type { UpdateCounts } from '../../../shared/contract/list'
import type { Query } from '../../../shared/query/query'
import type { Select } from './facets'
import type { Rows } from './search'
import type { Periods } from './update-periods'
import { withoutField } from '../../../shared/query/edit'
import { periodsBetween } from './update-periods'

const minuteMs = 60_000

type ListRows = Pick<Rows, 'slots' | 'table'>

/** The first and the last update of a list in ms since 1970. Infinite if no incident has a time. */
interface Span { readonly earliest: number, readonly latest: number }

/** Returns the span of the updates. Times after `now` come from a clock that is wrong, and would only make the bars narrow. */
function spanOf({ slots, table }: ListRows, now: number): Span {
  const minutes = table.updates()
  let [earliest, latest] = [Infinity, -Infinity]
  for (const slot of slots) {
    const ms = (minutes[slot] ?? 0) * minuteMs
    if (ms === 0 || ms > now) continue
    if (ms < earliest) earliest = ms
    if (ms > latest) latest = ms
  }
  return { earliest, latest }
}

/** Returns the position of the period that contains a minute; -1 if none does. `starts` are in minutes, the last one is the end. */
function periodAt(starts: Uint32Array, minute: number): number {
  let [low, high] = [0, starts.length - 1]
  if (high < 1 || minute < (starts[low] ?? 0) || minute >= (starts[high] ?? 0)) return -1
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if (minute < (starts[middle] ?? 0)) high = middle
    else low = middle
  }
  return low
}

/** Counts rows in each period. */
function countIn({ unit, bounds }: Periods, slots: Uint32Array, minutes: Uint32Array): UpdateCounts {
  const starts = Uint32Array.from(bounds, each => each / minuteMs)
  const counts = new Uint32Array(Math.max(0, bounds.length - 1))
  let inside = 0
  let at = -1
  // This loop runs for every row, so it has no iterator.
  for (let place = 0; place < slots.length; place++) {
    const minute = minutes[slots[place] ?? 0] ?? 0
    // Neighbors in the list are often in one period.
    if (at < 0 || minute < (starts[at] ?? 0) || minute >= (starts[at + 1] ?? 0)) at = periodAt(starts, minute)
    if (at < 0) continue
    counts[at] = (counts[at] ?? 0) + 1
    inside++
  }
  return { unit, bounds, counts: Array.from(counts), outside: slots.length - inside }
}

/**
 * Returns a function that counts the rows that match a query without its restriction of the last update. The periods follow the whole list, so that a filter
 * does not move them.
 * @param rows returns the rows of the list: the same object as long as they have not changed.
 * @param now returns the time in ms since 1970.
 */
export function createUpdates(rows: () => ListRows, now: () => number): (query: Query, select: Select, utc: boolean) => UpdateCounts {
  let known: { readonly rows: ListRows, readonly span: Span } | null = null
  const spanFor = (all: ListRows): Span => {
    if (known?.rows !== all) known = { rows: all, span: spanOf(all, now()) }
    return known.span
  }
  return (query, select, utc) => {
    const all = rows()
    const { earliest, latest } = spanFor(all)
    const rest = query.some(({ field, negated }) => field === 'updated' && !negated) ? withoutField(query, 'updated') : query
    return countIn(periodsBetween(earliest, latest, utc), select(rest), all.table.updates())
  }
}
