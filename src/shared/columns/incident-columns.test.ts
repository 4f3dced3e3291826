import type { ColumnId, IncidentRow } from '../contract/row'
import { describe, expect, it } from 'vitest'
import { aRow } from '../contract/fixtures'
import { columnIds } from '../contract/row'
import { columnOf, incidentColumns } from './incident-columns'
import { compareKeys } from './sort-keys'

/** A row with a value in every column, and the value of each. */
const row = aRow({
  id: '7', name: 'Ransomware', severity: 'High', status: 'Active', assignedTo: 'adele@x', alerts: 3, lastUpdate: 'u', created: 'c', redirectedTo: '9', priority: 87, classification: 'TruePositive',
  determination: 'Phishing', tags: ['VIP', 'Finance'], firstActivity: 'f', lastActivity: 'l', activeAlerts: 2, services: ['AADIdentityProtection', 'Other'], detectionSources: ['WindowsDefenderAv', 'AADIdentityProtection'],
  categories: ['Malware'], techniques: ['T1566'], devices: ['pc'], users: ['eve'], otherAssets: ['fin@x'], comments: 0,
})
const values: Readonly<Record<ColumnId, unknown>> = {
  severity: 'High', priority: 87, status: 'Active', name: 'Ransomware', id: '7', alerts: 3, assignedTo: 'adele@x', classification: 'TruePositive', determination: 'Phishing', tags: ['VIP', 'Finance'],
  lastUpdate: 'u', created: 'c', firstActivity: 'f', lastActivity: 'l', sources: ['AADIdentityProtection', 'Other', 'WindowsDefenderAv'], categories: ['Malware'], techniques: ['T1566'], devices: ['pc'], users: ['eve'],
  otherAssets: ['fin@x'], comments: 0, redirectedTo: '9',
}
const nothing = aRow({ id: '', severity: '', status: '', alerts: null, activeAlerts: null, comments: null })

describe('the columns', () => {
  it('have unique IDs, labels and export names', () => {
    for (const name of ['id', 'label', 'exportName'] as const) expect(new Set(incidentColumns.map(column => column[name])).size).toBe(incidentColumns.length)
    expect(incidentColumns.map(({ id }) => columnOf(id).id)).toEqual(columnIds)
  })

  it('return the values of the row, and mark missing ones', () => {
    expect(Object.fromEntries(incidentColumns.map(column => [column.id, column.value(row)]))).toEqual(values)
    const missing = incidentColumns.map(column => [column.kind, column.value(nothing)])
    expect(missing).toEqual(incidentColumns.map(({ kind }) => [kind, kind === 'count' || kind === 'score' ? null : kind === 'list' || kind === 'sources' ? [] : '']))
  })

  it('start at a width that the user can set', () => {
    expect(incidentColumns.filter(({ widthPx, minWidthPx }) => widthPx < minWidthPx || minWidthPx < 48)).toEqual([])
  })

  it('sort rows without a value last, except for an unknown severity or number of alerts', () => {
    expect(incidentColumns.filter(({ sortKey }) => sortKey(nothing) !== null).map(({ id }) => id)).toEqual(['severity', 'id', 'alerts'])
    expect(incidentColumns.filter(({ sortKey }) => sortKey(row) === null).map(({ id }) => id)).toEqual(['lastUpdate', 'created', 'firstActivity', 'lastActivity'])
  })
})

it.each<[ColumnId, readonly Partial<IncidentRow>[]]>([
  ['priority', [{ priority: 0 }, { priority: 9.5 }, { priority: 100 }, { priority: null }]],
  ['severity', [{ severity: 'Low' }, { severity: 'High' }]],
  ['status', [{ status: 'Active' }, { status: 'Resolved' }, { status: '' }]],
  ['id', [{ id: '9' }, { id: '10' }]],
  ['alerts', [{ alerts: 2 }, { alerts: 10 }, { alerts: null }]],
  ['classification', [{ classification: 'FalsePositive' }, { classification: 'TruePositive' }, { classification: '' }]],
  ['tags', [{ tags: ['a'] }, { tags: ['a', 'z'] }, { tags: ['a', 'b', 'c'] }, { tags: ['a', ...Array.from({ length: 10 }, (_, index) => `${index}`)] }, { tags: ['\u00C4b'] }, { tags: ['B'] }, { tags: [] }]],
  ['sources', [{ services: ['A'] }, { detectionSources: ['B'] }, { services: [] }]],
  ['firstActivity', [{ firstActivity: '2026-11-24T10:00:00Z' }, { firstActivity: '2026-11-24T10:00:00.5Z' }, { firstActivity: '' }]],
  ['lastActivity', [{ lastActivity: '2026-11-24T10:00:00.9Z' }, { lastActivity: '2026-11-24T13:00:00+02:00' }, { lastActivity: 'soon' }]],
  ['comments', [{ comments: 0 }, { comments: 10 }, { comments: null }]],
  ['redirectedTo', [{ redirectedTo: '9' }, { redirectedTo: '10' }, { redirectedTo: null }]],
])('sorts the column %s', (id, inOrder) => {
  const rows = inOrder.map(aRow)
  const { sortKey } = columnOf(id)
  expect([...rows].reverse().sort((a, b) => compareKeys(sortKey(a), sortKey(b), 1))).toEqual(rows)
})
