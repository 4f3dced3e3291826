import type { TimeWindow } from '../../../../shared/contract/model'
import type { CollectionProgress } from './progress'
import type { FetchPage } from '../paging/page-fetcher'
import type { ActiveRun } from './collections'
import { describe, expect, it } from 'vitest'
import { AppError } from '../../base/errors'
import { createFakeTime } from '../../base/fake-time'
import { minPauseMs } from '../../base/paced'
import { defenderXdr } from '../../microsoft/incident-apis'
import { incident, link, page, service } from '../paging/fake-list-service'
import { aPageResponse } from '../paging/fixtures'
import { createCollections } from './collections'
import { aSource, noIndex } from './fixtures'
import { pacedProgress } from './progress'

describe('collections', () => {
  const start = (fetchPage: FetchPage) => {
    const events: CollectionProgress[] = []
    const followed: (TimeWindow | null)[] = []
    const onRun = (run: ActiveRun | null) => { followed.push(run && run.window) }
    /** The elapsed minutes on each clock. */
    let elapsed = { now: 0, monotonic: 0 }
    let inPause = () => {}
    let resolveEnd: () => void
    const end = new Promise<void>((resolve) => { resolveEnd = resolve })
    const collections = createCollections({
      source: () => aSource(defenderXdr),
      appVersion: '1.2.3',
      fetchPage,
      fetchIncident: async () => { throw new AppError('unexpected') },
      clock: { now: () => Date.parse('2026-11-24T12:00:00Z') + elapsed.now * 60_000, monotonic: () => elapsed.monotonic * 60_000, wait: async () => inPause() },
      emit: (progress) => {
        events.push(progress)
        if (progress.collection.outcome) resolveEnd()
      },
      nextRun: (() => { let run = 0; return () => ++run })(), onRun, index: noIndex, rowsVersion: () => 0, onReplaced: () => undefined,
      onUnexpected: () => undefined,
    })
    collections.start({ kind: 'last', hours: 48 }, { how: 'refresh', startedBy: 'person' })
    return { collections, events, followed, end, pass: (minutes: typeof elapsed) => { elapsed = minutes }, inPause: (act: () => void) => { inPause = act } }
  }

  it('emit their state as pages are received, and end as complete', async () => {
    const { collections, events, end } = start(service(page(0, 100, link(100)), page(100, 5)).fetchPage)
    await end
    expect(events.map(each => [each.collection.pages, each.collection.incidents, each.collection.outcome?.kind ?? null]))
      .toEqual([[0, 0, null], [1, 100, null], [2, 105, null], [2, 105, 'complete']])
    expect(collections.state()).toMatchObject({ collection: { incidents: 105, pages: 2 }, running: null })
  })

  it('report the run under way until it has ended or is discarded', async () => {
    const window: TimeWindow = { kind: 'last', hours: 48 }
    const whole = start(service(page(0, 3)).fetchPage)
    expect(whole.followed).toEqual([window])
    await whole.end
    expect(whole.followed).toEqual([window, null])
    const broken = start(service(new AppError('forbidden')).fetchPage)
    await broken.end
    expect(broken.followed).toEqual([window, null])
    const never: FetchPage = () => new Promise(() => undefined)
    const cancelled = start(never)
    cancelled.collections.cancel()
    expect(cancelled.followed).toEqual([window, null])
    const cleared = start(never)
    cleared.collections.clear()
    expect(cleared.followed).toEqual([window, null])
    const replaced = start(({ signal }) => new Promise((_, reject) => signal.addEventListener('abort', () => reject(new AppError('connection')))))
    replaced.collections.start({ kind: 'last', hours: 24 }, { how: 'refresh', startedBy: 'person' })
    await new Promise(setImmediate)
    expect(replaced.followed).toEqual([window, { kind: 'last', hours: 24 }])
  })

  it('show the incidents received before a failure, or the previous list if none were received', async () => {
    const { collections, end } = start(service(page(0, 100, link(100)), new AppError('forbidden')).fetchPage)
    await end
    expect(collections.state().collection).toMatchObject({ incidents: 100, outcome: { kind: 'incomplete', failure: { code: 'forbidden' } } })
    collections.start({ kind: 'last', hours: 24 }, { how: 'refresh', startedBy: 'person' })
    await new Promise(setImmediate)
    expect(collections.state().collection).toMatchObject({ incidents: 100, window: { hours: 48 } })
  })

  it('carry the list of the same window over into an incomplete full run, and the next refresh continues from there', async () => {
    const { collections, events, end } = start(service(
      page(0, 100, link(100)), page(100, 50),
      page(0, 100, link(100)), new AppError('offline'),
      page(150, 3),
    ).fetchPage)
    await end
    collections.start({ kind: 'last', hours: 48 }, { how: 'reload', startedBy: 'person' })
    await new Promise(setImmediate)
    const broken = { incidents: 150, pages: 1, carriedOver: { incidents: 50, startedAt: '2026-11-24T12:00:00.000Z' }, outcome: { kind: 'incomplete', failure: { code: 'offline' } } }
    expect(events.at(-1)).toMatchObject({ collection: broken, end: { changes: [] } })
    expect(collections.state()).toMatchObject({ collection: broken, running: null })
    expect(collections.shown()?.incidents.count()).toBe(150)
    collections.start({ kind: 'last', hours: 48 }, { how: 'refresh', startedBy: 'person' })
    await new Promise(setImmediate)
    expect(collections.state().collection).toMatchObject({ kind: 'changes', incidents: 153, carriedOver: null, outcome: { kind: 'complete' } })
  })

  it('carry nothing over from another window', async () => {
    const { collections, end } = start(service(page(0, 50), page(500, 100, link(100)), new AppError('offline')).fetchPage)
    await end
    collections.start({ kind: 'last', hours: 24 }, { how: 'refresh', startedBy: 'person' })
    await new Promise(setImmediate)
    expect(collections.state().collection).toMatchObject({ incidents: 100, carriedOver: null })
  })

  it.each([
    ['after twelve hours less a minute', { monotonic: 719, now: 719 }, 'changes'],
    ['after twelve hours', { monotonic: 720, now: 720 }, 'changes'],
    ['after more than twelve hours', { monotonic: 721, now: 721 }, 'full'],
    ['after a sleep in which the even clock stood still', { monotonic: 5, now: 721 }, 'full'],
    ['after the clock was put back by five hours', { monotonic: 10, now: -290 }, 'changes'],
    ['after the clock was put forward by five hours', { monotonic: 10, now: 310 }, 'changes'],
  ])('lose nothing %s and report the kind of the run', async (_name, minutes, kind) => {
    const { collections, end, pass } = start(service(page(0, 3), page(2, 2)).fetchPage)
    await end
    pass(minutes)
    collections.start({ kind: 'last', hours: 48 }, { how: 'refresh', startedBy: 'person' })
    await new Promise(setImmediate)
    expect(collections.state().collection).toMatchObject({ kind, incidents: kind === 'full' ? 2 : 4, outcome: { kind: 'complete' } })
  })

  it.each([0, 1, 2])('end as incomplete after a partial response, page %i of three, and the next refresh reads everything', async (place) => {
    const pages = [page(0, 100, link(100)), page(100, 100, link(200)), page(200, 5)].map((each, index) => index === place ? { ...each, partial: 'w' } : each)
    const { requests, fetchPage } = service(...pages, page(0, 3))
    const { collections, end } = start(fetchPage)
    await end
    expect(collections.state().collection).toMatchObject({ incidents: 205, outcome: { kind: 'incomplete', failure: { code: 'partial-content' } } })
    collections.start({ kind: 'last', hours: 48 }, { how: 'refresh', startedBy: 'person' })
    await new Promise(setImmediate)
    expect(collections.state().collection).toMatchObject({ kind: 'full', incidents: 3, outcome: { kind: 'complete' } })
    expect(new Set(requests.map(search => new URLSearchParams(search).get('$filter')))).toEqual(new Set(['lastUpdateTime ge 2026-11-22T12:00:00.0000000Z']))
  })

  it('identify unread incidents only if it is certain which they are, never by those that left the window', async () => {
    const edge = aPageResponse({ incidents: [incident(1), incident(2), incident(3, '2026-11-22T12:01:00Z')] })
    const failing: FetchPage = async ({ url }) => {
      const [skip, top] = ['$skip', '$top'].map(name => Number(url.searchParams.get(name)))
      if (top !== 1 || skip === 1) throw new AppError('server-error')
      return skip === 0 ? page(1, 1) : page(0, 0)
    }
    let first = true
    const { collections, end, pass } = start(async (request) => {
      const answer = first ? edge : await failing(request)
      first = false
      return answer
    })
    await end
    pass({ now: 5, monotonic: 5 })
    collections.start({ kind: 'last', hours: 48 }, { how: 'refresh', startedBy: 'person' })
    await new Promise(setImmediate)
    expect(collections.state().collection).toMatchObject({ kind: 'changes', outcome: { failure: { code: 'incidents-unread', details: { after: ['1'] } } } })
    expect(Array.from(collections.shown()?.incidents.all() ?? [], ({ summary }) => summary.id)).toEqual(['1', '2'])
  })

  it('end as cancelled if they are cancelled in a pause after a failure', async () => {
    const { fetchPage } = service(page(0, 6_000), page(6_000, 0), page(0, 100, link(100)), new AppError('offline'))
    const { collections, events, end, inPause } = start(fetchPage)
    await end
    inPause(() => collections.cancel())
    collections.start({ kind: 'last', hours: 48 }, { how: 'reload', startedBy: 'person' })
    await new Promise(setImmediate)
    expect(events.at(-1)?.collection).toMatchObject({ incidents: 6_000, outcome: { kind: 'incomplete', failure: { code: 'cancelled' } } })
  })

  it('do not show a run that was replaced in a pause after its failure, and continue the other run', async () => {
    const { fetchPage } = service(page(0, 6_000), page(6_000, 0), page(0, 100, link(100)), new AppError('offline'), page(0, 7))
    const { collections, events, end, inPause } = start(fetchPage)
    await end
    inPause(() => {
      inPause(() => {})
      collections.start({ kind: 'last', hours: 24 }, { how: 'reload', startedBy: 'person' })
    })
    collections.start({ kind: 'last', hours: 48 }, { how: 'reload', startedBy: 'person' })
    await new Promise(setImmediate)
    expect(events.filter(event => event.end).map(({ collection }) => collection.run)).toEqual([1, 3])
    expect(collections.state()).toMatchObject({ collection: { run: 3, incidents: 7 }, running: null })
  })

  it('leave the watermark unchanged if a refresh finds nothing new', async () => {
    const { requests, fetchPage } = service(page(0, 3), page(0, 0), page(3, 1))
    const { collections, end } = start(fetchPage)
    await end
    for (const incidents of [3, 4]) {
      collections.start({ kind: 'last', hours: 48 }, { how: 'refresh', startedBy: 'person' })
      await new Promise(setImmediate)
      expect(collections.state().collection).toMatchObject({ kind: 'changes', incidents, outcome: { kind: 'complete' } })
    }
    expect(requests[2]).toBe(requests[1])
  })

  it('do not take incidents that left a window with an end for unread ones', async () => {
    const window: TimeWindow = { kind: 'custom', field: 'lastUpdateTime', from: '2026-11-23T00:00:00.000Z', to: '2026-11-24T11:30:00.000Z' }
    // The service always fails on the last of three incidents. The second one has left the window when the second run begins.
    let ids = [1, 2]
    const { collections, end } = start(async ({ url }) => {
      const [skip = 0, top] = ['$skip', '$top'].map(name => Number(url.searchParams.get(name)))
      if (top !== 1 || skip === ids.length) throw new AppError('server-error')
      return page(ids[skip] ?? 0, skip < ids.length ? 1 : 0)
    })
    await end
    const reload = async () => {
      collections.start(window, { how: 'reload', startedBy: 'person' })
      for (let turn = 0; turn < 50; turn++) await new Promise(setImmediate)
    }
    await reload()
    expect(collections.state().collection).toMatchObject({ incidents: 2, outcome: { failure: { code: 'incidents-unread', details: { count: 1, after: ['2'] } } } })
    ids = [1]
    await reload()
    expect(collections.state().collection).toMatchObject({ outcome: { failure: { code: 'incidents-unread', details: { count: 1, after: ['1'] } } } })
  })

  it('emit nothing of a run that was discarded while its state was held back', async () => {
    const time = createFakeTime()
    const emitted: CollectionProgress[] = []
    const holding: FetchPage = ({ url }) => url.search.includes('skip=200') ? new Promise(() => undefined) : fetchPage({ url } as Parameters<FetchPage>[0])
    const { fetchPage } = service(page(0, 100, link(100)), page(100, 100, link(200)))
    const { collections, events } = start(holding)
    const pass = pacedProgress(progress => emitted.push(progress), time, collections.isUnderWay)
    await new Promise(setImmediate)
    for (const event of events) pass(event)
    expect(emitted.map(({ collection }) => collection.incidents)).toEqual([0, 100])
    collections.clear()
    time.pass(minPauseMs)
    expect(emitted.map(({ collection }) => collection.incidents)).toEqual([0, 100])
  })

  it('request every page with the quota share of its starter', async () => {
    const { fetchPage } = service(page(0, 100, link(100)), page(100, 100, link(200)), page(200, 5), page(0, 1))
    const shares: (number | undefined)[] = []
    const { collections, end } = start((request) => {
      shares.push(request.share)
      return fetchPage(request)
    })
    await end
    expect(shares).toEqual([undefined, undefined, undefined])
    collections.start({ kind: 'last', hours: 48 }, { how: 'refresh', startedBy: 'app' })
    await new Promise(setImmediate)
    expect(shares.slice(3)).toEqual([0.5])
  })

  it.each([-300, 300])('are independent of a clock that jumps by %i minutes between two pages', async (minutes) => {
    const { fetchPage } = service(page(0, 100, link(100)), page(100, 5), page(103, 3))
    let calls = 0
    const { collections, end, pass } = start((request) => {
      if (++calls === 2) pass({ monotonic: 1, now: minutes })
      return fetchPage(request)
    })
    await end
    expect(collections.state().collection).toMatchObject({ incidents: 105, pages: 2, elapsedMs: 60_000, outcome: { kind: 'complete' } })
    collections.start({ kind: 'last', hours: 48 }, { how: 'refresh', startedBy: 'person' })
    await new Promise(setImmediate)
    expect(collections.state().collection).toMatchObject({ kind: 'changes', outcome: { kind: 'complete' } })
  })

  it('end as cancelled, and discard everything when cleared', async () => {
    const { collections, end } = start(({ signal }) => new Promise((_, reject) => signal.addEventListener('abort', () => reject(new AppError('connection')))))
    collections.cancel()
    await end
    expect(collections.state()).toEqual({
      collection: null, compared: false, running: null, seenAt: null, file: null, withoutAlerts: 0, rowsVersion: 0,
      failed: expect.objectContaining({ outcome: { kind: 'incomplete', failure: { code: 'cancelled', details: {} } } }),
    })
    collections.clear()
    expect(collections.state().failed).toBeNull()
    const other = start(service(page(0, 3)).fetchPage)
    await other.end
    other.collections.clear()
    const empty = { collection: null, compared: false, running: null, failed: null, seenAt: null, file: null, withoutAlerts: 0, rowsVersion: 0 }
    expect(other.collections.state()).toEqual(empty)
  })

  it.each([[299, null], [-300, null], [301, 'clock-off'], [-1000, 'clock-off']])('report a clock %i s off as %s', async (clockOffsetSeconds, code) => {
    const { collections, end } = start(service({ ...page(0, 1), clockOffsetSeconds }).fetchPage)
    await end
    expect(collections.state().collection?.clock?.code ?? null).toBe(code)
  })
})
