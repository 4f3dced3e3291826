/** @file A service that cannot deliver the alerts with the list, in every extent: what comes, what is said to be missing, and what it costs. */
import type { Answer, Exchange } from '../../../network/http'
import type { Clock } from '../../../base/clock'
import { Buffer } from 'node:buffer'
import { describe, expect, it } from 'vitest'
import { createAlertsPlan } from '../block/alerts-plan'
import { collectPages } from '../collect'
import { AppError } from '../../../base/errors'
import { microsoftGraph as api } from '../../../microsoft/incident-apis'
import { createIncidentSet } from '../../../dataset/incident-set'
import { readPage } from '../../paging/page'
import { createPageFetcher } from '../../paging/page-fetcher'
import { resolveWindow } from '../../paging/query'
import { createQuota } from '../../../network/quota/quota'
import { createSend } from '../../../network/retry'

const start = Date.parse('2026-11-24T12:00:00Z')
const answer = (status: number, body = '{}'): Answer => ({ status, headers: new Headers(), chunks: [Buffer.from(body)] })

interface Asked { readonly skip: number, readonly top: number, readonly withAlerts: boolean, readonly nth: number }

/** What goes wrong with one question: a status, or no answer. */
type Fault = (asked: Asked, places: readonly number[]) => number | AppError | undefined

/**
 * Incidents in places 0 … `count` - 1 behind the quota; a page holds `most`, whatever is asked for. Its links hold for the list they
 * were given with: with the alerts, or without.
 */
function createService(count: number, fault: Fault, most = 50) {
  let elapsed = 0
  const clock: Clock = { now: () => start + elapsed, monotonic: () => elapsed, wait: async (ms) => { elapsed += ms } }
  let calls: number[] = []
  let nth = 0
  let provoked = 0
  const text = (place: number, withAlerts: boolean) => JSON.stringify({
    id: String(count - place), lastUpdateDateTime: new Date(start - 60_000 * (place + 1)).toISOString(), ...(withAlerts && { alerts: [{ id: 'a' }] }),
  })
  const exchange: Exchange = async ({ url }) => {
    elapsed += 120
    calls = calls.filter(at => at > elapsed - 60_000)
    if (calls.length >= 150) provoked++
    calls.push(elapsed)
    const [, token, form] = /^(\d+)(a?)$/.exec(url.searchParams.get('$skiptoken') ?? '') ?? []
    const skip = Number(token ?? url.searchParams.get('$skip') ?? 0)
    const asked = Number(url.searchParams.get('$top'))
    const top = Math.min(most, asked)
    const withAlerts = url.searchParams.get('$expand') === 'alerts'
    const places = Array.from({ length: Math.max(0, Math.min(top, count - skip)) }, (_, index) => skip + index)
    const outcome = fault({ skip, top: asked, withAlerts, nth: ++nth }, places)
    if (form !== undefined && (form === 'a') !== withAlerts) return answer(400)
    if (outcome instanceof AppError) throw outcome
    if (outcome !== undefined) return answer(outcome)
    const next = skip + top < count ? `"@odata.nextLink":"https://${api.host}${api.listPath}?$skiptoken=${skip + top}${withAlerts ? 'a&$expand=alerts' : ''}",` : ''
    return answer(200, `{${next}"value":[${places.map(place => text(place, withAlerts)).join(',')}]}`)
  }
  const quota = createQuota({ limits: api.quota, clock, made: [], onChange: () => undefined })
  const fetchPage = createPageFetcher({
    send: createSend(exchange, clock), tokens: { get: async () => 'token' }, clock, quotaOf: () => quota, readPage: async chunks => readPage(Buffer.concat(chunks), 'microsoft-graph'),
  })
  return { fetchPage, asked: () => nth, provoked: () => provoked, elapsed: () => elapsed }
}

async function run(service: ReturnType<typeof createService>, alerts = createAlertsPlan()) {
  const range = resolveWindow({ kind: 'last', hours: 720 }, start)
  const set = createIncidentSet(range)
  const options = { signal: new AbortController().signal, onWaiting: () => undefined }
  const outcome = (end: string) => ({ end, count: set.count(), withoutAlerts: set.withoutAlerts() })
  try {
    const pages = collectPages({ api, range, withUpperBound: true, since: null }, service.fetchPage, options, alerts)
    let step = await pages.next()
    for (; !step.done; step = await pages.next()) set.add(step.value.page.incidents, step.value.serverTime)
    return outcome(step.value.unread.length > 0 ? 'unread' : 'complete')
  } catch (error) {
    return outcome(error instanceof AppError ? error.code : String(error))
  } finally {
    expect(service.provoked()).toBe(0)
  }
}

/** The incidents in these places come only without their alerts. */
const without = (bad: (place: number) => boolean): Fault => ({ withAlerts }, places) => withAlerts && places.some(bad) ? 500 : undefined

