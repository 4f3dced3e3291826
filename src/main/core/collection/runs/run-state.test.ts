/** @file Tests the state of a run by itself: how it begins, how it is described, and what an incomplete run keeps of the list before. */
import type { Run, RunSource } from './run'
import { describe, expect, it } from 'vitest'
import { defenderXdr } from '../../microsoft/incident-apis'
import { incident, now } from '../paging/fake-list-service'
import { aHeldList, aSource } from './fixtures'
import { beginRun, carryOver, datasetOf, describeRun } from './run'

const last48 = { kind: 'last', hours: 48 } as const
const range = { field: 'lastUpdateTime', from: '2026-11-22T12:00:00.000Z', to: null } as const
const pauses = { wait: async () => undefined }

/** @param monotonic the monotonic clock, ms. */
const clockAt = (monotonic: number) => ({ now: () => now, monotonic: () => monotonic, ...pauses })

const begin = (given: Partial<Parameters<typeof beginRun>[0]> = {}) =>
  beginRun({ run: 3, source: aSource(defenderXdr), appVersion: '1.2.3', window: last48, startedBy: 'person', base: null, ...given }, clockAt(1000))

const idsOf = ({ incidents }: Pick<Run, 'incidents'>) => Array.from(incidents.all(), ({ summary }) => summary.id)

describe('a run that begins', () => {
  it('has no pages, and the source and the resolved window as its provenance', () => {
    const run = begin()
    expect(run).toMatchObject({
      pages: 0, reached: null, waiting: null, outcome: null, clockOffsetSeconds: 0, since: null, carriedOver: null, base: null, started: 1000, share: undefined,
      fullRead: { monotonic: 1000, time: now, pages: 0 }, facts: { run: 3, startedBy: 'person', kind: 'full' },
    })
    const completeness = { kind: 'complete' } as const
    expect(datasetOf(run, completeness)).toEqual({
      completeness, incidents: run.incidents,
      provenance: {
        source: 'live', sample: false, api: 'defender-xdr', cloud: 'worldwide', tenantId: 'contoso.example', window: last48, range,
        fetchedAt: '2026-11-24T12:00:00.000Z', appVersion: '1.2.3', file: null,
      },
    })
  })

  it('of the sample tenant is marked as a sample', () => {
    const source: RunSource = { ...aSource(defenderXdr), source: 'sample' }
    expect(begin({ source }).provenance).toMatchObject({ source: 'sample', sample: true })
  })

  it('with a base starts from its incidents in the window, its watermark and its full run', () => {
    const base = aHeldList({ incidents: [incident(1), incident(2, '2026-11-22T11:59:59Z')], since: '2026-11-24T11:00:00.000Z', fullRead: { monotonic: 5, time: 6, pages: 7 } })
    const run = begin({ base, startedBy: 'app' })
    expect(idsOf(run)).toEqual(['1'])
    expect(run).toMatchObject({ since: base.since, fullRead: base.fullRead, share: 0.5, facts: { startedBy: 'app', kind: 'changes' } })
  })
})

describe('the description of a run', () => {
  it('counts its incidents and its time in whole ms, which a clock cannot make negative', () => {
    const run = begin()
    run.incidents.add([incident(1), incident(2, '2026-11-01T00:00:00Z')], now)
    Object.assign(run, { pages: 2, reached: '2026-11-24T11:00:00Z', waiting: { for: 'quota', until: '2026-11-24T12:01:00Z' }, outcome: { kind: 'complete' } })
    expect(describeRun(run, clockAt(1500.6))).toEqual({
      run: 3, startedBy: 'person', kind: 'full', window: last48, range, startedAt: '2026-11-24T12:00:00.000Z', pages: 2, reached: '2026-11-24T11:00:00Z',
      waiting: { for: 'quota', until: '2026-11-24T12:01:00Z' }, outcome: { kind: 'complete' }, incidents: 1, redirected: 0, outside: 1, carriedOver: null, elapsedMs: 501,
      clock: null,
    })
    expect(describeRun(run, clockAt(999)).elapsedMs).toBe(0)
  })

  it.each([300, -300])('does not report a clock that is off by %i s', (clockOffsetSeconds) => {
    expect(describeRun({ ...begin(), clockOffsetSeconds }, clockAt(0)).clock).toBeNull()
  })

  it.each([301, -301])('reports a clock that is off by %i s', (seconds) => {
    expect(describeRun({ ...begin(), clockOffsetSeconds: seconds }, clockAt(0)).clock).toEqual({ code: 'clock-off', details: { seconds } })
  })
})

describe('an incomplete full run', () => {
  const before = (...incidents: Parameters<typeof incident>[]) => aHeldList({
    incidents: incidents.map(each => incident(...each)), since: '2026-11-24T10:00:00.000Z', fullRead: { monotonic: 5, time: 6, pages: 7 }, fetchedAt: '2026-11-24T09:00:00.000Z',
  })

  it('keeps the incidents of the list before that it lacks and that are still in its window, and continues from its watermark', async () => {
    const run = begin()
    run.incidents.add([incident(1)], now)
    expect(await carryOver(before([1], [2], [3, '2026-11-22T11:59:59Z']), run, pauses)).toEqual(['2'])
    expect(idsOf(run)).toEqual(['1', '2'])
    expect(run).toMatchObject({
      carriedOver: { incidents: 1, startedAt: '2026-11-24T09:00:00.000Z' }, since: '2026-11-24T10:00:00.000Z', fullRead: { monotonic: 5, time: 6, pages: 7 },
    })
    expect(describeRun(run, clockAt(1000)).carriedOver).toEqual(run.carriedOver)
  })

  it('reports nothing as carried over if it lacks none', async () => {
    const run = begin()
    run.incidents.add([incident(1)], now)
    expect(await carryOver(before([1]), run, pauses)).toEqual([])
    expect(run.carriedOver).toBeNull()
  })

  it('does not carry over an incident that changed after the end of its window', async () => {
    const run = begin({ window: { kind: 'custom', field: 'lastUpdateTime', from: '2026-11-22T12:00:00.000Z', to: '2026-11-24T10:30:00.000Z' } })
    expect(await carryOver(before([1], [2, '2026-11-24T10:00:00Z']), run, pauses)).toEqual(['2'])
    expect(run.carriedOver?.incidents).toBe(1)
  })
})
