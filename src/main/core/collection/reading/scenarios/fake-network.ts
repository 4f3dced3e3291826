/** @file For tests: the app's own retries, quota, page fetcher and parser over a fake exchange. */
import type { TimeWindow, Waiting } from '../../../../../shared/contract/model'
import type { Clock } from '../../../base/clock'
import type { IncidentApi } from '../../../microsoft/incident-apis'
import type { Exchange } from '../../../network/http'
import type { FetchPage } from '../../paging/page-fetcher'
import { AppError } from '../../../base/errors'
import { createIncidentSet } from '../../../dataset/incident-set'
import { createQuota } from '../../../network/quota/quota'
import { createSend } from '../../../network/retry'
import { aPageFetcher } from '../../paging/fixtures'
import { resolveWindow } from '../../paging/query'
import { createAlertsPlan } from '../block/alerts-plan'
import { collectPages } from '../collect'

/** The time at which every scenario starts, ms since 1970. */
export const start = Date.parse('2026-11-24T12:00:00Z')

interface Network {
  readonly api: IncidentApi
  readonly clock: Clock
  readonly exchange: Exchange
  readonly getToken?: () => Promise<string>
}

/** Returns a page fetcher that sends its requests to the exchange. */
export function fetcherOver({ api, clock, exchange, getToken = async () => 'token' }: Network): FetchPage {
  const quota = createQuota({ limits: api.quota, clock, callTimes: [], onChange: () => undefined })
  return aPageFetcher(createSend(exchange, clock), { tokens: { get: getToken }, clock, quotaOf: () => quota })
}

interface Options {
  readonly window?: TimeWindow
  readonly share?: number | undefined
  readonly onWaiting?: (waiting: Waiting | null) => void
  readonly alerts?: ReturnType<typeof createAlertsPlan>
}

/** Collects a window and returns how that ended: `complete`, `unread` for unread rows, or the code of the failure. */
export async function collect(api: IncidentApi, fetchPage: FetchPage, given: Options = {}) {
  const { window = { kind: 'last', hours: 48 }, share, onWaiting = () => undefined, alerts = createAlertsPlan() } = given
  const range = resolveWindow(window, start)
  const set = createIncidentSet(range)
  const ended = (end: string, seconds?: number) => ({ end, seconds, count: set.count(), withoutAlerts: set.withoutAlerts() })
  try {
    const query = { api, range, withUpperBound: true, since: null }
    const pages = collectPages(query, fetchPage, { signal: new AbortController().signal, onWaiting, share }, alerts)
    let step = await pages.next()
    for (; !step.done; step = await pages.next()) set.add(step.value.page.incidents, step.value.serverTime)
    return ended(step.value.unread.length > 0 ? 'unread' : 'complete')
  } catch (error) {
    return error instanceof AppError ? ended(error.code, error.details.seconds) : ended(String(error))
  }
}
