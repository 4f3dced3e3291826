/** @file Every fault of the service at every place of a run, and many at once: from HTTP answers to the list, without Electron. */
import type { Answer, Exchange } from '../../../network/http'
import type { IncidentApi } from '../../../microsoft/incident-apis'
import type { Clock } from '../../../base/clock'
import { Buffer } from 'node:buffer'
import { describe, expect, it } from 'vitest'
import { collectPages } from '../collect'
import { AppError } from '../../../base/errors'
import { bodyOf } from '../../../network/http'
import { defenderXdr, microsoftGraph } from '../../../microsoft/incident-apis'
import { createIncidentSet } from '../../../dataset/incident-set'
import { readPage } from '../../paging/page'
import { createPageFetcher } from '../../paging/page-fetcher'
import { createQuota } from '../../../network/quota/quota'
import { resolveWindow } from '../../paging/query'
import { createSend } from '../../../network/retry'

type Fault = (right: Answer) => Answer | AppError

const start = Date.parse('2026-11-24T12:00:00Z')
const answer = (status: number, body: string | Buffer = '{}', headers: Record<string, string> = {}): Answer =>
  ({ status, headers: new Headers(headers), chunks: [Buffer.from(body)] })

function fakeClock() {
  let elapsed = 0
  const clock: Clock = { now: () => start + elapsed, monotonic: () => elapsed, wait: async (ms) => { elapsed += ms } }
  return { clock, pass: (ms: number) => { elapsed += ms } }
}

/** An incident as that API writes it. */
const written: Readonly<Record<IncidentApi['kind'], (id: number, time: string) => object>> = {
  'defender-xdr': (incidentId, lastUpdateTime) => ({ incidentId, lastUpdateTime }),
  'microsoft-graph': (id, lastUpdateDateTime) => ({ id: String(id), lastUpdateDateTime, alerts: [] }),
}

/**
 * A tenant of `count` incidents behind the documented quota. `fault` is asked before each answer. `others`: calls that other tools make
 * in every minute, of which this one knows nothing; then what is over the quota is refused.
 */
function createService(count: number, fault: (nth: number, skip: number, top: number) => Fault | undefined, api: IncidentApi = defenderXdr, others = 0) {
  const time = fakeClock()
  const incidents = Array.from({ length: count }, (_, index) =>
    JSON.stringify(written[api.kind](count - index, `2026-11-24T11:${String(59 - Math.floor(index * 50 / count)).padStart(2, '0')}:00Z`)))
  const calls: number[] = []
  let nth = 0
  let provoked = 0
  let refused = 0
  const within = (seconds: number, now: number) => calls.filter(at => at > now - seconds * 1000).length
  const exchange: Exchange = async ({ url }) => {
    time.pass(120)
    const now = time.clock.monotonic()
    if (api.quota.some(limit => within(limit.seconds, now) >= limit.calls)) provoked++
    if (others > 0 && within(60, now) + others >= (api.quota[0]?.calls ?? 0)) {
      refused++
      return answer(429, '', { 'Retry-After': String(Math.ceil(60 - (now - (calls.find(at => at > now - 60_000) ?? now)) / 1000)) })
    }
    calls.push(now)
    const skip = Number(url.searchParams.get('$skip') ?? 0)
    const top = Number(url.searchParams.get('$top'))
    const next = skip + top < count ? `,"@odata.nextLink":"https://${api.host}${api.listPath}?$skip=${skip + top}"` : ''
    // It takes no upper end, and no other form of a query that it refused.
    if (url.searchParams.get('$filter')?.includes(' le ')) return answer(400)
    const right = answer(200, `{"value":[${incidents.slice(skip, skip + top).join(',')}]${next}}`)
    const outcome = fault(++nth, skip, top)?.(right) ?? right
    if (outcome instanceof AppError) throw outcome
    return outcome
  }
  const quota = createQuota({ limits: api.quota, clock: time.clock, made: [], onChange: () => undefined })
  const tokens = { get: async () => 'token' }
  const readChunks = async (chunks: readonly Uint8Array[]) => readPage(Buffer.concat(chunks), api.kind)
  const fetchPage = createPageFetcher({ send: createSend(exchange, time.clock), tokens, clock: time.clock, quotaOf: () => quota, readPage: readChunks })
  /** The most calls that began within any minute. */
  const mostInAMinute = () => Math.max(...calls.map(at => within(60, at) - calls.filter(each => each > at).length))
  return { api, fetchPage, asked: () => nth, provoked: () => provoked, refused: () => refused, elapsed: () => time.clock.monotonic(), mostInAMinute }
}

async function run({ api, fetchPage }: ReturnType<typeof createService>, share?: number) {
  const range = resolveWindow({ kind: 'last', hours: 48 }, start)
  const set = createIncidentSet(range)
  const options = { signal: new AbortController().signal, onWaiting: () => undefined, share }
  try {
    const pages = collectPages({ api, range, withUpperBound: true, since: null }, fetchPage, options)
    let step = await pages.next()
    for (; !step.done; step = await pages.next()) set.add(step.value.page.incidents, step.value.serverTime)
    return { end: step.value.unread.length > 0 ? 'unread' : 'complete', count: set.count() }
  } catch (error) {
    return { end: error instanceof AppError ? error.code : String(error), count: set.count() }
  }
}

