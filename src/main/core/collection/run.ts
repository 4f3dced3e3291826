/** @file One run of a collection: its state as it changes, and the incidents so far. */
import type { Collection, CollectionOutcome, IncidentSummary, TimeWindow, Waiting } from '../../../shared/model'
import type { Collected } from './collect'
import type { IncidentApi } from '../incident/incident-api'
import type { IncidentSet } from './incident-set'
import type { FetchPage } from './page-fetcher'
import type { Clock } from '../clock'
import type { Pauses } from './slices'
import { createAlertsPlan } from '../incident/alerts-plan'
import { collectPages } from './collect'
import { AppError, failureOf } from '../errors'
import { createIncidentSet, isAfterStart } from './incident-set'
import { resolveWindow } from './query'
import { inSlices } from './slices'

/** More than this off, a window counted from this computer's clock misses incidents. */
const mostClockOffsetSeconds = 300

/** What is held and shown of a list. */
export interface Shown {
  readonly collection: Collection
  readonly incidents: IncidentSet
  /** The one that the incidents came from. */
  readonly api: IncidentApi
}

/** The list that is shown, and what a later run needs of it. */
export interface Held extends Shown {
  /** Monotonic ms. */
  readonly readAt: number
  readonly since: string | null
}

/** One run: its state as it changes and the incidents so far. */
export interface Run {
  readonly api: IncidentApi
  readonly incidents: IncidentSet
  readonly stop: AbortController
  readonly base: Held | null
  readonly started: number
  readonly facts: Pick<Collection, 'run' | 'kind' | 'window' | 'range' | 'startedAt'>
  readonly share: number | undefined
  pages: number
  waiting: Waiting | null
  outcome: CollectionOutcome | null
  clockOffset: number
  since: string | null
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
    kept,
    elapsedMs: Math.max(0, Math.round(clock.monotonic() - started)),
    clock: off ? { code: 'clock-off', details: { seconds: clockOffset } } : null,
  }
}

export function* summaries(incidents: IncidentSet): Generator<IncidentSummary, void, void> {
  for (const { summary } of incidents.all()) yield summary
}

interface AskedRun extends Pick<Run, 'api' | 'base' | 'share'> {
  readonly run: number
  readonly window: TimeWindow
}

/** A run for the window as of now; with a base it asks only for what changed since. */
export function beginRun(asked: AskedRun, clock: Clock): Run {
  const { run, window, api, base, share } = asked
  const now = clock.now()
  const range = resolveWindow(window, now)
  return {
    api,
    base,
    share,
    incidents: createIncidentSet(range, base?.incidents.all()),
    stop: new AbortController(),
    started: clock.monotonic(),
    facts: { run, kind: base ? 'changes' : 'full', window, range, startedAt: new Date(now).toISOString() },
    pages: 0,
    waiting: null,
    outcome: null,
    clockOffset: 0,
    since: base?.since ?? null,
    kept: null,
  }
}

/**
 * A run for everything that broke off has less than the complete list before it: what that had beside stays, so that nothing goes
 * from the screen. Call it once, when the run has ended.
 */
export async function keepFrom(before: Held, run: Run, pauses: Pauses): Promise<void> {
  const read = run.incidents.count()
  await inSlices(before.incidents.all(), (incident) => {
    if (!run.incidents.get(incident.summary.id)) run.incidents.add([incident])
  }, pauses)
  const kept = run.incidents.count() - read
  run.kept = kept > 0 ? { incidents: kept, startedAt: before.collection.startedAt } : null
}

export const cancelled: CollectionOutcome = { kind: 'incomplete', failure: { code: 'cancelled', details: {} } }

/** Which incidents of an earlier list a run lacks, though they are still in its window. */
function lostOf({ facts: { range }, incidents }: Run, before: Held | null): readonly string[] {
  // What changes leaves a window with an upper end.
  if (!before || range.to !== null) return []
  return [...summaries(before.incidents)].filter(each => isAfterStart(each, range) && !incidents.get(each.id)).map(({ id }) => id)
}

/** Incidents that could not be read end a run as incomplete. The earlier list may know which they are. */
function outcomeOf({ unreadAfter }: Collected, run: Run, before: Held | null): CollectionOutcome {
  if (unreadAfter.length === 0) return { kind: 'complete' }
  const lost = lostOf(run, before)
  const named = lost.length === unreadAfter.length ? { incidents: lost } : { after: unreadAfter }
  return { kind: 'incomplete', failure: { code: 'incidents-unread', details: { count: unreadAfter.length, ...named } } }
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

async function read(run: Run, { fetchPage, before, tell }: Reading): Promise<CollectionOutcome> {
  const onWaiting = (waiting: Waiting | null) => { run.waiting = waiting; tell([]) }
  const query = { api: run.api, range: run.facts.range, withUpperBound: true, since: run.base?.since ?? null }
  let partial: string | null = null
  const watched: FetchPage = async (request) => {
    const answer = await fetchPage(request)
    partial ??= answer.partial
    return answer
  }
  // Where the alerts failed a minute ago, nobody need wait for that once more.
  const alerts = createAlertsPlan(before?.api === run.api && before.incidents.withoutAlerts() > 0)
  const pages = collectPages(query, watched, { signal: run.stop.signal, onWaiting, share: run.share }, alerts)
  let step = await pages.next()
  for (; !step.done; step = await pages.next()) {
    if (run.stop.signal.aborted) throw new AppError('cancelled')
    const { page, clockOffset } = step.value
    run.pages++
    run.clockOffset = clockOffset ?? run.clockOffset
    tell(run.incidents.add(page.incidents))
  }
  run.since = step.value.since ?? run.since
  // What one of the service's providers did not deliver is lost, however whole the pages look.
  if (partial !== null) return { kind: 'incomplete', failure: { code: 'partial-content', details: { host: run.api.host, serverMessage: partial } } }
  return outcomeOf(step.value, run, before)
}

/** Performs a run to its end, whatever that is; never rejects. */
export async function performRun(run: Run, reading: Reading): Promise<CollectionOutcome> {
  try {
    return await read(run, reading)
  } catch (error) {
    if (!(error instanceof AppError)) reading.onUnexpected(error)
    return run.stop.signal.aborted ? cancelled : { kind: 'incomplete', failure: failureOf(error) }
  } finally {
    run.waiting = null
  }
}
