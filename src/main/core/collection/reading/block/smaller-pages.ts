/**
 * @file Reads the rows of a block in smaller pages, down to single incidents, if the service cannot deliver them as one page.
 *
 *     quarter ── too heavy ──▶ twentieth ── too heavy ──▶ single row
 *     any size ── received ──▶ the next rows, in the same size
 *     single row ── too heavy ──▶ the same row without alerts, if the list has such a form ── too heavy ──▶ unread row
 *     after a row that failed alone: quarter (it was the reason, so larger pages may succeed again)
 *     3 unread rows one after another ──▶ the failure of the whole page: the service is down
 *     3 rows one after another received only without alerts ──▶ the rest of the block is requested without alerts
 */
import type { CollectedPage, FetchPage, PageOptions } from '../../paging/page-fetcher'
import type { AppError } from '../../../base/errors'
import type { RetryBudget } from '../../../network/retry'
import type { ListForm, ListForms } from './list-forms'
import { retryBudgetsMs } from '../../../network/retry'
import { pageUrl } from '../../paging/query'
import { attempt } from './attempt'

export type RowsPart
  = { readonly kind: 'page', readonly collected: CollectedPage }
  /** A row whose incident the service did not deliver, although it was requested alone. */
    | { readonly kind: 'unread' }

/** The rows to read. */
export interface Rows {
  readonly forms: ListForms
  /** The form in which they are requested first. */
  readonly form: ListForm
  /** Whether a single row that fails is requested once more without alerts. */
  readonly retriesWithoutAlerts: boolean
  /** The position of the first row, and how many rows to read. */
  readonly position: number
  readonly size: number
  /** The failure of the page with all of these rows; thrown if nothing can be read. */
  readonly failure: AppError
  /** How long each smaller page is retried. */
  readonly retryBudget: RetryBudget
  readonly fetchPage: FetchPage
  readonly options: PageOptions
}

export interface RowsEnd {
  /** The number of rows that were read, unread rows included. */
  readonly count: number
  /** Whether the list may continue after these rows. */
  readonly hasMore: boolean
  /** The size of the last page that was received. */
  readonly size: number
  /** As in Page, of the last page. */
  readonly total: number | null
}

/** If this many single rows fail one after another, the rows are not the reason. */
const maxFailuresInARow = 3

/** Returns the page of `top` rows at `position`; null if it is too heavy. */
async function fetchRows({ forms, retryBudget, fetchPage, options }: Rows, form: ListForm, position: number, top: number): Promise<CollectedPage | null> {
  const query = forms.queryOf(form)
  const response = fetchPage({ url: pageUrl(query, position, top), api: query.api, retryBudgetMs: retryBudgetsMs[retryBudget], ...options })
  const fetched = await attempt(response, { retryBudget })
  if (fetched.kind === 'refused') throw fetched.failure
  return fetched.kind === 'received' ? fetched.collected : null
}

/** Yields the rows in pages as large as the service delivers, and each unread row. Throws the failure of the whole page if none can be read. */
export async function* readSmaller(rows: Rows): AsyncGenerator<RowsPart, RowsEnd, void> {
  const { position, size: whole } = rows
  const quarter = Math.ceil(whole / 4)
  const sizes = [quarter, Math.ceil(whole / 20), 1]
  let { form } = rows
  let size = quarter
  let unreadInARow = 0
  let withoutAlertsInARow = 0
  let count = 0
  let total: number | null = null
  while (count < whole) {
    const top = Math.min(size, whole - count)
    let collected = await fetchRows(rows, form, position + count, top)
    if (collected) {
      withoutAlertsInARow = 0
    } else {
      const smaller = sizes.find(each => each < top)
      if (smaller !== undefined) {
        size = smaller
        continue
      }
      if (rows.retriesWithoutAlerts && form === 'complete') {
        collected = await fetchRows(rows, 'without-alerts', position + count, 1)
        if (collected && ++withoutAlertsInARow === maxFailuresInARow) form = 'without-alerts'
      }
      size = quarter
    }
    if (!collected) {
      if (++unreadInARow === maxFailuresInARow) throw rows.failure
      yield { kind: 'unread' }
      count++
      continue
    }
    unreadInARow = 0
    yield { kind: 'page', collected }
    const { rows: received, hasMore } = collected.page
    total = collected.page.total ?? total
    count += received
    // A service may send fewer rows than requested and announce more.
    if (received < top) return { count, hasMore, size, total }
  }
  return { count, hasMore: true, size, total }
}
