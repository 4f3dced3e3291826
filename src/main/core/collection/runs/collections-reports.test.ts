/** @file Tests what runs report: commands to the list's index, the rows that fill a lost index again, the state for the page, and the run to restart. */
import type { CollectionState } from '../../../../shared/contract/collection-state'
import type { Incident } from '../../incident/incident'
import type { ActiveRun, StartOptions } from './collections'
import type { FetchPage } from '../paging/page-fetcher'
import type { CollectionProgress } from './progress'
import { Buffer } from 'node:buffer'
import { describe, expect, it } from 'vitest'
import { AppError } from '../../base/errors'
import { defenderXdr } from '../../microsoft/incident-apis'
import { incident, link, now, page, service } from '../paging/fake-list-service'
import { aPageResponse, aSingleIncident } from '../paging/fixtures'
import { createCollections } from './collections'
import { aSource, recordingIndex } from './fixtures'

const last48 = { kind: 'last', hours: 48 } as const
const withoutAlerts = (id: number, lastUpdate?: string) => ({ ...incident(id, lastUpdate), summary: { ...incident(id, lastUpdate).summary, alerts: null } })
const later = '2026-11-24T11:30:00Z'

function setUp(fetchPage: FetchPage) {
  const { index, taken } = recordingIndex()
  const time = { now, version: 0, replaced: 0, inRun: () => {} }
  const states: CollectionState[] = []
  const runs: (ActiveRun | null)[] = []
  let settle: (end: CollectionProgress) => void = () => undefined
  const collections = createCollections({
    source: () => aSource(defenderXdr), appVersion: '1.2.3', fetchPage, index,
    fetchIncident: async ({ id }) => aSingleIncident({ ...incident(Number(id)), bytes: Buffer.from('with alerts') }),
    clock: { now: () => time.now, monotonic: () => time.now, wait: async () => undefined },
    emit: (progress) => {
      states.push(collections.state())
      if (progress.collection.outcome) settle(progress)
      else time.inRun()
    },
    nextRun: (() => { let run = 0; return () => ++run })(),
    onRun: (run) => { runs.push(run) },
    rowsVersion: () => time.version,
    onReplaced: () => { time.replaced++ },
    onUnexpected: (error) => { throw error },
  })
  const refresh = (options: Partial<StartOptions> = {}) => new Promise<CollectionProgress>((resolve) => {
    settle = resolve
    collections.start(last48, { how: 'refresh', startedBy: 'person', ...options })
  })
  return { collections, refresh, taken, time, runs, states }
}

