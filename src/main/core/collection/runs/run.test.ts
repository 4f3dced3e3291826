/** @file Tests runs against a complete fake service: their cost, when they are full runs, and how they end. */
import type { TimeWindow } from '../../../../shared/contract/model'
import type { CollectionProgress } from './progress'
import type { FetchPage } from '../paging/page-fetcher'
import type { Incident } from '../../incident/incident'
import type { IncidentApi } from '../../microsoft/incident-apis'
import { Buffer } from 'node:buffer'
import { describe, expect, it } from 'vitest'
import { aSummary } from '../../../../shared/contract/fixtures'
import { AppError } from '../../base/errors'
import { defenderXdr, microsoftGraph } from '../../microsoft/incident-apis'
import { createCollections } from './collections'
import { aPageResponse } from '../paging/fixtures'
import { aSource, noIndex } from './fixtures'

const start = Date.parse('2026-11-24T12:00:00Z')
const hour = 3_600_000
const iso = (ms: number) => new Date(ms).toISOString()

interface Service { readonly api: IncidentApi, readonly maxSkip: number, readonly takesEnd: boolean }

/** Creates a tenant with the incidents of a test, and the collections of the app. */
function setUp({ api = defenderXdr, maxSkip = Infinity, takesEnd = true }: Partial<Service> = {}) {
  const state = { now: start, breakComparing: false, error: false, partial: null as string | null }
  const rows = new Map<string, Incident>()
  const requests: string[] = []
  const unexpected: unknown[] = []
  let settle: (end: CollectionProgress) => void = () => undefined

  const put = (id: number, updated: number) => {
    const summary = aSummary({ id: String(id), name: `updated ${updated}`, lastUpdate: iso(updated), created: iso(updated) })
    rows.set(String(id), { summary, bytes: Buffer.from(JSON.stringify(summary)) })
  }
  const fetchPage: FetchPage = async ({ url }) => {
    const filter = url.searchParams.get('$filter') ?? ''
    const skip = Number(url.searchParams.get('$skip') ?? 0)
    const top = Number(url.searchParams.get('$top'))
    requests.push(filter)
    if (skip > maxSkip || (!takesEnd && filter.includes(' le '))) throw new AppError('bad-request', { status: 400, serverMessage: 'Too far.' })
    const bounds = [...filter.matchAll(/ (ge|le) (\S+)/g)].map(([, operator, time = '']) => ({ isLower: operator === 'ge', time: Date.parse(time) }))
    const all = [...rows.values()]
      .filter(({ summary }) => bounds.every(({ isLower, time }) => isLower ? Date.parse(summary.lastUpdate) >= time : Date.parse(summary.lastUpdate) <= time))
      .sort((a, b) => Date.parse(b.summary.lastUpdate) - Date.parse(a.summary.lastUpdate))
    const nextLink = skip + top < all.length ? `https://${api.host}${api.listPath}?$skip=${skip + top}` : null
    state.now += 100
    return aPageResponse({ incidents: all.slice(skip, skip + top), nextLink, error: state.error ? { serverMessage: 'Part of it failed.' } : null }, { serverTime: state.now, partial: state.partial })
  }
  const collections = createCollections({
    source: () => aSource(api),
    appVersion: '1.2.3',
    fetchPage,
    fetchIncident: async () => { throw new AppError('unexpected') },
    clock: {
      now: () => state.now,
      monotonic: () => state.now,
      wait: async () => { if (state.breakComparing) throw new TypeError('comparing failed') },
    },
    emit: (progress) => { if (progress.collection.outcome) settle(progress) },
    nextRun: (() => { let run = 0; return () => ++run })(),
    onRun: () => undefined,
    index: noIndex, rowsVersion: () => 0,
    onReplaced: () => undefined,
    onUnexpected: (error) => { unexpected.push(error) },
  })
  const refresh = async (window: TimeWindow = { kind: 'last', hours: 48 }, how: 'refresh' | 'reload' = 'refresh') => {
    const before = requests.length
    const { collection } = await new Promise<CollectionProgress>((resolve) => {
      settle = resolve
      collections.start(window, { how, startedBy: 'person' })
    })
    return { ...collection, calls: requests.length - before }
  }
  return { state, put, rows, requests, unexpected, collections, refresh }
}

