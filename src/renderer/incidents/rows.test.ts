import type { IncidentSummary } from '../../shared/model'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { filterRows, knownSeverities, sortRows, valuesOf } from './incident-rows'
import { indentJson } from './json-indent'

const row = (changed: Partial<IncidentSummary> = {}): IncidentSummary => ({
  id: '1', name: 'Name', severity: 'Low', status: 'Active', assignedTo: null, alerts: 1, lastUpdate: '2026-01-01T00:00:00Z', created: '2026-01-01T00:00:00Z', redirectedTo: null, ...changed,
})
const all = { search: '', severities: new Set<string>(), statuses: new Set<string>(), showRedirected: false }

describe('rows', () => {
  it('are filtered by everything at once, and redirected ones only shown on request', () => {
    const rows = [row(), row({ id: '2', severity: 'High', name: 'POWERSHELL' }), row({ id: '3', redirectedTo: '2' }), row({ id: '4', status: 'Redirected' }), row({ id: '5', assignedTo: 'adele@x' })]
    const ids = (filters: Partial<typeof all>) => filterRows(rows, { ...all, ...filters }).map(each => each.id)
    expect(ids({})).toEqual(['1', '2', '5'])
    expect(ids({ showRedirected: true })).toEqual(['1', '2', '3', '4', '5'])
    expect(ids({ search: ' powershell ' })).toEqual(['2'])
    expect(ids({ search: 'adele' })).toEqual(['5'])
    expect(ids({ severities: new Set(['High', 'Low']), statuses: new Set(['Resolved']) })).toEqual([])
  })

  it('are sorted by severity, by times of any length, by ids beyond 2^53', () => {
    const by = (rows: IncidentSummary[], key: Parameters<typeof sortRows>[1]['key'], descending = false) => sortRows(rows, { key, descending }).map(each => each.id)
    const rows = [row({ id: '9007199254740993', lastUpdate: '2026-01-01T00:00:00.1234567Z' }), row({ id: '9007199254740992', lastUpdate: '2026-01-01T00:00:00.12345Z', severity: 'High' }), row({ id: '70', lastUpdate: '2026-01-01T00:00:00Z', severity: 'New kind' })]
    expect(by(rows, 'lastUpdate')).toEqual(['70', '9007199254740992', '9007199254740993'])
    expect(by(rows, 'id')).toEqual(['70', '9007199254740992', '9007199254740993'])
    expect(by(rows, 'severity', true)).toEqual(['9007199254740992', '9007199254740993', '70'])
  })

  it('offer unknown values as filters', () => {
    expect(valuesOf([row({ severity: 'Zebra' }), row({ severity: '' }), row()], knownSeverities, each => each.severity)).toEqual([...knownSeverities, 'Zebra'])
  })
})

describe('indentJson', () => {
  it('lays out without changing a token', () => {
    expect(indentJson('{"a":[1.0,{}],"a":"\\u0041\\"{,","b":[ ]}')).toEqual(['{', '  "a": [', '    1.0,', '    {}', '  ],', '  "a": "\\u0041\\"{,",', '  "b": []', '}'])
  })

  it('means the same for any JSON, and equals JSON.stringify where that loses nothing', () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => {
      const json = JSON.stringify(value)
      expect(JSON.parse(indentJson(json).join('\n'))).toEqual(JSON.parse(json))
      expect(indentJson(json).join('\n')).toBe(JSON.stringify(JSON.parse(json), null, 2))
    }))
  })

  it('takes a string of megabytes', () => {
    expect(indentJson(`{"a":"${'x\\"'.repeat(2_000_000)}"}`)).toHaveLength(3)
  })
})
