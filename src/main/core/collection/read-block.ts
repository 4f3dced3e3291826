/** @file Reads one place of the list, in the size and the form in which the service can deliver it. */
import type { CollectedPage, FetchPage, PageAnswer, PageOptions } from './page-fetcher'
import type { AlertsPlan } from '../incident/alerts-plan'
import type { Page } from './page'
import type { Query } from './query'
import type { AppError } from '../errors'
import { hasUpperBound, linkKey, pageUrl, withoutAlerts } from './query'
import { isHeavy, readSmaller, shortPatienceMs } from './smaller-pages'

export interface Pass {
  readonly query: Query
  readonly fetchPage: FetchPage
  readonly options: PageOptions
  /** Grows by the id before each incident that could not be read. */
  readonly unreadAfter: string[]
  readonly alerts: AlertsPlan
}

/** What the pages of one place of the list were. */
export interface Block {
  readonly count: number
  /** It holds something that this pass had read before. */
  readonly repeats: boolean
  /** There may be more behind it: a page named a next one, or is full, which is no proof of the end unless a link led to it. */
  readonly more: boolean
  /** The next page, where it may be asked for by this link. */
  readonly nextLink: string | null
}

/** After so many pages that came through, larger ones are tried again. */
const calmPages = 4

/** A request on its way. */
export interface Asked {
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

/** The answer, or the failure where a lighter question may help. */
async function ifLight({ answer, patienceMs }: Pick<Asked, 'answer' | 'patienceMs'>): Promise<{ readonly answer: PageAnswer } | { readonly failure: AppError }> {
  try {
    return { answer: await answer }
  } catch (error) {
    if (isHeavy(error, patienceMs)) return { failure: error }
    throw error
  }
}

/** What a pass has read, for noticing that something comes again. */
function createMemory(query: Query) {
  const seen = new Set<string>()
  let last = ''
  return {
    /** The incident that was read last. */
    last: () => last,
    /** Whether the page holds something that was read before in this pass. */
    take: (page: Page, position: number): boolean => {
      const ids = page.incidents.map(({ summary }) => summary.id)
      const repeats = ids.some(id => seen.has(id)) || new Set(ids).size < ids.length
      // Below an upper end only what joins on to what was read may later prove that something else does.
      if (repeats || position === 0 || !hasUpperBound(query)) for (const id of ids) seen.add(id)
      last = ids.at(-1) ?? last
      return repeats
    },
  }
}

/** What the parts of a pass share. */
interface Reader extends Pass {
  /** How it is asked without the alerts; null where that makes no difference. */
  readonly plain: Query | null
  readonly memory: ReturnType<typeof createMemory>
  /** How the next page is asked for. */
  readonly current: () => Query
  /** How many incidents to ask for: fewer where the service could not answer, then more again step by step. */
  size: number
  /** Pages since then. */
  calm: number
}

type Reading = AsyncGenerator<CollectedPage, Block, void>

async function* readWhole({ memory, current }: Reader, { by, size, byLink }: Asked, position: number, answer: PageAnswer): Reading {
  const page = await answer.page
  const repeats = memory.take(page, position)
  yield { page, clockOffset: answer.clockOffset }
  const { incidents: { length }, nextLink } = page
  // What links to one page after another and then to none is at its end: docs/collection.md.
  const more = nextLink !== null || (length >= size && !(byLink && by.api.linksToTheEnd))
  // A link of the other form stands for the other list.
  return { count: length, repeats, more, nextLink: current() === by ? nextLink : null }
}

/** A place whose incidents are here, without their alerts. */
interface Bare { readonly position: number, readonly count: number, readonly failure: AppError }

/**
 * The incidents of a place again, those that come with their alerts. They add to what was read and prove nothing about the list's
 * movement: the page without alerts was the reading. Returns the size of page to go on with.
 */
async function* findAlerts({ query, fetchPage, options, alerts }: Pass, { position, count, failure }: Bare): AsyncGenerator<CollectedPage, number, void> {
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
    if (error !== failure) throw error
    alerts.failed()
    return query.api.pageSize
  }
}

/** A page that came without its alerts only; then those of its alerts that can be had. */
async function* readBare(reader: Reader, asked: Asked, position: number, answer: PageAnswer, failure: AppError): Reading {
  const { alerts, query } = reader
  const block: Block = yield* readWhole(reader, asked, position, answer)
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

/** The place of a page that does not come, in smaller ones. */
async function* readParts(reader: Reader, { by, size }: Asked, position: number, failure: AppError): Reading {
  const { plain, memory, unreadAfter, fetchPage, options } = reader
  const smaller = readSmaller({ query: by, plain, position, size, failure, patienceMs: shortPatienceMs, fetchPage, options })
  let repeats = false
  let step = await smaller.next()
  for (; !step.done; step = await smaller.next()) {
    if (step.value === 'unread') {
      unreadAfter.push(memory.last())
    } else {
      repeats = memory.take(step.value.page, repeats ? 0 : position) || repeats
      yield step.value
    }
  }
  reader.size = step.value.size
  reader.calm = 0
  return { count: step.value.count, more: step.value.full, repeats, nextLink: null }
}

/** Reads the places of one pass. */
export function createBlockReader(pass: Pass) {
  const { query, fetchPage, options, alerts } = pass
  const { pageSize } = query.api
  const plain = withoutAlerts(query)
  const current = () => plain && !alerts.isOn() ? plain : query
  const reader: Reader = { ...pass, plain, memory: createMemory(query), current, size: pageSize, calm: 0 }

  const ask = (url: URL, byLink: boolean): Asked => {
    const by = current()
    const patienceMs = plain && by === query && alerts.isDoubtful() ? 0 : reader.size < pageSize ? shortPatienceMs : undefined
    const answer = fetchPage({ url, api: by.api, patienceMs, ...options })
    // Its failure is thrown where it is awaited, or by nobody when the caller has stopped listening.
    answer.catch(() => undefined)
    return { key: linkKey(url), byLink, by, size: reader.size, patienceMs, answer }
  }

  /**
   * The page that was asked for; else the same without its alerts; else its place in smaller pages. `onAnswer` is told of an answer
   * whose next page is asked for in the same way.
   */
  async function* readBlock(asked: Asked, position: number, onAnswer: (answer: PageAnswer) => void): Reading {
    const first = await ifLight(asked)
    if ('answer' in first) {
      if (asked.by === plain) alerts.rested()
      else alerts.came()
      if (current() === asked.by) onAnswer(first.answer)
      const block: Block = yield* readWhole(reader, asked, position, first.answer)
      if (++reader.calm % calmPages === 0) reader.size = Math.min(pageSize, reader.size * 2)
      return block
    }
    if (plain && asked.by === query) {
      // The service had its time already, unless the alerts were known to be the trouble.
      const patienceMs = alerts.isDoubtful() ? undefined : shortPatienceMs
      const bare = await ifLight({ patienceMs, answer: fetchPage({ url: pageUrl(plain, position, asked.size), api: plain.api, patienceMs, ...options }) })
      if ('answer' in bare) return yield* readBare(reader, { ...asked, byLink: false }, position, bare.answer, first.failure)
    }
    return yield* readParts(reader, asked, position, first.failure)
  }

  return {
    current,
    /** Asks for the page that a link of the page before leads to, as followLink returned it. */
    askBehind: (link: URL): Asked => ask(link, true),
    /** Asks for the page at this place. */
    askAt: (position: number): Asked => ask(pageUrl(current(), position, reader.size), false),
    readBlock,
    isFullSize: () => reader.size === pageSize,
  }
}
