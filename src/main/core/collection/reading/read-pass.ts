/**
 * @file One pass over the list of a query, from its first row to its last. The argument: docs/collection.md.
 *
 *     open list ─────┐                            ┌─ end of the list, or stalled ──▶ the pass ends
 *     bounded list ──┴─ block after block ────────┤
 *          ▲                                      └─ a page after the first is refused ──┐
 *          └── the rows below, as a bounded list of their own ◀──────────────────────────┘
 */
import type { CollectedPage } from '../paging/page-fetcher'
import type { Query } from '../paging/query'
import type { BlockSource } from './block/block'
import type { ListEnd } from './read-list'
import type { UnreadRows } from './unread-rows'
import { AppError } from '../../base/errors'
import { odataKey } from '../paging/times'
import { hasUpperBound } from '../paging/query'
import { createPassMemory } from './pass-memory'
import { readBounded, readOpen } from './read-list'

export interface Pass extends Omit<BlockSource, 'memory'> {
  readonly unread: UnreadRows
}

/** How a pass ended, to decide whether another one is needed. */
export interface PassEnd {
  /** The IDs of all incidents that it read. */
  readonly seen: ReadonlySet<string>
  /** The number of repeated rows. The same number of incidents may be unread above the rows that the pass has read. */
  readonly repeats: number
  /** Whether it ended before the end of the list, because several pages in a row contained nothing new. */
  readonly stalled: boolean
  /** Whether incidents may have left the list of the pass unnoticed, so that the changes since its start must be read as well. */
  readonly mayHaveLost: boolean
  /** Whether a list that only loses rows has rows that were never read. */
  readonly hasGap: boolean
  /** The number of incidents that the service counts, if it sent fewer; otherwise null. */
  readonly counted: number | null
}

type Memory = ReturnType<typeof createPassMemory>

const pagingLimit = ({ seen }: Memory, { details }: AppError): AppError => new AppError('paging-limit', { ...details, count: seen.size })

/**
 * Returns the list of the rows below the position at which the service refused a page, equal times included. Its upper end is the median time of the
 * last page, so that single times out of order do not move it. Throws `paging-limit`.
 */
function below(query: Query, memory: Memory, refusal: AppError): Query {
  const key = memory.middleOfLast(query.api.pageSize)
  const until = key === null ? undefined : odataKey(key)
  // If the end does not move, more incidents have the same time than the service lets the app page through.
  if (until === undefined || until === query.until) throw pagingLimit(memory, refusal)
  return { ...query, until }
}

/**
 * Yields the pages of one pass. If the service refuses to page any further, the rows below are requested as a list of their own, which ends at the
 * oldest time read: the list is sorted by the last update, newest first. Throws `paging-limit` if that is impossible, and as `readOpen`.
 */
export async function* readPass({ unread, ...source }: Pass): AsyncGenerator<CollectedPage, PassEnd, void> {
  const memory = createPassMemory(unread)
  let refusal: AppError | null = null
  let { query } = source
  let repeats = 0
  for (;;) {
    let end: ListEnd
    try {
      end = yield* (hasUpperBound(query) ? readBounded : readOpen)({ ...source, query, memory })
    } catch (error) {
      // The service refuses the first page of the rows below, so it does not support an upper end.
      if (refusal && error instanceof AppError && error.code === 'bad-request') throw pagingLimit(memory, error)
      throw error
    }
    repeats += end.repeats
    // The service accepts an upper end and ignores it.
    if (refusal && end.kind === 'stalled') throw pagingLimit(memory, refusal)
    if (end.kind !== 'refused') {
      // An incident that leaves a window whose end is in the past may or may not have been read.
      const mayHaveLost = refusal !== null && !hasUpperBound(source.query)
      return { seen: memory.seen, repeats, stalled: end.kind === 'stalled', mayHaveLost, hasGap: end.hasGap, counted: end.counted }
    }
    refusal = end.refusal
    query = below(query, memory, refusal)
    memory.restart()
  }
}
