/** @file Recounts the index's answers with plain loops over the rows of random tenants. */
import type { FacetValue } from '../../../shared/contract/list'
import type { IncidentRow, IndexedIncident } from '../../../shared/contract/row'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { columnOf } from '../../../shared/columns/incident-columns'
import { compareKeys } from '../../../shared/columns/sort-keys'
import { runs } from '../../../shared/testing/property-runs'
import { aListQuery, anIndexed, aRequest, indexWith } from './fixtures'

const severities = ['High', 'Medium', 'Low', 'Informational', 'Odd'] as const
const statuses = ['Active', 'InProgress', 'Resolved'] as const
const names = ['alex', 'Alex', 'megan', 'sam'] as const
/** As in `indexWith`. */
const now = Date.parse('2026-11-24T12:00:00Z')
const some = <T>(of: readonly T[]) => fc.uniqueArray(fc.constantFrom(...of), { maxLength: 3 })

const anyIncident = fc.record({
  severity: fc.constantFrom(...severities),
  status: fc.constantFrom(...statuses),
  assignedTo: fc.option(fc.constantFrom(...names)),
  tags: some(['vip', 'pilot', 'lab']),
  categories: some(['Malware', 'Phishing', 'Exfiltration']),
  techniques: some(['T1110', 'T1566', 'T1564']),
  devices: some(['pc-1', 'pc-2', 'srv-1']),
  users: some(names),
  entities: some(['a', 'b', 'c', 'd']),
  alerts: fc.option(fc.nat({ max: 3 })),
  lastUpdate: fc.constantFrom('', '2026-11-24T10:00:00Z', '2026-11-24T10:00:00.5Z', '2026-11-23T09:00:00Z'),
})
const anyTenant = fc.array(anyIncident, { maxLength: 60 }).map(incidents => incidents.map(({ entities, ...row }, at) =>
  anIndexed({ id: String(at), ...row }, { entities: entities.map(key => ({ type: 'File', key, label: key, values: [] })) })))

/** The values that each facet counts, written without the index's tables. */
const valuesIn = {
  severity: (row: IncidentRow) => [row.severity],
  status: (row: IncidentRow) => [row.status],
  assignee: (row: IncidentRow) => [row.assignedTo ?? ''],
  tag: (row: IncidentRow) => row.tags,
  category: (row: IncidentRow) => row.categories,
  technique: (row: IncidentRow) => row.techniques,
  device: (row: IncidentRow) => row.devices,
  user: (row: IncidentRow) => row.users,
}