describe('the index of a list', () => {
  it('receives the rows of each page as it arrives, then the end of the run and the changes', async () => {
    const { refresh, taken } = setUp(service(page(0, 2, link(2)), page(1, 3)).fetchPage)
    await refresh()
    expect(taken()).toEqual(['begin "full"', 'add [0,1]', 'add [1,2]', 'end {"dropped":[],"carriedOver":[]}', 'setChanges []'])
  })

  it('receives from a refresh only the rows that are new or changed', async () => {
    const { refresh, taken } = setUp(service(page(0, 2), aPageResponse({ incidents: [incident(0), incident(1, later), incident(2)] })).fetchPage)
    await refresh()
    taken()
    await refresh()
    expect(taken()).toEqual(['begin "changes"', 'add [1,2]', 'end {"dropped":[],"carriedOver":[]}', 'setChanges [["2",1,1]]'])
  })

  it('receives no list from a run without a page, and keeps the changes of the shown one', async () => {
    const { refresh, taken } = setUp(service(page(0, 1), aPageResponse({ incidents: [incident(1)] }), new AppError('offline')).fetchPage)
    await refresh()
    await refresh()
    taken()
    await refresh()
    expect(taken()).toEqual(['begin "changes"', 'end null', 'setChanges [["1",1,1]]'])
  })

  it('receives the rows that an incomplete full run carries over', async () => {
    const { refresh, taken } = setUp(service(page(0, 2), page(0, 1, link(1)), new AppError('offline')).fetchPage)
    await refresh()
    taken()
    await refresh({ how: 'reload' })
    expect(taken()).toEqual(['begin "full"', 'add [0]', 'end {"dropped":[],"carriedOver":["1"]}', 'setChanges []'])
  })

  it('receives the rows that have left the window', async () => {
    const { refresh, taken, time } = setUp(service(aPageResponse({ incidents: [incident(1, '2026-11-22T12:30:00Z'), incident(2)] }), page(0, 0)).fetchPage)
    await refresh()
    taken()
    time.now += 3_600_000
    await refresh()
    expect(taken()).toEqual(['begin "changes"', 'add []', 'end {"dropped":["1"],"carriedOver":[]}', 'setChanges []'])
  })

  it('is emptied together with the list', async () => {
    const { collections, refresh, taken, runs } = setUp(service(page(0, 1)).fetchPage)
    await refresh()
    taken()
    collections.clear()
    expect(taken()).toEqual(['clear'])
    expect(runs.at(-1)).toBeNull()
  })

  it('receives nothing from a run that was replaced', async () => {
    let arrive: () => void = () => undefined
    const answers = [() => new Promise<void>((resolve) => { arrive = resolve }), async () => undefined]
    const { collections, refresh, taken } = setUp(async () => {
      await answers.shift()?.()
      return page(0, 1)
    })
    void refresh()
    const second = refresh()
    arrive()
    await second
    expect(taken()).toEqual(['begin "full"', 'begin "full"', 'add [0]', 'end {"dropped":[],"carriedOver":[]}', 'setChanges []'])
    expect(collections.state()).toMatchObject({ collection: { run: 2, pages: 1 }, running: null })
  })

  it('counts changes from the current list once the user has marked it as seen', async () => {
    const { collections, refresh, taken } = setUp(service(page(0, 1), page(1, 1), page(2, 1)).fetchPage)
    await refresh()
    await refresh()
    expect(collections.state().seenAt).toBe('2026-11-24T12:00:00.000Z')
    taken()
    await collections.markSeen()
    expect(taken()).toEqual(['setChanges [["1",1,0]]'])
    await refresh()
    expect(taken().at(-1)).toBe('setChanges [["2",1,1]]')
  })
})

describe('alerts that were fetched', () => {
  it('replace the row of the shown list, and of a run under way only if it has read the incident', async () => {
    const lists = [[withoutAlerts(1), withoutAlerts(2)], [withoutAlerts(2, later), withoutAlerts(1)], [incident(3)]]
    let release: () => void = () => undefined
    const released = new Promise<void>((resolve) => { release = resolve })
    const { collections, refresh, taken, time } = setUp(async () => {
      const incidents = lists.shift() ?? []
      if (lists.length === 0) await released
      return aPageResponse({ incidents, nextLink: lists.length === 1 ? link(2) : null })
    })
    await refresh()
    await collections.withAlerts('1')
    expect([taken().at(-1), time.replaced]).toEqual(['replace {"shown":true,"running":false}', 1])
    const end = refresh({ how: 'reload' })
    await new Promise(setImmediate)
    expect(collections.state().running).toMatchObject({ incidents: 2 })
    await collections.withAlerts('2')
    expect([taken().at(-1), time.replaced]).toEqual(['replace {"shown":true,"running":false}', 2])
    release()
    await end
  })

  it('replace the row of a run under way that has the same state', async () => {
    const lists = [[withoutAlerts(1)], [withoutAlerts(1)]]
    const { collections, refresh, taken } = setUp(async ({ signal }) => {
      const incidents = lists.shift()
      if (!incidents) await new Promise((_, reject) => { signal.addEventListener('abort', () => reject(new AppError('cancelled'))) })
      return aPageResponse({ incidents: incidents ?? [], nextLink: lists.length === 0 ? link(1) : null })
    })
    await refresh()
    const end = refresh({ how: 'reload' })
    await new Promise(setImmediate)
    await collections.withAlerts('1')
    expect(taken().at(-1)).toBe('replace {"shown":true,"running":true}')
    collections.cancel()
    await end
  })
})

