/** @file Reads a place of the list that is too much for the service in smaller pages, down to single incidents. */
import type { FetchPage } from './page-fetcher'
import type { Query } from './query'
import type { CollectedPage, PageOptions } from './read-pass'
import { AppError } from './errors'
import { pageUrl } from './query'

/** Failures that a smaller page may not have: the answer is too much for the service, or for this app. */
export function isHeavy({ code }: AppError): boolean {
  return code === 'server-error' || code === 'timeout' || code === 'too-large'
}

/** The full page was tried for long enough; each smaller one is tried twice. */
export const shortPatienceMs = 1000

/** So many single incidents in a row that fail: it is the service that fails. */
const mostInARow = 3

interface Place {
  readonly query: Query
  /** Where it begins, and how many incidents it holds. */
  readonly position: number
  readonly size: number
  /** Why it could not be read as one page. */
  readonly failure: AppError
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
}

/**
 * The incidents of one page's place, in as large pages as come through; `unread` stands for one that does not come at all.
 * Throws the page's own failure where nothing comes.
 */
export async function* readSmaller({ query, position, size: whole, failure, fetchPage, options }: Place): AsyncGenerator<CollectedPage | 'unread', PlaceEnd, void> {
  const sizes = [Math.ceil(whole / 4), Math.ceil(whole / 20), 1]
  const largest = sizes[0] ?? 1
  let size = largest
  let inARow = 0
  let count = 0
  while (count < whole) {
    const top = Math.min(size, whole - count)
    try {
      const answer = await fetchPage({ url: pageUrl(query, position + count, top), api: query.api, patienceMs: shortPatienceMs, ...options })
      const page = await answer.page
      yield { page, clockOffset: answer.clockOffset }
      inARow = 0
      count += page.incidents.length
      if (page.incidents.length < top) return { count, full: false, size }
    } catch (error) {
      if (!(error instanceof AppError) || !isHeavy(error)) throw error
      const smaller = sizes.find(each => each < top)
      if (smaller !== undefined) {
        size = smaller
        continue
      }
      if (++inARow === mostInARow) throw failure
      yield 'unread'
      count++
      // This one was the trouble: what follows may come in larger pages again.
      size = largest
    }
  }
  return { count, full: true, size }
}
