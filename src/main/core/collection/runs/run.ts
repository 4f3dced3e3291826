/** @file One run of a collection: its state as it changes, and the incidents so far. */
import type { Collection, CollectionOutcome, IncidentSummary, StartedBy, TimeWindow, Waiting } from '../../../../shared/contract/model'
import type { ErrorCode, Failure } from '../../../../shared/contract/failure'
import type { Collected } from '../reading/collect'
import type { ErrorText } from '../../network/responses/error-text'
import type { IncidentApi } from '../../microsoft/incident-apis'
import type { IncidentSet } from '../../dataset/incident-set'
import type { FetchPage } from '../paging/page-fetcher'
import type { Clock } from '../../base/clock'
import type { Pauses } from '../../base/yielding-loop'
import { createAlertsPlan } from '../reading/block/alerts-plan'
import { collectPages } from '../reading/collect'
import { AppError, failureOf } from '../../base/errors'
import { createIncidentSet, isAfterStart } from '../../dataset/incident-set'
import { hasUpperBound, resolveWindow } from '../paging/query'
import { forEachYielding } from '../../base/yielding-loop'
import { unreadFailure } from '../reading/unread-rows'

/** More than this off, a window counted from this computer's clock misses incidents. */
const mostClockOffsetSeconds = 300

/** What is held and shown of a list. */
export interface Shown {
  readonly collection: Collection
  readonly incidents: IncidentSet
  /** The one that the incidents came from. */
  readonly api: IncidentApi
}

/** The last time that a list was read as a whole. */
export interface FullRead {
  /** When it began: monotonic ms, which may stand still while the computer sleeps, and ms since 1970, which may be set. */
  readonly monotonic: number
  readonly time: number
  /** How many pages it took. */
  readonly pages: number
}

/** The list that is shown, and what a later run needs of it. */
export interface Held extends Shown {
  /** The read that this list goes back to, by way of any number of refreshes. */
  readonly fullRead: FullRead
  /**
   * The list holds everything that changed until this time of the API, whether or not the last run was complete; a refresh asks for
   * changes from here on. null: it must be read as a whole.
   */
  readonly since: string | null
}

/** One run: its state as it changes and the incidents so far. */
export interface Run {
  readonly api: IncidentApi
  readonly incidents: IncidentSet
  readonly stop: AbortController
  readonly base: Held | null
  readonly started: number
  readonly facts: Pick<Collection, 'run' | 'startedBy' | 'kind' | 'window' | 'range' | 'startedAt'>
  readonly share: number | undefined
  pages: number
  waiting: Waiting | null
  outcome: CollectionOutcome | null
  clockOffset: number
  /** As in Held, of what the run's list will be. It moves on only with a complete run. */
  since: string | null
  fullRead: FullRead
  /** As in Collection. */
  kept: Collection['kept']
}

export function describe({ facts, pages, waiting, outcome, clockOffset, started, incidents, kept }: Run, clock: Clock): Collection {
  const off = Math.abs(clockOffset) > mostClockOffsetSeconds
  return {
    ...facts,
    pages,
    waiting,
    outcome,
    incidents: incidents.count(),
    redirected: incidents.redirected(),
    outside: incidents.outside(),
    kept,
    elapsedMs: Math.max(0, Math.round(clock.monotonic() - started)),
    clock: off ? { code: 'clock-off', details: { seconds: clockOffset } } : null,
  }
}

export function* summaries(incidents: IncidentSet): Generator<IncidentSummary, void, void> {
  for (const { summary } of incidents.all()) yield summary
}

/** The part of the quota for runs that nobody waits for; the rest is for what a person asks for. */
const ownShare = 0.5

interface RunRequest extends Pick<Run, 'api' | 'base'> {
  readonly run: number
  readonly window: TimeWindow
  readonly startedBy: StartedBy
}

/** Returns a run for the window as of now; with a base it asks only for what changed since. */
export function beginRun({ run, window, api, base, startedBy }: RunRequest, clock: Clock): Run {
  const now = clock.now()
  const range = resolveWindow(window, now)
  const started = clock.monotonic()
  return {
    api,
    base,
    share: startedBy === 'app' ? ownShare : undefined,
    incidents: createIncidentSet(range, base?.incidents.all()),
    stop: new AbortController(),
    started,
    facts: { run, startedBy, kind: base ? 'changes' : 'full', window, range, startedAt: new Date(now).toISOString() },
    pages: 0,
    waiting: null,
    outcome: null,
    clockOffset: 0,
    since: base?.since ?? null,
    fullRead: base?.fullRead ?? { monotonic: started, time: now, pages: 0 },
    kept: null,
  }
}

/**
 * Keeps the incidents of the list before a run for everything that broke off, so that nothing disappears from the screen. The list then holds
 * all that the one before held, so a refresh may go on from there. Call it once, when the run has ended.
 */
