import type { CollectionProgress, TimeWindow } from '../../../../shared/contract/model'
import type { FetchPage, PageResponse } from '../paging/page-fetcher'
import type { Incident } from '../../incident/incident'
import { Buffer } from 'node:buffer'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { UnderWay } from './collections'
import { collectPages } from '../reading/collect'
import { createCollections } from './collections'
import { AppError } from '../../base/errors'
import { aSummary } from '../../../../shared/contract/fixtures'
import { aPageResponse } from '../paging/fixtures'
import { defenderXdr, microsoftGraph } from '../../microsoft/incident-apis'
import { createIncidentSet } from '../../dataset/incident-set'
import { pacedProgress } from './progress'
import { resolveWindow } from '../paging/query'
import { aSource } from './fixtures'

const now = Date.parse('2026-11-24T12:00:00Z')
const range = resolveWindow({ kind: 'last', hours: 48 }, now)
const query = { api: defenderXdr, range, withUpperBound: true, since: null }
const incident = (id: number, lastUpdate = '2026-11-24T11:00:00Z', redirectedTo: string | null = null): Incident => ({
  bytes: Buffer.from(JSON.stringify([id, lastUpdate, redirectedTo])),
  summary: aSummary({ id: String(id), lastUpdate, created: lastUpdate, redirectedTo }),
})
const page = (from: number, count: number, nextLink: string | null = null): PageResponse =>
  aPageResponse({ incidents: Array.from({ length: count }, (_, index) => incident(from + index)), nextLink }, { peekedLink: nextLink })
const link = (skip: number) => `https://api.security.microsoft.com/api/incidents/?$skip=${skip}`

const counting = (answer: PageResponse, total: number): PageResponse => ({ ...answer, page: answer.page.then(each => ({ ...each, total })) })

/** A service that sends these responses in order and records the requests. */
function service(...answers: readonly (PageResponse | AppError)[]) {
  const requests: string[] = []
  const fetchPage: FetchPage = async ({ url }) => {
    const answer = answers[requests.push(url.search) - 1]
    if (!answer || answer instanceof AppError) throw answer ?? new AppError('server-error')
    return answer
  }
  return { requests, fetchPage }
}

async function collect(fetchPage: FetchPage, listQuery = query) {
  const sizes: number[] = []
  const options = { signal: new AbortController().signal, onWaiting: () => undefined }
  try {
    for await (const { page } of collectPages(listQuery, fetchPage, options)) sizes.push(page.incidents.length)
    return { sizes, end: 'complete' }
  } catch (error) {
    return { sizes, end: error instanceof AppError ? error.code : 'other' }
  }
}

