/** @file Filters and sorts the rows, pure. */
import type { IncidentSummary } from '../../../shared/contract/model'
import { isRedirected } from '../../../shared/rules/merges'
import { fold, isBlank } from '../../../shared/values/fold'
import { timeKey } from '../../../shared/values/instants'
import { severities, severityRank, statuses, statusRank } from '../../../shared/vocabulary/incident-values'
import { valueKey, valuesOf } from '../../../shared/vocabulary/known-values'

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

export const knownSeverities = valuesOf<string>(severities)
export const knownStatuses = valuesOf<string>(statuses)

/**
 * The known values, then any others that the rows hold or that are chosen: no row is out of reach of a filter, and no
 * filter is in force that cannot be seen.
 */
function offeredValues(
  rows: readonly IncidentSummary[],
  known: readonly string[],
  chosen: ReadonlySet<string>,
  of: (row: IncidentSummary) => string,
): readonly string[] {
  // Of values that are alike one stands for all: the one that is chosen, else the first.
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

/** So many values that nobody knows stand beside the known ones; where there are more, fewer do, and the rest is folded away. */
const mostOthers = 5
const fewOthers = 3

/** Returns the values that are offered at once: the known and the chosen ones, and others as long as they are few. */
export function foldedValues(values: readonly string[], known: readonly string[], chosen: ReadonlySet<string>): readonly string[] {
  const others = values.filter(value => value !== '' && !known.includes(value) && !chosen.has(value))
  if (others.length <= mostOthers) return values
  const folded = new Set(others.slice(fewOthers))
  return values.filter(value => !folded.has(value))
}

/** The severities to filter by, the gravest first. */
export function offeredSeverities(rows: readonly IncidentSummary[], chosen: ReadonlySet<string>): readonly string[] {
  return [...offeredValues(rows, knownSeverities, chosen, row => row.severity)].sort((a, b) => severityRank(b) - severityRank(a))
}

/** The statuses to filter by, in the order in which an incident passes through them. */
export function offeredStatuses(rows: readonly IncidentSummary[], chosen: ReadonlySet<string>): readonly string[] {
  return offeredValues(rows, knownStatuses, chosen, row => row.status)
}

export function filterRows(rows: readonly IncidentSummary[], filters: Filters): readonly IncidentSummary[] {
  const wanted = fold(filters.search)
  const [wantedSeverities, wantedStatuses] = [filters.severities, filters.statuses].map(chosen => new Set(Array.from(chosen, valueKey)))
  const isWanted = (keys: ReadonlySet<string> | undefined, value: string) => !keys?.size || keys.has(valueKey(value))
  const holds = (text: string) => fold(text).includes(wanted)
  const merged = (id: string) => filters.mergedInto.get(id)?.some(each => each.includes(wanted)) ?? false
  const listed = new Set(wanted === '' ? [] : rows.map(({ id }) => id))
  // The incident that it became is not here to be found by its id: then it is found itself.
  const isSought = ({ id }: IncidentSummary) => {
    if (wanted === '') return false
    const end = filters.endOf.get(id) ?? null
    return (fold(id) === wanted || end === wanted) && (end === null || !listed.has(end))
  }
  return rows.filter(row =>
    (filters.showRedirected || !isRedirected(row) || isSought(row))
    && isWanted(wantedSeverities, row.severity) && isWanted(wantedStatuses, row.status)
    && (filters.only === null || filters.only.has(row.id))
    && (wanted === '' || holds(row.id) || merged(row.id) || isSought(row) || holds(row.name) || holds(row.assignedTo ?? '')))
}

/** Text is compared as the search compares it. */
const textOrder = (text: string): string | null => isBlank(text) ? null : fold(text)

/** Digits of any length, as a text whose order is that of the numbers. */
const digitOrder = (digits: string): string => `${String(digits.length).padStart(4, '0')}${digits}`
const complement = (digits: string): string => digits.replace(/\d/g, digit => String(9 - Number(digit)))

/** Ids are numbers of any length, exact beyond 2^53; negative ones come before them and texts behind. */
function idOrder(id: string): string {
  if (/^[1-9]\d*$/.test(id)) return `1${digitOrder(id)}`
  const number = Number(id)
  if (!Number.isFinite(number) || id.trim() === '') return `2${fold(id)}`
  const written = /^\s*-?0*(\d+)\s*$/.exec(id)?.[1] ?? BigInt(Math.trunc(Math.abs(number))).toString()
  return number < 0 ? `0${complement(digitOrder(written))}` : `1${digitOrder(written)}`
}

/** null: the row has no such value. */
const keyOf: { readonly [K in SortKey]: (row: IncidentSummary) => string | number | null } = {
  // Graver is larger, so that a descending sort is a triage list.
  severity: row => severityRank(row.severity),
  status: row => statusRank(row.status),
  name: row => textOrder(row.name),
  id: row => idOrder(row.id),
  // The service fails on incidents with many alerts: one whose alerts are not known may have the most.
  alerts: row => row.alerts ?? Infinity,
  assignedTo: row => textOrder(row.assignedTo ?? ''),
  lastUpdate: row => timeKey(row.lastUpdate),
  created: row => timeKey(row.created),
}

type Key = string | number | null

/** What is missing comes last, whatever the direction. */
function compare(a: Key, b: Key, sign: number): number {
  if (a === b) return 0
  if (a === null) return 1
  if (b === null) return -1
  return a < b ? -sign : sign
}

/** A sorted copy. Equal rows stand in the order of their latest update, the newest first. */
export function sortRows(rows: readonly IncidentSummary[], { key, descending }: Sort): readonly IncidentSummary[] {
  const of = keyOf[key]
  const keyed = rows.map((row) => {
    const time = keyOf.lastUpdate(row)
    return { row, key: key === 'lastUpdate' ? time : of(row), time }
  })
  const sign = descending ? -1 : 1
  keyed.sort((a, b) => compare(a.key, b.key, sign) || compare(a.time, b.time, -1))
  return keyed.map(each => each.row)
}

/** Times, counts and severities are looked at from the top, names from A. */
const fromTop: ReadonlySet<SortKey> = new Set<SortKey>(['severity', 'id', 'alerts', 'lastUpdate', 'created'])

/** The sort after a press on a column's head: a second press turns it round. */
export function sortAfter(sort: Sort, key: SortKey): Sort {
  return sort.key === key ? { key, descending: !sort.descending } : { key, descending: fromTop.has(key) }
}
