/** @file One run of a collection: its state as it changes, and the incidents so far. */
import type { Collection, CollectionOutcome, IncidentSummary, StartedBy, TimeWindow, Waiting } from '../../../../shared/contract/model'
import type { Failure } from '../../../../shared/contract/failure'
import type { Collected } from '../reading/collect'
import type { ErrorText } from '../../network/responses/error-text'
import type { IncidentApi } from '../../microsoft/incident-apis'
import type { Completeness } from '../../dataset/completeness'
import type { Dataset, Origin, Provenance } from '../../dataset/dataset'
import type { IncidentSet } from '../../dataset/incident-set'
import type { FetchPage } from '../paging/page-fetcher'
import type { Clock } from '../../base/clock'
import type { Pauses } from '../../base/yielding-loop'
import { createAlertsPlan } from '../reading/block/alerts-plan'
import { collectPages } from '../reading/collect'
import { AppError, failureOf } from '../../base/errors'
import { summaries } from '../../dataset/dataset'
import { createIncidentSet, isAfterStart } from '../../dataset/incident-set'
import { hasUpperBound, resolveWindow } from '../paging/query'
import { forEachYielding } from '../../base/yielding-loop'
import { unreadFailure } from '../reading/unread-rows'

/** More than this off, a window counted from this computer's clock misses incidents. */
const mostClockOffsetSeconds = 300

/** Where a run gets its incidents. */
export interface RunSource extends Omit<Origin, 'api'> {
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

/** The dataset of the last run that received a page, and what a later run needs of it. */
export interface Held extends Dataset {
  readonly collection: Collection
  readonly incidents: IncidentSet
  /** The API that returned the incidents. */
  readonly api: IncidentApi
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
  readonly provenance: Provenance
  readonly incidents: IncidentSet
  readonly stop: AbortController
  readonly base: Held | null
  readonly started: number
  readonly facts: Pick<Collection, 'run' | 'startedBy' | 'kind'>
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

export function describe({ facts, provenance, pages, waiting, outcome, clockOffset, started, incidents, kept }: Run, clock: Clock): Collection {
  const { window, range, fetchedAt } = provenance
  const off = Math.abs(clockOffset) > mostClockOffsetSeconds
  return {
    ...facts,
    window,
    range,
    startedAt: fetchedAt,
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

/** The part of the quota for runs that nobody waits for; the rest is for what a person asks for. */
const ownShare = 0.5

interface RunRequest extends Pick<Run, 'base'> {
  readonly run: number
  readonly source: RunSource
  readonly appVersion: string
  readonly window: TimeWindow
  readonly startedBy: StartedBy
}

/** Returns the dataset that a run has read so far. */
export function datasetOf({ provenance, incidents }: Run, completeness: Completeness): Dataset {
  return { provenance, completeness, incidents }
}

/** Returns a run for the window as of now; with a base it asks only for what changed since. */
export function beginRun({ run, window, source, base, startedBy, appVersion }: RunRequest, clock: Clock): Run {
  const now = clock.now()
  const range = resolveWindow(window, now)
  const started = clock.monotonic()
  const { api, cloud, tenantId } = source
  return {
    api,
    provenance: { api: api.kind, cloud, tenantId, window, range, fetchedAt: new Date(now).toISOString(), appVersion },
    base,
    share: startedBy === 'app' ? ownShare : undefined,
    incidents: createIncidentSet(range, base?.incidents.all()),
    stop: new AbortController(),
    started,
    facts: { run, startedBy, kind: base ? 'changes' : 'full' },
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
    if (!run.incidents.get(incident.summary.id) && isAfterStart(incident.summary, run.provenance.range)) run.incidents.add([incident], null)
  }, pauses)
  const kept = run.incidents.count() - read
  run.kept = kept > 0 ? { incidents: kept, startedAt: before.provenance.fetchedAt } : null
  run.since = before.since
  run.fullRead = before.fullRead
}

export const cancelled: CollectionOutcome = { kind: 'incomplete', failure: { code: 'cancelled', details: {} } }

/** Which incidents of an earlier list a run lacks, though they are still in its window. */
function lostOf({ provenance: { range }, incidents }: Run, before: Held | null): readonly string[] {
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
function mostChanges({ base, provenance: { range }, api }: Run): number {
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
  const query = { api: run.api, range: run.provenance.range, withUpperBound: true, since: run.base?.since ?? null }
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
