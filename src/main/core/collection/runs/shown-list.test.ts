import type { IncidentSummary } from '../../../../shared/contract/model'
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

/** A finished run of `many` incidents, the first of them changed. */
function finished(changed: Partial<IncidentSummary> = {}) {
  const run = beginRun({ run: 1, window: { kind: 'last', hours: 48 }, source: aSource(defenderXdr), appVersion: '1.2.3', base: null, startedBy: 'person' }, clock)
  run.incidents.add(Array.from({ length: many }, (_, id) => incident(id, id === 0 ? changed : {})), clock.now())
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
  const end = async (run: ReturnType<typeof finished>, replaced: ReplacedIncidents = none) => {
    const compared = await list.prepare(run, complete, replaced)
    run.outcome = complete
    list.show(run, { collection: describeRun(run, clock), completeness: complete }, compared)
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
