/** @file Selects the incidents that match a query, in its sort order. */
import type { ListQuery, QueryProblem } from '../../../shared/contract/list'
import type { Query } from '../../../shared/query/query'
import type { Select } from './facets'
import type { Marked, Rows, Search } from './search'
import { parse } from '../../../shared/query/syntax/parse'

export interface Selection {
  readonly problem: QueryProblem | null
  /** Filters nothing if there is a problem. */
  readonly query: Query
  /** Slots. */
  readonly matching: Uint32Array
  readonly hiddenMerged: number
  /** Returns the slots that match another query, with the same choice about merged incidents. */
  readonly select: Select
}

interface SelectDeps {
  readonly rows: Rows
  readonly search: Search
  readonly marked: Marked
  /** In ms since 1970. */
  readonly now: number
}

/** Selects the entries of a list. */
export function selectFrom({ rows, search, marked, now }: SelectDeps, { text, showMerged, utc }: Pick<ListQuery, 'text' | 'showMerged' | 'utc'>): Selection {
  const { query = [], problem = null } = parse(text, marked.me !== null)
  const find = (wanted: Query) => {
    const { slots, shown } = search(rows, wanted, marked, { now, utc })
    return { all: slots, shown: showMerged ? slots : shown() }
  }
  const { all, shown } = find(query)
  return { problem, query, matching: shown, hiddenMerged: all.length - shown.length, select: wanted => wanted === query ? shown : find(wanted).shown }
}
