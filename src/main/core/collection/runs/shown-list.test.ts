import type { CollectionOutcome, IncidentSummary } from '../../../../shared/contract/model'
import { Buffer } from 'node:buffer'
import { describe, expect, it } from 'vitest'
import { aSummary } from '../../../../shared/contract/fixtures'
import { defenderXdr } from '../../microsoft/incident-apis'
import { beginRun, describeRun } from './run'
import type { ReplacedIncidents } from './shown-list'
import { aSource } from './fixtures'
import { createShownList } from './shown-list'

const clock = { now: () => Date.parse('2026-11-24T12:00:00Z'), monotonic: () => 0, wait: async () => undefined }
const complete = { kind: 'complete' } as const
/** More incidents than the app processes between two pauses. */
const many = 12_000

const incident = (id: number, changed: Partial<IncidentSummary> = {}) => ({
  summary: aSummary({ id: String(id), alerts: null, lastUpdate: '2026-11-24T11:00:00Z', created: '2026-11-24T11:00:00Z', ...changed }),
  bytes: Buffer.from(JSON.stringify([id, changed])),
})

/** A finished run of `length` incidents, the first of them changed. */
function finished(changed: Partial<IncidentSummary> = {}, length = many, tenantId = aSource(defenderXdr).tenantId) {
  const source = { ...aSource(defenderXdr), tenantId }
  const run = beginRun({ run: 1, window: { kind: 'last', hours: 48 }, source, appVersion: '1.2.3', base: null, startedBy: 'person' }, clock)
  run.incidents.add(Array.from({ length }, (_, id) => incident(id, id === 0 ? changed : {})), clock.now())
  return run
}

const none: ReplacedIncidents = { asListed: new Map(), times: () => 0 }

/** A list whose next pause calls `meanwhile`, once. */
function shownList() {
  const state = { pauses: 0, meanwhile: async () => {} }
  const list = createShownList({
    wait: async () => {
      state.pauses++
      const act = state.meanwhile
      state.meanwhile = async () => {}
      await act()
    },
  })
  const end = async (run: ReturnType<typeof finished>, replaced: ReplacedIncidents = none, outcome: CollectionOutcome = complete, elapsedMs = 0) => {
    const compared = await list.prepare(run, outcome, replaced)
    run.outcome = outcome
    list.show(run, { collection: { ...describeRun(run, clock), elapsedMs }, completeness: outcome }, compared)
    return list.changes()
  }
  return { list, state, end }
}

describe('many incidents are compared with pauses', () => {
  it('with the same result as without pauses', async () => {
    const { state, end } = shownList()
    expect(await end(finished())).toEqual([])
    expect(await end(finished({ severity: 'High' }))).toEqual([{
      id: '0',
      sinceRefresh: [{ kind: 'severity-raised', from: 'Low', to: 'High' }],
      sinceViewed: [{ kind: 'severity-raised', from: 'Low', to: 'High' }],
    }])
    expect(state.pauses).toBeGreaterThan(3)
  })

  it('and counts from the list as seen if the user marks it in a pause', async () => {
    const { list, state, end } = shownList()
    await end(finished())
    await end(finished({ severity: 'High' }))
    state.meanwhile = list.markSeen
    expect(await end(finished({ severity: 'High', status: 'Resolved' }))).toMatchObject([
      { id: '0', sinceRefresh: [{ kind: 'status' }], sinceViewed: [{ kind: 'status' }] },
    ])
  })

  it('and respects an incident that was replaced in a pause', async () => {
    const { state, end } = shownList()
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
    const { list, state, end } = shownList()
    await end(finished())
    await end(finished({ severity: 'High' }))
    const next = finished({ severity: 'High', status: 'Resolved' })
    const compared = await list.prepare(next, complete, none)
    state.meanwhile = async () => list.show(next, { collection: { ...describeRun(next, clock), outcome: complete }, completeness: complete }, compared)
    await list.markSeen()
    expect(await end(finished({ severity: 'High', status: 'Resolved', alerts: 1 }))).toMatchObject([
      { id: '0', sinceViewed: [{ kind: 'status' }, { kind: 'severity-raised' }] },
    ])
  })
})

describe('the changes that runs found', () => {
  const cancelled = { kind: 'incomplete', failure: { code: 'cancelled', details: {} } } as const
  const small = (changed: Partial<IncidentSummary> = {}, length = 2) => finished(changed, length)

  it('have the end of the run as their time, each once, and stay when the list is marked as seen', async () => {
    const { list, end } = shownList()
    await end(small())
    expect(list.seenChanges('0')).toEqual([])
    await end(small({ severity: 'High' }), none, complete, 60_000)
    await end(small({ severity: 'High' }), none, complete, 120_000)
    await list.markSeen()
    await end(small({ severity: 'High', status: 'Resolved' }, 3), none, complete, 180_000)
    expect(list.seenChanges('0')).toEqual([
      { change: { kind: 'severity-raised', from: 'Low', to: 'High' }, at: '2026-11-24T12:01:00.000Z' },
      { change: { kind: 'status', from: 'Active', to: 'Resolved' }, at: '2026-11-24T12:03:00.000Z' },
    ])
    expect(list.seenChanges('2')).toMatchObject([{ change: { kind: 'new' }, at: '2026-11-24T12:03:00.000Z' }])
    list.clear()
    expect(list.seenChanges('0')).toEqual([])
  })

  it('are not found again by the run after an incomplete one', async () => {
    const { list, end } = shownList()
    await end(small())
    await end(small({ severity: 'High' }, 3), none, cancelled, 60_000)
    await end(small({ severity: 'High', assignedTo: 'mia' }, 3), none, complete, 120_000)
    expect(list.seenChanges('0').map(({ change, at }) => [change.kind, at.slice(14, 16)])).toEqual([['severity-raised', '01'], ['assignee', '02']])
    expect(list.seenChanges('2').map(({ change, at }) => [change.kind, at.slice(14, 16)])).toEqual([['new', '01']])
  })

  it('do not include incidents that only an incomplete list lacked, nor those of another tenant', async () => {
    const { list, end } = shownList()
    await end(small({}, 1), none, cancelled)
    await end(small({ severity: 'High' }))
    expect(list.seenChanges('1')).toEqual([])
    expect(list.seenChanges('0')).toMatchObject([{ change: { kind: 'severity-raised' } }])
    await end(finished({ severity: 'Low' }, 2, 'another-tenant'))
    expect(list.seenChanges('0')).toEqual([])
  })
})

describe('an incident that was found', () => {
  it('can still be found after it left the list, until another one is found', async () => {
    const { list, end } = shownList()
    await end(finished({ severity: 'High' }, 2))
    expect(list.find('7')).toBeNull()
    expect(list.find('1')?.incident.summary.id).toBe('1')
    await end(finished({}, 1))
    expect(list.find('1')?.incident.summary.id).toBe('1')
    expect(list.find('0')?.incident.summary.severity).toBe('Low')
    expect(list.find('1')).toBeNull()
  })

  it('is forgotten with the credentials, and when another tenant is shown', async () => {
    const { list, end } = shownList()
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
