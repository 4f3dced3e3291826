/** @file Sorts the rows of a list by several columns. */
import type { SortBy } from '../../../shared/contract/list'
import type { ColumnId, IncidentRow } from '../../../shared/contract/row'
import type { SortKey } from '../../../shared/columns/sort-keys'
import { columnOf } from '../../../shared/columns/incident-columns'
import { compareKeys } from '../../../shared/columns/sort-keys'

/** A row whose sort keys are computed once. */
export interface Sortable {
  readonly row: IncidentRow
  readonly keys: Map<ColumnId, SortKey>
}

function keyOf({ row, keys }: Sortable, column: ColumnId): SortKey {
  const known = keys.get(column)
  if (known !== undefined) return known
  const key = columnOf(column).sortKey(row)
  keys.set(column, key)
  return key
}

/** Equal rows are in the order of their last update, the newest first. */
const last: SortBy = { column: 'lastUpdate', descending: true }

/** Returns a sorted copy. */
export function sorted<Row extends Sortable>(rows: Iterable<Row>, by: readonly SortBy[]): readonly Row[] {
  const order = by.some(({ column }) => column === last.column) ? by : [...by, last]
  const keyed = Array.from(rows, row => ({ row, keys: order.map(({ column }) => keyOf(row, column)) }))
  const signs = order.map(({ descending }) => descending ? -1 : 1)
  keyed.sort((a, b) => {
    for (let at = 0; at < signs.length; at++) {
      const result = compareKeys(a.keys[at] ?? null, b.keys[at] ?? null, signs[at] ?? 1)
      if (result !== 0) return result
    }
    return 0
  })
  return keyed.map(each => each.row)
}
