/** @file The list as the page shows it: main's index answers a query with counts, and sends only the rows in view. */
import type { IncidentChanges } from './model'
import type { ColumnId, IncidentRow } from './row'

/** The maximum length of a query, in characters. */
export const maxQueryLength = 10_000

/** The maximum number of rows in one response: more than any screen shows. */
export const maxRows = 1_000

/** The maximum number of queries in one request: more than saved and built-in views. */
export const maxQueries = 200

/** The maximum number of entities in one request. */
export const maxEntities = 20_000

export interface SortBy {
  readonly column: ColumnId
  readonly descending: boolean
}

/** A part of the rows of a view: positions in its order, `from` inclusive, `to` exclusive. */
export interface RowRange {
  readonly from: number
  readonly to: number
}

export interface ListQuery {
  /** The query language of `shared/query`. A query with a problem filters nothing. */
  readonly text: string
  /** Whether incidents that were merged into another one are shown. */
  readonly showMerged: boolean
  /** Most significant first. */
  readonly sort: readonly SortBy[]
  /** Whether dates in the query are in UTC; otherwise in the computer's time zone. */
  readonly utc: boolean
}

/** The place where a free-text search found an incident. */
export interface Hit {
  /** `name`, `id` and the like for a field of the row, `alert` for an alert's title, or the type of an entity. */
  readonly place: string
  /** The whole text found, at most some hundred characters around the hit. */
  readonly text: string
  /** The position of the hit in `text`, in characters. */
  readonly start: number
  readonly length: number
}

export interface ListRow {
  readonly row: IncidentRow
  readonly changes: IncidentChanges | null
  readonly starred: boolean
  /** null without a search, or if a field that every row shows contains it. */
  readonly hit: Hit | null
}

export interface FacetValue {
  readonly value: string
  /** Incidents that have the value and match the rest of the query. */
  readonly count: number
}

export interface Facet {
  /** A field of the query language. */
  readonly field: string
  /** Incidents that match the rest of the query, with any value or none. */
  readonly total: number
  /** The most frequent values, and those that the query selects. */
  readonly values: readonly FacetValue[]
  /** How many more values there are. */
  readonly more: number
}

export type PeriodUnit = 'hour' | 'day' | 'week'

/** The incidents by their last update, in consecutive periods. Incidents that match the rest of the query are counted, as in a facet. */
export interface UpdateCounts {
  readonly unit: PeriodUnit
  /** The start of each period, and the end of the last one, in ms since 1970: one more than `counts`. Empty if no incident has a time. */
  readonly bounds: readonly number[]
  readonly counts: readonly number[]
  /** Incidents before or after all periods, or without a readable time. */
  readonly outside: number
}

/** Why a query cannot be used. */
export interface QueryProblem {
  /** The part of the text that cannot be used, in characters. */
  readonly start: number
  readonly end: number
  readonly reason: string
}

export interface ListRows {
  readonly from: number
  readonly rows: readonly ListRow[]
}

export interface ListRequest {
  readonly query: ListQuery
  /** The rows in view. */
  readonly range: RowRange
  /** IDs whose positions are requested, such as the selected incident's. */
  readonly find: readonly string[]
  /** The incident at the top of the rows in view, and `latest` of the view that showed it there; null if the rows need not stay in place. */
  readonly anchor: { readonly id: string, readonly latest: number } | null
}

/** The result of a query. */
export interface ListView extends ListRows {
  /** Identifies this order of rows until the list or the query changes. */
  readonly version: number
  /** Distinct incidents in the list, merged ones included. */
  readonly total: number
  /** Merged incidents among them. */
  readonly merged: number
  /** Incidents that match. */
  readonly matched: number
  /** Merged incidents that match, but are hidden because `showMerged` is false. */
  readonly hiddenMerged: number
  /** null if the query can be used. */
  readonly problem: QueryProblem | null
  readonly facets: readonly Facet[]
  readonly updates: UpdateCounts
  /** Increases with every incident that is new in the list. */
  readonly latest: number
  /** The position of the request's anchor, and how many rows above it are new since; null if it does not match. */
  readonly anchor: { readonly position: number, readonly newAbove: number } | null
  /** The positions of the IDs in `find`; null for an incident that does not match. */
  readonly found: readonly (number | null)[]
  /** Incidents in the list by kind of change, for the chips of the changes. Hidden merged ones are not counted. */
  readonly changed: ChangeCounts
  /** Changed incidents that are merged, and hidden because `showMerged` is false. */
  readonly hiddenChanged: number
}

/** Changed incidents by kind (rules/changes.ts). Each counts once. */
export type ChangeCounts = Readonly<Record<'new' | 'raised' | 'updated', number>>

/** An incident in the list, whether or not it matches the query. */
export interface Listed {
  readonly row: ListRow
  /** The end of a merged incident's chain, whether the list contains it or not; null for a circle, and if it is not merged. */
  readonly mergedInto: { readonly id: string, readonly listed: boolean } | null
  /** Whether the chain leads back to this incident. */
  readonly isInCircle: boolean
  /** The incidents whose chains end in this one. */
  readonly merged: readonly string[]
}

/** Identifies an entity across incidents: `type` and `key` as in `EntityText`. */
export interface EntityId {
  readonly type: string
  readonly key: string
}
