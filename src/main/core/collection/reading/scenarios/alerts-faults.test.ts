/**
 * @file Tests a service that cannot deliver some or all alerts with the list: the incidents received, the alerts reported as missing, and the number of
 * requests.
 */
import type { Exchange } from '../../../network/http'
import { describe, expect, it } from 'vitest'
import { AppError } from '../../../base/errors'
import { createFakeTime } from '../../../base/fake-time'
import { microsoftGraph as api } from '../../../microsoft/incident-apis'
import { aResponse } from '../../paging/fixtures'
import { createAlertsPlan } from '../block/alerts-plan'
import { collect, fetcherOver, start } from './fake-network'

interface Request { readonly skip: number, readonly top: number, readonly withAlerts: boolean, readonly nth: number }

/** Returns the fault of a request for these positions: a status, or a failure without a response. */
type Fault = (request: Request, positions: readonly number[]) => number | AppError | undefined

/**
 * A service with incidents at positions 0 … `count` - 1 and the documented quota. A page contains `maxPageSize` incidents, even if more are
 * requested. Links are valid for the list that they were sent with: with alerts, or without.
 */
function createService(count: number, faultOf: Fault, maxPageSize = 50) {
  const clock = createFakeTime(start)
  let recent: number[] = []
  let nth = 0
  let exceeded = 0
  const text = (position: number, withAlerts: boolean) => JSON.stringify({
    id: String(count - position), lastUpdateDateTime: new Date(start - 60_000 * (position + 1)).toISOString(), ...(withAlerts && { alerts: [{ id: 'a' }] }),
  })
  const exchange: Exchange = async ({ url: { searchParams } }) => {
    clock.pass(120)
    recent = recent.filter(at => at > clock.monotonic() - 60_000)
    if (recent.length >= 150) exceeded++
    recent.push(clock.monotonic())
    const [, token, form] = /^(\d+)(a?)$/.exec(searchParams.get('$skiptoken') ?? '') ?? []
    const skip = Number(token ?? searchParams.get('$skip') ?? 0)
    const requested = Number(searchParams.get('$top'))
    const top = Math.min(maxPageSize, requested)
    const withAlerts = searchParams.get('$expand') === 'alerts'
    const positions = Array.from({ length: Math.max(0, Math.min(top, count - skip)) }, (_, index) => skip + index)
    const fault = faultOf({ skip, top: requested, withAlerts, nth: ++nth }, positions)
    if (form !== undefined && (form === 'a') !== withAlerts) return aResponse(400)
    if (fault instanceof AppError) throw fault
    if (fault !== undefined) return aResponse(fault)
    const next = skip + top < count ? `"@odata.nextLink":"https://${api.host}${api.listPath}?$skiptoken=${skip + top}${withAlerts ? 'a&$expand=alerts' : ''}",` : ''
    return aResponse(200, `{${next}"value":[${positions.map(position => text(position, withAlerts)).join(',')}]}`)
  }
  return { fetchPage: fetcherOver({ api, clock, exchange }), requests: () => nth, exceeded: () => exceeded, elapsed: clock.monotonic }
}

async function run(service: ReturnType<typeof createService>, alerts = createAlertsPlan()) {
  const { end, count, withoutAlerts } = await collect(api, service.fetchPage, { window: { kind: 'last', hours: 720 }, alerts })
  expect(service.exceeded()).toBe(0)
  return { end, count, withoutAlerts }
}

/** The incidents at these positions are delivered only without their alerts. */
const without = (bad: (position: number) => boolean): Fault => ({ withAlerts }, positions) => withAlerts && positions.some(bad) ? 500 : undefined