describe('a refresh', () => {
  it('every hour for 15 days reads the whole list at least every twelve hours', async () => {
    const { state, put, refresh } = setUp()
    put(1, start)
    let lastFull = start
    for (let hours = 0; hours < 15 * 24; hours++) {
      put(2, state.now)
      const { kind, outcome } = await refresh()
      expect(outcome).toEqual({ kind: 'complete' })
      if (kind === 'full') lastFull = state.now
      expect(state.now - lastFull).toBeLessThanOrEqual(12 * hour + 60_000)
      state.now += hour
    }
  })

  it('requests changes since a time before the service\'s time, even if an incident has a future time', async () => {
    const { state, put, refresh, requests, collections } = setUp()
    put(1, start - hour)
    put(2, start + 3 * hour)
    put(3, Date.parse('9999-12-31T23:59:59Z'))
    expect(await refresh()).toMatchObject({ incidents: 3, outcome: { kind: 'complete' } })
    state.now += hour
    put(1, state.now - 30 * 60_000)
    put(4, state.now - 20 * 60_000)
    expect(await refresh()).toMatchObject({ kind: 'changes', incidents: 4, outcome: { kind: 'complete' } })
    expect(Date.parse(/ge (\S+)/.exec(requests.at(-1) ?? '')?.[1] ?? '')).toBeLessThanOrEqual(start)
    expect(collections.shown()?.incidents.get('1')?.summary.name).toBe(`updated ${state.now - 100 - 30 * 60_000}`)
  })

  it.each([0, 1, 300, 8000])('of a past window costs at most one and a half times as much as a full run, with %i incidents changed since', async (changed) => {
    const { state, put, refresh, collections } = setUp()
    for (let id = 0; id < 550; id++) put(id, start - 48 * hour - id * 60_000)
    const window: TimeWindow = { kind: 'custom', field: 'lastUpdateTime', from: iso(start - 96 * hour), to: iso(start - 24 * hour) }
    const first = await refresh(window)
    expect(first).toMatchObject({ kind: 'full', incidents: 550, outcome: { kind: 'complete' } })
    expect((await refresh(window)).calls).toBe(1)
    state.now += hour
    for (let id = 0; id < changed; id++) put(id < 100 ? id : 10_000 + id, state.now - id)
    const second = await refresh(window)
    expect(second).toMatchObject({ incidents: 550 - Math.min(changed, 100), outcome: { kind: 'complete' } })
    expect(second.calls).toBeLessThanOrEqual(Math.min(Math.ceil(changed / 100) + 1, Math.ceil(first.calls * 1.5) + 1))
    expect(collections.state().running).toBeNull()
  })

  it('after an incomplete run requests changes since the last complete run', async () => {
    const { state, put, refresh, requests } = setUp()
    put(1, start - hour)
    await refresh()
    for (const id of [2, 3]) {
      state.error = id === 2
      state.now += hour
      put(id, state.now)
      expect(await refresh()).toMatchObject({ kind: 'changes', incidents: id, outcome: { kind: state.error ? 'incomplete' : 'complete' } })
    }
    expect(new Set(requests.slice(1))).toEqual(new Set([requests[1]]))
  })
})

describe('a run', () => {
  it('with an error in addition to the incidents shows them and is incomplete, with the service\'s error text', async () => {
    const { state, put, refresh } = setUp()
    for (let id = 0; id < 250; id++) put(id, start - id * 1000)
    state.error = true
    expect(await refresh()).toMatchObject({
      incidents: 250, outcome: { kind: 'incomplete', failure: { code: 'error-in-page', details: { host: defenderXdr.host, serverMessage: 'Part of it failed.' } } },
    })
  })

  it('that fails after its last page but before its list is shown ends with that failure, and the previous list stays', async () => {
    const { state, put, refresh, collections, unexpected } = setUp()
    for (let id = 0; id < 5_100; id++) put(id, start - id)
    expect(await refresh()).toMatchObject({ incidents: 5_100, outcome: { kind: 'complete' } })
    state.breakComparing = true
    put(5_101, start + 1)
    expect(await refresh()).toMatchObject({ outcome: { kind: 'incomplete', failure: { code: 'unexpected' } } })
    expect(unexpected).toHaveLength(1)
    expect(collections.isRunning()).toBe(false)
    expect(collections.shown()?.incidents.count()).toBe(5_100)
    state.breakComparing = false
    expect(await refresh()).toMatchObject({ incidents: 5_101, outcome: { kind: 'complete' } })
  })

  it.each([['Defender XDR', 1000, 2500, defenderXdr], ['Microsoft Graph', 600, 1500, microsoftGraph]])('of %s with a limit of %i incidents for paging reads all %i', async (_name, maxSkip, count, api) => {
    const { put, refresh } = setUp({ api, maxSkip })
    // Many incidents have the same time, including those at the limit.
    for (let id = 0; id < count; id++) put(id, start - hour - Math.floor(id / 7) * 1000)
    const { incidents, outcome, calls } = await refresh()
    expect([incidents, outcome]).toEqual([count, { kind: 'complete' }])
    expect(calls).toBeLessThan(count / api.pageSize * 1.1 + 5)
  })

  it.each([['supports no upper end', { takesEnd: false }, (id: number) => start - hour - id * 1000], ['has more incidents with the same time', {}, () => start - hour]])(
    'of a service that refuses to page further and %s is incomplete, with its error text', async (_name, given, time) => {
      const { put, refresh } = setUp({ maxSkip: 1000, ...given })
      for (let id = 0; id < 3000; id++) put(id, time(id))
      expect(await refresh()).toMatchObject({
        incidents: 1100, outcome: { kind: 'incomplete', failure: { code: 'paging-limit', details: { count: 1100, status: 400, serverMessage: 'Too far.' } } },
      })
    })
})

it('a run with a partial response is incomplete and contains its incidents', async () => {
  const { state, put, refresh } = setUp({ api: microsoftGraph })
  put(1, start - hour)
  state.partial = '199 - "Microsoft/Office 365/504/10000"'
  expect(await refresh()).toMatchObject({
    incidents: 1,
    outcome: { kind: 'incomplete', failure: { code: 'partial-content', details: { host: microsoftGraph.host, serverMessage: state.partial } } },
  })
})
