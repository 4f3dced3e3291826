/** @file Reads a window to its end while the list moves under the reading. Why nothing is lost: docs/collection.md. */
import type { CollectedPage } from '../paging/page-fetcher'
import type { Movement } from './movement'
import type { Pass, PassEnd } from './read-pass'
import type { Query } from '../paging/query'
import type { UnreadPlaces } from './unread-rows'
import { createAlertsPlan } from './block/alerts-plan'
import { AppError } from '../../base/errors'
import { createMovement } from './movement'
import { hasUpperBound } from '../paging/query'
import { otherForms } from '../paging/query-forms'
import { readPass } from './read-pass'
import { createUnreadPlaces } from './unread-rows'
import { isPast, sinceOf } from './watermark'

/** Each pass is as short as the changes during the one before it, so a second is rare and a fourth unheard of. */
const mostPasses = 20

/** The result of a collection. */
export interface Collected {
  /** The time of the API from which the next collection must ask for changes; null where nothing was read. */
  readonly since: string | null
  readonly unread: ReturnType<UnreadPlaces['all']>
}

/** How one pass ended. `refused`: its first page, in this form; `open`: its upper end is not past, so that incidents may enter the list. */
type Ended = { readonly kind: 'ended', readonly end: PassEnd } | { readonly kind: 'open' } | { readonly kind: 'refused', readonly error: AppError }

interface Ending { readonly ended: Ended, readonly since: string | null }

/** Reads one pass. Returns its end, and the time from which to ask for what changed since it began. */
async function* onePass(pass: Pass, movement: Movement): AsyncGenerator<CollectedPage, Ending, void> {
  const { query } = pass
  let since: string | null = null
  let pages = 0
  movement.beginPass()
  try {
    const reading = readPass(pass)
    let step = await reading.next()
    for (; !step.done; step = await reading.next()) {
      const { page, serverTime } = step.value
      movement.add(page.incidents, serverTime)
      yield step.value
      if (pages++ > 0) continue
      if (hasUpperBound(query) && !isPast(query.range.to, serverTime)) return { ended: { kind: 'open' }, since }
      since = sinceOf(page.incidents, query, serverTime)
    }
    return { ended: { kind: 'ended', end: step.value }, since }
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'bad-request' || pages > 0) throw error
    return { ended: { kind: 'refused', error }, since }
  }
}

/** Returns the failure of a run whose passes left doubt to the last. */
function givenUp({ stalled, gap, counted }: PassEnd, isExplained: boolean, count: number): AppError {
  if (counted !== null) return new AppError('incidents-missing', { count, expected: counted })
  if (stalled) return new AppError('repeated-pages', { count })
  return new AppError(gap || !isExplained ? 'list-unordered' : 'list-moving')
}

/**
 * Yields every page of a query, in passes, until one pass leaves no doubt that nothing was missed. Throws an AppError (`foreign-link`,
 * `repeated-link`, `repeated-pages`, `incidents-missing`, `list-moving`, `list-unordered`, `paging-limit`, or what fetching and reading threw) where it cannot
 * go on; the pages before were yielded then.
 */
export async function* collectPages(
  requested: Query,
  fetchPage: Pass['fetchPage'],
  options: Pass['options'],
  alerts = createAlertsPlan(),
): AsyncGenerator<CollectedPage, Collected, void> {
  const unread = createUnreadPlaces()
  const movement = createMovement()
  let whole = requested
  let forms: ReturnType<typeof otherForms> | null = null
  /** The time from which this pass asks for changes; undefined: it reads the whole list. */
  let changedSince: string | undefined
  let since: string | null = null
  for (let passes = 0; ;) {
    if (changedSince === undefined) unread.restart()
    const query = changedSince === undefined ? whole : { ...whole, since: changedSince }
    const { ended, since: next } = yield* onePass({ query, fetchPage, options, unread, alerts }, movement)
    if (ended.kind === 'open') {
      whole = { ...whole, withUpperBound: false }
      continue
    }
    if (ended.kind === 'refused') {
      forms ??= otherForms(whole, ended.error)
      const form = forms.next()
      if (form.done) throw ended.error
      whole = form.value
      continue
    }
    since = next ?? since
    const { end } = ended
    const judgement = movement.endPass(end)
    if (judgement.next === 'done') return { since, unread: unread.all() }
    if (++passes === mostPasses || judgement.isHopeless) throw givenUp(end, judgement.isExplained, movement.count())
    changedSince = judgement.next === 'whole' ? undefined : since ?? undefined
  }
}
