/**
 * @file Reads a list that moves, in passes, until one pass proves that nothing was missed. The argument: docs/collection.md.
 *
 *     pass over the whole list ── no doubt ─────────────────────────────────────▶ complete
 *         ▲   │
 *         │   ├─ its first page is refused ──▶ the whole list again, in the next form of the query; after the last form, the refusal
 *         │   ├─ the window's end is not past ──▶ the whole list again, without that end
 *         │   └─ repeated rows, or incidents that may have left ──▶ pass over the changes ── explained by these ──▶ complete
 *         │                                                             │
 *         └── rows are missing, the pass stalled, not explained ◀───────┘
 *     after 20 passes, or once passes bring nothing new: incomplete
 */
import type { CollectedPage } from '../paging/page-fetcher'
import type { Movement } from './movement'
import type { Pass, PassEnd } from './read-pass'
import type { Query } from '../paging/query'
import type { UnreadRows } from './unread-rows'
import { createAlertsPlan } from './block/alerts-plan'
import { AppError } from '../../base/errors'
import { createMovement } from './movement'
import { hasUpperBound } from '../paging/query'
import { otherForms } from '../paging/query-forms'
import { readPass } from './read-pass'
import { createUnreadRows } from './unread-rows'
import { isPast, sinceOf } from './watermark'

/** Each pass reads only the changes during the previous one, so a second pass is rare and a fourth is practically never needed. */
const maxPasses = 20

/** The result of a collection. */
export interface Collected {
  /** The watermark: the service time from which a refresh requests changes; null if nothing was read. */
  readonly since: string | null
  readonly unread: ReturnType<UnreadRows['all']>
}

/** The part of the list that a pass reads. */
type PassScope = { readonly kind: 'whole' } | { readonly kind: 'changes', readonly since: string }

type PassOutcome
  = { readonly kind: 'ended', readonly end: PassEnd }
  /** The window's end is not in the past, so incidents may still enter the list. */
    | { readonly kind: 'not-past' }
  /** The service refused the first page of the list, in this form of the query. */
    | { readonly kind: 'refused', readonly refusal: AppError }

/** `since`: the watermark after the first page of the pass. */
interface PassResult { readonly outcome: PassOutcome, readonly since: string | null }

/** Yields the pages of one pass. */
async function* onePass(pass: Pass, movement: Movement): AsyncGenerator<CollectedPage, PassResult, void> {
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
      if (hasUpperBound(query) && !isPast(query.range.to, serverTime)) return { outcome: { kind: 'not-past' }, since }
      since = sinceOf(page.incidents, query, serverTime)
    }
    return { outcome: { kind: 'ended', end: step.value }, since }
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'bad-request' || pages > 0) throw error
    return { outcome: { kind: 'refused', refusal: error }, since }
  }
}

/** Returns the failure of a run if its last pass did not prove that the list is complete. */
function doubtFailure({ stalled, hasGap, counted }: PassEnd, isExplained: boolean, count: number): AppError {
  if (counted !== null) return new AppError('incidents-missing', { count, expected: counted })
  if (stalled) return new AppError('repeated-pages', { count })
  return new AppError(hasGap || !isExplained ? 'list-unordered' : 'list-moving')
}

/**
 * Yields every page of a query, in passes, until one pass leaves no doubt that nothing was missed. Throws an AppError if that is impossible
 * (`foreign-link`, `repeated-link`, `repeated-pages`, `incidents-missing`, `list-moving`, `list-unordered`, `paging-limit`, or a failure of fetching
 * and parsing a page), after the pages before it were yielded.
 */
export async function* collectPages(
  requested: Query,
  fetchPage: Pass['fetchPage'],
  options: Pass['options'],
  alerts = createAlertsPlan(),
): AsyncGenerator<CollectedPage, Collected, void> {
  const unread = createUnreadRows()
  const movement = createMovement()
  let whole = requested
  let forms: ReturnType<typeof otherForms> | null = null
  let scope: PassScope = { kind: 'whole' }
  let since: string | null = null
  for (let passes = 0; ;) {
    if (scope.kind === 'whole') unread.restart()
    const query: Query = scope.kind === 'whole' ? whole : { ...whole, since: scope.since }
    const { outcome, since: next }: PassResult = yield* onePass({ query, fetchPage, options, unread, alerts }, movement)
    if (outcome.kind === 'not-past') {
      whole = { ...whole, withUpperBound: false }
      continue
    }
    if (outcome.kind === 'refused') {
      forms ??= otherForms(whole, outcome.refusal)
      const form = forms.next()
      if (form.done) throw outcome.refusal
      whole = form.value
      continue
    }
    since = next ?? since
    const { end } = outcome
    const judgment = movement.endPass(end)
    if (judgment.next === 'done') return { since, unread: unread.all() }
    if (++passes === maxPasses || judgment.isHopeless) throw doubtFailure(end, judgment.isExplained, movement.count())
    // Without a watermark, the app cannot request changes only.
    scope = judgment.next === 'changes' && since !== null ? { kind: 'changes', since } : { kind: 'whole' }
  }
}
