/** @file One pass over the list of a query: page after page, whatever happens to the list meanwhile. */
import type { CollectedPage, PageAnswer } from './page-fetcher'
import type { Asked, Block, Pass } from './read-block'
import { AppError } from '../errors'
import { followLink, hasUpperBound, linkKey } from './query'
import { createBlockReader } from './read-block'

/** Whether something may have passed the reading on its way to the top of the list. */
interface PassEnd { readonly moved: boolean }

/** A service that links to one empty page after another is not coming to an end. */
const mostEmptyPages = 5

/**
 * A list without an upper end: what changes moves to its top and what it passes moves down, so a place that was read comes
 * again and nothing that stands still is skipped. What moved from below to above the reading is told by such a repetition.
 */
async function* readOpen(pass: Pass): AsyncGenerator<CollectedPage, PassEnd, void> {
  const { current, askBehind, askAt, readBlock, isFullSize } = createBlockReader(pass)
  let asked = askAt(0)
  const followed = new Set([asked.key])
  const early: { asked: Asked | null } = { asked: null }
  let position = 0
  let emptyPages = 0
  let moved = false

  /** Asks for what seems to be the next page, so that the network works while this one is parsed. */
  const askEarly = ({ peekedLink }: PageAnswer) => {
    try {
      const url = peekedLink === null ? null : followLink(current(), peekedLink)
      early.asked = url === null || followed.has(linkKey(url)) ? null : askBehind(url)
    } catch {
      early.asked = null // a link that must not be followed is judged below
    }
  }

  for (;;) {
    const block: Block = yield* readBlock(asked, position, askEarly)
    moved ||= block.repeats
    position += block.count
    emptyPages = block.count === 0 ? emptyPages + 1 : 0
    if (!block.more) return { moved }
    const link = block.nextLink !== null && isFullSize() ? followLink(current(), block.nextLink) : null
    const next = link === null ? null : linkKey(link)
    if (next !== null && followed.has(next)) throw new AppError('repeated-link', { count: position })
    if (emptyPages > mostEmptyPages) throw new AppError('repeated-link', { count: position })
    asked = next !== null && early.asked?.key === next ? early.asked : link ? askBehind(link) : askAt(position)
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
  const { askAt, readBlock } = createBlockReader(pass)
  for (let position = 0; ;) {
    const block: Block = yield* readBlock(askAt(position), position, () => undefined)
    if (position > 0 && !block.repeats) {
      position = Math.max(0, position - query.api.pageSize)
      continue
    }
    if (!block.more) return { moved: false }
    position += Math.max(1, block.count - 1)
  }
}

/** The pages of one pass. Its end says whether another pass must look at what changed meanwhile. */
export function readPass(pass: Pass): AsyncGenerator<CollectedPage, PassEnd, void> {
  return hasUpperBound(pass.query) ? readBounded(pass) : readOpen(pass)
}
