/** @file Reads a window to its end while the list moves under the reading. Why nothing is lost: docs/collection.md. */
import type { CollectedPage, FetchPage, PageOptions } from './page-fetcher'
import type { Query } from './query'
import { createAlertsPlan } from '../incident/alerts-plan'
import { AppError } from '../errors'
import { readPass } from './read-pass'
import { sinceOf } from './watermark'

/** Each pass is as short as what changed during the one before it: a second is rare, a fourth unheard of. */
const mostPasses = 20

/** What a collection came to. */
export interface Collected {
  /** From when on changes must be asked for next time (a time of the API); null where nothing was read. */
  readonly since: string | null
  /** For each incident that the service could not deliver, the id of the one before it ('' for the first). */
  readonly unreadAfter: readonly string[]
}

/**
 * Every page of a query, in passes, until one saw the list stand still. Throws an AppError (`foreign-link`, `repeated-link`,
 * `list-moving`, or what fetching and reading threw) where it cannot go on; the pages before were yielded then.
 */
export async function* collectPages(
  asked: Query,
  fetchPage: FetchPage,
  options: PageOptions,
  alerts = createAlertsPlan(),
): AsyncGenerator<CollectedPage, Collected, void> {
  const unreadAfter: string[] = []
  let query = asked
  let since: string | null = null
  for (let pass = 1; pass <= mostPasses; pass++) {
    let pages = 0
    try {
      const reading = readPass({ query, fetchPage, options, unreadAfter, alerts })
      let step = await reading.next()
      for (; !step.done; step = await reading.next()) {
        if (pages++ === 0) since = sinceOf(step.value.page.incidents, query.api.pageSize) ?? since
        yield step.value
      }
      if (!step.value.moved) return { since, unreadAfter }
      query = { ...query, since: since ?? query.since }
    } catch (error) {
      // The service may not take the (unconfirmed) upper bound: then the window is asked for without it, and cut here.
      if (!(error instanceof AppError) || error.code !== 'bad-request' || pages > 0 || !query.withUpperBound || query.range.to === null) throw error
      query = { ...query, withUpperBound: false }
    }
  }
  throw new AppError('list-moving')
}
