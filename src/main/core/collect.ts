import type { FetchPage, PageAnswer, PageRequest } from './defender'
import type { Query } from './query'
import { AppError } from './errors'
import { followLink, linkKey, pageSize, pageUrl } from './query'

/** A service that links to one empty page after another is not coming to an end. */
const mostEmptyPages = 5

/** The address behind a page, or null at the end. A full page without a link is no proof of the end: it is probed. */
function nextUrl(query: Query, { page }: PageAnswer, received: number): URL | null {
  if (page.nextLink !== null) return followLink(query, page.nextLink)
  return page.incidents.length < pageSize ? null : pageUrl(query, received)
}

/** The first page. Where the service refuses the (unconfirmed) upper bound, the window is asked for without it. */
async function firstPage(query: Query, fetchPage: (url: URL) => Promise<PageAnswer>): Promise<{ query: Query, answer: PageAnswer }> {
  try {
    return { query, answer: await fetchPage(pageUrl(query, 0)) }
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'bad-request' || !query.withUpperBound || query.range.to === null) throw error
    const open = { ...query, withUpperBound: false }
    return { query: open, answer: await fetchPage(pageUrl(open, 0)) }
  }
}

/**
 * Every page of a query, in order. It returns at the end of the list and throws an AppError (`foreign-link`,
 * `repeated-link`, or what fetching threw) where it cannot go on; the pages before were yielded then.
 */
export async function* collectPages(
  asked: Query,
  fetchPage: FetchPage,
  options: Omit<PageRequest, 'url'>,
): AsyncGenerator<PageAnswer, void, void> {
  const seen = new Set<string>()
  let received = 0
  let emptyPages = 0
  const first = await firstPage(asked, url => fetchPage({ url, ...options }))
  const { query } = first
  seen.add(linkKey(pageUrl(query, 0)))

  /** The page behind `answer`, on its way; null at the end. */
  const follow = async (answer: PageAnswer): Promise<PageAnswer | null> => {
    received += answer.page.incidents.length
    emptyPages = answer.page.incidents.length === 0 ? emptyPages + 1 : 0
    const url = nextUrl(query, answer, received)
    if (url === null) return null
    if (seen.has(linkKey(url)) || emptyPages > mostEmptyPages) throw new AppError('repeated-link', { count: received })
    seen.add(linkKey(url))
    return fetchPage({ url, ...options })
  }

  for (let answer: PageAnswer | null = first.answer; answer !== null;) {
    // Asked for before this one is handed over, so that the network does not wait for what is done with it.
    const next = follow(answer)
    // Its failure is thrown below, or by nobody when the caller has stopped listening.
    next.catch(() => undefined)
    yield answer
    answer = await next
  }
}