describe('collectPages', () => {
  it.each([
    ['no incident', [page(0, 0)], [0], 'complete'],
    ['one incident', [page(0, 1)], [1], 'complete'],
    ['a full page without a link is probed', [page(0, 100), page(0, 0)], [100, 0], 'complete'],
    ['the probe finds more', [page(0, 100), page(100, 1)], [100, 1], 'complete'],
    ['links', [page(0, 100, link(100)), page(100, 100, link(200)), page(200, 50)], [100, 100, 50], 'complete'],
    ['a full page without a link is the end if earlier pages had links', [page(0, 100, link(100)), page(100, 100)], [100, 100], 'complete'],
    ['a link that was followed before', [page(0, 100, link(100)), page(100, 100, link(100))], [100, 100], 'repeated-link'],
    ['a link to the first page', [page(0, 100, link(0).replace('?$skip=0', ''))], [100], 'repeated-link'],
    ['a link to another host', [page(0, 100, 'https://evil.example/')], [100], 'foreign-link'],
    ['a page that fails', [page(0, 100, link(100)), new AppError('forbidden')], [100], 'forbidden'],
    ['empty pages without an end', Array.from({ length: 20 }, (_, at) => page(0, 0, link(at + 1))), [0, 0, 0, 0, 0], 'repeated-pages'],
    ['the same page without an end', Array.from({ length: 20 }, (_, at) => page(0, 100, link(at + 1))), Array<number>(12).fill(100), 'repeated-pages'],
    ['less than the service counts', [counting(page(0, 30), 40), ...Array.from({ length: 20 }, () => counting(page(0, 0), 40))], [30, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0], 'incidents-missing'],
    ['more than the service counts', [counting(page(0, 30), 20)], [30], 'complete'],
  ])('reads the expected pages: %s', async (_name, answers, sizes, end) => {
    expect(await collect(service(...answers).fetchPage)).toEqual({ sizes, end })
  })

  it('requests the probable next page early, and another one if that was wrong', async () => {
    const wrong = { ...page(0, 100, link(100)), peekedLink: link(999) }
    const { requests, fetchPage } = service(wrong, page(0, 100), page(100, 5))
    expect(await collect(fetchPage)).toEqual({ sizes: [100, 5], end: 'complete' })
    expect(requests.map(search => /skip=(\d+)/.exec(search)?.[1])).toEqual([undefined, '999', '100'])
  })

  it.each([null, link(100)])('continues by position if a page announces more without a link, after a page with the link %j', async (first) => {
    const more = { ...page(0, 30), page: page(100, 30).page.then(each => ({ ...each, hasMore: true })) }
    const { requests, fetchPage } = service(page(0, 100, first), more, page(130, 5))
    expect(await collect(fetchPage)).toEqual({ sizes: [100, 30, 5], end: 'complete' })
    expect(requests.map(search => new URLSearchParams(search).get('$skip'))).toEqual([null, '100', '130'])
  })

  it('requests no page early that it must not request', async () => {
    const { requests, fetchPage } = service({ ...page(0, 5), peekedLink: 'https://evil.example/' })
    expect(await collect(fetchPage)).toEqual({ sizes: [5], end: 'complete' })
    expect(requests).toHaveLength(1)
  })

  it('omits the end of the window if the service refuses it, once', async () => {
    const custom = { ...query, range: { ...range, to: '2026-11-24T11:50:00.000Z' } }
    const { requests, fetchPage } = service(new AppError('bad-request'), page(0, 1))
    expect(await collect(fetchPage, custom)).toEqual({ sizes: [1], end: 'complete' })
    expect(requests.map(search => search.includes('+le+'))).toEqual([true, false])
  })

  it.each([['2026-11-24T23:00:00.000Z', false], ['2026-11-24T11:59:00.000Z', false], ['2026-11-24T11:58:00.000Z', true]])(
    'reads a window that ends at %s as a list that only loses incidents: %s', async (to, isBounded) => {
      const rows = (from: number, count: number) => aPageResponse({
        incidents: Array.from({ length: count }, (_, index) => incident(from + index, new Date(now - 3_600_000 - (from + index) * 1000).toISOString())),
      })
      const { requests, fetchPage } = service(rows(0, 100), isBounded ? rows(99, 50) : rows(0, 50))
      expect(await collect(fetchPage, { ...query, range: { ...range, to } })).toEqual({ sizes: [100, 50], end: 'complete' })
      expect(requests.map(search => [search.includes('+le+'), new URLSearchParams(search).get('$skip')])).toEqual([[true, null], isBounded ? [true, '99'] : [false, null]])
    })

  it.each([
    ['the Defender XDR API', query, 4],
    ['the Defender XDR API, in a window with an end', { ...query, range: { ...range, to: '2026-11-24T11:50:00.000Z' } }, 8],
    ['Microsoft Graph', { ...query, api: microsoftGraph }, 8],
  ])('ends with the refusal if %s refuses every form of the query', async (_name, custom, forms) => {
    const { requests, fetchPage } = service(...Array.from({ length: 40 }, () => new AppError('bad-request')))
    expect(await collect(fetchPage, custom)).toEqual({ sizes: [], end: 'bad-request' })
    expect(requests).toHaveLength(forms)
    expect(new Set(requests).size).toBe(forms)
  })

  it('omits the alerts if the service refuses them, and requests smaller pages if it names a limit', async () => {
    const plain: FetchPage = async ({ url }) => url.searchParams.has('$expand') ? Promise.reject(new AppError('bad-request')) : page(0, 1)
    expect(await collect(plain, { ...query, api: microsoftGraph })).toEqual({ sizes: [1], end: 'complete' })
    const tops: number[] = []
    const limited: FetchPage = async ({ url }) => {
      const top = Number(url.searchParams.get('$top'))
      tops.push(top)
      return top > 64 ? Promise.reject(new AppError('bad-request', { serverMessage: 'The limit of \'64\' for Top query has been exceeded. The value from the incoming request is \'100\'.' })) : page(0, 3)
    }
    expect(await collect(limited)).toEqual({ sizes: [3], end: 'complete' })
    expect(tops).toEqual([100, 64])
  })
})

