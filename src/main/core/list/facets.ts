/** @file Counts the values of the facets among the incidents that match a query. */
import type { Facet } from '../../../shared/contract/list'
import type { FacetField } from '../../../shared/query/facets'
import type { Query } from '../../../shared/query/query'
import type { Values } from './table/counts'
import type { Table } from './table/table'
import { selectedValues, withoutField } from '../../../shared/query/edit'
import { facetFields } from '../../../shared/query/facets'
import { isSameValue } from '../../../shared/vocabulary/known-values'
import { facetOf } from './table/counts'

/** Returns the slots that match a query. */
export type Select = (query: Query) => Uint32Array

/** These fields have few values. All stay visible, even if no matching incident has them, so that nothing moves under the pointer. */
const isSteady = (field: FacetField): boolean => field === 'severity' || field === 'status'

/**
 * Returns all facets. If the query chooses values of a field, that field's values are counted without this restriction, so that the user sees what
 * another value would add.
 */
export function facetsOf(query: Query, select: Select, values: Values, { countValues }: Pick<Table, 'countValues'>): readonly Facet[] {
  const matching = select(query)
  const counts = countValues(matching)
  return facetFields.map((field: FacetField) => {
    const chosen = selectedValues(query, field)
    const rest = chosen.length > 0 ? select(withoutField(query, field)) : matching
    const own = chosen.length > 0 ? countValues(rest) : counts
    return { ...facetOf(field, own, values, value => isSteady(field) || chosen.some(each => isSameValue(each, value))), total: rest.length }
  })
}
