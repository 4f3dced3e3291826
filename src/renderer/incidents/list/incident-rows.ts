/** @file Filters and sorts the rows of the list. */
import type { DefaultColumn } from '../../../shared/columns/incident-columns'
import type { IncidentSummary } from '../../../shared/contract/model'
import type { ColumnId } from '../../../shared/contract/row'
import { defaultColumns } from '../../../shared/columns/incident-columns'
import { compareKeys } from '../../../shared/columns/sort-keys'
import { isRedirected } from '../../../shared/rules/merges'
import { fold } from '../../../shared/values/fold'
import { severities, severityRank, statuses } from '../../../shared/vocabulary/incident-values'
import { valueKey, valuesOf } from '../../../shared/vocabulary/known-values'

export interface Sort { readonly column: ColumnId, readonly descending: boolean }

export interface Filters {
  readonly search: string
  /** An empty set means all. */
  readonly severities: ReadonlySet<string>
  readonly statuses: ReadonlySet<string>
  readonly showRedirected: boolean
  /** The IDs to show; null means all. */
  readonly only: { readonly has: (id: string) => boolean } | null
  /** The IDs merged into each incident. A search for any of them finds the incident. */
  readonly mergedInto: ReadonlyMap<string, readonly string[]>
  /** The last incident in the chain of each merged incident; null if the chain is a circle. */
  readonly endOf: ReadonlyMap<string, string | null>
}

export const knownSeverities = valuesOf<string>(severities)
export const knownStatuses = valuesOf<string>(statuses)

/**
 * Returns the known values, then any other values of the rows and of the filter. So a filter can select each row, and no active filter is
 * invisible.
 */
function offeredValues(
  rows: readonly IncidentSummary[],
  known: readonly string[],
  chosen: ReadonlySet<string>,
  of: (row: IncidentSummary) => string,
): readonly string[] {
  // Equal values appear once, spelled as in the filter, or else as in the first row.
  const byKey = new Map<string, string>()
  const add = (value: string) => {
    const key = valueKey(value)
    if (!byKey.has(key)) byKey.set(key, value)
  }
  for (const value of chosen) add(value)
  for (const row of rows) add(of(row))
  for (const value of known) byKey.delete(valueKey(value))
  return [...known, ...[...byKey].sort(([a], [b]) => a < b ? -1 : 1).map(([, value]) => value)]
}

/** The maximum number of unknown values that are all shown. If there are more, only a few are shown and the rest is collapsed. */
const maxOthers = 5
const fewOthers = 3

/** Returns the values to show: the known and the chosen ones, and a few others. */
export function shownValues(values: readonly string[], known: readonly string[], chosen: ReadonlySet<string>): readonly string[] {
  const others = values.filter(value => value !== '' && !known.includes(value) && !chosen.has(value))
  if (others.length <= maxOthers) return values
  const folded = new Set(others.slice(fewOthers))
  return values.filter(value => !folded.has(value))
}

/** Returns the severities to filter by, the most severe first. */
export function offeredSeverities(rows: readonly IncidentSummary[], chosen: ReadonlySet<string>): readonly string[] {
  return [...offeredValues(rows, knownSeverities, chosen, row => row.severity)].sort((a, b) => severityRank(b) - severityRank(a))
}

/** Returns the statuses to filter by, in the order in which an incident passes through them. */
export function offeredStatuses(rows: readonly IncidentSummary[], chosen: ReadonlySet<string>): readonly string[] {
  return offeredValues(rows, knownStatuses, chosen, row => row.status)
}

const columns: readonly DefaultColumn[] = defaultColumns
const searchedColumns = columns.filter(({ searched }) => searched)

/** Returns the rows that pass every filter, in the same order. */
export function filterRows(rows: readonly IncidentSummary[], filters: Filters): readonly IncidentSummary[] {
  const wanted = fold(filters.search)
  const [wantedSeverities, wantedStatuses] = [filters.severities, filters.statuses].map(chosen => new Set(Array.from(chosen, valueKey)))
  const isWanted = (keys: ReadonlySet<string> | undefined, value: string) => !keys?.size || keys.has(valueKey(value))
  const holds = (value: string | number | null) => fold(String(value ?? '')).includes(wanted)
  const merged = (id: string) => filters.mergedInto.get(id)?.some(each => each.includes(wanted)) ?? false
  const listed = new Set(wanted === '' ? [] : rows.map(({ id }) => id))
  // If the target is not in the list, the merged incident is found by its own ID or its target's.
  const isSought = ({ id }: IncidentSummary) => {
    if (wanted === '') return false
    const end = filters.endOf.get(id) ?? null
    return (fold(id) === wanted || end === wanted) && (end === null || !listed.has(end))
  }
  return rows.filter(row =>
    (filters.showRedirected || !isRedirected(row) || isSought(row))
    && isWanted(wantedSeverities, row.severity) && isWanted(wantedStatuses, row.status)
    && (filters.only === null || filters.only.has(row.id))
    && (wanted === '' || merged(row.id) || isSought(row) || searchedColumns.some(column => holds(column.value(row)))))
}

const columnOf = (id: ColumnId): DefaultColumn => columns.find(column => column.id === id) ?? defaultColumns[0]

/** Returns a sorted copy. Equal rows are in the order of their last update, the newest first. */
export function sortRows(rows: readonly IncidentSummary[], { column, descending }: Sort): readonly IncidentSummary[] {
  const [{ sortKey }, { sortKey: timeOf }] = [columnOf(column), columnOf('lastUpdate')]
  const keyed = rows.map((row) => {
    const time = timeOf(row)
    return { row, key: column === 'lastUpdate' ? time : sortKey(row), time }
  })
  const sign = descending ? -1 : 1
  keyed.sort((a, b) => compareKeys(a.key, b.key, sign) || compareKeys(a.time, b.time, -1))
  return keyed.map(each => each.row)
}

/** Returns the sort order after a click on a column's header. A second click reverses it. */
export function sortAfter(sort: Sort, column: ColumnId): Sort {
  return { column, descending: sort.column === column ? !sort.descending : columnOf(column).firstSort === 'descending' }
}
