import type { FetchPage, PageAnswer, PageRequest } from './defender'
import type { Page } from './page'
import type { Query } from './query'
import { AppError } from './errors'
import { followLink, linkKey, pageSize, pageUrl } from './query'

export interface CollectedPage {
  readonly page: Page
  /** As in PageAnswer. */
  readonly clockOffset: number | null
}

/** A service that links to one empty page after another is not coming to an end. */
const mostEmptyPages = 5

/** The address behind a page, or null at the end. A full page without a link is no proof of the end: it is probed. */
function nextUrl(query: Query, page: Page, received: number): URL | null {
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

/** A request on its way and the address it is for. */
interface Early { readonly key: string, readonly answer: Promise<PageAnswer> }

/**
 * Every page of a query, in order. It returns at the end of the list and throws an AppError (`foreign-link`,
 * `repeated-link`, or what fetching and reading threw) where it cannot go on; the pages before were yielded then.
 */
export async function* collectPages(
  asked: Query,
  fetchPage: FetchPage,
  options: Omit<PageRequest, 'url'>,
): AsyncGenerator<CollectedPage, void, void> {
  const fetch = (url: URL) => fetchPage({ url, ...options })
  const first = await firstPage(asked, fetch)
  const { query } = first
  const seen = new Set([linkKey(pageUrl(query, 0))])
  let received = 0
  let emptyPages = 0

  const ask = (url: URL): Early => {
    const answer = fetch(url)
    // Its failure is thrown where it is awaited, or by nobody when the caller has stopped listening.
    answer.catch(() => undefined)
    return { key: linkKey(url), answer }
  }

  /** Asks for what seems to be the next page, so that the network works while this one is parsed. */
  const askEarly = ({ peekedLink }: PageAnswer): Early | null => {
    try {
      const url = peekedLink === null ? null : followLink(query, peekedLink)
      return url === null || seen.has(linkKey(url)) ? null : ask(url)
    } catch {
      return null // a link that must not be followed is judged below
    }
  }

  for (let answer = first.answer; ;) {
    const early = askEarly(answer)
    const page = await answer.page
    yield { page, clockOffset: answer.clockOffset }
    received += page.incidents.length
    emptyPages = page.incidents.length === 0 ? emptyPages + 1 : 0
    const url = nextUrl(query, page, received)
    if (url === null) return
    const key = linkKey(url)
    if (seen.has(key) || emptyPages > mostEmptyPages) throw new AppError('repeated-link', { count: received })
    seen.add(key)
    answer = await (early?.key === key ? early : ask(url)).answer
  }
}