/** Counts distinct values in any case; `''` for an incident without one. */
function recount(incidents: readonly IndexedIncident[], of: (row: IncidentRow) => readonly string[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (const { row } of incidents) {
    const own = of(row).map(value => value.toLowerCase())
    for (const value of own.length === 0 ? [''] : new Set(own)) counts[value] = (counts[value] ?? 0) + 1
  }
  return counts
}

const asRecord = (values: readonly FacetValue[]) =>
  Object.fromEntries(values.filter(({ count }) => count > 0).map(({ value, count }) => [value.toLowerCase(), count]))

it('facets count the incidents with each value, and ignore only their own restriction', () => {
  fc.assert(fc.property(anyTenant, some(severities.slice(0, 4)), (incidents, chosen) => {
    const text = chosen.length > 0 ? `severity:(${chosen.join(',')}) -status:resolved` : '-status:resolved'
    const { facets, matched } = indexWith(incidents).view(aRequest({ text }))
    const open = incidents.filter(({ row }) => row.status !== 'Resolved')
    const matching = open.filter(({ row }) => chosen.length === 0 || chosen.some(each => each === row.severity))
    expect(matched).toBe(matching.length)
    expect(facets.map(({ field, total }) => [field, total])).toEqual(facets.map(({ field }) => [field, field === 'severity' ? open.length : matching.length]))
    for (const [field, of] of Object.entries(valuesIn)) {
      expect([field, asRecord(facets.find(each => each.field === field)?.values ?? [])]).toEqual([field, recount(field === 'severity' ? open : matching, of)])
    }
  }), runs(20))
})

/** Times before, around and after now, and texts that are not times. */
const anUpdate = fc.oneof(
  { weight: 8, arbitrary: fc.integer({ min: -40 * 60, max: 60 }).map(minutes => new Date(now + minutes * 60_000).toISOString()) },
  fc.integer({ min: -2000, max: 2000 }).map(days => new Date(now + days * 86_400_000).toISOString()), fc.constantFrom('', 'soon', '9999-12-31T23:59:59Z'),
)

it('updates count the matching incidents in each period, and ignore only their own restriction', () => {
  const updated = fc.array(fc.tuple(anUpdate, fc.constantFrom(...severities)), { maxLength: 60 })
  fc.assert(fc.property(updated, fc.boolean(), fc.boolean(), (all, isRestricted, utc) => {
    const incidents = all.map(([lastUpdate, severity], at) => anIndexed({ id: String(at), severity, lastUpdate }))
    const text = isRestricted ? 'severity:high updated:>=2026-11-24 updated:<2026-11-25' : 'severity:high'
    const { updates: { bounds, counts, outside } } = indexWith(incidents).view(aRequest({ text, utc }))
    const expected = bounds.slice(0, -1).map(() => 0)
    let rest = 0
    for (const { row } of incidents.filter(each => each.row.severity === 'High')) {
      const ms = Date.parse(row.lastUpdate)
      const at = expected.findIndex((_, index) => ms >= (bounds[index] ?? 0) && ms < (bounds[index + 1] ?? 0))
      if (at < 0) rest++
      else expected[at] = (expected[at] ?? 0) + 1
    }
    expect({ counts, outside }).toEqual({ counts: expected, outside: rest })
    expect(bounds).toEqual([...new Set(bounds)].sort((a, b) => a - b))
  }), runs(100))
})

it('the periods contain every time of the last 60 weeks, and do not move when a query filters', () => {
  fc.assert(fc.property(fc.array(fc.integer({ min: -420 * 24, max: -1 }), { minLength: 1, maxLength: 20 }), (hours) => {
    const timeAfter = (ms: number) => new Date(now + ms).toISOString()
    const index = indexWith(hours.map((each, at) => anIndexed({ id: String(at), severity: 'Low', lastUpdate: timeAfter(each * 3_600_000) })))
    const { updates } = index.view(aRequest())
    expect([updates.outside, updates.counts.reduce((sum, each) => sum + each, 0)]).toEqual([0, hours.length])
    expect(index.view(aRequest({ text: 'severity:high' })).updates).toEqual({ ...updates, counts: updates.counts.map(() => 0) })
    // A clock that is wrong does not widen them, either.
    index.begin('changes')
    index.add(anIndexed({ id: 'late', lastUpdate: timeAfter(1e9) }))
    index.end({ dropped: [], carriedOver: [] })
    expect(index.view(aRequest()).updates).toEqual({ ...updates, outside: 1 })
  }), runs(50))
})

it('frequencies count the values of a column', () => {
  fc.assert(fc.property(anyTenant, (incidents) => {
    const index = indexWith(incidents)
    const query = aListQuery({ text: 'status:(active,resolved)' })
    const matching = incidents.filter(({ row }) => row.status !== 'InProgress')
    for (const [column, of] of [['users', valuesIn.user], ['categories', valuesIn.category], ['assignedTo', valuesIn.assignee]] as const) {
      const counted = index.frequencies(query, column)
      expect(asRecord(counted)).toEqual(recount(matching, of))
      expect(counted.map(({ count }) => count)).toEqual(counted.map(({ count }) => count).sort((a, b) => b - a))
    }
  }), runs(20))
})

const anyOrder = fc.array(fc.record({ column: fc.constantFrom('severity', 'assignedTo', 'tags', 'alerts', 'lastUpdate', 'id'), descending: fc.boolean() } as const), { maxLength: 3 })

it('rows are in the order of a plain sort, also after rows are replaced and added', () => {
  fc.assert(fc.property(anyTenant, anyTenant, anyOrder, (incidents, later, sort) => {
    const index = indexWith(incidents)
    index.idsOf({ sort })
    index.begin('changes')
    index.add(...later)
    index.end({ dropped: ['0'], carriedOver: [] })
    const rows = new Map([...incidents, ...later].map(({ row }) => [row.id, row]))
    rows.delete('0')
    const order = sort.some(({ column }) => column === 'lastUpdate') ? sort : [...sort, { column: 'lastUpdate', descending: true } as const]
    const expected = [...rows.values()].sort((a, b) => order.map(({ column, descending }) =>
      compareKeys(columnOf(column).sortKey(a), columnOf(column).sortKey(b), descending ? -1 : 1)).find(result => result !== 0) ?? 0)
    expect(index.idsOf({ sort })).toEqual(expected.map(({ id }) => id))
  }), runs(50))
})

it('a query finds the same after any others as in a new index', () => {
  const texts = ['p', 'pc', 'pc-1', 'pc-', '1', '12', '1 p', 'severity:high', 'severity:high p', 'severity:(high,low)', 'alex', '-alex', 'alex pc', 'updated:<2d', 'a', 'is:merged', '']
  const aText = fc.constantFrom(...texts)
  fc.assert(fc.property(anyTenant, fc.array(fc.tuple(aText, fc.boolean()), { minLength: 1, maxLength: 12 }), (incidents, queries) => {
    const merging = [...incidents, anIndexed({ id: '112', name: 'pc', status: 'Redirected', redirectedTo: '1' }), anIndexed({ id: '113', status: 'Redirected', redirectedTo: '12' })]
    const index = indexWith(merging)
    for (const [text, showMerged] of queries) {
      const request = aRequest({ text, showMerged })
      expect(index.view(request)).toEqual({ ...indexWith(merging).view(request), version: expect.any(Number) as number })
    }
  }), runs(60))
})

it('the number of incidents with an entity is right', () => {
  fc.assert(fc.property(anyTenant, (incidents) => {
    const keys = ['a', 'b', 'c', 'd', 'e']
    const expected = keys.map(key => incidents.filter(({ entities }) => entities.some(each => each.key === key)).length)
    expect(indexWith(incidents).incidentsWith(keys.map(key => ({ type: 'File', key })))).toEqual(expected)
  }), runs(20))
})