describe('the set of incidents', () => {
  it('contains each ID once, with its latest update, and counts correctly, in any order of arrival', () => {
    const ticks = fc.oneof(fc.integer({ min: 0, max: 9_999_999 }), fc.integer({ min: 0, max: 3 }))
    const arrivals = fc.array(fc.record({ id: fc.integer({ min: 1, max: 8 }), ticks, redirected: fc.boolean() }))
    fc.assert(fc.property(arrivals, (all) => {
      const set = createIncidentSet(range)
      const latest = new Map<number, { ticks: number, redirected: boolean }>()
      for (const { id, ticks, redirected } of all) {
        const before = latest.get(id)
        const changed = set.add([incident(id, `2026-11-24T11:00:00.${String(ticks).padStart(7, '0')}Z`, redirected ? '99' : null)], now)
        const isNews = before === undefined || ticks > before.ticks || (ticks === before.ticks && redirected !== before.redirected)
        expect(changed.length).toBe(isNews ? 1 : 0)
        if (changed.length > 0) latest.set(id, { ticks, redirected })
      }
      expect(set.count()).toBe(latest.size)
      expect(set.redirected()).toBe([...latest.values()].filter(each => each.redirected).length)
    }))
  })

  it('excludes incidents after the end of the window, and never those without a time', () => {
    const set = createIncidentSet({ ...range, to: '2026-11-24T11:30:00.000Z' })
    set.add([incident(1, '2026-11-24T11:30:00Z'), incident(2, '2026-11-24T11:30:00.0000001Z'), incident(3, '')], now)
    expect([...set.all()].map(each => each.summary.id)).toEqual(['1', '3'])
  })

  it('excludes incidents before the start of the window until they are updated, and never those without a time', () => {
    const held = [incident(1, '2026-11-22T11:59:59.9999999Z'), incident(2, '2026-11-22T12:00:00Z'), incident(3, '2026-11-20T12:00:00Z'), incident(4, '')]
    const set = createIncidentSet(range, held)
    expect([[...set.all()].map(each => each.summary.id), set.dropped()]).toEqual([['2', '4'], ['1', '3']])
    expect(set.add([incident(3), incident(5, '2026-11-22T11:59:59.9999999Z')], now).map(each => each.id)).toEqual(['3'])
    expect([[...set.all()].map(each => each.summary.id), set.dropped()]).toEqual([['2', '4', '3'], ['1']])
  })
})

