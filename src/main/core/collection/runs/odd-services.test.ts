/** @file Tests services with one oddity each, from the HTTP responses to the list: no other incident is missing, and the reported reason is correct. */
import type { TimeWindow } from '../../../../shared/contract/model'
import type { CollectionProgress } from './progress'
import type { HttpResponse } from '../../network/http'
import type { IncidentApi } from '../../microsoft/incident-apis'
import { Buffer } from 'node:buffer'
import { describe, expect, it } from 'vitest'
import { AppError } from '../../base/errors'
import { defenderXdr, microsoftGraph } from '../../microsoft/incident-apis'
import { createQuota } from '../../network/quota/quota'
import { createSend } from '../../network/retry'
import { createCollections } from './collections'
import { readPage } from '../paging/page'
import { createPageFetcher } from '../paging/page-fetcher'
import { aSource, noIndex } from './fixtures'

const start = Date.parse('2026-11-24T12:00:00Z')
const iso = (ms: number) => new Date(ms).toISOString()
const last48: TimeWindow = { kind: 'last', hours: 48 }
const past: TimeWindow = { kind: 'custom', field: 'lastUpdateTime', from: iso(start - 48 * 3_600_000), to: iso(start - 600_000) }

interface PageRequest {
  readonly skip: number
  readonly top: number
  readonly withAlerts: boolean
  readonly ids: readonly (number | null)[]
  readonly nth: number
}

interface Oddity {
  readonly api?: IncidentApi
  readonly count?: number
  readonly apartMinutes?: number
  /** Returns a status in place of the page. */
  readonly refuse?: (request: PageRequest) => number | undefined
  /** Members of the page that replace the usual ones. */
  readonly members?: (request: PageRequest) => object
  /** Returns the time of an incident; undefined for the usual one. */
  readonly time?: (id: number) => string | undefined
  /** Returns whether the ID is sent as null. */
  readonly broken?: (id: number) => boolean
  /** Called after each response, to change the list. */
  readonly after?: (request: PageRequest, update: (id: number) => void) => void
}

function setUp({ api = defenderXdr, count = 300, apartMinutes = 1, refuse, members, time, broken, after }: Oddity) {
  let now = start
  let nth = 0
  const isGraph = api.kind === 'microsoft-graph'
  const times = new Map(Array.from({ length: count }, (_, id) => [id, start - 3_600_000 - id * apartMinutes * 60_000] as const))
  const text = (id: number, withAlerts: boolean) => {
    const updated = time?.(id) ?? iso(times.get(id) ?? 0)
    if (broken?.(id)) return null
    return isGraph ? { id: String(id + 1), lastUpdateDateTime: updated, ...(withAlerts && { alerts: [] }) } : { incidentId: id + 1, lastUpdateTime: updated }
  }
  const answer = (status: number, body: object): HttpResponse =>
    ({ status, headers: new Headers({ date: new Date(now).toUTCString() }), chunks: [Buffer.from(JSON.stringify(body))] })
  const exchange = async ({ url }: { readonly url: URL }): Promise<HttpResponse> => {
    now += 200
    const [skip, top] = ['$skip', '$top'].map(name => Number(url.searchParams.get(name) ?? 0)) as [number, number]
    const bounds = [...(url.searchParams.get('$filter') ?? '').matchAll(/ (ge|le) (\S+)/g)].map(([, operator, bound = '']) => ({ isLower: operator === 'ge', bound: Date.parse(bound) }))
    const isInBounds = (at: number) => bounds.every(({ isLower, bound }) => isLower ? at >= bound : at <= bound)
    const all = [...times].filter(([, at]) => isInBounds(at)).sort(([, a], [, b]) => b - a).map(([id]) => id)
    const chosen = all.slice(skip, skip + top)
    const request: PageRequest = { skip, top, withAlerts: url.searchParams.get('$expand') === 'alerts', ids: chosen, nth: ++nth }
    const status = refuse?.(request)
    if (status !== undefined) return answer(status, { error: { code: 'Odd', message: 'Odd service.' } })
    const more = skip + top < all.length ? { '@odata.nextLink': `https://${api.host}${api.listPath}?$skip=${skip + top}` } : {}
    const page = answer(200, { value: chosen.map(id => text(id, request.withAlerts)), ...more, ...members?.(request) })
    after?.(request, (id) => { times.set(id, now) })
    return page
  }
  const clock = { now: () => now, monotonic: () => now, wait: async (ms: number) => { now += ms } }
  const quota = createQuota({ limits: [], clock, callTimes: [], onChange: () => undefined })
  const fetchPage = createPageFetcher({
    send: createSend(exchange, clock), tokens: { get: async () => 'token' }, clock, quotaOf: () => quota, readPage: async (chunks, kind) => readPage(Buffer.concat(chunks), kind),
  })
  let settle: (end: CollectionProgress) => void = () => undefined
  const collections = createCollections({
    source: () => aSource(api), appVersion: '1.2.3', fetchPage, clock,
    fetchIncident: async () => { throw new AppError('unexpected') },
    emit: (progress) => { if (progress.collection.outcome) settle(progress) },
    nextRun: (() => { let run = 0; return () => ++run })(), onRun: () => undefined,
    index: noIndex, rowsVersion: () => 0, onReplaced: () => undefined, onUnexpected: (error) => { throw error },
  })
  return {
    run: async (window: TimeWindow = last48) => {
      const { collection: { outcome, incidents } } = await new Promise<CollectionProgress>((resolve) => {
        settle = resolve
        collections.start(window, { how: 'refresh', startedBy: 'person' })
      })
      const { code, details } = outcome?.kind === 'incomplete' ? outcome.failure : { code: outcome?.kind, details: {} }
      return { incidents, end: code, count: details.count }
    },
    held: () => new Set(Array.from(collections.shown()?.incidents.all() ?? [], ({ summary }) => Number(summary.id) - 1)),
    outside: () => collections.state().collection?.outside,
    passHours: (hours: number) => { now += hours * 3_600_000 },
  }
}
const whole = { incidents: 300, end: 'complete', count: undefined }
const apis = [defenderXdr, microsoftGraph]

