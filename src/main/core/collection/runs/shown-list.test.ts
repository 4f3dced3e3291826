import type { IncidentSummary } from '../../../../shared/contract/model'
import { describe, expect, it } from 'vitest'
import { describeRun } from './run'
import { cancelled, clock, complete, finishedRun, incident, noReplacements, watchedList } from './fake-shown-list'

/** More incidents than the app processes between two pauses. */
const many = 12_000

const finished = (changed: Partial<IncidentSummary> = {}, length = many, tenantId = 'contoso.example') => finishedRun({ changed, length, tenantId })

describe('many incidents are compared with pauses', () => {
  it('with the same result as without pauses', async () => {
    const { state, end } = watchedList()
    expect(await end(finished())).toEqual([])
    expect(await end(finished({ severity: 'High' }))).toEqual([{
      id: '0',
      sinceRefresh: [{ kind: 'severity-raised', from: 'Low', to: 'High' }],
      sinceViewed: [{ kind: 'severity-raised', from: 'Low', to: 'High' }],
    }])
    expect(state.pauses).toBeGreaterThan(3)
  })

  it('and counts from the list as seen if the user marks it in a pause', async () => {
    const { list, state, end } = watchedList()
    await end(finished())
    await end(finished({ severity: 'High' }))
    state.meanwhile = list.markSeen
    expect(await end(finished({ severity: 'High', status: 'Resolved' }))).toMatchObject([
      { id: '0', sinceRefresh: [{ kind: 'status' }], sinceViewed: [{ kind: 'status' }] },
    ])
  })

  it('and respects an incident that was replaced in a pause', async () => {
    const { state, end } = watchedList()
    await end(finished())
    const run = finished()
    let times = 0
    state.meanwhile = async () => {
      run.incidents.replace(incident(0, { alerts: 3, severity: 'High', lastUpdate: '2026-11-24T11:30:00Z' }))
      times++
    }
    expect(await end(run, { asListed: new Map([['0', incident(0).summary]]), times: () => times })).toMatchObject([{ id: '0', sinceRefresh: [{ kind: 'severity-raised' }] }])
  })

  it('and does not count it as seen if another list was shown before that ended', async () => {
    const { list, state, end } = watchedList()
    await end(finished())
    await end(finished({ severity: 'High' }))
    const next = finished({ severity: 'High', status: 'Resolved' })
    const compared = await list.prepare(next, complete, noReplacements)
    state.meanwhile = async () => list.show(next, { collection: { ...describeRun(next, clock), outcome: complete }, completeness: complete }, compared)
    await list.markSeen()
    expect(await end(finished({ severity: 'High', status: 'Resolved', alerts: 1 }))).toMatchObject([
      { id: '0', sinceViewed: [{ kind: 'status' }, { kind: 'severity-raised' }] },
    ])
  })
})

describe('the changes that runs found', () => {
  const small = (changed: Partial<IncidentSummary> = {}, length = 2) => finished(changed, length)

  it('have the end of the run as their time, each once, and stay when the list is marked as seen', async () => {
    const { list, end } = watchedList()
    await end(small())
    expect(list.seenChanges('0')).toEqual([])
    await end(small({ severity: 'High' }), noReplacements, complete, 60_000)
    await end(small({ severity: 'High' }), noReplacements, complete, 120_000)
    await list.markSeen()
    await end(small({ severity: 'High', status: 'Resolved' }, 3), noReplacements, complete, 180_000)
    expect(list.seenChanges('0')).toEqual([
      { change: { kind: 'severity-raised', from: 'Low', to: 'High' }, at: '2026-11-24T12:01:00.000Z' },
      { change: { kind: 'status', from: 'Active', to: 'Resolved' }, at: '2026-11-24T12:03:00.000Z' },
    ])
    expect(list.seenChanges('2')).toMatchObject([{ change: { kind: 'new' }, at: '2026-11-24T12:03:00.000Z' }])
    list.clear()
    expect(list.seenChanges('0')).toEqual([])
  })

  it('are not found again by the run after an incomplete one', async () => {
    const { list, end } = watchedList()
    await end(small())
    await end(small({ severity: 'High' }, 3), noReplacements, cancelled, 60_000)
    await end(small({ severity: 'High', assignedTo: 'mia' }, 3), noReplacements, complete, 120_000)
    expect(list.seenChanges('0').map(({ change, at }) => [change.kind, at.slice(14, 16)])).toEqual([['severity-raised', '01'], ['assignee', '02']])
    expect(list.seenChanges('2').map(({ change, at }) => [change.kind, at.slice(14, 16)])).toEqual([['new', '01']])
  })

  it('do not include incidents that only an incomplete list lacked, nor those of another tenant', async () => {
    const { list, end } = watchedList()
    await end(small({}, 1), noReplacements, cancelled)
    await end(small({ severity: 'High' }))
    expect(list.seenChanges('1')).toEqual([])
    expect(list.seenChanges('0')).toMatchObject([{ change: { kind: 'severity-raised' } }])
    await end(finished({ severity: 'Low' }, 2, 'another-tenant'))
    expect(list.seenChanges('0')).toEqual([])
  })
})

describe('an incident that was found', () => {
  it('can still be found after it left the list, until another one is found', async () => {
    const { list, end } = watchedList()
    await end(finished({ severity: 'High' }, 2))
    expect(list.find('7')).toBeNull()
    expect(list.find('1')?.incident.summary.id).toBe('1')
    await end(finished({}, 1))
    expect(list.find('1')?.incident.summary.id).toBe('1')
    expect(list.find('0')?.incident.summary.severity).toBe('Low')
    expect(list.find('1')).toBeNull()
  })

  it('is forgotten with the credentials, and when another tenant is shown', async () => {
    const { list, end } = watchedList()
    await end(finished({}, 2))
    list.find('1')
    list.clear()
    expect(list.find('1')).toBeNull()
    await end(finished({}, 2))
    list.find('1')
    await end(finished({}, 1, 'another-tenant'))
    expect(list.find('1')).toBeNull()
  })
})
