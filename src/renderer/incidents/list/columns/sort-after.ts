import type { SortBy } from '../../../../shared/contract/list'
import type { ColumnId } from '../../../../shared/contract/row'
import { columnOf } from '../../../../shared/columns/incident-columns'

/**
 * Returns the sort order after a click on a column's header. Alone, the column decides; added, it decides among rows that are equal so far. Another click
 * reverses the direction.
 */
export function sortAfter(sort: readonly SortBy[], column: ColumnId, isAdded: boolean): readonly SortBy[] {
  const own = sort.find(each => each.column === column)
  const first = { column, descending: columnOf(column).firstSort === 'descending' }
  if (!isAdded) return [own && sort[0] === own ? { column, descending: !own.descending } : first]
  return own ? sort.map(each => each === own ? { column, descending: !own.descending } : each) : [...sort, first]
}
