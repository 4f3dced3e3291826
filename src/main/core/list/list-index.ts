/** @file The interface of a list's index. The index runs in a worker; main forwards the commands of a session's runs and the page's queries. */
import type { EntityId, FacetValue, Listed, ListQuery, ListRequest, ListRows, ListView, RowRange } from '../../../shared/contract/list'
import type { CollectionKind, IncidentChanges } from '../../../shared/contract/model'
import type { ColumnId } from '../../../shared/contract/row'
import type { PackedRows } from '../incident/packed-rows'
import type { RunEnd } from './list-rows'

/** A profile's own facts about incidents, for `is:starred` and `assignee:me`. */
export interface Marks {
  /** IDs. */
  readonly starred: readonly string[]
  /** The user's name in the portal; '' if unknown. */
  readonly me: string
}

/** Commands have no result and are performed in the order of the calls. */
export interface ListCommands {
  readonly begin: (kind: CollectionKind) => void
  /** Adds the rows at these positions of a page. Transfers the page's bytes. */
  readonly add: (page: PackedRows, positions: readonly number[]) => void
  readonly end: (end: RunEnd | null) => void
  readonly replace: (incident: PackedRows, where: { readonly shown: boolean, readonly running: boolean }) => void
  readonly setChanges: (changes: readonly IncidentChanges[]) => void
  readonly setMarks: (marks: Marks) => void
  readonly clear: () => void
}

export interface ListQueries {
  readonly view: (request: ListRequest) => ListView
  /** Returns a part of the rows of a view; null if the list or the query has changed since. */
  readonly rows: (version: number, range: RowRange) => ListRows | null
  /** Returns the IDs of the rows of a view, in its order; null as for `rows`. */
  readonly ids: (version: number, range: RowRange) => readonly string[] | null
  /** Returns the IDs of the incidents that match a query, in its order. The last view stays the last. */
  readonly matching: (query: ListQuery) => readonly string[]
  /** Returns an incident of the list; null if there is none. */
  readonly listed: (id: string) => Listed | null
  /** Returns how many matching incidents have each value of a column, the most frequent first. */
  readonly frequencies: (query: ListQuery, column: ColumnId) => readonly FacetValue[]
  /** Returns for each query how many incidents match; null for a query with a problem. */
  readonly counts: (queries: readonly ListQuery[]) => readonly (number | null)[]
  /** Returns for each entity how many incidents contain it. */
  readonly incidentsWith: (entities: readonly EntityId[]) => readonly number[]
}

export interface ListIndex extends ListCommands, ListQueries {}

/** The same queries, performed by another thread. */
export type AsyncQueries = { readonly [Q in keyof ListQueries]: (...args: Parameters<ListQueries[Q]>) => Promise<ReturnType<ListQueries[Q]>> }
