/**
 * @file Reads the blocks of one list, each in the form and the page size in which the service can deliver it. The reasons: docs/collection.md.
 *
 *     requested ── received ─────────────────────────────────────────▶ page
 *         │
 *         └─ failed ─┬─ requested with alerts ──▶ requested without alerts ── received ──▶ page without alerts, then a search for alerts
 *                    │                                 │ failed
 *                    └─ no other form ─────────────────┴─┬─ too heavy ──▶ parts: smaller pages
 *                                                        └─ refused (HTTP 400) ──▶ the failure is thrown
 */
import type { CollectedPage, PageResponse } from '../../paging/page-fetcher'
import type { AppError } from '../../../base/errors'
import type { RetryBudget } from '../../../network/retry'
import type { Block, BlockReading, BlockSource, ReaderState, Requested } from './block'
import type { ListForm } from './list-forms'
import { retryBudgetsMs } from '../../../network/retry'
import { linkKey, pageUrl } from '../../paging/query'
import { attempt } from './attempt'
import { listForms } from './list-forms'
import { createPageSize } from './page-size'
import { readAsPage } from './read-as-page'
import { readInParts } from './read-in-parts'
import { readWithoutAlerts } from './read-without-alerts'

/** The way to read a block. */
type Way
  = { readonly kind: 'page', readonly collected: CollectedPage }
  /** `failure`: the failure of the page with alerts. */
    | { readonly kind: 'page-without-alerts', readonly collected: CollectedPage, readonly failure: AppError }
  /** `failure`: the failure of the whole page. */
    | { readonly kind: 'parts', readonly failure: AppError }

/**
 * Waits for the requested page, and finds a way to read its block if it fails. `onResponse` is called with a response whose next page is requested in
 * the same form. Throws a failure that no lighter request avoids.
 */
async function findWay(state: ReaderState, requested: Requested, position: number, onResponse: (response: PageResponse) => void): Promise<Way> {
  const { forms, nextForm, alerts, fetchPage, options } = state
  const { form, retryBudget } = requested
  const first = await attempt(requested.response, { retryBudget, onResponse: (response) => {
    if (form === 'without-alerts') alerts.pageSkipped()
    else alerts.alertsReceived()
    if (nextForm() === form) onResponse(response)
  } })
  if (first.kind === 'received') return { kind: 'page', collected: first.collected }
  const { failure } = first
  const canOmitAlerts = forms.canOmitAlerts && form === 'complete'
  // After the first page, the service may refuse a single page because of its alerts.
  const isRefusedForGood = first.kind === 'refused' && (!canOmitAlerts || position === 0)
  if (isRefusedForGood) throw failure
  if (canOmitAlerts) {
    const query = forms.queryOf('without-alerts')
    const lighterRetryBudget = alerts.retryBudgetWithoutAlerts()
    const response = fetchPage({ url: pageUrl(query, position, requested.size), api: query.api, retryBudgetMs: retryBudgetsMs[lighterRetryBudget], ...options })
    const lighter = await attempt(response, { retryBudget: lighterRetryBudget })
    if (lighter.kind === 'received') return { kind: 'page-without-alerts', collected: lighter.collected, failure }
    if (lighter.kind === 'refused') throw lighter.failure
  }
  if (first.kind === 'refused') throw failure
  return { kind: 'parts', failure }
}

/** Creates the reader of one list. */
export function createBlockReader(source: BlockSource) {
  const { query, fetchPage, options, alerts, memory } = source
  const forms = listForms(query)
  const pageSize = createPageSize(query.api.pageSize)
  const nextForm = (): ListForm => forms.canOmitAlerts ? alerts.form() : 'complete'
  const state: ReaderState = { ...source, forms, pageSize, nextForm }

  const retryBudgetFor = (form: ListForm): RetryBudget => {
    const retryBudget = forms.canOmitAlerts && form === 'complete' ? alerts.retryBudgetWithAlerts() : 'usual'
    if (retryBudget !== 'usual') return retryBudget
    return pageSize.isFull() ? 'full' : 'short'
  }
  const request = (url: URL, byLink: boolean, size: number): Requested => {
    const form = nextForm()
    const retryBudget = retryBudgetFor(form)
    const response = fetchPage({ url, api: forms.queryOf(form).api, retryBudgetMs: retryBudgetsMs[retryBudget], ...options })
    // The failure is thrown when the block is read. A block that is not read must not cause an unhandled rejection.
    response.catch(() => undefined)
    return { key: linkKey(url), byLink, form, size, retryBudget, response }
  }
  const currentQuery = () => forms.queryOf(nextForm())

  /** Reads the block of a requested page. `onResponse`: as in `findWay`. */
  async function* readBlock(requested: Requested, position: number, onResponse: (response: PageResponse) => void): BlockReading {
    memory.begin(position)
    const way = await findWay(state, requested, position, onResponse)
    switch (way.kind) {
      case 'page': {
        const block: Block = yield* readAsPage(state, requested, position, way.collected)
        pageSize.received()
        return block
      }
      case 'page-without-alerts':
        return yield* readWithoutAlerts(state, { ...requested, byLink: false }, position, way.collected, way.failure)
      case 'parts':
        return yield* readInParts(state, requested, position, way.failure)
    }
  }

  return {
    currentQuery,
    /** Requests the page at the previous page's link, as `followLink` returned it. */
    requestLink: (link: URL): Requested => request(link, true, pageSize.current()),
    /** Requests the page at this position. */
    requestAt: (position: number): Requested => request(pageUrl(currentQuery(), position, pageSize.current()), false, pageSize.current()),
    /** Requests the page at this position in the API's page size: a page that overlaps the previous one must contain rows beyond the overlap. */
    requestWholeAt: (position: number): Requested => request(pageUrl(currentQuery(), position), false, query.api.pageSize),
    readBlock,
    isFullSize: () => pageSize.isFull(),
  }
}
