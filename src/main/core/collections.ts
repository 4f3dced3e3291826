/** @file Runs collections, one at a time, and holds the incidents of the one that is shown. */
import type { Collection, CollectionProgress, IncidentChanges, IncidentList, IncidentSummary, TimeWindow } from '../../shared/model'
import type { Snapshot } from './changes'
import type { AlertsOnDemand } from './alerts-on-demand'
import type { IncidentApi } from './incident-api'
import type { FetchIncident } from './incident-fetcher'
import type { FetchPage } from './page-fetcher'
import type { Clock } from './retry'
import type { Held, Run, Shown } from './run'
import { isDeepStrictEqual } from 'node:util'
import { createAlertsOnDemand } from './alerts-on-demand'
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
  /** What comes takes its place in the list. */
  readonly withAlerts: AlertsOnDemand['get']
  /** Cancels and drops everything: the incidents belong to credentials that are gone. */
  readonly clear: () => void
}

interface Deps {
  /** The API of the profile in use. */
  readonly api: () => IncidentApi
  readonly fetchPage: FetchPage
  readonly fetchIncident: FetchIncident
  readonly clock: Clock
  readonly emit: (progress: CollectionProgress) => void
  /** The number of the next run. */
  readonly nextRun: () => number
  /** Told of errors that are nobody's expected failure. */
  readonly onUnexpected: (error: unknown) => void
}

/** Of another window or API nothing is comparable. */
function isSameList(held: Held | null, run: Run): held is Held {
  return held !== null && held.api === run.api && isDeepStrictEqual(held.collection.window, run.facts.window)
}

/**
 * The state of a complete list, with `replaced` in the place of what it holds; null for another list: what it lacked would count
 * as new.
 */
function wholeSnapshot(list: Pick<Shown, 'collection' | 'incidents'> | null, replaced: Snapshot = new Map()): Snapshot | null {
  if (list?.collection.outcome?.kind !== 'complete') return null
  return snapshotOf([...summaries(list.incidents), ...replaced.values()])
}

/** Whether a run may add to the list: complete, of the same window and API, and not too old. */
function fits(list: Held, window: TimeWindow, api: IncidentApi, now: number): boolean {
  const { collection, readAt, since } = list
  const same = collection.outcome?.kind === 'complete' && list.api === api && isDeepStrictEqual(collection.window, window)
  return same && since !== null && now - readAt <= mostAgeMs
}

export function createCollections({ api, fetchPage, fetchIncident, clock, emit, nextRun, onUnexpected }: Deps): Collections {
  let running: Run | null = null
  let held: Held | null = null
  let looked: Snapshot | null = null
  let changes: readonly IncidentChanges[] = []
  const onDemand = createAlertsOnDemand({ fetchIncident, shown: () => held, lists: () => [held, running] })

  const tell = (run: Run, rows: readonly IncidentSummary[] = []) => emit({ collection: describe(run, clock), rows, end: null })

  /** Shows what a run brought, and what is different. */
  const show = (run: Run, collection: Collection) => {
    if (!isSameList(held, run)) looked = null
    changes = compareLists(summaries(run.incidents), isSameList(held, run) ? wholeSnapshot(held, onDemand.asListed()) : null, looked)
    onDemand.renew()
    looked ??= wholeSnapshot({ collection, incidents: run.incidents })
    held = { collection, incidents: run.incidents, api: run.api, readAt: run.started, since: run.since }
  }

  const perform = async (run: Run): Promise<void> => {
    tell(run)
    const outcome = await performRun(run, { fetchPage, before: held, tell: rows => tell(run, rows), onUnexpected })
    if (running !== run) return // replaced or cleared: nobody is waiting for it any more
    running = null
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
      const base = options.how === 'refresh' && held && fits(held, window, api(), clock.monotonic()) ? held : null
      running = beginRun({ run: nextRun(), window, api: api(), base, share: options.share }, clock)
      void perform(running)
    },
    cancel: () => running?.stop.abort(),
    shown: () => held,
    list: () => ({
      collection: held?.collection ?? null,
      rows: held ? [...summaries(held.incidents)] : [],
      changes,
      running: running && describe(running, clock),
    }),
    look: () => { looked = wholeSnapshot(held) ?? looked },
    isRunning: () => running !== null,
    withAlerts: onDemand.get,
    clear: () => {
      abandon()
      onDemand.clear()
      held = null
      looked = null
      changes = []
    },
  }
}
