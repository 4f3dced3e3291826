/** @file A row of the index, with everything that queries need computed once. */
import type { IndexedIncident } from '../../../shared/contract/row'
import type { Searchable } from '../../../shared/query/searchable'
import type { Sortable } from './order'
import type { Values } from './counts'
import { facetFields, facetValues } from '../../../shared/query/facets'
import { searchable } from '../../../shared/query/searchable'

export interface Entry extends Sortable {
  readonly incident: IndexedIncident
  /** Its folded texts. They are computed on first use, because folding takes longer than everything else. */
  readonly search: Searchable
  /** The numbers of its values of all facets. */
  readonly values: readonly number[]
  /** The place of the incident in the order in which the list's incidents first arrived. */
  readonly arrival: number
}

export function createEntry(incident: IndexedIncident, values: Values, arrival: number): Entry {
  let search: Searchable | null = null
  return {
    incident,
    row: incident.row,
    keys: new Map(),
    get search() { return search ??= searchable(incident) },
    values: facetFields.flatMap(field => values.numbersOf(field, facetValues(field, incident.row))),
    arrival,
  }
}
