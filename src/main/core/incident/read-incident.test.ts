import type { ApiKind } from '../../../shared/vocabulary/clouds'
import { describe, expect, it } from 'vitest'
import { incidentFrom } from './fixtures'
import { isRedirected } from '../../../shared/rules/merges'

/** Each API's names for the members of a summary. */
const apis = [
  { api: 'defender-xdr', id: 'incidentId', name: 'incidentName', lastUpdate: 'lastUpdateTime', created: 'createdTime' },
  { api: 'microsoft-graph', id: 'id', name: 'displayName', lastUpdate: 'lastUpdateDateTime', created: 'createdDateTime' },
] as const

const summaryOf = (api: ApiKind, json: string) => incidentFrom(json, api)?.summary

describe.each(apis)('an incident of $api', ({ api, id, name, lastUpdate, created }) => {
  /** Returns the summary of incident 5, given the JSON text of its other members. */
  const read = (members: string) => summaryOf(api, `{"${id}":5,${members}}`)
  const none = { name: '', severity: '', status: '', assignedTo: null, alerts: api === 'defender-xdr' ? 0 : null, lastUpdate: '', created: '', redirectedTo: null }

  it('has the same summary in the spelling of either API', () => {
    expect(summaryOf(api, JSON.stringify({
      [id]: '2972395', redirectIncidentId: null, [name]: 'Multi-stage', severity: 'medium', status: 'inProgress', assignedTo: 'a@b', alerts: [{}, {}],
      [lastUpdate]: '2026-11-24T11:00:00.1234567Z', [created]: '2026-11-24T10:00:00Z',
    }))).toEqual({
      id: '2972395', redirectedTo: null, name: 'Multi-stage', severity: 'Medium', status: 'InProgress', assignedTo: 'a@b', alerts: 2,
      lastUpdate: '2026-11-24T11:00:00.1234567Z', created: '2026-11-24T10:00:00Z',
    })
  })

  it('may lack everything except its ID', () => {
    expect(summaryOf(api, `{"${id}":5}`)).toEqual({ id: '5', ...none })
    expect(read(`"${name}":null,"severity":null,"status":null,"assignedTo":null,"alerts":null,"${lastUpdate}":null,"${created}":null`)).toEqual({ id: '5', ...none })
    expect(read(`"${name}":" ","severity":"","status":"\\t","assignedTo":"\\uFEFF","alerts":"","${lastUpdate}":[],"${created}":{}`)).toEqual({ id: '5', ...none })
  })

  it('shows values of unexpected types as text', () => {
    expect(read(`"${name}":7.10,"severity":3,"status":["Active",null],"assignedTo":{"displayName":"Adele","mail":null},"${lastUpdate}":1795518000,"${created}":1795518000000`)).toEqual({
      ...none, id: '5', name: '7.10', severity: '3', status: 'Active', assignedTo: 'displayName: Adele', lastUpdate: '1795518000', created: '1795518000000',
    })
    expect(read(`"${name}":true,"severity":{"a":1},"assignedTo":12345678901234567890`)).toMatchObject({ name: 'true', severity: 'a: 1', assignedTo: '12345678901234567890' })
  })

  it.each([
    ['[]', 0], ['[null]', 0], ['[{},{}]', 2], ['[null,{"title":"a"},"text",5,"",[]]', 3], ['{"title":"a"}', 1], ['"text"', 1], ['3', 1],
  ])('with the alerts %s has %i', (alerts, count) => {
    expect(read(`"alerts":${alerts}`)).toMatchObject({ alerts: count })
  })

  it.each([['"unknown"', 'UnSpecified'], ['" HIGH "', 'High'], ['"ＨＩＧＨ"', 'High'], ['"h\\u200Bigh"', 'High'], ['"unknownFutureValue"', 'unknownFutureValue'], ['"constructor"', 'constructor'], ['"\\u200B"', '']])(
    'writes the severity %s as %s', (severity, spelling) => {
      expect(read(`"severity":${severity}`)).toMatchObject({ severity: spelling })
    })

  it.each([['"active"', 'Active'], ['" redirected "', 'Redirected'], ['"awaitingAction"', 'AwaitingAction'], ['"IN PROGRESS"', 'IN PROGRESS'], ['"Paused"', 'Paused'], ['"__proto__"', '__proto__']])(
    'writes the status %s as %s', (status, spelling) => {
      expect(read(`"status":${status}`)).toMatchObject({ status: spelling })
    })

  it.each(['0', '-1', '"0"', '"-1"', '" "', '""', '5', '"5"', '1.5', '"1.5"', '"none"', '"../2"', '-0', '1E+21', 'null', 'true', '{}', '[7]'])(
    'that is active and has the redirectIncidentId %s was not merged', (redirectIncidentId) => {
      const summary = read(`"status":"Active","redirectIncidentId":${redirectIncidentId}`)
      expect(summary).toMatchObject({ redirectedTo: null })
      expect(summary && isRedirected(summary)).toBe(false)
    })

  it.each([['7', '7'], ['7.0', '7'], ['" 7 "', '7'], ['90071992547409931', '90071992547409931']])('was merged into another incident if its redirectIncidentId is %s', (redirectIncidentId, redirectedTo) => {
    const summary = read(`"status":"Active","redirectIncidentId":${redirectIncidentId}`)
    expect(summary).toMatchObject({ redirectedTo })
    expect(summary && isRedirected(summary)).toBe(true)
  })

  it('is merged if its status says so', () => {
    const summary = read('"status":"redirected"')
    expect(summary && isRedirected(summary)).toBe(true)
  })

  it.each([
    ['12', '12'], ['-4', '-4'], ['1E+21', '1E+21'], ['1e400', '1e400'], ['1.5', '1.5'], ['9007199254740993', '9007199254740993'], ['"a1b2-c3"', 'a1b2-c3'], ['"x"', 'x'],
    ['"case/7 ?"', 'case/7 ?'], ['"1\\u202E2"', '1\u202E2'], ['"..."', '...'], [`"${'9'.repeat(200)}"`, '9'.repeat(200)],
  ])('has the ID as received in %s', (json, itsId) => {
    expect(summaryOf(api, `{"${id}":${json}}`)?.id).toBe(itsId)
  })

  it.each(['{}', `{"${id}":""}`, `{"${id}":" "}`, `{"${id}":null}`, `{"${id}":true}`, `{"${id}":[5]}`, `{"${id}":{"a":5}}`, `{"${id}":"${'9'.repeat(201)}"}`, `{"${id}":"../../me"}`, `{"${id}":".."}`, `{"${id}":"a\\\\.\\\\b"}`, `{"${id}":"\\ud800"}`, '{"otherId":5}', 'null', '"text"', '[5]'])(
    'is not read from %s', (json) => {
      expect(summaryOf(api, json)).toBeUndefined()
    })

  it('does not exhaust the stack, however deep its values nest', () => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`
    expect(read(`"${name}":${deep},"alerts":${deep}`)).toMatchObject({ name: expect.stringContaining('…'), alerts: 1 })
  })
})