describe('the rows with which a lost index is filled again', () => {
  const idsOf = (incidents: Iterable<Incident> | undefined) => Array.from(incidents ?? [], ({ summary }) => summary.id)

  it('are those of the shown list with its changes, and those of the run under way', async () => {
    const { collections, refresh, time } = setUp(service(page(0, 2), page(2, 1), page(3, 1, link(1))).fetchPage)
    expect(collections.source()).toEqual({ shown: null, running: null })
    const ids: (readonly string[])[] = []
    time.inRun = () => {
      const { shown, running } = collections.source()
      ids.push([`${running?.api} ${running?.kind}`, ...idsOf(running?.incidents)])
      if (shown) ids.push([shown.api, ...idsOf(shown.incidents), ...shown.changes.map(({ id }) => `changed ${id}`)])
    }
    await refresh()
    await refresh()
    expect(ids).toEqual([
      ['defender-xdr full'], ['defender-xdr full', '0', '1'],
      ['defender-xdr changes', '0', '1'], ['defender-xdr', '0', '1'],
      ['defender-xdr changes', '0', '1', '2'], ['defender-xdr', '0', '1'],
    ])
    expect(collections.source()).toMatchObject({ shown: { changes: [{ id: '2' }] }, running: null })
  })
})

describe('the state', () => {
  it('describes the list by its run, and the run under way apart from it', async () => {
    const { collections, refresh, time, states } = setUp(service(page(0, 2), page(2, 1)).fetchPage)
    await refresh()
    time.now += 60_000
    time.version = 5
    await refresh()
    expect(states.map(({ collection, running, compared }) => [collection?.run, running?.run, compared])).toEqual([
      [undefined, 1, false], [undefined, 1, false], [1, undefined, false], [1, 2, false], [1, 2, false], [2, undefined, true],
    ])
    const { collection, ...rest } = collections.state()
    expect(rest).toEqual({ running: null, failed: null, compared: true, seenAt: '2026-11-24T12:00:00.000Z', withoutAlerts: 0, file: null, rowsVersion: 5 })
    expect(collection).toEqual({
      run: 2, startedBy: 'person', kind: 'changes', window: last48, range: { field: 'lastUpdateTime', from: '2026-11-22T12:01:00.000Z', to: null },
      startedAt: '2026-11-24T12:01:00.000Z', pages: 1, reached: null, waiting: null, outcome: { kind: 'complete' }, incidents: 3, redirected: 0, outside: 0,
      carriedOver: null, elapsedMs: 0, clock: null,
    })
  })

  it('counts the incidents without alerts of the first run while they arrive, then those of the list', async () => {
    const lists = [[withoutAlerts(1), withoutAlerts(2)], [incident(1, later)]]
    const { collections, refresh, states } = setUp(async () => aPageResponse({ incidents: lists.shift() ?? [] }))
    expect(collections.state().withoutAlerts).toBe(0)
    await refresh()
    await refresh()
    expect(states.map(state => state.withoutAlerts)).toEqual([0, 2, 2, 2, 2, 1])
  })

  it('contains a run that failed before its first page, until another one begins', async () => {
    const { collections, refresh } = setUp(service(page(0, 2), new AppError('offline'), page(2, 1)).fetchPage)
    await refresh()
    await refresh()
    expect(collections.state()).toMatchObject({ collection: { run: 1 }, failed: { run: 2, outcome: { kind: 'incomplete', failure: { code: 'offline' } } } })
    const third = refresh()
    expect(collections.state().failed).toBeNull()
    await third
  })

  it('knows whether a run is under way', async () => {
    const { collections, refresh } = setUp(service(page(0, 2)).fetchPage)
    const end = refresh()
    expect([collections.isRunning(), collections.isUnderWay(1), collections.isUnderWay(2)]).toEqual([true, true, false])
    await end
    expect([collections.isRunning(), collections.isUnderWay(1)]).toEqual([false, false])
  })
})

describe('a run of the app', () => {
  it('is reported with the time until which the list was complete: the last complete run, or else its own start', async () => {
    const { refresh, time, runs } = setUp(service(new AppError('offline'), page(0, 2), page(0, 1, link(1)), new AppError('offline'), page(0, 2)).fetchPage)
    const minutes: (string | null)[] = []
    for (const startedBy of ['app', 'app', 'app', 'app', 'person'] as const) {
      await refresh({ startedBy })
      minutes.push(runs.at(-2)?.knownUntil ?? null)
      time.now += 60_000
    }
    expect(minutes.map(each => each?.slice(11, 16) ?? null)).toEqual(['12:00', '12:01', '12:01', '12:01', null])
    expect(runs.filter((_run, index) => index % 2 === 1)).toEqual([null, null, null, null, null])
    expect(runs[0]).toEqual({ window: last48, startedBy: 'app', knownUntil: '2026-11-24T12:00:00.000Z' })
  })
})