describe('alerts that do not come with the list', () => {
  it.each([0, 37, 49, 50, 999])('of one incident, at place %i: the others come with theirs', async (bad) => {
    const service = createService(1000, without(place => place === bad))
    expect(await run(service)).toEqual({ end: 'complete', count: 1000, withoutAlerts: 1 })
    expect(service.asked()).toBeLessThan(50)
  })

  it('of one in each page: the others come with theirs, as long as there are few such pages', async () => {
    expect(await run(createService(450, without(place => place % 50 === 20)))).toEqual({ end: 'complete', count: 450, withoutAlerts: 9 })
    const service = createService(5000, without(place => place % 50 === 20))
    expect(await run(service)).toMatchObject({ end: 'complete', count: 5000 })
    expect(service.asked()).toBeLessThan(400)
  })

  it.each([0, 3, 37, 99])('of one at place %i, where pages hold less than they are asked for', async (bad) => {
    const service = createService(100, without(place => place === bad), 7)
    expect(await run(service)).toEqual({ end: 'complete', count: 100, withoutAlerts: 1 })
    const heavy = createService(100, (asked, places) => asked.top > 20 || without(place => place === bad)(asked, places) === 500 ? 500 : undefined, 6)
    expect(await run(heavy)).toEqual({ end: 'complete', count: 100, withoutAlerts: 1 })
  })

  it('of none where a full page is too much: every one comes, in smaller pages', async () => {
    const service = createService(1000, ({ withAlerts, top }) => withAlerts && top > 13 ? 504 : undefined)
    expect(await run(service)).toEqual({ end: 'complete', count: 1000, withoutAlerts: 0 })
    expect(service.asked()).toBeLessThan(350)
  })

  // A page each, and the look behind the last; 5 tries, 1 without and 9 in parts at first; then a try again after 1, 2, 4, … pages.
  it.each([[1000, 20 + 1 + 14 + 4], [10_000, 200 + 1 + 14 + 7]])('of all %i: the list costs few calls more than its pages', async (count, calls) => {
    const service = createService(count, without(() => true))
    expect(await run(service)).toEqual({ end: 'complete', count, withoutAlerts: count })
    expect(service.asked()).toBe(calls)
    expect(service.elapsed()).toBeLessThan(180_000)
  })

  it('of all, as in the run before: nobody waits for it again', async () => {
    const service = createService(200, without(() => true))
    expect(await run(service, createAlertsPlan(true))).toEqual({ end: 'complete', count: 200, withoutAlerts: 200 })
    expect(service.elapsed()).toBeLessThan(5000)
    // What is asked for without them has the whole patience.
    const busy = createService(50, (asked, places) => asked.nth === 2 || asked.nth === 3 || asked.nth === 4 ? 503 : without(() => true)(asked, places))
    expect(await run(busy, createAlertsPlan(true))).toEqual({ end: 'complete', count: 50, withoutAlerts: 50 })
    expect(busy.asked()).toBe(1 + 4 + 9 + 1)
  })

  it('of the first 120: it is tried again further down', async () => {
    const service = createService(5000, without(place => place < 120))
    const { withoutAlerts, ...rest } = await run(service)
    expect(rest).toEqual({ end: 'complete', count: 5000 })
    expect(withoutAlerts).toBeGreaterThanOrEqual(120)
    expect(withoutAlerts).toBeLessThan(350)
  })

  it('of every second: looking for them ends, the list does not', async () => {
    const service = createService(5000, without(place => place % 2 === 0))
    const { withoutAlerts, ...rest } = await run(service)
    expect(rest).toEqual({ end: 'complete', count: 5000 })
    expect(withoutAlerts).toBeGreaterThanOrEqual(2500)
    expect(service.asked()).toBeLessThan(250)
  })

  it('of one, where another does not come at all and full pages come with no question', async () => {
    const service = createService(200, ({ withAlerts, top }, places) =>
      top > 20 || places.includes(60) || (withAlerts && places.includes(10)) ? 500 : undefined)
    expect(await run(service)).toEqual({ end: 'unread', count: 199, withoutAlerts: 1 })
  })

  it('of all, on a day when every tenth answer is a broken connection or a 503 as well', async () => {
    const service = createService(3000, (asked, places) => {
      if (asked.nth % 10 === 3) return asked.nth % 20 === 3 ? 503 : new AppError('connection')
      return without(place => place % 400 === 7)(asked, places)
    })
    expect(await run(service)).toMatchObject({ end: 'complete', count: 3000 })
  })

  it.each([
    ['500', 500, 'server-error'], ['403', 403, 'refused'], ['a broken connection', new AppError('connection'), 'connection'],
  ])('is not what %s for good is about', async (_name, fault, end) => {
    const service = createService(1000, ({ skip }) => skip >= 500 ? fault : undefined)
    expect(await run(service)).toEqual({ end, count: 500, withoutAlerts: 0 })
    expect(service.elapsed()).toBeLessThan(60_000)
  })
})