export async function keepFrom(before: Held, run: Run, pauses: Pauses): Promise<void> {
  const read = run.incidents.count()
  await forEachYielding(before.incidents.all(), (incident) => {
    if (!run.incidents.get(incident.summary.id) && isAfterStart(incident.summary, run.facts.range)) run.incidents.add([incident], null)
  }, pauses)
  const kept = run.incidents.count() - read
  run.kept = kept > 0 ? { incidents: kept, startedAt: before.collection.startedAt } : null
  run.since = before.since
  run.fullRead = before.fullRead
}

export const cancelled: CollectionOutcome = { kind: 'incomplete', failure: { code: 'cancelled', details: {} } }

/** Failures of runs that read every page, and lack only incidents that are named. */
const named: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['incidents-unread', 'entries-unreadable'])

/** Returns whether a run read the list to its end, so that what another list holds beside it is new. */
export function wasReadToEnd(outcome: CollectionOutcome | null): boolean {
  return outcome !== null && (outcome.kind === 'complete' || named.has(outcome.failure.code))
}

/** Which incidents of an earlier list a run lacks, though they are still in its window. */
function lostOf({ facts: { range }, incidents }: Run, before: Held | null): readonly string[] {
  // What changes leaves a window with an upper end.
  if (!before || range.to !== null) return []
  return [...summaries(before.incidents)].filter(each => isAfterStart(each, range) && !incidents.get(each.id)).map(({ id }) => id)
}

/** What else ends a run as incomplete although every page was read. */
interface Reported {
  /** The Warning of a response that lacks what one of the service's providers did not deliver. */
  partial: string | null
  /** An error that stood beside the incidents of a page. */
  error: ErrorText | null
}

function outcomeOf({ unread }: Collected, run: Run, before: Held | null, { partial, error }: Reported): CollectionOutcome {
  const { host } = run.api
  const failure: Failure | null = error !== null
    ? { code: 'error-in-page', details: { host, ...error } }
    : partial !== null
      ? { code: 'partial-content', details: { host, serverMessage: partial } }
      : unreadFailure(unread, () => lostOf(run, before))
  return failure ? { kind: 'incomplete', failure } : { kind: 'complete' }
}

/** A refresh that turned out to cost more than reading the whole list again. */
export const tooManyChanges = Symbol('too many changes')

/**
 * How many pages of changes are worth reading. Changes leave a window whose end is past, so the list of changes has no end there, while the
 * window itself only gets shorter. Half of it, since what was read of the changes is lost then.
 */
function mostChanges({ base, facts: { range }, api }: Run): number {
  const isBounded = hasUpperBound({ api, range, withUpperBound: true, since: null })
  return base && isBounded ? Math.ceil(base.fullRead.pages / 2) : Infinity
}

interface Reading {
  readonly fetchPage: FetchPage
  /** The list of before, which may know what could not be read. */
  readonly before: Held | null
  /** Told of every change of the run's state, with the rows that came. */
  readonly tell: (rows: readonly IncidentSummary[]) => void
  /** Told of errors that are nobody's expected failure. */
  readonly onUnexpected: (error: unknown) => void
}

async function read(run: Run, { fetchPage, before, tell }: Reading): Promise<CollectionOutcome | typeof tooManyChanges> {
  const onWaiting = (waiting: Waiting | null) => { run.waiting = waiting; tell([]) }
  const query = { api: run.api, range: run.facts.range, withUpperBound: true, since: run.base?.since ?? null }
  const reported: Reported = { partial: null, error: null }
  const watched: FetchPage = async (request) => {
    const answer = await fetchPage(request)
    reported.partial ??= answer.partial
    return answer
  }
  // Where the alerts failed a minute ago, nobody need wait for that once more.
  const alerts = createAlertsPlan(before?.api === run.api && before.incidents.withoutAlerts() > 0)
  const pages = collectPages(query, watched, { signal: run.stop.signal, onWaiting, share: run.share }, alerts)
  let step = await pages.next()
  for (; !step.done; step = await pages.next()) {
    if (run.stop.signal.aborted) throw new AppError('cancelled')
    if (run.pages >= mostChanges(run)) return tooManyChanges
    const { page, clockOffset, serverTime } = step.value
    run.pages++
    run.clockOffset = clockOffset ?? run.clockOffset
    reported.error ??= page.error
    tell(run.incidents.add(page.incidents, serverTime))
  }
  const outcome = outcomeOf(step.value, run, before, reported)
  if (outcome.kind === 'complete') {
    run.since = step.value.since ?? run.since
    if (!run.base) run.fullRead = { ...run.fullRead, pages: run.pages }
  }
  return outcome
}

/** Performs a run to its end, whatever that is; never rejects. */
export async function performRun(run: Run, reading: Reading): Promise<CollectionOutcome | typeof tooManyChanges> {
  try {
    return await read(run, reading)
  } catch (error) {
    if (!(error instanceof AppError)) reading.onUnexpected(error)
    return run.stop.signal.aborted ? cancelled : { kind: 'incomplete', failure: failureOf(error) }
  } finally {
    run.waiting = null
  }
}
