/** @file One pass over the list of a query: page after page, whatever happens to the list meanwhile. Why so: docs/collection.md. */
import type { CollectedPage, PageAnswer } from '../paging/page-fetcher'
import type { Block, BlockSource, Requested } from './block/read-block'
import type { Query } from '../paging/query'
import type { UnreadPlaces } from './unread-rows'
import { AppError } from '../../base/errors'
import { odataKey } from '../paging/times'
import { createPassMemory } from './pass-memory'
import { followLink, hasUpperBound, isOwnHost, linkKey } from '../paging/query'
import { createBlockReader } from './block/read-block'

export interface Pass extends Omit<BlockSource, 'memory'> {
  readonly unread: UnreadPlaces
}

/** How a pass ended, for judging whether another one is needed. */
export interface PassEnd {
  /** Ids of all incidents that it read. */
  readonly seen: ReadonlySet<string>
  /** Rows that came again: as many incidents stood unread above the reading at its end. */
  readonly repeats: number
  /** It ended before the end of the list, because several pages in a row held nothing that was new to it. */
  readonly stalled: boolean
  /** Incidents may have left its list upwards without any sign: what changed since must be read as well. */
  readonly mayHaveLost: boolean
  /** Rows of the list were never seen, though the list only loses rows. */
  readonly gap: boolean
  /** How many incidents the service counts, where it sent fewer; else null. */
  readonly counted: number | null
}

/** After this many pages in a row without an incident that is new to the pass it ends: the service may repeat itself for ever. */
const mostStalePages = 5

/** Returns where a link leads; null for one of the API's own host that is no page of the list: then the place is known all the same. */
function usableLink(query: Query, link: string): URL | null {
  try {
    return followLink(query, link)
  } catch (error) {
    if (isOwnHost(query, link)) return null
    throw error
  }
}

/** Counts pages in a row without anything new. */
function createStaleness() {
  let pages = 0
  return (block: Block): boolean => {
    pages = block.fresh === 0 ? pages + 1 : 0
    return pages >= mostStalePages
  }
}

type Reading<End> = AsyncGenerator<CollectedPage, End, void>
type Memory = ReturnType<typeof createPassMemory>

/** How the reading of one list ended. `refusal`: the service refused the page at that place. */
interface ListEnd { readonly kind: 'end' | 'stalled', readonly repeats: number, readonly gap: boolean, readonly counted: number | null }
interface Refused { readonly kind: 'refused', readonly repeats: number, readonly refusal: AppError }

/** The service's own count, where the list is shorter. */
const countBehind = ({ total }: Block, position: number): number | null => total !== null && total > position ? total : null

/** Returns the failure where the service refused a page behind the first, as services do beyond a limit of `$skip`; throws every other. */
function refusedBehind(error: unknown, position: number): AppError {
  if (error instanceof AppError && error.code === 'bad-request' && position > 0) return error
  throw error
}

/**
 * Reads a list without an upper end: an incident that changes moves to its top and those it passes move down, so a place that was read comes
 * again and nothing that stands still is skipped. Incidents that moved from below to above the reading show as repetitions.
 */
async function* readOpen(source: BlockSource): Reading<ListEnd | Refused> {
  const { current, requestLink, requestAt, readBlock, isFullSize } = createBlockReader(source)
  let requested = requestAt(0)
  const followed = new Set([requested.key])
  const early: { requested: Requested | null } = { requested: null }
  const isStale = createStaleness()
  let position = 0
  let repeats = 0

  /** Requests what seems to be the next page, so that the network works while this one is parsed. */
  const requestEarly = ({ peekedLink }: PageAnswer) => {
    try {
      const url = peekedLink === null ? null : followLink(current(), peekedLink)
      early.requested = url === null || followed.has(linkKey(url)) ? null : requestLink(url)
    } catch {
      early.requested = null // a link that must not be followed is judged below
    }
  }

  for (;;) {
    let block: Block
    try {
      block = yield* readBlock(requested, position, requestEarly)
    } catch (error) {
      return { kind: 'refused', repeats, refusal: refusedBehind(error, position) }
    }
    repeats += block.repeats
    position += block.count
    const counted = countBehind(block, position)
    if (!block.more) return { kind: 'end', repeats, gap: false, counted }
    if (isStale(block)) return { kind: 'stalled', repeats, gap: false, counted }
    const link = block.nextLink !== null && isFullSize() ? usableLink(current(), block.nextLink) : null
    const next = link === null ? null : linkKey(link)
    if (next !== null && followed.has(next)) throw new AppError('repeated-link', { count: position })
    requested = next !== null && early.requested?.key === next ? early.requested : link ? requestLink(link) : requestAt(position)
    followed.add(requested.key)
    early.requested = null
  }
}