const half: Fault = right => ({ ...right, chunks: [bodyOf(right).subarray(0, bodyOf(right).length >> 1)] })
const link = (address: string): Fault => right => answer(200, bodyOf(right).toString().replace(/"https:[^"]*"/, JSON.stringify(address)))
const broken: Fault = () => new AppError('connection')

/** [name, fault, how often: once or from then on, outcome at a place that is not the last]. */
const faults: readonly (readonly [string, Fault, 'once' | 'always' | 'this page', string])[] = [
  ['429 with seconds', () => answer(429, '', { 'Retry-After': '7' }), 'once', 'complete'],
  ['429 without a time', () => answer(429), 'once', 'complete'],
  ['503', () => answer(503), 'once', 'complete'],
  ['503 with HTML, for good', () => answer(503, '<html>'), 'always', 'server-error'],
  ['a page that always fails', () => answer(500), 'this page', 'complete'],
  ['a page that always times out', () => new AppError('timeout'), 'this page', 'complete'],
  ['a page that is too large', () => new AppError('too-large'), 'this page', 'complete'],
  ['a broken connection', broken, 'once', 'complete'],
  ['broken connections, for good', broken, 'always', 'connection'],
  ['no network, once', () => new AppError('offline'), 'once', 'offline'],
  ['a proxy that refuses', () => new AppError('proxy'), 'always', 'proxy'],
  ['no network', () => new AppError('offline'), 'always', 'offline'],
  ['no such name', () => new AppError('dns'), 'always', 'dns'],
  ['a bad certificate', () => new AppError('tls'), 'always', 'tls'],
  ['a redirect', () => new AppError('redirected'), 'always', 'redirected'],
  ['400', () => answer(400), 'always', 'paging-limit'],
  ['401 once', () => answer(401), 'once', 'complete'],
  ['401 for good', () => answer(401), 'always', 'unauthorized'],
  ['403 once, as while a role is being granted', () => answer(403, '{"error":{"code":"Authorization_RequestDenied"}}'), 'once', 'complete'],
  ['403', () => answer(403), 'always', 'refused'],
  ['403 for a missing role', () => answer(403, '{"error":{"code":"Forbidden","message":"Missing application roles."}}'), 'always', 'forbidden'],
  ['403 of a web filter', () => answer(403, '<html>Blocked</html>'), 'always', 'refused'],
  ['401 of a captive portal', () => answer(401, '<html>Sign in</html>'), 'always', 'refused'],
  ['404', () => answer(404), 'always', 'not-found'],
  ['410', () => answer(410), 'always', 'refused'],
  ['418 once', () => answer(418), 'once', 'refused'],
  ['451', () => answer(451, 'Blocked by order.'), 'always', 'refused'],
  ['511', () => answer(511, '<html>Sign in</html>'), 'once', 'refused'],
  ['nothing', () => answer(204, ''), 'once', 'unexpected-status'],
  ['a redirect that names no address', () => answer(302, ''), 'once', 'unexpected-status'],
  ['an error in place of the list', () => answer(200, '{"error":{"code":"c","message":"m"}}'), 'once', 'error-in-page'],
  ['a message in place of the list', () => answer(200, '{"message":"m"}'), 'once', 'error-in-page'],
  ['a list of errors in its place', () => answer(200, '[{"error":"e"}]'), 'once', 'error-in-page'],
  ['no JSON', () => answer(200, '<html>'), 'once', 'not-json'],
  ['half an answer', half, 'once', 'complete'],
  ['a page that always comes by half', half, 'this page', 'complete'],
  ['half answers, for good', half, 'always', 'cut-off'],
  ['half an answer that could be the end of one', () => answer(200, '{"value":[{"incidentId":1}'), 'once', 'complete'],
  ['two answers glued together', right => ({ ...right, chunks: [...right.chunks, ...right.chunks] }), 'once', 'complete'],
  ['a page that always comes glued', right => ({ ...right, chunks: [...right.chunks, ...right.chunks] }), 'this page', 'complete'],
  ['glued answers, for good', right => ({ ...right, chunks: [...right.chunks, ...right.chunks] }), 'always', 'damaged'],
  ['another shape', () => answer(200, '{"value":{}}'), 'once', 'unexpected-shape'],
]

/** Of ten pages. */
const places = [1, 5, 10]

describe.each([defenderXdr, microsoftGraph])('$kind: a fault at one place of ten pages', (api) => {
  const { pageSize } = api
  it.each(faults.flatMap(row => places.map(place => [row[0], place, ...row.slice(1)] as const)))('%s at page %i', async (_name, place, fault, when, end) => {
    const at = pageSize * (Number(place) - 1)
    let met = 0
    const service = createService(10 * pageSize, (_nth, skip, top) => {
      const here = skip >= at && (when === 'always' || skip < at + pageSize)
      if (!here || (when === 'this page' && top < pageSize) || (when === 'once' && met > 0)) return undefined
      met++
      return fault as Fault
    }, api)
    // What is refused at the first page is refused in every form.
    const expected = end === 'paging-limit' && at === 0 ? 'bad-request' : end
    expect(await run(service)).toEqual({ end: expected, count: end === 'complete' ? 10 * pageSize : at })
    expect(met).toBeGreaterThan(0)
    expect(service.provoked()).toBe(0)
  })
})

describe('a link, and a place that is too much', () => {
  it.each([defenderXdr, microsoftGraph].flatMap(api => places.slice(0, 2).map(place => [api.kind, place, api] as const)))('%s: a link to another host, and one that repeats, at page %i', async (_kind, place, api) => {
    const { host, listPath, pageSize } = api
    const at = pageSize * (place - 1)
    const only = (fault: Fault) => createService(10 * pageSize, (_nth, skip) => skip === at ? fault : undefined, api)
    expect(await run(only(link(`https://evil.example${listPath}?$skip=${at + pageSize}`)))).toEqual({ end: 'foreign-link', count: pageSize * place })
    expect(await run(only(link(`https://${host}${listPath}?$skip=${at}`)))).toEqual({ end: 'repeated-link', count: pageSize * place })
  })

  it('Graph, should it stop linking at a limit of its own and take no upper end: incomplete, not the end', async () => {
    const unlinked: Fault = right => answer(200, bodyOf(right).toString().replace(/,"@odata.nextLink":"[^"]*"/, ''))
    const service = createService(8000, (_nth, skip) => skip >= 6000 ? () => answer(400) : skip === 5950 ? unlinked : undefined, microsoftGraph)
    expect(await run(service)).toEqual({ end: 'paging-limit', count: 6000 })
  })

  it('a tenant whose full pages never come is read in smaller ones, and every fault costs its patience once', async () => {
    const service = createService(1000, (_nth, _skip, top) => top > 30 ? () => answer(504) : undefined)
    expect(await run(service)).toEqual({ end: 'complete', count: 1000 })
    expect(service.elapsed()).toBeLessThan(180_000)
  })

  it.each([0, 37, 999])('one incident that cannot be delivered, at place %i', async (bad) => {
    const service = createService(1000, (_nth, skip, top) => skip <= bad && bad < skip + top ? () => answer(500) : undefined)
    expect(await run(service)).toEqual({ end: 'unread', count: 999 })
    expect(service.asked()).toBeLessThan(50)
  })
})

describe('a bad day of the service', () => {
  it.each(Array.from({ length: 20 }, (_, seed) => seed))('10,000 incidents, every tenth answer bad, seed %i', async (seed) => {
    let state = seed * 2_654_435_761 >>> 0
    const random = () => {
      state = Math.imul(state ^ (state >>> 15), 0x2C1B3C6D) + 0x9E3779B9 >>> 0
      return (state ^ (state >>> 13)) >>> 0
    }
    const bad: readonly Fault[] = [() => answer(429, '', { 'Retry-After': '3' }), () => answer(503), half, broken, () => new AppError('connection', { netError: 'ERR_CONTENT_LENGTH_MISMATCH' })]
    let met = 0
    const service = createService(10_000, () => {
      if (random() % 10 !== 0) return undefined
      met++
      return bad[random() % bad.length]
    })
    expect(await run(service)).toEqual({ end: 'complete', count: 10_000 })
    expect(met).toBeGreaterThan(2)
    expect(service.provoked()).toBe(0)
  })

  it.each([defenderXdr, microsoftGraph])('$kind by itself spends no more than half of the quota, and is complete', async (api) => {
    const service = createService(200 * api.pageSize, () => undefined, api)
    expect(await run(service, 0.5)).toEqual({ end: 'complete', count: 200 * api.pageSize })
    expect(service.mostInAMinute()).toBeLessThanOrEqual((api.quota[0]?.calls ?? 0) / 2)
    expect(service.mostInAMinute()).toBeGreaterThan(10)
  })

  it.each([[20, 4], [40, 10], [45, 20]])('beside tools that make %i of the 50 calls a minute, as fast as what is left allows', async (others, minutes) => {
    const service = createService(10_000, () => undefined, defenderXdr, others)
    expect(await run(service)).toEqual({ end: 'complete', count: 10_000 })
    expect(service.refused()).toBe(minutes - 1)
    expect(service.elapsed()).toBeLessThan(minutes * 66_000)
  })

  it('takes what 100 calls need at the real quota, and provokes no 429', async () => {
    const service = createService(10_000, () => undefined)
    expect(await run(service)).toEqual({ end: 'complete', count: 10_000 })
    expect(service.asked()).toBe(100)
    expect(service.provoked()).toBe(0)
    expect(service.elapsed()).toBeLessThan(73_000)
  })
})
