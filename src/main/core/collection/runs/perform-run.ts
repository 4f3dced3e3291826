/** @file Performs a run: reads its list and decides how it ended. */
import type { CollectionOutcome, Waiting } from '../../../../shared/contract/model'
import type { Failure } from '../../../../shared/contract/failure'
import type { ErrorText } from '../../network/responses/error-text'
import type { Page } from '../paging/page'
import type { FetchPage } from '../paging/page-fetcher'
import type { Collected } from '../reading/collect'
import type { HeldList, Run } from './run'
import { AppError, failureOf } from '../../base/errors'
import { summaries } from '../../dataset/dataset'
import { isAfterStart, oldestOf } from '../../dataset/incident-set'
import { hasUpperBound } from '../paging/query'
import { createAlertsPlan } from '../reading/block/alerts-plan'
import { collectPages } from '../reading/collect'
import { unreadFailure } from '../reading/unread-rows'

export type RunResult
  = { readonly kind: 'ended', readonly outcome: CollectionOutcome }
  /** A refresh that would cost more than a full run. Its result is discarded. */
    | { readonly kind: 'too-many-changes' }

export const cancelled: CollectionOutcome = { kind: 'incomplete', failure: { code: 'cancelled', details: {} } }

/** Returns the IDs of incidents in the previous list that the run did not read, although they are still in its window. */
function lostOf({ provenance: { range }, incidents }: Run, before: HeldList | null): readonly string[] {
  // An incident that changes leaves a window with an upper end, so a missing incident is not lost.
  if (!before || range.to !== null) return []
  return [...summaries(before.incidents)].filter(each => isAfterStart(each, range) && !incidents.get(each.id)).map(({ id }) => id)
}

/** What pages report that makes a run incomplete although every page was read. */
interface PageReports {
  /** The Warning header of a partial response, which lacks the data of one of the service's providers. */
  partial: string | null
  /** An error that a page contains in addition to its incidents. */
  error: ErrorText | null
}

function outcomeOf({ unread }: Collected, run: Run, before: HeldList | null, { partial, error }: PageReports): CollectionOutcome {
  const { host } = run.api
  const failure: Failure | null = error !== null
    ? { code: 'error-in-page', details: { host, ...error } }
    : partial !== null
      ? { code: 'partial-content', details: { host, serverMessage: partial } }
      : unreadFailure(unread, () => lostOf(run, before))
  return failure ? { kind: 'incomplete', failure } : { kind: 'complete' }
}

/**
 * Returns whether a refresh has read so many pages that a full run is cheaper. For a window whose end is past, the list of changes has no upper end and
 * can grow, while the window itself only loses incidents. The limit is half of the full run, because the pages of the refresh are discarded.
 */
function hasTooManyChanges({ base, provenance: { range }, api, pages }: Run): boolean {
  const isBounded = hasUpperBound({ api, range, withUpperBound: true, since: null })
  return base !== null && isBounded && pages >= Math.ceil(base.fullRead.pages / 2)
}

/** A page, and the positions of its incidents that are new or changed. */
export interface AddedPage {
  readonly page: Page
  readonly positions: readonly number[]
}

interface Reading {
  readonly fetchPage: FetchPage
  /** The previous list, which may identify unread incidents. */
  readonly before: HeldList | null
  /** Called after every change of the run's state, with the page if it was read. */
  readonly report: (added: AddedPage | null) => void
  /** Called with errors other than AppError. */
  readonly onUnexpected: (error: unknown) => void
}

async function read(run: Run, { fetchPage, before, report }: Reading): Promise<RunResult> {
  const onWaiting = (waiting: Waiting | null) => { run.waiting = waiting; report(null) }
  const query = { api: run.api, range: run.provenance.range, withUpperBound: true, since: run.base?.since ?? null }
  const reports: PageReports = { partial: null, error: null }
  const watched: FetchPage = async (request) => {
    const response = await fetchPage(request)
    reports.partial ??= response.partial
    return response
  }
  // If alerts are missing from the previous list, the run does not wait for the same failure again.
  const alerts = createAlertsPlan(before?.api === run.api && before.incidents.withoutAlerts() > 0)
  const pages = collectPages(query, watched, { signal: run.stop.signal, onWaiting, share: run.share }, alerts)
  let step = await pages.next()
  for (; !step.done; step = await pages.next()) {
    if (run.stop.signal.aborted) throw new AppError('cancelled')
    if (hasTooManyChanges(run)) return { kind: 'too-many-changes' }
    const { page, clockOffsetSeconds, serverTime } = step.value
    run.pages++
    if (!run.base) run.reached = oldestOf(run.reached, page.incidents, run.provenance.range)
    run.clockOffsetSeconds = clockOffsetSeconds ?? run.clockOffsetSeconds
    reports.error ??= page.error
    const changed = new Set(run.incidents.add(page.incidents, serverTime))
    report({ page, positions: page.incidents.flatMap(({ summary }, position) => changed.has(summary) ? [position] : []) })
  }
  const outcome = outcomeOf(step.value, run, before, reports)
  if (outcome.kind === 'complete') {
    run.since = step.value.since ?? run.since
    if (!run.base) run.fullRead = { ...run.fullRead, pages: run.pages }
  }
  return { kind: 'ended', outcome }
}

/** Performs a run and returns its result. Never rejects: a failure makes the run incomplete. */
export async function performRun(run: Run, reading: Reading): Promise<RunResult> {
  try {
    return await read(run, reading)
  } catch (error) {
    if (!(error instanceof AppError)) reading.onUnexpected(error)
    return { kind: 'ended', outcome: run.stop.signal.aborted ? cancelled : { kind: 'incomplete', failure: failureOf(error) } }
  } finally {
    run.waiting = null
  }
}
