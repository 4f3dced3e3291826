/** @file Tests every fault of the service at every page of a run, and many faults at once: from HTTP responses to the list, without Electron. */
import type { IncidentApi } from '../../../microsoft/incident-apis'
import type { HttpResponse, Exchange } from '../../../network/http'
import { describe, expect, it } from 'vitest'
import { AppError } from '../../../base/errors'
import { createFakeTime } from '../../../base/fake-time'
import { defenderXdr, microsoftGraph } from '../../../microsoft/incident-apis'
import { bodyOf } from '../../../network/http'
import { aResponse } from '../../paging/fixtures'
import { collect, fetcherOver, start } from './fake-network'

/** Returns a faulty response in place of the correct one. */
type Fault = (right: HttpResponse) => HttpResponse | AppError

/** An incident as each API writes it. */
const written: Readonly<Record<IncidentApi['kind'], (id: number, time: string) => object>> = {
  'defender-xdr': (incidentId, lastUpdateTime) => ({ incidentId, lastUpdateTime }),
  'microsoft-graph': (id, lastUpdateDateTime) => ({ id: String(id), lastUpdateDateTime, alerts: [] }),
}

/** Counts requests, and how many of them exceed the quota. `others`: the number of requests per minute from other tools, unknown to the app. */
function createQuotaCounter({ quota }: IncidentApi, others: number) {
  const requests: number[] = []
  let exceeded = 0
  const within = (seconds: number, now: number) => requests.filter(at => at > now - seconds * 1000).length
  return {
    /** Counts a request; returns the seconds to wait if the service refuses it, else null. */
    count: (now: number): number | null => {
      if (quota.some(limit => within(limit.seconds, now) >= limit.calls)) exceeded++
      if (others > 0 && within(60, now) + others >= (quota[0]?.calls ?? 0)) {
        return Math.ceil(60 - (now - (requests.find(at => at > now - 60_000) ?? now)) / 1000)
      }
      requests.push(now)
      return null
    },
    exceeded: () => exceeded,
    /** Returns the maximum number of requests within any minute. */
    maxRequestsPerMinute: () => Math.max(...requests.map(at => within(60, at) - requests.filter(each => each > at).length)),
  }
}

/** A tenant with `count` incidents and the documented quota. `faultOf` returns the fault of the `nth` request. */
function createService(count: number, faultOf: (nth: number, skip: number, top: number) => Fault | undefined, api: IncidentApi = defenderXdr, others = 0) {
  const clock = createFakeTime(start)
  const counter = createQuotaCounter(api, others)
  const incidents = Array.from({ length: count }, (_, index) =>
    JSON.stringify(written[api.kind](count - index, `2026-11-24T11:${String(59 - Math.floor(index * 50 / count)).padStart(2, '0')}:00Z`)))
  let requests = 0
  let refused = 0
  const exchange: Exchange = async ({ url }) => {
    clock.pass(120)
    const waitSeconds = counter.count(clock.monotonic())
    if (waitSeconds !== null) {
      refused++
      return aResponse(429, '', { 'Retry-After': String(waitSeconds) })
    }
    const skip = Number(url.searchParams.get('$skip') ?? 0)
    const top = Number(url.searchParams.get('$top'))
    const next = skip + top < count ? `,"@odata.nextLink":"https://${api.host}${api.listPath}?$skip=${skip + top}"` : ''
    // The service supports no upper end, and no other form of a query that it has refused.
    if (url.searchParams.get('$filter')?.includes(' le ')) return aResponse(400)
    const right = aResponse(200, `{"value":[${incidents.slice(skip, skip + top).join(',')}]${next}}`)
    const response = faultOf(++requests, skip, top)?.(right) ?? right
    if (response instanceof AppError) throw response
    return response
  }
  return {
    api, fetchPage: fetcherOver({ api, clock, exchange }), requests: () => requests, refused: () => refused, elapsed: clock.monotonic,
    exceeded: counter.exceeded, maxRequestsPerMinute: counter.maxRequestsPerMinute,
  }
}

async function run({ api, fetchPage }: ReturnType<typeof createService>, share?: number) {
  const { end, count } = await collect(api, fetchPage, { share })
  return { end, count }
}

