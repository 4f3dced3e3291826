/** @file Filters and sorts the rows, pure. */
import type { IncidentSummary } from '../../shared/model'

export type SortKey = 'severity' | 'status' | 'name' | 'id' | 'alerts' | 'assignedTo' | 'lastUpdate' | 'created'

export interface Sort { readonly key: SortKey, readonly descending: boolean }

export interface Filters {
  readonly search: string
  /** None chosen means all. */
  readonly severities: ReadonlySet<string>
  readonly statuses: ReadonlySet<string>
  readonly showRedirected: boolean
}

export const knownSeverities = ['High', 'Medium', 'Low', 'Informational', 'UnSpecified'] as const
export const knownStatuses = ['Active', 'InProgress', 'Resolved', 'Redirected'] as const

/** Merged into another incident: shown only on request. */
export function isRedirected(row: IncidentSummary): boolean {
  return row.redirectedTo !== null || row.status === 'Redirected'
}

/** The known values, then any others the rows hold: nobody's value is out of reach of a filter. */
export function valuesOf(rows: readonly IncidentSummary[], known: readonly string[], of: (row: IncidentSummary) => string): readonly string[] {
  const others = new Set<string>()
  for (const row of rows) if (!known.includes(of(row)) && of(row) !== '') others.add(of(row))
  return [...known, ...[...others].sort()]
}

export function filterRows(rows: readonly IncidentSummary[], filters: Filters): readonly IncidentSummary[] {
  const wanted = filters.search.trim().toLowerCase()
  return rows.filter(row =>
    (filters.showRedirected || !isRedirected(row))
    && (filters.severities.size === 0 || filters.severities.has(row.severity))
    && (filters.statuses.size === 0 || filters.statuses.has(row.status))
    && (wanted === '' || row.id.includes(wanted) || row.name.toLowerCase().includes(wanted) || (row.assignedTo ?? '').toLowerCase().includes(wanted)))
}

/** A text whose order is the order in time by all seven digits: the fraction is padded, since the API trims its zeros. */
function timeOrder(time: string): string {
  const [seconds = '', fraction = ''] = time.replace('Z', '').split('.')
  return `${seconds}.${fraction.padEnd(7, '0')}`
}

const rank = (known: readonly string[], value: string): number => {
  const index = known.indexOf(value)
  return index === -1 ? known.length : index
}

/** Ids are digits of any length: the longer is the larger. */
const idOrder = (id: string): string => id.padStart(40, '0')

const keyOf: { readonly [K in SortKey]: (row: IncidentSummary) => string | number } = {
  severity: row => -rank(knownSeverities, row.severity),
  status: row => rank(knownStatuses, row.status),
  name: row => row.name.toLowerCase(),
  id: row => idOrder(row.id),
  alerts: row => row.alerts,
  assignedTo: row => (row.assignedTo ?? '').toLowerCase(),
  lastUpdate: row => timeOrder(row.lastUpdate),
  created: row => timeOrder(row.created),
}

/** A sorted copy. Equal rows keep their order by the latest update, so that sorting by severity is a triage list. */
export function sortRows(rows: readonly IncidentSummary[], { key, descending }: Sort): readonly IncidentSummary[] {
  const of = keyOf[key]
  const keyed = rows.map(row => ({ row, key: of(row), time: keyOf.lastUpdate(row) }))
  const sign = descending ? -1 : 1
  keyed.sort((a, b) => a.key < b.key ? -sign : a.key > b.key ? sign : a.time < b.time ? 1 : a.time > b.time ? -1 : 0)
  return keyed.map(each => each.row)
}