describe('collections', () => {
  const start = (fetchPage: FetchPage) => {
    const events: CollectionProgress[] = []
    const followed: (TimeWindow | null)[] = []
    const onRun = (run: UnderWay | null) => { followed.push(run && run.window) }
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
      nextRun: (() => { let run = 0; return () => ++run })(), onRun, onUnexpected: () => undefined,
    })
    collections.start({ kind: 'last', hours: 48 }, { how: 'refresh', startedBy: 'person' })
    return { collections, events, followed, end, pass: (minutes: typeof elapsed) => { elapsed = minutes }, inPause: (act: () => void) => { inPause = act } }
  }

  it('emit rows as pages are received, and end as complete', async () => {
    const { collections, events, end } = start(service(page(0, 100, link(100)), page(100, 5)).fetchPage)
    await end
    expect(events.map(each => [each.collection.pages, each.rows.length, each.collection.outcome?.kind ?? null]))
      .toEqual([[0, 0, null], [1, 100, null], [2, 5, null], [2, 0, 'complete']])
    expect(collections.list()).toMatchObject({ collection: { incidents: 105, pages: 2 }, running: null })
  })

  it('report the run under way until it ended or was discarded', async () => {
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

  it('show the incidents received before a failure, or the previous list if there are none', async () => {
    const { collections, end } = start(service(page(0, 100, link(100)), new AppError('forbidden')).fetchPage)
    await end
    expect(collections.list().collection).toMatchObject({ incidents: 100, outcome: { kind: 'incomplete', failure: { code: 'forbidden' } } })
    collections.start({ kind: 'last', hours: 24 }, { how: 'refresh', startedBy: 'person' })
    await new Promise(setImmediate)
    expect(collections.list().collection).toMatchObject({ incidents: 100, window: { hours: 48 } })
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
    const broken = { incidents: 150, pages: 1, kept: { incidents: 50, startedAt: '2026-11-24T12:00:00.000Z' }, outcome: { kind: 'incomplete', failure: { code: 'offline' } } }
    expect(events.at(-1)).toMatchObject({ collection: broken, end: { changes: [] } })
    expect(collections.list()).toMatchObject({ collection: broken, running: null })
    expect(collections.list().rows).toHaveLength(150)
    collections.start({ kind: 'last', hours: 48 }, { how: 'refresh', startedBy: 'person' })
    await new Promise(setImmediate)
    expect(collections.list().collection).toMatchObject({ kind: 'changes', incidents: 153, kept: null, outcome: { kind: 'complete' } })
  })

  it('carry nothing over from another window', async () => {
    const { collections, end } = start(service(page(0, 50), page(500, 100, link(100)), new AppError('offline')).fetchPage)
    await end
    collections.start({ kind: 'last', hours: 24 }, { how: 'refresh', startedBy: 'person' })
    await new Promise(setImmediate)
    expect(collections.list().collection).toMatchObject({ incidents: 100, kept: null })
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
    expect(collections.list().collection).toMatchObject({ kind, incidents: kind === 'full' ? 2 : 4, outcome: { kind: 'complete' } })
  })

  it.each([0, 1, 2])('end as incomplete after a partial response, page %i of three, and the next refresh reads everything', async (place) => {
    const pages = [page(0, 100, link(100)), page(100, 100, link(200)), page(200, 5)].map((each, index) => index === place ? { ...each, partial: 'w' } : each)
    const { requests, fetchPage } = service(...pages, page(0, 3))
    const { collections, end } = start(fetchPage)
    await end
    expect(collections.list().collection).toMatchObject({ incidents: 205, outcome: { kind: 'incomplete', failure: { code: 'partial-content' } } })
    collections.start({ kind: 'last', hours: 48 }, { how: 'refresh', startedBy: 'person' })
    await new Promise(setImmediate)
    expect(collections.list().collection).toMatchObject({ kind: 'full', incidents: 3, outcome: { kind: 'complete' } })
    expect(new Set(requests.map(search => new URLSearchParams(search).get('$filter')))).toEqual(new Set(['lastUpdateTime ge 2026-11-22T12:00:00.0000000Z']))
  })

  it('identify unread incidents only if they are certain, never by those that left the window', async () => {
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
    expect(collections.list().collection).toMatchObject({ kind: 'changes', outcome: { failure: { code: 'incidents-unread', details: { after: ['1'] } } } })
    expect(collections.list().rows.map(({ id }) => id)).toEqual(['1', '2'])
  })

  it('end as cancelled if cancelled in a pause after a failure', async () => {
    const { fetchPage } = service(page(0, 6_000), page(6_000, 0), page(0, 100, link(100)), new AppError('offline'))
    const { collections, events, end, inPause } = start(fetchPage)
    await end
    inPause(() => collections.cancel())
    collections.start({ kind: 'last', hours: 48 }, { how: 'reload', startedBy: 'person' })
    await new Promise(setImmediate)
    expect(events.at(-1)?.collection).toMatchObject({ incidents: 6_000, outcome: { kind: 'incomplete', failure: { code: 'cancelled' } } })
  })

  it('do not show a run replaced in a pause after its failure, and continue the other one', async () => {
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
    expect(collections.list()).toMatchObject({ collection: { run: 3, incidents: 7 }, running: null })
  })

  it('leave the watermark unchanged if a refresh finds nothing new', async () => {
    const { requests, fetchPage } = service(page(0, 3), page(0, 0), page(3, 1))
    const { collections, end } = start(fetchPage)
    await end
    for (const incidents of [3, 4]) {
      collections.start({ kind: 'last', hours: 48 }, { how: 'refresh', startedBy: 'person' })
      await new Promise(setImmediate)
      expect(collections.list().collection).toMatchObject({ kind: 'changes', incidents, outcome: { kind: 'complete' } })
    }
    expect(requests[2]).toBe(requests[1])
  })

  it('do not identify unread incidents by those that left a window with an end', async () => {
    const window: TimeWindow = { kind: 'custom', field: 'lastUpdateTime', from: '2026-11-23T00:00:00.000Z', to: '2026-11-24T11:30:00.000Z' }
    // The service fails on the last of three incidents each time; the second one has left the window by the second run.
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
    expect(collections.list().collection).toMatchObject({ incidents: 2, outcome: { failure: { code: 'incidents-unread', details: { count: 1, after: ['2'] } } } })
    ids = [1]
    await reload()
    expect(collections.list().collection).toMatchObject({ outcome: { failure: { code: 'incidents-unread', details: { count: 1, after: ['1'] } } } })
  })

  it('emit nothing of a run that was discarded while its rows were held back', async () => {
    let due: (() => void) | null = null
    const emitted: CollectionProgress[] = []
    const holding: FetchPage = ({ url }) => url.search.includes('skip=200') ? new Promise(() => undefined) : fetchPage({ url } as Parameters<FetchPage>[0])
    const { fetchPage } = service(page(0, 100, link(100)), page(100, 100, link(200)))
    const { collections, events } = start(holding)
    const pass = pacedProgress(progress => emitted.push(progress), { after: (_ms, act) => { due = act; return () => { due = null } } }, collections.isUnderWay)
    await new Promise(setImmediate)
    for (const event of events) pass(event)
    expect(emitted.flatMap(({ rows }) => rows)).toHaveLength(100)
    collections.clear()
    ;(due as (() => void) | null)?.()
    expect(emitted.flatMap(({ rows }) => rows)).toHaveLength(100)
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
    expect(collections.list().collection).toMatchObject({ incidents: 105, pages: 2, elapsedMs: 60_000, outcome: { kind: 'complete' } })
    collections.start({ kind: 'last', hours: 48 }, { how: 'refresh', startedBy: 'person' })
    await new Promise(setImmediate)
    expect(collections.list().collection).toMatchObject({ kind: 'changes', outcome: { kind: 'complete' } })
  })

  it('end as cancelled, and discard everything when cleared', async () => {
    const { collections, end } = start(({ signal }) => new Promise((_, reject) => signal.addEventListener('abort', () => reject(new AppError('connection')))))
    collections.cancel()
    await end
    expect(collections.list()).toEqual({
      collection: null, rows: [], changes: [], compared: false, running: null,
      failed: expect.objectContaining({ outcome: { kind: 'incomplete', failure: { code: 'cancelled', details: {} } } }),
    })
    collections.clear()
    expect(collections.list().failed).toBeNull()
    const other = start(service(page(0, 3)).fetchPage)
    await other.end
    other.collections.clear()
    expect(other.collections.list()).toEqual({ collection: null, rows: [], changes: [], compared: false, running: null, failed: null })
  })

  it.each([[299, null], [-300, null], [301, 'clock-off'], [-1000, 'clock-off']])('report a clock %i s off as %s', async (clockOffset, code) => {
    const { collections, end } = start(service({ ...page(0, 1), clockOffset }).fetchPage)
    await end
    expect(collections.list().collection?.clock?.code ?? null).toBe(code)
  })
})

