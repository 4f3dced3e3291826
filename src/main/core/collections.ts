/** @file Runs collections, one at a time, and holds the incidents of the one that is shown. */
import type { Collection, CollectionOutcome, CollectionProgress, IncidentList, IncidentSummary, TimeWindow, Waiting } from '../../shared/model'
import type { Cloud } from './cloud'
import type { FetchPage } from './defender'
import type { IncidentSet } from './incident-set'
import type { Clock } from './retry'
import { collectPages } from './collect'
import { AppError, failureOf } from './errors'
import { createIncidentSet } from './incident-set'
import { resolveWindow } from './query'

/** More than this off, a window counted from this computer's clock misses incidents. */
const mostClockOffsetSeconds = 300

export interface Shown {
  readonly collection: Collection
  readonly incidents: IncidentSet
}

export interface Collections {
  /** Starts a run for the window as of now. One that is under way is cancelled first. */
  readonly start: (window: TimeWindow) => void
  readonly cancel: () => void
  /** The collection that is listed and exported: the last one that got a page. */
  readonly shown: () => Shown | null
  readonly list: () => IncidentList
  /** Cancels and drops everything: the incidents belong to credentials that are gone. */
  readonly clear: () => void
}

interface Deps {
  readonly cloud: Cloud
  readonly fetchPage: FetchPage
  readonly clock: Clock
  readonly emit: (progress: CollectionProgress) => void
  /** Told of errors that are nobody's expected failure. */
  readonly onUnexpected: (error: unknown) => void
}

/** One run: its state as it changes and the incidents so far. */
interface Run {
  readonly incidents: IncidentSet
  readonly stop: AbortController
  pages: number
  waiting: Waiting | null
  outcome: CollectionOutcome | null
  clockOffset: number
  readonly started: number
  readonly facts: Pick<Collection, 'run' | 'window' | 'range' | 'startedAt'>
}

function startRun(window: TimeWindow, run: number, now: number): Run {
  const range = resolveWindow(window, now)
  return {
    incidents: createIncidentSet(range),
    stop: new AbortController(),
    pages: 0,
    waiting: null,
    outcome: null,
    clockOffset: 0,
    started: now,
    facts: { run, window, range, startedAt: new Date(now).toISOString() },
  }
}

function describe({ facts, pages, waiting, outcome, clockOffset, started, incidents }: Run, now: number): Collection {
  const off = Math.abs(clockOffset) > mostClockOffsetSeconds
  return {
    ...facts,
    pages,
    waiting,
    outcome,
    incidents: incidents.count(),
    redirected: incidents.redirected(),
    elapsedMs: Math.max(0, now - started),
    clock: off ? { code: 'clock-off', details: { seconds: clockOffset } } : null,
  }
}

export function createCollections({ cloud, fetchPage, clock, emit, onUnexpected }: Deps): Collections {
  let runs = 0
  let running: Run | null = null
  let shown: Shown | null = null

  const tell = (run: Run, rows: readonly IncidentSummary[] = []) => emit({ collection: describe(run, clock.now()), rows })

  const follow = async (run: Run): Promise<CollectionOutcome> => {
    const onWaiting = (waiting: Waiting | null) => { run.waiting = waiting; tell(run) }
    const query = { cloud, range: run.facts.range, withUpperBound: true }
    try {
      for await (const { page, clockOffset } of collectPages(query, fetchPage, { signal: run.stop.signal, onWaiting })) {
        if (run.stop.signal.aborted) throw new AppError('cancelled')
        run.pages++
        run.clockOffset = clockOffset ?? run.clockOffset
        tell(run, run.incidents.add(page.incidents))
      }
      return { kind: 'complete' }
    } catch (error) {
      if (!(error instanceof AppError)) onUnexpected(error)
      return { kind: 'incomplete', failure: run.stop.signal.aborted ? { code: 'cancelled', details: {} } : failureOf(error) }
    }
  }

  const perform = async (run: Run): Promise<void> => {
    tell(run)
    const outcome = await follow(run)
    if (running !== run) return // replaced or cleared: nobody is waiting for it any more
    running = null
    run.outcome = outcome
    run.waiting = null
    const collection = describe(run, clock.now())
    if (run.pages > 0) shown = { collection, incidents: run.incidents }
    emit({ collection, rows: [] })
  }

  const abandon = () => {
    const run = running
    running = null
    run?.stop.abort()
  }

  return {
    start: (window) => {
      abandon()
      running = startRun(window, ++runs, clock.now())
      void perform(running)
    },
    cancel: () => running?.stop.abort(),
    shown: () => shown,
    list: () => ({
      collection: shown?.collection ?? null,
      rows: shown ? Array.from(shown.incidents.all(), incident => incident.summary) : [],
      running: running && describe(running, clock.now()),
    }),
    clear: () => {
      abandon()
      shown = null
    },
  }
}
