/** @file Runs collections, one at a time, and holds the incidents of the one that is shown. */
import type { Collection, CollectionProgress, IncidentChanges, IncidentList, IncidentSummary, TimeWindow } from '../../shared/model'
import type { Snapshot } from './changes'
import type { IncidentApi } from './incident-api'
import type { FetchPage } from './page-fetcher'
import type { Clock } from './retry'
import type { Held, Run, Shown } from './run'
import { isDeepStrictEqual } from 'node:util'
import { compareLists, snapshotOf } from './changes'
import { beginRun, describe, performRun, summaries } from './run'

/** A list older than this is read anew as a whole. */
const mostAgeMs = 12 * 3_600_000

export interface StartOptions {
  /** `refresh`: only what changed, where the shown list allows it. */
  readonly how: 'refresh' | 'reload'
  /** The part of the quota that may be used; all of it when not given. */
  readonly share?: number
}

export interface Collections {
  /** Starts a run for the window as of now. One that is under way is cancelled first. */
  readonly start: (window: TimeWindow, options: StartOptions) => void
  readonly cancel: () => void
  /** The collection that is listed and exported: the last one that got a page. */
  readonly shown: () => Shown | null
  readonly list: () => IncidentList
  /** A person looks at the list as it is now: later changes are counted from here as well. */
  readonly look: () => void
  readonly isRunning: () => boolean
  /** Cancels and drops everything: the incidents belong to credentials that are gone. */
  readonly clear: () => void
}

interface Deps {
  /** The API of the profile in use. */
  readonly api: () => IncidentApi
  readonly fetchPage: FetchPage
  readonly clock: Clock
  readonly emit: (progress: CollectionProgress) => void
  /** The number of the next run. */
  readonly nextRun: () => number
  /** Told of the window of each run as it starts, before its first request; of null once it ended or is not wanted any more. */
  readonly onRun: (window: TimeWindow | null) => void
  /** Told of errors that are nobody's expected failure. */
  readonly onUnexpected: (error: unknown) => void
}

/** Of another window or API nothing is comparable. */
function isSameList(held: Held | null, run: Run): held is Held {
  return held !== null && held.api === run.api && isDeepStrictEqual(held.collection.window, run.facts.window)
}

/** The list that a run may add to: complete, of the same window and API, and not too old. */
function baseFor(window: TimeWindow, api: IncidentApi, held: Held | null, clock: Clock): Held | null {
  if (!held || held.since === null) return null
  const { collection, api: itsApi, readAt } = held
  const fits = collection.outcome?.kind === 'complete' && itsApi === api && isDeepStrictEqual(collection.window, window)
  return fits && clock.monotonic() - readAt <= mostAgeMs ? held : null
}

/** The state of a complete list; null for another: what it lacked would count as new. */
function wholeSnapshot(list: Pick<Shown, 'collection' | 'incidents'> | null): Snapshot | null {
  return list?.collection.outcome?.kind === 'complete' ? snapshotOf(summaries(list.incidents)) : null
}

export function createCollections({ api, fetchPage, clock, emit, nextRun, onRun, onUnexpected }: Deps): Collections {
  let running: Run | null = null
  let held: Held | null = null
  let looked: Snapshot | null = null
  let changes: readonly IncidentChanges[] = []

  const tell = (run: Run, rows: readonly IncidentSummary[] = []) => emit({ collection: describe(run, clock), rows, end: null })

  /** Shows what a run brought, and what is different. */
  const show = (run: Run, collection: Collection) => {
    if (!isSameList(held, run)) looked = null
    changes = compareLists(summaries(run.incidents), isSameList(held, run) ? wholeSnapshot(held) : null, looked)
    looked ??= wholeSnapshot({ collection, incidents: run.incidents })
    held = { collection, incidents: run.incidents, api: run.api, readAt: run.started, since: run.since }
  }

  const perform = async (run: Run): Promise<void> => {
    tell(run)
    const outcome = await performRun(run, { fetchPage, before: held, tell: rows => tell(run, rows), onUnexpected })
    if (running !== run) return // replaced or cleared: nobody is waiting for it any more
    running = null
    onRun(null)
    run.outcome = outcome
    const collection = describe(run, clock)
    if (run.pages > 0) show(run, collection)
    emit({ collection, rows: [], end: run.pages > 0 ? { dropped: run.incidents.dropped(), changes } : null })
  }

  const abandon = () => {
    const run = running
    running = null
    run?.stop.abort()
  }

  return {
    start: (window, options) => {
      abandon()
      running = beginRun({ run: nextRun(), window, api: api(), base: options.how === 'reload' ? null : baseFor(window, api(), held, clock), share: options.share }, clock)
      onRun(window)
      void perform(running)
    },
    cancel: () => {
      onRun(null)
      running?.stop.abort()
    },
    shown: () => held,
    list: () => ({
      collection: held?.collection ?? null,
      rows: held ? [...summaries(held.incidents)] : [],
      changes,
      running: running && describe(running, clock),
    }),
    look: () => { looked = wholeSnapshot(held) ?? looked },
    isRunning: () => running !== null,
    clear: () => {
      abandon()
      onRun(null)
      held = null
      looked = null
      changes = []
    },
  }
}
