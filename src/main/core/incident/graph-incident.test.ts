import { Buffer } from 'node:buffer'
import { describe, expect, it } from 'vitest'
import { isRedirected } from './incident'
import { readPage } from '../collection/page'

const read = (incident: unknown) => readPage(Buffer.from(JSON.stringify({ value: [incident] })), 'microsoft-graph').incidents[0]?.summary

describe('an incident of Microsoft Graph', () => {
  it('has the summary of a row, in the spelling of both APIs', () => {
    expect(read({
      id: '2972395', redirectIncidentId: null, displayName: 'Multi-stage', severity: 'medium', status: 'inProgress', assignedTo: 'a@b', alerts: [{}, {}],
      lastUpdateDateTime: '2026-11-24T11:00:00.1234567Z', createdDateTime: '2026-11-24T10:00:00Z',
    })).toEqual({
      id: '2972395', redirectedTo: null, name: 'Multi-stage', severity: 'Medium', status: 'InProgress', assignedTo: 'a@b', alerts: 2,
      lastUpdate: '2026-11-24T11:00:00.1234567Z', created: '2026-11-24T10:00:00Z',
    })
  })

  it.each([
    ['unknown', 'active', 'UnSpecified', 'Active'],
    ['High', 'Resolved', 'High', 'Resolved'],
    ['informational', 'awaitingAction', 'Informational', 'AwaitingAction'],
    [' HIGH ', 'IN PROGRESS', 'High', 'IN PROGRESS'],
    ['unknownFutureValue', 'unknownFutureValue', 'unknownFutureValue', 'unknownFutureValue'],
    ['constructor', '__proto__', 'constructor', '__proto__'],
  ])('writes %s and %s as %s and %s', (severity, status, itsSeverity, itsStatus) => {
    expect(read({ id: '1', severity, status })).toMatchObject({ severity: itsSeverity, status: itsStatus })
  })

  it('is redirected by its status or by the id it was merged into', () => {
    expect([{ id: '1', status: 'redirected' }, { id: '1', redirectIncidentId: '2' }, { id: '1', status: 'active' }].map((each) => {
      const summary = read(each)
      return summary && isRedirected(summary)
    })).toEqual([true, true, false])
  })

  it.each(['0', '-1', ' ', '', '1', '1.5', 'none', 0, -1, {}, [], true])('that is active and redirected to %j was not merged', (redirectIncidentId) => {
    const summary = read({ id: '1', status: 'active', redirectIncidentId })
    expect(summary).toMatchObject({ redirectedTo: null })
    expect(summary && isRedirected(summary)).toBe(false)
  })

  it('may have ids that are numbers, as in the Defender XDR API', () => {
    expect(read({ id: 12, redirectIncidentId: 7 })).toMatchObject({ id: '12', redirectedTo: '7' })
  })

  it('may lack everything but its id, or have it of another kind', () => {
    expect(read({ id: 'a1b2-c3' })).toEqual({ id: 'a1b2-c3', redirectedTo: null, name: '', severity: '', status: '', assignedTo: null, alerts: null, lastUpdate: '', created: '' })
    expect(read({ id: '1', displayName: 7, severity: {}, status: [], assignedTo: 1, alerts: 'many', lastUpdateDateTime: null, redirectIncidentId: '../2' }))
      .toMatchObject({ name: '', severity: '', status: '', assignedTo: null, alerts: null, redirectedTo: null })
    expect(read({ id: '1', alerts: [] })).toMatchObject({ alerts: 0 })
    // Null says as little as a missing member.
    expect(read({ id: '1', alerts: null })).toMatchObject({ alerts: null })
  })

  it.each([{}, { id: '' }, { id: null }, { id: -1 }, { id: 1.5 }, { id: 2 ** 53 }, { id: '../../me' }, { id: '1\u202E2' }, { id: '\ud800' }, { id: '9'.repeat(101) }, { incidentId: 5 }, null, 'text'])('%j is none', (incident) => {
    expect(read(incident)).toBeUndefined()
  })
})
