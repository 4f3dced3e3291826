/** @file Reads one list, block after block: an open list, or a bounded one, whose upper end is in the past. The argument: docs/collection.md. */
import type { CollectedPage, PageResponse } from '../paging/page-fetcher'
import type { Query } from '../paging/query'
import type { Block, BlockSource, Requested } from './block/block'
import { AppError } from '../../base/errors'
import { followLink, isOwnHost, linkKey } from '../paging/query'
import { createBlockReader } from './block/read-block'

/** How the reading of one list ended. */
export type ListEnd
  /** `repeats`, `hasGap`, `counted`: as in PassEnd. */
  = { readonly kind: 'end' | 'stalled', readonly repeats: number, readonly hasGap: boolean, readonly counted: number | null }
  /** The service refused a page after the first one. */
    | { readonly kind: 'refused', readonly repeats: number, readonly refusal: AppError }

type Reading = AsyncGenerator<CollectedPage, ListEnd, void>

/** If this many pages in a row contain no incident that is new to the pass, the pass ends, because the service may repeat itself forever. */
const maxStalePages = 5

/** Returns a function that counts consecutive blocks without new incidents, and returns whether there are too many. */
function createStaleness() {
  let pages = 0
  return (block: Block): boolean => {
    pages = block.fresh === 0 ? pages + 1 : 0
    return pages >= maxStalePages
  }
}

/**
 * Returns the URL of a link to the next page; null for a link to the API's own host that is not a page of the list: the next page is then requested by
 * position.
 */
function usableLink(query: Query, link: string): URL | null {
  try {
    return followLink(query, link)
  } catch (error) {
    if (isOwnHost(query, link)) return null
    throw error
  }
}

/** Returns the number of rows that the service counts, if it sent fewer; otherwise null. */
const totalBeyond = ({ total }: Block, rows: number): number | null => total !== null && total > rows ? total : null

/** Returns the failure if the service refused a page after the first, as services do beyond a limit of `$skip`; throws every other failure. */
function refusalAfterFirstPage(error: unknown, position: number): AppError {
  if (error instanceof AppError && error.code === 'bad-request' && position > 0) return error
  throw error
}

/** The request for the next page, sent as soon as a response names it; `none` until then. */
type EarlyRequest = { readonly kind: 'none' } | { readonly kind: 'sent', readonly requested: Requested }

/**
 * Reads an open list. An incident that changes moves to the top, and the incidents above its old position move down: some rows are read again, and no
 * unchanged row is skipped. Incidents that move from below the current page to above it show up as repeated rows. Throws `foreign-link`, `repeated-link`, and
 * what reading a block throws.
 */
export async function* readOpen(source: BlockSource): Reading {
  const { currentQuery, requestLink, requestAt, readBlock, isFullSize } = createBlockReader(source)
  let requested = requestAt(0)
  const followed = new Set([requested.key])
  const next: { early: EarlyRequest } = { early: { kind: 'none' } }
  const isStale = createStaleness()
  let position = 0
  let repeats = 0

  /** Requests the probable next page early, so that the request runs while this page is parsed. */
  const requestEarly = ({ peekedLink }: PageResponse) => {
    next.early = { kind: 'none' }
    if (peekedLink === null) return
    try {
      const url = followLink(currentQuery(), peekedLink)
      if (!followed.has(linkKey(url))) next.early = { kind: 'sent', requested: requestLink(url) }
    } catch {
      // A link that must not be followed causes a failure later, once the page is parsed.
    }
  }

  for (;;) {
    let block: Block
    try {
      block = yield* readBlock(requested, position, requestEarly)
    } catch (error) {
      return { kind: 'refused', repeats, refusal: refusalAfterFirstPage(error, position) }
    }
    repeats += block.repeats
    position += block.count
    const counted = totalBeyond(block, position)
    if (!block.hasMore) return { kind: 'end', repeats, hasGap: false, counted }
    if (isStale(block)) return { kind: 'stalled', repeats, hasGap: false, counted }
    const link = block.nextLink !== null && isFullSize() ? usableLink(currentQuery(), block.nextLink) : null
    const key = link === null ? null : linkKey(link)
    if (key !== null && followed.has(key)) throw new AppError('repeated-link', { count: position })
    const { early } = next
    requested = early.kind === 'sent' && early.requested.key === key ? early.requested : link ? requestLink(link) : requestAt(position)
    followed.add(requested.key)
    next.early = { kind: 'none' }
  }
}

/**
 * Reads a list whose upper end is in the past. An incident that changes leaves it, and those below move up, so each page is requested to begin with the
 * last incidents of the previous page. If it does not contain them, the reader steps back until a page does. Throws what reading a block throws.
 */
export async function* readBounded(source: BlockSource): Reading {
  const { query: { api: { pageSize } }, memory } = source
  const { requestWholeAt, readBlock } = createBlockReader(source)
  const isStale = createStaleness()
  let position = 0
  let isOverlapCut = false
  let hasGap = false
  for (;;) {
    let block: Block
    try {
      block = yield* readBlock(requestWholeAt(position), position, () => undefined)
    } catch (error) {
      return { kind: 'refused', repeats: 0, refusal: refusalAfterFirstPage(error, position) }
    }
    const end = position + block.count
    const counted = totalBeyond(block, end)
    if (isStale(block)) return { kind: 'stalled', repeats: 0, hasGap: false, counted }
    if (position > 0 && !block.joins) {
      position = Math.max(0, position - pageSize)
      continue
    }
    // If rows with the same time fill a page, the next page overlaps only half of it. Unless they changed places, they are the same rows as before.
    hasGap ||= block.hasGap || (isOverlapCut && block.moved)
    if (!block.hasMore) return { kind: 'end', repeats: 0, hasGap: hasGap || memory.missing(end) > 0, counted }
    const overlap = memory.overlap()
    isOverlapCut = overlap >= block.count
    position += Math.max(1, block.count - (isOverlapCut ? Math.ceil(block.count / 2) : overlap))
  }
}
