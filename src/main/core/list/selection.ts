/** @file Selects the incidents that match a query, in its sort order. */
import type { ListQuery, QueryProblem } from '../../../shared/contract/list'
import type { Query } from '../../../shared/query/query'
import type { MatchContext } from '../../../shared/query/match'
import type { Entry } from './entry'
import type { Select } from './facets'
import type { Redirects } from './merges'
import { compile } from '../../../shared/query/match'
import { parse } from '../../../shared/query/syntax/parse'
import { isRedirected } from '../../../shared/rules/merges'
import { fold } from '../../../shared/values/fold'

/** The entries of a list, sorted. */
export interface Sorted {
  readonly entries: readonly Entry[]
  readonly redirects: Redirects
  readonly has: (id: string) => boolean
}

export interface Selection {
  readonly problem: QueryProblem | null
  /** Filters nothing if there is a problem. */
  readonly query: Query
  readonly matching: readonly Entry[]
  readonly hiddenMerged: number
  /** Returns the entries that match another query, with the same choice about merged incidents. */
  readonly select: Select
}

/** Returns the free text of a query that contains nothing else; '' for any other one. */
function freeTextOf(query: Query): string {
  const [term] = query
  const [value] = term?.values ?? []
  return query.length === 1 && term?.field === 'text' && !term.negated && value?.kind === 'text' ? fold(value.text) : ''
}

/**
 * Handles a search for the ID of a merged incident: finds the incident that it was merged into. If the list lacks that incident, shows the merged one itself,
 * even if merged incidents are hidden.
 */
function mergeSearch(text: string, { redirects: { endOf, mergedInto }, has }: Sorted) {
  const isDigits = /^\d+$/.test(text)
  return {
    finds: ({ row: { id } }: Entry): boolean => isDigits && (mergedInto.get(id)?.some(each => each.includes(text)) ?? false),
    shows: ({ row: { id } }: Entry): boolean => {
      if (!isDigits) return false
      const end = endOf.get(id) ?? null
      return (id === text || end === text) && (end === null || !has(end))
    },
  }
}

/** Selects the entries of a list. */
export function selectFrom(sorted: Sorted, { text, showMerged, utc }: Pick<ListQuery, 'text' | 'showMerged' | 'utc'>, context: Omit<MatchContext, 'utc'>): Selection {
  const { query = [], problem = null } = parse(text, context.me !== null)
  let hiddenMerged = 0
  const search = (wanted: Query): readonly Entry[] => {
    const matches = compile(wanted, { ...context, utc })
    const { finds, shows } = mergeSearch(freeTextOf(wanted), sorted)
    hiddenMerged = 0
    return sorted.entries.filter((entry) => {
      if (!matches(entry.search) && !finds(entry) && !shows(entry)) return false
      if (showMerged || !isRedirected(entry.row) || shows(entry)) return true
      hiddenMerged++
      return false
    })
  }
  const found = new Map<Query, readonly Entry[]>()
  const select: Select = (wanted) => {
    const entries = found.get(wanted) ?? search(wanted)
    found.set(wanted, entries)
    return entries
  }
  const matching = select(query)
  return { problem, query, matching, hiddenMerged, select }
}