describe('a window whose end is past', () => {
  const past = { ...query, range: { ...range, to: '2026-11-24T11:50:00.000Z' } }
  const minutesBefore = (minutes: number) => new Date(now - minutes * 60_000).toISOString()
  /** Rows one minute apart, or all with the same time. */
  const rows = (ids: readonly number[], isOneTime = false) =>
    aPageResponse({ incidents: ids.map(id => incident(id, minutesBefore(isOneTime ? 60 : 60 + id))) })
  const numbers = (from: number, count: number) => Array.from({ length: count }, (_, index) => from + index)
  const skips = (requests: readonly string[]) => requests.map(search => new URLSearchParams(search).get('$skip'))

  it('is read again from one page earlier until the pages overlap if incidents leave it', async () => {
    // Fifty of the first page have left when the second is requested.
    const pages = [numbers(0, 100), numbers(149, 100), numbers(50, 100), numbers(149, 100), numbers(248, 10)].map(ids => rows(ids))
    const { requests, fetchPage } = service(...pages)
    expect(await collect(fetchPage, past)).toEqual({ sizes: [100, 100, 100, 100, 10], end: 'complete' })
    expect(skips(requests)).toEqual([null, '99', null, '99', '198'])
  })

  it('is read in half-page steps if each page has a single time, and again as a whole if rows change places', async () => {
    const stable = service(...[numbers(0, 100), numbers(50, 100), numbers(100, 60)].map(ids => rows(ids, true)))
    expect(await collect(stable.fetchPage, past)).toEqual({ sizes: [100, 100, 60], end: 'complete' })
    expect(skips(stable.requests)).toEqual([null, '50', '100'])
    const [first, changed] = [numbers(0, 100), [...numbers(50, 40), 99, 98, ...numbers(92, 6), 90, ...numbers(100, 11)]]
    const unstable = service(...[first, changed, first, numbers(50, 60)].map(ids => rows(ids, true)))
    expect(await collect(unstable.fetchPage, past)).toEqual({ sizes: [100, 60, 100, 60], end: 'complete' })
    expect(skips(unstable.requests)).toEqual([null, '50', null, '50'])
  })
})
