import type { IncidentSummary } from '../../../shared/contract/model'
import type { Filters } from './incident-rows'
import { describe, expect, it } from 'vitest'
import { aSummary } from '../../../shared/contract/fixtures'
import { filterRows, shownValues, offeredSeverities, sortAfter, sortRows, offeredStatuses } from './incident-rows'

const row = (given: Partial<IncidentSummary> = {}) =>
  aSummary({ name: 'Name', alerts: 1, lastUpdate: '2026-01-01T00:00:00Z', created: '2026-01-01T00:00:00Z', ...given })
const all = { search: '', severities: new Set<string>(), statuses: new Set<string>(), showRedirected: false, only: null, mergedInto: new Map<string, readonly string[]>(), endOf: new Map<string, string | null>() }
const none = new Set<string>()

describe('rows', () => {
  it('are filtered by all filters together, and merged ones are shown on request only', () => {
    const rows = [row(), row({ id: '2', severity: 'High', name: 'POWERSHELL' }), row({ id: '3', redirectedTo: '2' }), row({ id: '4', status: 'redirected' }), row({ id: '5', assignedTo: 'adele@x' })]
    const ids = (filters: Partial<Filters>) => filterRows(rows, { ...all, ...filters }).map(each => each.id)
    expect(ids({})).toEqual(['1', '2', '5'])
    expect(ids({ showRedirected: true })).toEqual(['1', '2', '3', '4', '5'])
    expect(ids({ search: ' powershell ' })).toEqual(['2'])
    expect(ids({ search: 'adele' })).toEqual(['5'])
    expect(ids({ only: new Set(['2', '3']) })).toEqual(['2'])
    expect(ids({ only: new Set(['2', '3']), showRedirected: true, search: 'name' })).toEqual(['3'])
    expect(ids({ search: '312', mergedInto: new Map([['5', ['4', '3123']]]) })).toEqual(['5'])
    expect(ids({ severities: new Set(['High']), statuses: new Set(['Active']) })).toEqual(['2'])
    expect(ids({ severities: new Set(['High', 'Low']), statuses: new Set(['Resolved']) })).toEqual([])
  })

  it('merged into an unlisted incident are found by either ID, even while merged ones are hidden', () => {
    const rows = [row(), row({ id: '3', redirectedTo: '99' }), row({ id: '4', redirectedTo: '1' }), row({ id: '7', redirectedTo: '8' }), row({ id: '8', redirectedTo: '7' })]
    const endOf = new Map([['3', '99'], ['4', '1'], ['7', null], ['8', null]])
    const found = (search: string) => filterRows(rows, { ...all, endOf, mergedInto: new Map([['1', ['4']]]), search }).map(each => each.id)
    expect([found('3'), found('99'), found('4'), found('7'), found('5')]).toEqual([['3'], ['3'], ['1'], ['7'], []])
  })

  it('are sorted by times of any length and by IDs beyond 2^53', () => {
    const rows = [
      row({ id: '9007199254740993', lastUpdate: '2026-01-01T00:00:00.1234567Z' }),
      row({ id: '9007199254740992', lastUpdate: '2026-01-01T00:00:00.12345Z' }),
      row({ id: '70', lastUpdate: '2026-01-01T00:00:00Z' }),
    ]
    for (const column of ['lastUpdate', 'id'] as const) {
      expect(sortRows(rows, { column, descending: false }).map(each => each.id)).toEqual(['70', '9007199254740992', '9007199254740993'])
    }
  })

  it('are sorted by severity for triage: unknown severities first, missing ones last, equal ones by the newest update', () => {
    const rows = [
      row({ id: 'none', severity: '' }), row({ id: 'low' }), row({ id: 'older', severity: 'High' }),
      row({ id: 'newer', severity: 'High', lastUpdate: '2026-01-02T00:00:00Z' }), row({ id: 'strange', severity: 'Catastrophic' }),
    ]
    const sort = sortAfter({ column: 'lastUpdate', descending: true }, 'severity')
    expect(sortRows(rows, sort).map(each => each.id)).toEqual(['strange', 'newer', 'older', 'low', 'none'])
    expect(sortAfter(sort, 'severity')).toEqual({ column: 'severity', descending: false })
    expect(sortAfter(sort, 'name')).toEqual({ column: 'name', descending: false })
  })

  it('with a missing or an unspecified severity rank alike, by the newest update', () => {
    const rows = [
      row({ id: 'none, newer', severity: '', lastUpdate: '2026-01-03T00:00:00Z' }), row({ id: 'unspecified', severity: 'UnSpecified', lastUpdate: '2026-01-02T00:00:00Z' }),
      row({ id: 'none, older', severity: '' }), row({ id: 'informational', severity: 'Informational' }),
    ]
    expect(sortRows(rows, { column: 'severity', descending: true }).map(each => each.id)).toEqual(['informational', 'none, newer', 'unspecified', 'none, older'])
  })

  it('have unknown alert counts first, because these may be the highest', () => {
    const rows = [row({ id: 'two', alerts: 2 }), row({ id: 'unknown', alerts: null }), row({ id: 'none', alerts: 0 })]
    const sort = sortAfter({ column: 'lastUpdate', descending: true }, 'alerts')
    expect(sortRows(rows, sort).map(each => each.id)).toEqual(['unknown', 'two', 'none'])
    expect(sortRows(rows, sortAfter(sort, 'alerts')).map(each => each.id)).toEqual(['none', 'two', 'unknown'])
  })

  it('provide a filter for each of their values and each chosen value', () => {
    expect(offeredSeverities([row({ severity: 'Zebra' }), row({ severity: '' }), row()], new Set(['Gone'])))
      .toEqual(['Gone', 'Zebra', 'High', 'Medium', 'Low', 'Informational', 'UnSpecified', ''])
    expect(offeredSeverities([], none)).toEqual(['High', 'Medium', 'Low', 'Informational', 'UnSpecified'])
    expect(offeredStatuses([row({ status: 'Paused' }), row()], new Set(['Gone']))).toEqual(['Active', 'InProgress', 'Resolved', 'Redirected', 'Gone', 'Paused'])
  })

  it.each([
    ['pow\u200Bershell', 'PowerShell'], ['PowerShell', 'Power\u200BShell'], ['caf\u00E9', 'Cafe\u0301'], ['cafe', 'CAF\u00C9'], ['istanbul', '\u0130STANBUL'], ['\u0130stanbul', 'istanbul'],
    ['strasse', 'Stra\u00DFe'], ['high', '\uFF28\uFF49\uFF47\uFF48'], ['a b', 'a\u00A0 b'], ['line break', 'Line\nbreak'],
  ])('are found by %j if name or assignee is %j', (search, text) => {
    const rows = [row({ id: '1', name: text }), row({ id: '2', assignedTo: text }), row({ id: '3', name: 'Other' })]
    expect(filterRows(rows, { ...all, search }).map(each => each.id)).toEqual(['1', '2'])
  })

  it('are all shown for a blank search, and found by IDs that are not numbers', () => {
    const rows = [row({ id: '-4' }), row({ id: '1E+21' }), row({ id: 'Case-7' })]
    const found = (search: string) => filterRows(rows, { ...all, search }).map(each => each.id)
    expect([found('\u200B '), found('1e+21'), found('CASE-7'), found('-4')]).toEqual([['-4', '1E+21', 'Case-7'], ['1E+21'], ['Case-7'], ['-4']])
  })

  it('provide one filter for equal values', () => {
    const rows = [row({ id: '1', severity: 'Paused', status: 'Odd' }), row({ id: '2', severity: 'PAUSED', status: 'odd\u200B' }), row({ id: '3' })]
    expect(offeredSeverities(rows, none)).toEqual(['Paused', 'High', 'Medium', 'Low', 'Informational', 'UnSpecified'])
    expect(offeredSeverities(rows, new Set(['PAUSED']))[0]).toBe('PAUSED')
    expect(offeredStatuses(rows, none)).toEqual(['Active', 'InProgress', 'Resolved', 'Redirected', 'Odd'])
    expect(filterRows(rows, { ...all, severities: new Set(['Paused']), statuses: new Set(['ODD']) }).map(each => each.id)).toEqual(['1', '2'])
  })

  it('collapse the filters of many unknown values, except chosen ones', () => {
    const known = ['High', 'Low']
    const values = [...Array.from({ length: 99 }, (_, index) => `Odd ${index}`), ...known, '']
    expect(shownValues(values, known, new Set(['Odd 50']))).toEqual(['Odd 0', 'Odd 1', 'Odd 2', 'Odd 50', 'High', 'Low', ''])
    expect(shownValues(values.slice(94), known, none)).toEqual(values.slice(94))
  })

  it('are sorted by time, and those without a valid time come last in both directions', () => {
    const times = ['2026-11-24T12:00:00+02:00', '2026-11-24T11:00:00Z', '1795518001', '', '0001-01-01T00:00:00Z', 'yesterday']
    const rows = times.map((time, index) => row({ id: String(index), lastUpdate: time, created: time }))
    for (const column of ['lastUpdate', 'created'] as const) {
      const ids = (descending: boolean) => sortRows(rows, { column, descending }).map(each => each.id).join('')
      expect([ids(true), ids(false)]).toEqual(['210345', '012345'])
    }
  })

  it('come last in both directions if the name, assignee or status is missing', () => {
    const rows = [row({ id: 'missing', name: '\u200B', assignedTo: null, status: '' }), row({ id: 'b', name: '\u00C9b', assignedTo: 'b', status: 'Resolved' }), row({ id: 'a', name: 'ea', assignedTo: 'A', status: 'Active' })]
    for (const column of ['name', 'assignedTo', 'status'] as const) {
      const ids = (descending: boolean) => sortRows(rows, { column, descending }).map(each => each.id)
      expect([ids(false), ids(true)]).toEqual([['a', 'b', 'missing'], ['b', 'a', 'missing']])
    }
  })

  it('are sorted by IDs of any form: negative numbers, numbers, texts', () => {
    const inOrder = ['-40', '-4', '0', '7', '007', '70', '9007199254740992', '9007199254740993', '1E+21', '9'.repeat(60), 'a1', 'B2']
    const rows = [...inOrder].reverse().map(id => row({ id }))
    const sorted = sortRows(rows, { column: 'id', descending: false }).map(each => each.id)
    expect(sorted.filter(id => id !== '7' && id !== '007')).toEqual(inOrder.filter(id => id !== '7' && id !== '007'))
    expect(sortRows(rows, { column: 'id', descending: true }).at(-1)?.id).toBe('-40')
  })
})
