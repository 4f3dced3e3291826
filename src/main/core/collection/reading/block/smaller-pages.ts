/** @file Reads a place of the list that is too much for the service in smaller pages, down to single incidents. */
import type { CollectedPage, FetchPage, PageOptions } from '../../paging/page-fetcher'
import type { ErrorCode } from '../../../../../shared/contract/failure'
import type { Query } from '../../paging/query'
import { AppError } from '../../../base/errors'
import { isTransient } from '../../../network/network-errors'
import { pageUrl } from '../../paging/query'

const heavy: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['server-error', 'timeout', 'too-large', 'cut-off', 'damaged'])

/** A service that asks for a longer wait (Retry-After) is down: no page is small enough, and each one would wait as long again. */
const mostWaitSeconds = 30

/** Failures that no smaller page can mend: the service is down, or the request for a token failed. */
const isElsewhere = ({ code, details }: AppError): boolean =>
  details.api !== undefined || (code === 'server-error' && (details.seconds ?? 0) > mostWaitSeconds)

/**
 * Failures that a lighter question may not have: the answer is too much for the service, or for this app. What was tried without
 * patience may have met a broken connection only; the lighter one will tell.
 */
export function isHeavy(error: unknown, patienceMs: number | undefined): error is AppError {
  if (!(error instanceof AppError) || isElsewhere(error)) return false
  return heavy.has(error.code) || (patienceMs === 0 && isTransient(error))
}

/** So many single incidents in a row that fail: it is the service that fails. */
const mostInARow = 3

interface Place {
  readonly query: Query
  /** The same without the alerts: asked where an incident does not come with them. null: not asked. */
  readonly plain: Query | null
  /** Where it begins, and how many incidents it holds. */
  readonly position: number
  readonly size: number
  /** Why it could not be read as one page. */
  readonly failure: AppError
  /** As in RetryPolicy, for each page. */
  readonly patienceMs: number
  readonly fetchPage: FetchPage
  readonly options: PageOptions
}

interface PlaceEnd {
  /** How many places it passed. */
  readonly count: number
  /** There may be more behind. */
  readonly full: boolean
  /** The size of page that came through last. */
  readonly size: number
  /** As in Page, of the last page. */
  readonly total: number | null
}

/** A page; null where it is too much. Throws every other failure. */
async function fetchIfLight({ patienceMs, fetchPage, options }: Place, query: Query, skip: number, top: number): Promise<CollectedPage | null> {
  try {
    const { page, clockOffset, serverTime } = await fetchPage({ url: pageUrl(query, skip, top), api: query.api, patienceMs, ...options })
    return { page: await page, clockOffset, serverTime }
  } catch (error) {
    if (isHeavy(error, patienceMs)) return null
    throw error
  }
}

/**
 * The incidents of one page's place, in as large pages as come through; `unread` stands for one that does not come at all.
 * Throws the page's own failure where nothing comes.
 */
export async function* readSmaller(place: Place): AsyncGenerator<CollectedPage | 'unread', PlaceEnd, void> {
  const { plain, position, size: whole } = place
  const sizes = [Math.ceil(whole / 4), Math.ceil(whole / 20), 1]
  const largest = sizes[0] ?? 1
  let { query } = place
  let size = largest
  let unreadInARow = 0
  let plainInARow = 0
  let count = 0
  let total: number | null = null
  while (count < whole) {
    const top = Math.min(size, whole - count)
    let came = await fetchIfLight(place, query, position + count, top)
    if (came) {
      plainInARow = 0
    } else {
      const smaller = sizes.find(each => each < top)
      if (smaller !== undefined) {
        size = smaller
        continue
      }
      came = plain && query !== plain ? await fetchIfLight(place, plain, position + count, 1) : null
      // It is the alerts that the service cannot deliver: the rest of this place is asked for without.
      if (came && plain && ++plainInARow === mostInARow) query = plain
      // This one was the trouble: what follows may come in larger pages again.
      size = largest
    }
    if (came) {
      unreadInARow = 0
      yield came
      const { rows, hasMore } = came.page
      total = came.page.total ?? total
      count += rows
      // A service may send less than was requested and say that there is more.
      if (rows < top) return { count, full: hasMore, size, total }
    } else {
      if (++unreadInARow === mostInARow) throw place.failure
      yield 'unread'
      count++
    }
  }
  return { count, full: true, size, total }
}