describe('alerts that the service cannot deliver with the list', () => {
  it.each([0, 37, 49, 50, 999])('of one incident, at position %i, are the only ones missing', async (bad) => {
    const service = createService(1000, without(position => position === bad))
    expect(await run(service)).toEqual({ end: 'complete', count: 1000, withoutAlerts: 1 })
    expect(service.requests()).toBeLessThan(50)
  })

  it('of one incident in each page are the only ones missing if there are few pages; in many pages, the search has a limit', async () => {
    expect(await run(createService(450, without(position => position % 50 === 20)))).toEqual({ end: 'complete', count: 450, withoutAlerts: 9 })
    const service = createService(5000, without(position => position % 50 === 20))
    expect(await run(service)).toMatchObject({ end: 'complete', count: 5000 })
    expect(service.requests()).toBeLessThan(400)
  })

  it.each([0, 3, 37, 99])('of one incident, at position %i, are the only ones missing if pages contain less than requested', async (bad) => {
    const service = createService(100, without(position => position === bad), 7)
    expect(await run(service)).toEqual({ end: 'complete', count: 100, withoutAlerts: 1 })
    const isBad = without(position => position === bad)
    const heavy = createService(100, (request, positions) => request.top > 20 ? 500 : isBad(request, positions), 6)
    expect(await run(heavy)).toEqual({ end: 'complete', count: 100, withoutAlerts: 1 })
  })

  it('are not missing if the service can deliver smaller pages', async () => {
    const service = createService(1000, ({ withAlerts, top }) => withAlerts && top > 13 ? 504 : undefined)
    expect(await run(service)).toEqual({ end: 'complete', count: 1000, withoutAlerts: 0 })
    expect(service.requests()).toBeLessThan(350)
  })

  // One request for each page and one after the last; 5 attempts, 1 without alerts and 9 in parts; then one attempt after 1, 2, 4, … pages.
  it.each([[1000, 20 + 1 + 14 + 4], [10_000, 200 + 1 + 14 + 7]])('of all %i incidents cost few requests in addition to those for the pages', async (count, requests) => {
    const service = createService(count, without(() => true))
    expect(await run(service)).toEqual({ end: 'complete', count, withoutAlerts: count })
    expect(service.requests()).toBe(requests)
    expect(service.elapsed()).toBeLessThan(180_000)
  })

  it('of all incidents are not waited for again in the next run', async () => {
    const service = createService(200, without(() => true))
    expect(await run(service, createAlertsPlan(true))).toEqual({ end: 'complete', count: 200, withoutAlerts: 200 })
    expect(service.elapsed()).toBeLessThan(5000)
    // A page without alerts has all retries.
    const busy = createService(50, (request, positions) => [2, 3, 4].includes(request.nth) ? 503 : without(() => true)(request, positions))
    expect(await run(busy, createAlertsPlan(true))).toEqual({ end: 'complete', count: 50, withoutAlerts: 50 })
    expect(busy.requests()).toBe(1 + 4 + 9 + 1)
  })

  it('of the first 120 incidents do not affect the alerts of later incidents', async () => {
    const service = createService(5000, without(position => position < 120))
    const { withoutAlerts, ...rest } = await run(service)
    expect(rest).toEqual({ end: 'complete', count: 5000 })
    expect(withoutAlerts).toBeGreaterThanOrEqual(120)
    expect(withoutAlerts).toBeLessThan(350)
  })

  it('of every second incident are searched for up to a limit, and the list is complete', async () => {
    const service = createService(5000, without(position => position % 2 === 0))
    const { withoutAlerts, ...rest } = await run(service)
    expect(rest).toEqual({ end: 'complete', count: 5000 })
    expect(withoutAlerts).toBeGreaterThanOrEqual(2500)
    expect(service.requests()).toBeLessThan(250)
  })

  it('of one incident are missing in addition to an unread incident if full pages always fail', async () => {
    const service = createService(200, ({ withAlerts, top }, positions) =>
      top > 20 || positions.includes(60) || (withAlerts && positions.includes(10)) ? 500 : undefined)
    expect(await run(service)).toEqual({ end: 'unread', count: 199, withoutAlerts: 1 })
  })

  it('do not make the list incomplete if every tenth response fails as well', async () => {
    const service = createService(3000, (request, positions) => {
      if (request.nth % 10 === 3) return request.nth % 20 === 3 ? 503 : new AppError('connection')
      return without(position => position % 400 === 7)(request, positions)
    })
    expect(await run(service)).toMatchObject({ end: 'complete', count: 3000 })
  })

  it.each([
    ['500', 500, 'server-error'], ['403', 403, 'refused'], ['a broken connection', new AppError('connection'), 'connection'],
  ])('are not the reason for %s, which ends the run', async (_name, fault, end) => {
    const service = createService(1000, ({ skip }) => skip >= 500 ? fault : undefined)
    expect(await run(service)).toEqual({ end, count: 500, withoutAlerts: 0 })
    expect(service.elapsed()).toBeLessThan(60_000)
  })
})
