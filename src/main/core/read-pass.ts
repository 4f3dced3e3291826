/** @file One pass over the list of a query: page after page, whatever happens to the list meanwhile. */
import type { Page } from './page'
import type { FetchPage, PageAnswer, PageRequest } from './page-fetcher'
import type { Query } from './query'
import { AppError } from './errors'
import { followLink, hasUpperBound, linkKey, pageUrl } from './query'
import { isHeavy, readSmaller, shortPatienceMs } from './smaller-pages'

export interface CollectedPage {
  readonly page: Page
  /** As in PageAnswer. */
  readonly clockOffset: number | null
}

export type PageOptions = Pick<PageRequest, 'signal' | 'onWaiting' | 'share'>

export interface Pass {
  readonly query: Query
  readonly fetchPage: FetchPage
  readonly options: PageOptions
  /** Grows by the id before each incident that could not be read. */
  readonly unreadAfter: string[]
}

/** Whether something may have passed the reading on its way to the top of the list. */
interface PassEnd { readonly moved: boolean }

/** What the pages of one place of the list were. */
interface Block {
  readonly count: number
  /** It holds something that this pass had read before. */
  readonly repeats: boolean
  readonly nextLink: string | null
  /** As many as were asked for: there may be more behind them. */
  readonly full: boolean
}

/** A service that links to one empty page after another is not coming to an end. */
const mostEmptyPages = 5

/** After so many pages that came through, larger ones are tried again. */
const calmPages = 4

/** A request on its way: `size` is how many incidents it asks for. */
interface Asked { readonly key: string, readonly size: number, readonly answer: Promise<PageAnswer> }

function createReader({ query, fetchPage, options, unreadAfter }: Pass) {
  const seen = new Set<string>()
  let last = ''
  /** How many incidents to ask for: fewer where the service could not answer, then more again step by step. */
  let size = query.api.pageSize
  let calm = 0

  /** Whether the page holds something that was read before in this pass. */
  const take = (page: Page, position: number): boolean => {
    const ids = page.incidents.map(({ summary }) => summary.id)
    const repeats = ids.some(id => seen.has(id)) || new Set(ids).size < ids.length
    // Below an upper end only what joins on to what was read may later prove that something else does.
    if (repeats || position === 0 || !hasUpperBound(query)) for (const id of ids) seen.add(id)
    last = ids.at(-1) ?? last
    return repeats
  }

  const ask = (url: URL): Asked => {
    const patience = size < query.api.pageSize ? { patienceMs: shortPatienceMs } : {}
    const answer = fetchPage({ url, api: query.api, ...patience, ...options })
    // Its failure is thrown where it is awaited, or by nobody when the caller has stopped listening.
    answer.catch(() => undefined)
    return { key: linkKey(url), size, answer }
  }
  /** Asks for the page at this place. */
  const askAt = (position: number): Asked => ask(pageUrl(query, position, size))

  /** The answer, or the failure where smaller pages may help. */
  const answered = async ({ answer }: Asked): Promise<PageAnswer | AppError> => {
    try {
      return await answer
    } catch (error) {
      if (error instanceof AppError && isHeavy(error)) return error
      throw error
    }
  }

  /** The page that was asked for, or, where it is too much for the service, the same place in smaller pages. */
  async function* readBlock(asked: Asked, position: number, onAnswer: (answer: PageAnswer) => void): AsyncGenerator<CollectedPage, Block, void> {
    const answer = await answered(asked)
    if (!(answer instanceof AppError)) {
      onAnswer(answer)
      const page = await answer.page
      const repeats = take(page, position)
      yield { page, clockOffset: answer.clockOffset }
      if (++calm % calmPages === 0) size = Math.min(query.api.pageSize, size * 2)
      return { count: page.incidents.length, repeats, nextLink: page.nextLink, full: page.incidents.length >= asked.size }
    }
    const smaller = readSmaller({ query, position, size: asked.size, failure: answer, fetchPage, options })
    let repeats = false
    let step = await smaller.next()
    for (; !step.done; step = await smaller.next()) {
      if (step.value === 'unread') {
        unreadAfter.push(last)
      } else {
        repeats = take(step.value.page, repeats ? 0 : position) || repeats
        yield step.value
      }
    }
    size = step.value.size
    calm = 0
    return { count: step.value.count, full: step.value.full, repeats, nextLink: null }
  }

  return { ask, askAt, readBlock, isFullSize: () => size === query.api.pageSize }
}

/**
 * A list without an upper end: what changes moves to its top and what it passes moves down, so a place that was read comes
 * again and nothing that stands still is skipped. What moved from below to above the reading is told by such a repetition.
 */
async function* readOpen(pass: Pass): AsyncGenerator<CollectedPage, PassEnd, void> {
  const { query } = pass
  const { ask, askAt, readBlock, isFullSize } = createReader(pass)
  let asked = askAt(0)
  const followed = new Set([asked.key])
  const early: { asked: Asked | null } = { asked: null }
  let position = 0
  let emptyPages = 0
  let moved = false

  /** Asks for what seems to be the next page, so that the network works while this one is parsed. */
  const askEarly = ({ peekedLink }: PageAnswer) => {
    try {
      const url = peekedLink === null ? null : followLink(query, peekedLink)
      early.asked = url === null || followed.has(linkKey(url)) ? null : ask(url)
    } catch {
      early.asked = null // a link that must not be followed is judged below
    }
  }

  for (;;) {
    const block: Block = yield* readBlock(asked, position, askEarly)
    moved ||= block.repeats
    position += block.count
    emptyPages = block.count === 0 ? emptyPages + 1 : 0
    // A full page without a link is no proof of the end: it is probed.
    if (block.nextLink === null && !block.full) return { moved }
    const link = block.nextLink !== null && isFullSize() ? followLink(query, block.nextLink) : null
    const next = link === null ? null : linkKey(link)
    if (next !== null && followed.has(next)) throw new AppError('repeated-link', { count: position })
    if (emptyPages > mostEmptyPages) throw new AppError('repeated-link', { count: position })
    asked = next !== null && early.asked?.key === next ? early.asked : link ? ask(link) : askAt(position)
    followed.add(asked.key)
    early.asked = null
  }
}

/**
 * A list with an upper end in the past: what changes leaves it, and what stood below moves up. So each page begins with the last
 * incident of the one before, and where it does not, the reading steps back until it does.
 */
async function* readBounded(pass: Pass): AsyncGenerator<CollectedPage, PassEnd, void> {
  const { query } = pass
  const { askAt, readBlock } = createReader(pass)
  for (let position = 0; ;) {
    const block: Block = yield* readBlock(askAt(position), position, () => undefined)
    if (position > 0 && !block.repeats) {
      position = Math.max(0, position - query.api.pageSize)
      continue
    }
    if (!block.full && block.nextLink === null) return { moved: false }
    position += Math.max(1, block.count - 1)
  }
}

/** The pages of one pass. Its end says whether another pass must look at what changed meanwhile. */
export function readPass(pass: Pass): AsyncGenerator<CollectedPage, PassEnd, void> {
  return hasUpperBound(pass.query) ? readBounded(pass) : readOpen(pass)
}
