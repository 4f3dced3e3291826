/** @file Reads one place of the list, in the size and the form in which the service can deliver it. */
import type { CollectedPage, FetchPage, PageAnswer, PageOptions } from '../../paging/page-fetcher'
import type { AlertsPlan } from './alerts-plan'
import type { PassMemory, Taken } from '../pass-memory'
import type { Query } from '../../paging/query'
import type { ErrorCode } from '../../../../../shared/contract/failure'
import { AppError } from '../../../base/errors'
import { hasUpperBound, linkKey, pageUrl, withoutAlerts } from '../../paging/query'
import { shortPatienceMs } from '../../../network/retry'
import { isHeavy, readSmaller } from './smaller-pages'

export interface BlockSource {
  readonly query: Query
  readonly fetchPage: FetchPage
  readonly options: PageOptions
  readonly alerts: AlertsPlan
  readonly memory: PassMemory
}

/** What the pages of one place of the list held. */
export interface Block extends Taken {
  /** Rows of the list, places that could not be read included. */
  readonly count: number
  /** There may be more behind it: a page names a next one, or is full, which proves no end unless a link led to it. */
  readonly more: boolean
  /** The next page, where it may be requested by this link. */
  readonly nextLink: string | null
  /** As in Page. */
  readonly total: number | null
  /** Incidents may have left the list between the pages of this place, so that others slipped from one page to the one before. */
  readonly gap: boolean
}

/** After this many pages that came through, larger ones are tried again. */
const calmPages = 4

/** A request under way. */
export interface Requested {
  readonly key: string
  /** By a link of the page before, not by its place. */
  readonly byLink: boolean
  /** How it asks, and for how many incidents. */
  readonly by: Query
  readonly size: number
  /** As in RetryPolicy. */
  readonly patienceMs: number | undefined
  readonly answer: Promise<PageAnswer>
}

/**
 * Returns the page, or the failure where a lighter request may help: also a refusal (HTTP 400), where it `mayBeRefused`. `onAnswer` is called with
 * the response before it is parsed.
 */
async function pageIfLight(
  { answer, patienceMs }: Pick<Requested, 'answer' | 'patienceMs'>,
  onAnswer: (answer: PageAnswer) => void = () => undefined,
  mayBeRefused = false,
): Promise<CollectedPage | { readonly failure: AppError }> {
  try {
    const { page, clockOffset, serverTime } = await answer.then((received) => { onAnswer(received); return received })
    return { page: await page, clockOffset, serverTime }
  } catch (error) {
    if (isHeavy(error, patienceMs)) return { failure: error }
    if (mayBeRefused && error instanceof AppError && error.code === 'bad-request') return { failure: error }
    throw error
  }
}

/** What the parts of a pass share. */
interface Reader extends BlockSource {
  /** The query without the alerts; null where that makes no difference. */
  readonly plain: Query | null
  /** How the next page is requested. */
  readonly current: () => Query
  /** How many incidents to request: fewer where the service could not answer, then more again step by step. */
  size: number
  /** Pages since then. */
  calm: number
}

type Reading = AsyncGenerator<CollectedPage, Block, void>

async function* readWhole({ memory, current }: Reader, { by, size, byLink }: Requested, position: number, collected: CollectedPage): Reading {
  const { page } = collected
  const taken = memory.take(page)
  yield collected
  const { rows, nextLink, hasMore, total } = page
  // A list whose pages link to one another ends with the page that links to none: docs/collection.md.
  const fullProvesNothing = rows >= size && !(byLink && by.api.linksToTheEnd)
  const more = hasMore || fullProvesNothing || (total !== null && position + rows < total)
  // A link of the other form leads through the other list.
  return { ...taken, count: rows, more, nextLink: current() === by ? nextLink : null, total, gap: false }
}

const answered: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'bad-request', 'unauthorized', 'forbidden', 'not-found', 'refused', 'unexpected-status', 'server-error', 'timeout', 'too-large', 'cut-off', 'damaged', 'not-json', 'unexpected-shape', 'error-in-page',
])

/** A place whose incidents were read without their alerts. */
interface Bare { readonly position: number, readonly count: number, readonly failure: AppError }

/**
 * Reads the incidents of a place again, for those that come with their alerts. They add to the list and prove nothing about its
 * movement: the page without alerts was the reading. Returns the size of page to go on with.
 */
async function* findAlerts(source: BlockSource, { position, count, failure }: Bare): AsyncGenerator<CollectedPage, number, void> {
  const { query, fetchPage, options, alerts } = source
  const smaller = readSmaller({ query, plain: null, position, size: count, failure, patienceMs: 0, fetchPage, options })
  try {
    let step = await smaller.next()
    for (; !step.done; step = await smaller.next()) {
      if (step.value === 'unread') {
        alerts.missed()
      } else {
        alerts.came()
        yield step.value
      }
    }
    return step.value.size
  } catch (error) {
    // The list itself was read. An answer of the service to these requests is no reason to end it.
    if (error !== failure && !(error instanceof AppError && answered.has(error.code))) throw error
    alerts.failed()
    return query.api.pageSize
  }
}