describe.each(apis)('$kind', (api) => {
  const { pageSize } = api

  it.each([0, 1])('no incident is missing if one leaves a past window between two parts of page %i', async (place) => {
    let left = false
    const { run, held } = setUp({
      api,
      refuse: ({ skip, top }) => skip <= place * pageSize && place * pageSize < skip + top && top === pageSize && !left ? 500 : undefined,
      after: ({ top, skip }, update) => {
        if (top === pageSize || skip < place * (pageSize - 1) || left) return
        left = true
        update(6)
      },
    })
    expect((await run(past)).end).toBe('complete')
    expect(left).toBe(true)
    expect(Array.from({ length: 300 }, (_, id) => id).filter(id => id !== 6 && !held().has(id))).toEqual([])
  })

  it.each([['1995-01-01T00:00:00Z'], [iso(start - 47 * 3_600_000)], ['9999-12-31T23:59:59-01:00']])('no incident is missing with a limit of $skip and two incidents with the time %s', async (odd) => {
    const { run, held } = setUp({ api, refuse: ({ skip }) => skip > pageSize ? 400 : undefined, time: id => id === 3 || id === pageSize + 3 ? odd : undefined })
    const { end } = await run()
    expect(end).toBe('complete')
    expect(held().size).toBeGreaterThanOrEqual(298)
  })

  it('a total is respected even if only some parts of the last page contain it', async () => {
    const { run } = setUp({
      api,
      refuse: ({ skip, top }) => skip >= 200 && top === pageSize ? 500 : undefined,
      members: ({ skip }) => skip >= 200 ? { '@odata.count': 400, '@odata.nextLink': null } : {},
    })
    expect((await run()).end).not.toBe('complete')
  })

  it('six hundred elements that are not incidents do not hide others', async () => {
    const { run } = setUp({ api, count: 900, broken: id => id >= pageSize && id < pageSize + 400 })
    expect(await run()).toEqual({ incidents: 500, end: 'entries-unreadable', count: 400 })
  })

  it('an element that is not an incident counts once, even if a pass over the changes reads it at another position', async () => {
    let moved = false
    const { run } = setUp({
      api,
      broken: id => id === 1,
      after: ({ skip }, update) => {
        if (skip === 0 || moved) return
        moved = true
        update(290)
      },
    })
    expect(await run()).toEqual({ incidents: 299, end: 'entries-unreadable', count: 1 })
    expect(moved).toBe(true)
  })

  it('an element that can be read in the next pass over the whole list is not missing', async () => {
    let [left, isSecond] = [false, false]
    const { run } = setUp({
      api,
      broken: id => id === 20 && !isSecond,
      refuse: ({ skip, top }) => {
        if (left && skip === 0 && top === pageSize) isSecond = true
        return skip === 0 && top === pageSize && !left ? 500 : undefined
      },
      after: ({ top, skip }, update) => {
        if (top === pageSize || skip === 0 || left) return
        left = true
        update(6)
      },
    })
    expect((await run(past)).end).toBe('complete')
    expect([left, isSecond]).toEqual([true, true])
  })

  it.each(['null', 'https://[', `https://${api.host}/v0/other?$skip=9`, '/api/other'])('a link to something other than a page of the list (%s) is ignored', async (link) => {
    const { run } = setUp({ api, members: ({ skip, top }) => skip + top < 300 ? { '@odata.nextLink': link } : {} })
    expect(await run()).toEqual(whole)
  })

  it.each(['https://evil.example/api/incidents', `http://${api.host}${api.listPath}?$skip=9`, `https://user@${api.host}${api.listPath}`, 'javascript:alert(1)'])('a link to another host (%s) still ends the run', async (link) => {
    const { run } = setUp({ api, members: () => ({ '@odata.nextLink': link }) })
    expect(await run()).toMatchObject({ incidents: pageSize, end: 'foreign-link' })
  })

  it('a quiet tenant whose window moved on has no incidents outside the window', async () => {
    const { run, held, outside, passHours } = setUp({ api, count: 40, apartMinutes: 30 })
    const last24: TimeWindow = { kind: 'last', hours: 24 }
    await run(last24)
    expect(held().size).toBe(40)
    passHours(10)
    expect((await run(last24)).end).toBe('complete')
    expect(held().size).toBe(26)
    expect(outside()).toBe(0)
  })
})

describe('microsoft-graph, alerts', () => {
  it('are missing if the service refuses them on a later page, and nothing else is missing', async () => {
    const { run } = setUp({ api: microsoftGraph, refuse: ({ withAlerts, ids }) => withAlerts && ids.includes(120) ? 400 : undefined })
    expect(await run()).toEqual(whole)
  })

  it.each([[400, 0], [403, 0], [404, 0], [400, 50], [403, 50], [404, 50]])('do not end the run if their search receives %i from position %i on', async (status, from) => {
    const { run } = setUp({ api: microsoftGraph, refuse: ({ withAlerts, top, skip }) => !withAlerts || skip < from ? undefined : top === 50 ? 500 : status })
    expect(await run()).toEqual(whole)
  })
})
