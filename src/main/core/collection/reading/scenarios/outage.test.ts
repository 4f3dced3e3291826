/** @file A service, or Entra, that fails and asks to wait in the middle of a run: what is sent, when, and how the run ends. */
import type { Answer, Exchange } from '../../../network/http'
import type { Clock } from '../../../base/clock'
import type { Waiting } from '../../../../../shared/contract/model'
import { Buffer } from 'node:buffer'
import { describe, expect, it } from 'vitest'
import { collectPages } from '../collect'
import { AppError } from '../../../base/errors'
import { defenderXdr, microsoftGraph } from '../../../microsoft/incident-apis'
import { createIncidentSet } from '../../../dataset/incident-set'
import { readPage } from '../../paging/page'
import { createPageFetcher } from '../../paging/page-fetcher'
import { createQuota } from '../../../network/quota/quota'
import { resolveWindow } from '../../paging/query'
import { createSend } from '../../../network/retry'

const start = Date.parse('2026-11-24T12:00:00Z')
const answer = (status: number, body = '{}', headers: Record<string, string> = {}): Answer => ({ status, headers: new Headers(headers), chunks: [Buffer.from(body)] })
const asks = (seconds: number) => answer(503, '<html>', { 'Retry-After': String(seconds) })

/** Four pages of incidents. `fault`: what comes in place of the answer at that time. `getToken`: what a token request comes to. */
async function run(
  fault: (time: number, skip: number, top: number) => Answer | undefined,
  { api = defenderXdr, getToken = async () => 'token' }: { api?: typeof defenderXdr, getToken?: (nth: number) => Promise<string> } = {},
) {
  let elapsed = 0
  const clock: Clock = { now: () => start + elapsed, monotonic: () => elapsed, wait: async (ms) => { elapsed += ms } }
  const count = 4 * api.pageSize
  const requests: number[] = []
  let tokens = 0
  const exchange: Exchange = async ({ url }) => {
    requests.push(elapsed)
    elapsed += 100
    const skip = Number(url.searchParams.get('$skip') ?? 0)
    const top = Number(url.searchParams.get('$top'))
    const values = Array.from({ length: Math.max(0, Math.min(top, count - skip)) }, (_, index) => {
      const [id, time] = [count - skip - index, new Date(start - 1000 * (skip + index)).toISOString()]
      return { incidentId: id, id: String(id), lastUpdateTime: time, lastUpdateDateTime: time, alerts: [] }
    })
    const next = skip + top < count ? { '@odata.nextLink': `https://${api.host}${api.listPath}?$skip=${skip + top}` } : {}
    return fault(elapsed, skip, top) ?? answer(200, JSON.stringify({ value: values, ...next }))
  }
  const quota = createQuota({ limits: api.quota, clock, made: [], onChange: () => undefined })
  const readChunks = async (chunks: readonly Uint8Array[]) => readPage(Buffer.concat(chunks), api.kind)
  const send = createSend(exchange, clock)
  const fetchPage = createPageFetcher({ send, tokens: { get: () => getToken(++tokens) }, clock, quotaOf: () => quota, readPage: readChunks })
  const range = resolveWindow({ kind: 'last', hours: 48 }, start)
  const set = createIncidentSet(range)
  const waits: (Waiting | null)[] = []
  const options = { signal: new AbortController().signal, onWaiting: (waiting: Waiting | null) => waits.push(waiting) }
  const ends = (end: string, seconds?: number) => ({ end, seconds, count: set.count(), requests, tokens, elapsed, waits, whole: count })
  try {
    const pages = collectPages({ api, range, withUpperBound: true, since: null }, fetchPage, options)
    let step = await pages.next()
    for (; !step.done; step = await pages.next()) set.add(step.value.page.incidents, step.value.serverTime)
    return ends('complete')
  } catch (error) {
    return error instanceof AppError ? ends(error.code, error.details.seconds) : ends(String(error))
  }
}

/** The requests that were sent within the 20 s after an answer that asked for them. */
const tooSoon = (requests: readonly number[], asked: readonly number[]) =>
  requests.filter(sent => asked.some(time => sent > time && sent < time + 20_000))

describe.each([defenderXdr, microsoftGraph])('$kind', (api) => {
  const { pageSize } = api

  it.each([0, 1, 3])('asks to wait 20 s five times at page %i: no request comes sooner, and the list is complete', async (page) => {
    let failed = 0
    const times: number[] = []
    const { end, count, whole, requests, waits } = await run((time, skip) => {
      if (skip < page * pageSize || failed === 5) return undefined
      failed++
      times.push(time)
      return asks(20)
    }, { api })
    expect({ end, count }).toEqual({ end: 'complete', count: whole })
    expect(tooSoon(requests, times)).toEqual([])
    expect(waits.filter(each => each?.for === 'service')).toHaveLength(5)
  })

  it('asks to wait 20 s for each full page: smaller ones are sent after the wait, and the list is complete', async () => {
    const times: number[] = []
    const { end, count, whole, requests } = await run((time, _skip, top) => {
      if (top < pageSize) return undefined
      times.push(time)
      return asks(20)
    }, { api })
    expect({ end, count }).toEqual({ end: 'complete', count: whole })
    expect(times.length).toBeGreaterThan(10)
    expect(tooSoon(requests, times)).toEqual([])
  })

  it('asks for 60 s, for good: the run ends after 5 minutes, with few requests', async () => {
    const { end, seconds, count, requests, elapsed } = await run((_time, skip) => skip >= pageSize ? asks(60) : undefined, { api })
    expect({ end, seconds, count }).toEqual({ end: 'server-error', seconds: 60, count: pageSize })
    expect(requests).toHaveLength(1 + 6)
    expect(elapsed).toBeLessThan(310_000)
  })

  it('asks for two hours: the run ends at once', async () => {
    const { end, seconds, requests, elapsed } = await run((_time, skip) => skip >= pageSize ? asks(7200) : undefined, { api })
    expect({ end, seconds, requests: requests.length }).toEqual({ end: 'server-error', seconds: 7200, requests: 2 })
    expect(elapsed).toBeLessThan(1000)
  })

  it('is not asked for smaller pages where it is Entra that fails', async () => {
    const failure = new AppError('server-error', { host: 'login.microsoftonline.com', status: 503, seconds: 20, api: api.kind })
    const { end, tokens, requests } = await run(() => undefined, { api, getToken: async (nth) => { if (nth > 1) throw failure; return 'token' } })
    expect({ end, requests: requests.length }).toEqual({ end: 'server-error', requests: 1 })
    expect(tokens).toBe(2)
  })
})
