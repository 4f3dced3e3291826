/** @file Tests a service that requests waits (Retry-After) with its failures: no request is sent sooner, and the app waits at most 5 minutes in total. */
import type { Waiting } from '../../../../../shared/contract/model'
import type { HttpResponse, Exchange } from '../../../network/http'
import { describe, expect, it } from 'vitest'
import { AppError } from '../../../base/errors'
import { createFakeTime } from '../../../base/fake-time'
import { defenderXdr, microsoftGraph } from '../../../microsoft/incident-apis'
import { aResponse } from '../../paging/fixtures'
import { collect, fetcherOver, start } from './fake-network'

const retryAfter = (seconds: number) => aResponse(503, '<html>', { 'Retry-After': String(seconds) })

/** Collects four pages of incidents. `faultAt` returns the response that replaces the correct one at a time in ms. `getToken` returns the token. */
async function run(
  faultAt: (time: number, skip: number, top: number) => HttpResponse | undefined,
  { api = defenderXdr, getToken = async () => 'token' }: { api?: typeof defenderXdr, getToken?: (nth: number) => Promise<string> } = {},
) {
  const clock = createFakeTime(start)
  const whole = 4 * api.pageSize
  const requests: number[] = []
  let tokens = 0
  const exchange: Exchange = async ({ url }) => {
    requests.push(clock.monotonic())
    clock.pass(100)
    const skip = Number(url.searchParams.get('$skip') ?? 0)
    const top = Number(url.searchParams.get('$top'))
    const value = Array.from({ length: Math.max(0, Math.min(top, whole - skip)) }, (_, index) => {
      const [id, time] = [whole - skip - index, new Date(start - 1000 * (skip + index)).toISOString()]
      return { incidentId: id, id: String(id), lastUpdateTime: time, lastUpdateDateTime: time, alerts: [] }
    })
    const next = skip + top < whole ? { '@odata.nextLink': `https://${api.host}${api.listPath}?$skip=${skip + top}` } : {}
    return faultAt(clock.monotonic(), skip, top) ?? aResponse(200, { value, ...next })
  }
  const waits: (Waiting | null)[] = []
  const fetchPage = fetcherOver({ api, clock, exchange, getToken: () => getToken(++tokens) })
  const ended = await collect(api, fetchPage, { onWaiting: waiting => waits.push(waiting) })
  return { ...ended, requests, tokens, elapsed: clock.monotonic(), waits, whole }
}

/** Returns the requests that were sent within the 20 s that a response requested. */
const tooSoon = (requests: readonly number[], responses: readonly number[]) =>
  requests.filter(sent => responses.some(time => sent > time && sent < time + 20_000))

describe.each([defenderXdr, microsoftGraph])('$kind', (api) => {
  const { pageSize } = api

  it.each([0, 1, 3])('requests a wait of 20 s five times at page %i: no request is sent sooner, and the list is complete', async (page) => {
    let failed = 0
    const times: number[] = []
    const { end, count, whole, requests, waits } = await run((time, skip) => {
      if (skip < page * pageSize || failed === 5) return undefined
      failed++
      times.push(time)
      return retryAfter(20)
    }, { api })
    expect({ end, count }).toEqual({ end: 'complete', count: whole })
    expect(tooSoon(requests, times)).toEqual([])
    expect(waits.filter(each => each?.for === 'service')).toHaveLength(5)
  })

  it('requests a wait of 20 s for each full page: smaller ones are requested after the wait, and the list is complete', async () => {
    const times: number[] = []
    const { end, count, whole, requests } = await run((time, _skip, top) => {
      if (top < pageSize) return undefined
      times.push(time)
      return retryAfter(20)
    }, { api })
    expect({ end, count }).toEqual({ end: 'complete', count: whole })
    expect(times.length).toBeGreaterThan(10)
    expect(tooSoon(requests, times)).toEqual([])
  })

  it('always requests a wait of 60 s: the run ends after 5 minutes, with few requests', async () => {
    const { end, seconds, count, requests, elapsed } = await run((_time, skip) => skip >= pageSize ? retryAfter(60) : undefined, { api })
    expect({ end, seconds, count }).toEqual({ end: 'server-error', seconds: 60, count: pageSize })
    expect(requests).toHaveLength(1 + 6)
    expect(elapsed).toBeLessThan(310_000)
  })

  it('requests a wait of two hours: the run ends at once', async () => {
    const { end, seconds, requests, elapsed } = await run((_time, skip) => skip >= pageSize ? retryAfter(7200) : undefined, { api })
    expect({ end, seconds, requests: requests.length }).toEqual({ end: 'server-error', seconds: 7200, requests: 2 })
    expect(elapsed).toBeLessThan(1000)
  })

  it('is not sent requests for smaller pages if Entra fails', async () => {
    const failure = new AppError('server-error', { host: 'login.microsoftonline.com', status: 503, seconds: 20, api: api.kind })
    const { end, tokens, requests } = await run(() => undefined, { api, getToken: async (nth) => { if (nth > 1) throw failure; return 'token' } })
    expect({ end, requests: requests.length }).toEqual({ end: 'server-error', requests: 1 })
    expect(tokens).toBe(2)
  })
})
