/** @file Filters and sorts the rows, pure. */
import type { IncidentSummary } from '../../shared/model'
import { isRedirected } from '../../shared/merges'
import { incidentStatuses, severities, severityRank } from '../../shared/vocabulary'

export type SortKey = 'severity' | 'status' | 'name' | 'id' | 'alerts' | 'assignedTo' | 'lastUpdate' | 'created'

export interface Sort { readonly key: SortKey, readonly descending: boolean }

export interface Filters {
  readonly search: string
  /** None chosen means all. */
  readonly severities: ReadonlySet<string>
  readonly statuses: ReadonlySet<string>
  readonly showRedirected: boolean
  /** Only these; null means all. */
  readonly only: { readonly has: (id: string) => boolean } | null
  /** The ids that were merged into an incident find it as well. */
  readonly mergedInto: ReadonlyMap<string, readonly string[]>
  /** Where the chain of a merged incident ends; null where it runs in a circle. */
  readonly endOf: ReadonlyMap<string, string | null>
}

/**
 * The known values, then any others that the rows hold or that are chosen: no row is out of reach of a filter, and no
 * filter is in force that cannot be seen.
 */
function valuesOf(
  rows: readonly IncidentSummary[],
  known: readonly string[],
  chosen: ReadonlySet<string>,
  of: (row: IncidentSummary) => string,
): readonly string[] {
  const others = new Set(chosen)
  for (const row of rows) others.add(of(row))
  for (const value of known) others.delete(value)
  return [...known, ...[...others].sort()]
}

/** The severities to filter by, the gravest first. */
export function severityValues(rows: readonly IncidentSummary[], chosen: ReadonlySet<string>): readonly string[] {
  return [...valuesOf(rows, severities, chosen, row => row.severity)].sort((a, b) => severityRank(b) - severityRank(a))
}

/** The statuses to filter by, in the order in which an incident passes through them. */
export function statusValues(rows: readonly IncidentSummary[], chosen: ReadonlySet<string>): readonly string[] {
  return valuesOf(rows, incidentStatuses, chosen, row => row.status)
}

export function filterRows(rows: readonly IncidentSummary[], filters: Filters): readonly IncidentSummary[] {
  const wanted = filters.search.trim().toLowerCase()
  const merged = (id: string) => filters.mergedInto.get(id)?.some(each => each.includes(wanted)) ?? false
  const listed = new Set(wanted === '' ? [] : rows.map(({ id }) => id))
  // The incident that it became is not here to be found by its id: then it is found itself.
  const isSought = ({ id }: IncidentSummary) => {
    if (wanted === '') return false
    const end = filters.endOf.get(id) ?? null
    return (id === wanted || end === wanted) && (end === null || !listed.has(end))
  }
  return rows.filter(row =>
    (filters.showRedirected || !isRedirected(row) || isSought(row))
    && (filters.severities.size === 0 || filters.severities.has(row.severity))
    && (filters.statuses.size === 0 || filters.statuses.has(row.status))
    && (filters.only === null || filters.only.has(row.id))
    && (wanted === '' || row.id.includes(wanted) || merged(row.id) || isSought(row) || row.name.toLowerCase().includes(wanted) || (row.assignedTo ?? '').toLowerCase().includes(wanted)))
}

/** A text whose order is the order in time by all seven digits: the fraction is padded, since the API trims its zeros. */
function timeOrder(time: string): string {
  const [seconds = '', fraction = ''] = time.replace('Z', '').split('.')
  return `${seconds}.${fraction.padEnd(7, '0')}`
}

/** The place in the known order. A value that nobody knows comes first, so that it is not overlooked; a missing one last. */
const rank = (known: readonly string[], value: string): number => value === '' ? known.length : known.indexOf(value)

/** Ids are digits of any length: the longer is the larger. */
const idOrder = (id: string): string => id.padStart(40, '0')

const keyOf: { readonly [K in SortKey]: (row: IncidentSummary) => string | number } = {
  // Graver is larger, so that a descending sort is a triage list.
  severity: row => severityRank(row.severity),
  status: row => rank(incidentStatuses, row.status),
  name: row => row.name.toLowerCase(),
  id: row => idOrder(row.id),
  // The service fails on incidents with many alerts: one whose alerts are not known may have the most.
  alerts: row => row.alerts ?? Infinity,
  assignedTo: row => (row.assignedTo ?? '').toLowerCase(),
  lastUpdate: row => timeOrder(row.lastUpdate),
  created: row => timeOrder(row.created),
}

/** A sorted copy. Equal rows stand in the order of their latest update, the newest first. */
export function sortRows(rows: readonly IncidentSummary[], { key, descending }: Sort): readonly IncidentSummary[] {
  const of = keyOf[key]
  const keyed = rows.map((row) => {
    const time = keyOf.lastUpdate(row)
    return { row, key: key === 'lastUpdate' ? time : of(row), time }
  })
  const sign = descending ? -1 : 1
  keyed.sort((a, b) => a.key < b.key ? -sign : a.key > b.key ? sign : a.time < b.time ? 1 : a.time > b.time ? -1 : 0)
  return keyed.map(each => each.row)
}

/** Times, counts and severities are looked at from the top, names from A. */
const fromTop: ReadonlySet<SortKey> = new Set<SortKey>(['severity', 'id', 'alerts', 'lastUpdate', 'created'])

/** The sort after a press on a column's head: a second press turns it round. */
export function sortAfter(sort: Sort, key: SortKey): Sort {
  return sort.key === key ? { key, descending: !sort.descending } : { key, descending: fromTop.has(key) }
}