const half: Fault = right => ({ ...right, chunks: [bodyOf(right).subarray(0, bodyOf(right).length >> 1)] })
const link = (address: string): Fault => right => aResponse(200, bodyOf(right).toString().replace(/"https:[^"]*"/, JSON.stringify(address)))
const broken: Fault = () => new AppError('connection')

/** [name, fault, how often: once, from then on or for this page, the end of a run with this fault after its first page]. */
const faults: readonly (readonly [string, Fault, 'once' | 'always' | 'this page', string])[] = [
  ['429 with seconds', () => aResponse(429, '', { 'Retry-After': '7' }), 'once', 'complete'],
  ['429 without a time', () => aResponse(429), 'once', 'complete'],
  ['503', () => aResponse(503), 'once', 'complete'],
  ['503 with HTML, permanently', () => aResponse(503, '<html>'), 'always', 'server-error'],
  ['a page that always fails', () => aResponse(500), 'this page', 'complete'],
  ['a page that always times out', () => new AppError('timeout'), 'this page', 'complete'],
  ['a page that is too large', () => new AppError('too-large'), 'this page', 'complete'],
  ['a broken connection', broken, 'once', 'complete'],
  ['permanently broken connections', broken, 'always', 'connection'],
  ['no network, once', () => new AppError('offline'), 'once', 'offline'],
  ['a proxy that refuses', () => new AppError('proxy'), 'always', 'proxy'],
  ['no network', () => new AppError('offline'), 'always', 'offline'],
  ['no such name', () => new AppError('dns'), 'always', 'dns'],
  ['a bad certificate', () => new AppError('tls'), 'always', 'tls'],
  ['a redirect', () => new AppError('redirected'), 'always', 'redirected'],
  ['400', () => aResponse(400), 'always', 'paging-limit'],
  ['401 once', () => aResponse(401), 'once', 'complete'],
  ['401, permanently', () => aResponse(401), 'always', 'unauthorized'],
  ['403 once, as while a role is being granted', () => aResponse(403, '{"error":{"code":"Authorization_RequestDenied"}}'), 'once', 'complete'],
  ['403', () => aResponse(403), 'always', 'refused'],
  ['403 for a missing role', () => aResponse(403, '{"error":{"code":"Forbidden","message":"Missing application roles."}}'), 'always', 'forbidden'],
  ['403 of a web filter', () => aResponse(403, '<html>Blocked</html>'), 'always', 'refused'],
  ['401 of a captive portal', () => aResponse(401, '<html>Sign in</html>'), 'always', 'refused'],
  ['404', () => aResponse(404), 'always', 'not-found'],
  ['410', () => aResponse(410), 'always', 'refused'],
  ['418 once', () => aResponse(418), 'once', 'refused'],
  ['451', () => aResponse(451, 'Blocked by order.'), 'always', 'refused'],
  ['511', () => aResponse(511, '<html>Sign in</html>'), 'once', 'refused'],
  ['nothing', () => aResponse(204, ''), 'once', 'unexpected-status'],
  ['a redirect without an address', () => aResponse(302, ''), 'once', 'unexpected-status'],
  ['an error in place of the list', () => aResponse(200, '{"error":{"code":"c","message":"m"}}'), 'once', 'error-in-page'],
  ['a message in place of the list', () => aResponse(200, '{"message":"m"}'), 'once', 'error-in-page'],
  ['a list of errors in its place', () => aResponse(200, '[{"error":"e"}]'), 'once', 'error-in-page'],
  ['no JSON', () => aResponse(200, '<html>'), 'once', 'not-json'],
  ['half a response', half, 'once', 'complete'],
  ['a page that is always cut in half', half, 'this page', 'complete'],
  ['half responses, permanently', half, 'always', 'cut-off'],
  ['half a response that ends like a whole one', () => aResponse(200, '{"value":[{"incidentId":1}'), 'once', 'complete'],
  ['two responses joined together', right => ({ ...right, chunks: [...right.chunks, ...right.chunks] }), 'once', 'complete'],
  ['a page that is always sent twice', right => ({ ...right, chunks: [...right.chunks, ...right.chunks] }), 'this page', 'complete'],
  ['joined responses, permanently', right => ({ ...right, chunks: [...right.chunks, ...right.chunks] }), 'always', 'damaged'],
  ['another shape', () => aResponse(200, '{"value":{}}'), 'once', 'unexpected-shape'],
]

/** The first, a middle and the last of ten pages. */
const pages = [1, 5, 10]

describe.each([defenderXdr, microsoftGraph])('$kind: a list of ten pages', (api) => {
  const { pageSize } = api
  it.each(faults.flatMap(row => pages.map(page => [row[0], page, ...row.slice(1)] as const)))('ends as expected after %s at page %i', async (_name, page, fault, when, end) => {
    const at = pageSize * (Number(page) - 1)
    let faultCount = 0
    const service = createService(10 * pageSize, (_nth, skip, top) => {
      const here = skip >= at && (when === 'always' || skip < at + pageSize)
      if (!here || (when === 'this page' && top < pageSize) || (when === 'once' && faultCount > 0)) return undefined
      faultCount++
      return fault as Fault
    }, api)
    // A refusal of the first page applies to every form of the query.
    const expected = end === 'paging-limit' && at === 0 ? 'bad-request' : end
    expect(await run(service)).toEqual({ end: expected, count: end === 'complete' ? 10 * pageSize : at })
    expect(faultCount).toBeGreaterThan(0)
    expect(service.exceeded()).toBe(0)
  })
})

describe('a list', () => {
  it.each([defenderXdr, microsoftGraph].flatMap(api => pages.slice(0, 2).map(page => [api.kind, page, api] as const)))('of %s ends at a link to another host and at a repeated link, on page %i', async (_kind, page, api) => {
    const { host, listPath, pageSize } = api
    const at = pageSize * (page - 1)
    const only = (fault: Fault) => createService(10 * pageSize, (_nth, skip) => skip === at ? fault : undefined, api)
    expect(await run(only(link(`https://evil.example${listPath}?$skip=${at + pageSize}`)))).toEqual({ end: 'foreign-link', count: pageSize * page })
    expect(await run(only(link(`https://${host}${listPath}?$skip=${at}`)))).toEqual({ end: 'repeated-link', count: pageSize * page })
  })

  it('of Graph is incomplete if the service stops linking at a limit of its own and supports no upper end', async () => {
    const unlinked: Fault = right => aResponse(200, bodyOf(right).toString().replace(/,"@odata.nextLink":"[^"]*"/, ''))
    const service = createService(8000, (_nth, skip) => skip >= 6000 ? () => aResponse(400) : skip === 5950 ? unlinked : undefined, microsoftGraph)
    expect(await run(service)).toEqual({ end: 'paging-limit', count: 6000 })
  })

  it('whose full pages always fail is read in smaller ones, and the retries of full pages cost little time', async () => {
    const service = createService(1000, (_nth, _skip, top) => top > 30 ? () => aResponse(504) : undefined)
    expect(await run(service)).toEqual({ end: 'complete', count: 1000 })
    expect(service.elapsed()).toBeLessThan(180_000)
  })

  it.each([0, 37, 999])('lacks only the incident that the service cannot deliver, at position %i', async (bad) => {
    const service = createService(1000, (_nth, skip, top) => skip <= bad && bad < skip + top ? () => aResponse(500) : undefined)
    expect(await run(service)).toEqual({ end: 'unread', count: 999 })
    expect(service.requests()).toBeLessThan(50)
  })
})

describe('a list of 10,000 incidents', () => {
  it.each(Array.from({ length: 20 }, (_, seed) => seed))('is complete even if every tenth response is bad, seed %i', async (seed) => {
    let state = seed * 2_654_435_761 >>> 0
    const random = () => {
      state = Math.imul(state ^ (state >>> 15), 0x2C1B3C6D) + 0x9E3779B9 >>> 0
      return (state ^ (state >>> 13)) >>> 0
    }
    const bad: readonly Fault[] = [() => aResponse(429, '', { 'Retry-After': '3' }), () => aResponse(503), half, broken, () => new AppError('connection', { netError: 'ERR_CONTENT_LENGTH_MISMATCH' })]
    let faultCount = 0
    const service = createService(10_000, () => {
      if (random() % 10 !== 0) return undefined
      faultCount++
      return bad[random() % bad.length]
    })
    expect(await run(service)).toEqual({ end: 'complete', count: 10_000 })
    expect(faultCount).toBeGreaterThan(2)
    expect(service.exceeded()).toBe(0)
  })

  it.each([defenderXdr, microsoftGraph])('of $kind uses at most half of the quota in a run that the app starts', async (api) => {
    const service = createService(200 * api.pageSize, () => undefined, api)
    expect(await run(service, 0.5)).toEqual({ end: 'complete', count: 200 * api.pageSize })
    expect(service.maxRequestsPerMinute()).toBeLessThanOrEqual((api.quota[0]?.calls ?? 0) / 2)
    expect(service.maxRequestsPerMinute()).toBeGreaterThan(10)
  })

  it.each([[20, 4], [40, 10], [45, 20]])('is read alongside other tools that use %i of the 50 requests per minute, within %i minutes', async (others, minutes) => {
    const service = createService(10_000, () => undefined, defenderXdr, others)
    expect(await run(service)).toEqual({ end: 'complete', count: 10_000 })
    expect(service.refused()).toBe(minutes - 1)
    expect(service.elapsed()).toBeLessThan(minutes * 66_000)
  })

  it('takes 100 requests and the time that the quota needs for them, and causes no 429', async () => {
    const service = createService(10_000, () => undefined)
    expect(await run(service)).toEqual({ end: 'complete', count: 10_000 })
    expect(service.requests()).toBe(100)
    expect(service.exceeded()).toBe(0)
    expect(service.elapsed()).toBeLessThan(73_000)
  })
})
