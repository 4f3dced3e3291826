/** @file Runs collections, one at a time; what they bring is shown (shown-list.ts). */
import type { CollectionProgress, IncidentList, IncidentSummary, TimeWindow } from '../../../shared/model'
import type { AlertsOnDemand } from '../incident/alerts-on-demand'
import type { IncidentApi } from '../incident/incident-api'
import type { FetchIncident } from '../incident/incident-fetcher'
import type { FetchPage } from './page-fetcher'
import type { Clock } from '../clock'
import type { Held, Run, Shown } from './run'
import type { ShownList } from './shown-list'
import { isDeepStrictEqual } from 'node:util'
import { createAlertsOnDemand } from '../incident/alerts-on-demand'
import { beginRun, cancelled, describe, performRun, summaries } from './run'
import { createShownList } from './shown-list'

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
  /** Whether it is this run that is under way: not ended, replaced or dropped. */
  readonly isUnderWay: (run: number) => boolean
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
  /** Told of the window of each run as it starts, before its first request; of null once it ended or is not wanted any more. */
  readonly onRun: (window: TimeWindow | null) => void
  /** Told of errors that are nobody's expected failure. */
  readonly onUnexpected: (error: unknown) => void
}

/** Whether a run may add to the list: complete, of the same window and API, and not too old. */
function fits(list: Held, window: TimeWindow, api: IncidentApi, clock: Clock): boolean {
  const { collection, readAt, since } = list
  // On some systems the one clock stands still while the computer sleeps; the other may be set. A whole list too much costs calls only.
  const age = Math.max(clock.monotonic() - readAt, clock.now() - Date.parse(collection.startedAt))
  const same = collection.outcome?.kind === 'complete' && list.api === api && isDeepStrictEqual(collection.window, window)
  return same && since !== null && age <= mostAgeMs
}

function shownOf(list: ShownList): Omit<IncidentList, 'running'> {
  const held = list.get()
  return { collection: held?.collection ?? null, rows: held ? [...summaries(held.incidents)] : [], changes: list.changes() }
}

export function createCollections({ api, fetchPage, fetchIncident, clock, emit, nextRun, onRun, onUnexpected }: Deps): Collections {
  let running: Run | null = null
  const list = createShownList(clock)
  const onDemand = createAlertsOnDemand({ fetchIncident, shown: list.get, lists: () => [list.get(), running] })

  const tell = (run: Run, rows: readonly IncidentSummary[] = []) => {
    if (running === run) emit({ collection: describe(run, clock), rows, end: null })
  }

  const perform = async (run: Run): Promise<void> => {
    tell(run)
    const outcome = await performRun(run, { fetchPage, before: list.get(), tell: rows => tell(run, rows), onUnexpected })
    if (running !== run) return // replaced or cleared: nobody is waiting for it any more
    const prepared = run.pages > 0 ? await list.prepare(run, outcome, onDemand.replaced) : null
    if (running !== run) return
    running = null
    onRun(null)
    // Cancelled in a pause: what broke off a moment before is not to start again.
    run.outcome = outcome.kind === 'incomplete' && run.stop.signal.aborted ? cancelled : outcome
    const collection = describe(run, clock)
    if (prepared) {
      list.show(run, collection, prepared)
      onDemand.renew()
    }
    emit({ collection, rows: [], end: prepared && { dropped: run.incidents.dropped(), changes: prepared.changes } })
  }

  const abandon = () => {
    const run = running
    running = null
    run?.stop.abort()
  }

  return {
    start: (window, options) => {
      abandon()
      const held = list.get()
      const base = options.how === 'refresh' && held && fits(held, window, api(), clock) ? held : null
      running = beginRun({ run: nextRun(), window, api: api(), base, share: options.share }, clock)
      onRun(window)
      void perform(running)
    },
    cancel: () => {
      onRun(null)
      running?.stop.abort()
    },
    shown: list.get,
    list: () => ({ ...shownOf(list), running: running && describe(running, clock) }),
    look: list.look,
    isRunning: () => running !== null,
    isUnderWay: run => running?.facts.run === run,
    withAlerts: onDemand.get,
    clear: () => {
      abandon()
      onRun(null)
      onDemand.clear()
      list.clear()
    },
  }
}
