/** @file Sorts the slots of a list by several columns. */
import type { SortBy } from '../../../../shared/contract/list'
import type { ColumnId } from '../../../../shared/contract/row'
import type { Ranks } from './ranks'

/** Equal rows are in the order of their last update, the newest first. */
const last: SortBy = { column: 'lastUpdate', descending: true }

/** Returns the slots in the order of one column. Rows with equal values keep their order. Missing values are last in both directions. */
function sortedBy(slots: Uint32Array, { of, highest }: Ranks, descending: boolean): Uint32Array {
  const placeOf = (slot: number): number => {
    const rank = of[slot] ?? 0
    return rank === 0 ? highest : descending ? highest - rank : rank - 1
  }
  // A counting sort: ranks have no gaps, so no two rows need to be compared.
  const ends = new Uint32Array(highest + 1)
  for (const slot of slots) ends[placeOf(slot)] = (ends[placeOf(slot)] ?? 0) + 1
  for (let place = 1; place < ends.length; place++) ends[place] = (ends[place] ?? 0) + (ends[place - 1] ?? 0)
  const sorted = new Uint32Array(slots.length)
  for (const slot of slots.toReversed()) {
    const at = (ends[placeOf(slot)] ?? 0) - 1
    ends[placeOf(slot)] = at
    sorted[at] = slot
  }
  return sorted
}

/** Returns the slots in order. */
export function sorted(slots: Uint32Array, by: readonly SortBy[], ranksOf: (column: ColumnId) => Ranks): Uint32Array {
  const order = by.some(({ column }) => column === last.column) ? by : [...by, last]
  return order.reduceRight((before, { column, descending }) => sortedBy(before, ranksOf(column), descending), slots)
}