/** Reads a page that came only without its alerts, then those of its alerts that the service can deliver. */
async function* readBare(reader: Reader, requested: Requested, position: number, collected: CollectedPage, failure: AppError): Reading {
  const { alerts, query } = reader
  const block: Block = yield* readWhole(reader, requested, position, collected)
  const { count } = block
  reader.calm = 0
  alerts.doubted()
  if (count > 1 && alerts.isWorthSearching()) {
    reader.size = yield* findAlerts(reader, { position, count, failure })
  } else {
    alerts.failed()
    reader.size = query.api.pageSize
  }
  return { ...block, nextLink: null }
}

/** The last incident of a page and its place in the list. */
interface Mark { readonly position: number, readonly id: string }

/**
 * Returns whether incidents still stand where they were read. In a list that only loses rows they do as long as none above them left, so nothing
 * slipped past the end of their page.
 */
async function areInPlace({ fetchPage, options }: Reader, by: Query, marks: readonly Mark[]): Promise<boolean> {
  for (const { position, id } of marks) {
    const answer = fetchPage({ url: pageUrl(by, position, 1), api: by.api, patienceMs: shortPatienceMs, ...options })
    const found = await pageIfLight({ patienceMs: shortPatienceMs, answer })
    if ('failure' in found || found.page.incidents[0]?.summary.id !== id) return false
  }
  return true
}

/** Reads the place of a page that does not come in smaller pages. */
async function* readParts(reader: Reader, { by, size }: Requested, position: number, failure: AppError): Reading {
  const { plain, memory, fetchPage, options } = reader
  const marks: Mark[] = []
  let read = position
  const smaller = readSmaller({ query: by, plain, position, size, failure, patienceMs: shortPatienceMs, fetchPage, options })
  let taken: Taken = { repeats: 0, fresh: 0, joins: false, moved: false }
  let step = await smaller.next()
  for (; !step.done; step = await smaller.next()) {
    if (step.value === 'unread') {
      memory.skip()
      read++
      continue
    }
    const { page } = step.value
    const { repeats, fresh, joins, moved } = memory.take(page)
    read += page.rows
    const last = page.unreadable.includes(page.rows - 1) ? undefined : page.incidents.at(-1)
    if (last) marks.push({ position: read - 1, id: last.summary.id })
    taken = { repeats: taken.repeats + repeats, fresh: taken.fresh + fresh, joins: taken.joins || joins, moved: taken.moved || moved }
    yield step.value
  }
  reader.size = step.value.size
  reader.calm = 0
  const { count, full, total } = step.value
  const gap = hasUpperBound(by) && !await areInPlace(reader, by, marks.slice(0, -1))
  return { ...taken, count, more: full || (total !== null && position + count < total), nextLink: null, total, gap }
}

/** Reads the places of one list. */
export function createBlockReader(source: BlockSource) {
  const { query, fetchPage, options, alerts, memory } = source
  const { pageSize } = query.api
  const plain = withoutAlerts(query)
  const current = () => plain && !alerts.isOn() ? plain : query
  const reader: Reader = { ...source, plain, current, size: pageSize, calm: 0 }

  const request = (url: URL, byLink: boolean, size: number): Requested => {
    const by = current()
    const patienceMs = plain && by === query && alerts.isDoubtful() ? 0 : reader.size < pageSize ? shortPatienceMs : undefined
    const answer = fetchPage({ url, api: by.api, patienceMs, ...options })
    // Its failure is thrown where it is awaited, or by nobody when the caller has stopped listening.
    answer.catch(() => undefined)
    return { key: linkKey(url), byLink, by, size, patienceMs, answer }
  }

  /**
   * Reads the page that was requested; else the same page without its alerts; else its place in smaller pages. `onAnswer` is called with a
   * response whose next page is requested in the same way.
   */
  async function* readBlock(requested: Requested, position: number, onAnswer: (answer: PageAnswer) => void): Reading {
    memory.begin(position)
    // Behind the first page a refusal may be about the alerts of this one.
    const mayBeAlerts = plain !== null && requested.by === query && position > 0
    const first = await pageIfLight(requested, (answer) => {
      if (requested.by === plain) alerts.rested()
      else alerts.came()
      if (current() === requested.by) onAnswer(answer)
    }, mayBeAlerts)
    if (!('failure' in first)) {
      const block: Block = yield* readWhole(reader, requested, position, first)
      if (++reader.calm % calmPages === 0) reader.size = Math.min(pageSize, reader.size * 2)
      return block
    }
    if (plain && requested.by === query) {
      // The service had its time already, unless the alerts were known to be the trouble.
      const patienceMs = alerts.isDoubtful() ? undefined : shortPatienceMs
      const answer = fetchPage({ url: pageUrl(plain, position, requested.size), api: plain.api, patienceMs, ...options })
      const bare = await pageIfLight({ patienceMs, answer })
      if (!('failure' in bare)) return yield* readBare(reader, { ...requested, byLink: false }, position, bare, first.failure)
    }
    if (first.failure.code === 'bad-request') throw first.failure
    return yield* readParts(reader, requested, position, first.failure)
  }

  return {
    current,
    /** Requests the page that a link of the page before leads to, as followLink returned it. */
    requestLink: (link: URL): Requested => request(link, true, reader.size),
    /** Requests the page at this place. */
    requestAt: (position: number): Requested => request(pageUrl(current(), position, reader.size), false, reader.size),
    /** The same, of full size although smaller pages came through last: a page that overlaps the one before needs room for more. */
    requestWholeAt: (position: number): Requested => request(pageUrl(current(), position), false, pageSize),
    readBlock,
    isFullSize: () => reader.size === pageSize,
  }
}
