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
const patienceMs = 1000

/** So many single incidents in a row that fail: it is the service that fails. */
const mostInARow = 3

interface Place {
  readonly query: Query
  /** Where it begins. */
  readonly position: number
  /** Why the full page could not be read. */
  readonly failure: AppError
  readonly fetchPage: FetchPage
  readonly options: PageOptions
}

/**
 * The incidents of one full page's place, in as large pages as come through; `unread` stands for one that does not come at all.
 * Returns how many places it passed and whether there may be more behind. Throws the full page's failure where nothing comes.
 */
export async function* readSmaller({ query, position, failure, fetchPage, options }: Place): AsyncGenerator<CollectedPage | 'unread', { count: number, full: boolean }, void> {
  const { pageSize } = query.api
  const sizes = [Math.ceil(pageSize / 4), Math.ceil(pageSize / 20), 1]
  let size = sizes[0] ?? 1
  let inARow = 0
  let count = 0
  while (count < pageSize) {
    const top = Math.min(size, pageSize - count)
    try {
      const answer = await fetchPage({ url: pageUrl(query, position + count, top), api: query.api, patienceMs, ...options })
      const page = await answer.page
      yield { page, clockOffset: answer.clockOffset }
      inARow = 0
      count += page.incidents.length
      if (page.incidents.length < top) return { count, full: false }
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
    }
  }
  return { count, full: true }
}