/**
 * Reads a list with an upper end in the past: an incident that changes leaves it, and those below move up. So each page begins with the last
 * incidents of the one before, and where it does not, the reading steps back until it does.
 */
async function* readBounded(source: BlockSource): Reading<ListEnd | Refused> {
  const { query: { api: { pageSize } }, memory } = source
  const { requestWholeAt, readBlock } = createBlockReader(source)
  const isStale = createStaleness()
  let position = 0
  let isCutShort = false
  let gap = false
  for (;;) {
    let block: Block
    try {
      block = yield* readBlock(requestWholeAt(position), position, () => undefined)
    } catch (error) {
      return { kind: 'refused', repeats: 0, refusal: refusedBehind(error, position) }
    }
    const counted = countBehind(block, position + block.count)
    if (isStale(block)) return { kind: 'stalled', repeats: 0, gap: false, counted }
    if (position > 0 && !block.joins) {
      position = Math.max(0, position - pageSize)
      continue
    }
    // Rows of one time that fill a page cannot all be read at once: in the same order as before they are the same rows.
    gap ||= block.gap || (isCutShort && block.moved)
    if (!block.more) return { kind: 'end', repeats: 0, gap: gap || memory.missing(position + block.count) > 0, counted }
    const overlap = memory.overlap()
    isCutShort = overlap >= block.count
    position += Math.max(1, block.count - (isCutShort ? Math.ceil(block.count / 2) : overlap))
  }
}

const pagingLimit = ({ seen }: Memory, { details }: AppError): AppError => new AppError('paging-limit', { ...details, count: seen.size })

/**
 * Returns the list of what stands below a place that the service does not page to, equal times included. It begins in the middle of the last page,
 * so that single times that are out of order do not move it. Throws `paging-limit`.
 */
function below(query: Query, memory: Memory, refusal: AppError): Query {
  const key = memory.middleOfLast(query.api.pageSize)
  const until = key === null ? undefined : odataKey(key)
  // One instant holds more incidents than the service pages to.
  if (until === undefined || until === query.until) throw pagingLimit(memory, refusal)
  return { ...query, until }
}

/**
 * Reads the pages of one pass. Where the service refuses to page any further, the rest is requested as a list of its own, with the oldest time
 * read as its upper end: the list is sorted by the last update, newest first.
 */
export async function* readPass({ unread, ...source }: Pass): Reading<PassEnd> {
  const memory = createPassMemory(unread)
  let refusal: AppError | null = null
  let { query } = source
  let repeats = 0
  for (;;) {
    const isRest = refusal !== null
    let end: ListEnd | Refused
    try {
      end = yield* (hasUpperBound(query) ? readBounded : readOpen)({ ...source, query, memory })
    } catch (error) {
      // The service may not take an upper end at all.
      if (!refusal || !(error instanceof AppError) || error.code !== 'bad-request') throw error
      throw pagingLimit(memory, error)
    }
    repeats += end.repeats
    // Nor may it heed one.
    if (refusal && end.kind === 'stalled') throw pagingLimit(memory, refusal)
    if (end.kind !== 'refused') {
      // An incident that leaves a window whose end is past may be in the list or not.
      return { seen: memory.seen, repeats, stalled: end.kind === 'stalled', mayHaveLost: isRest && !hasUpperBound(source.query), gap: end.gap, counted: end.counted }
    }
    refusal = end.refusal
    query = below(query, memory, refusal)
    memory.restart()
  }
}
