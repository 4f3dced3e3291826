/** @file Performs runs, one at a time, and shows the list of each (shown-list.ts). */
import type { CollectionOutcome, CollectionProgress, IncidentList, IncidentSummary, StartedBy, TimeWindow } from '../../../../shared/contract/model'
import type { AlertsOnDemand } from './alerts-on-demand'
import type { FetchIncident } from '../paging/incident-fetcher'
import type { FetchPage } from '../paging/page-fetcher'
import type { Clock } from '../../base/clock'
import type { Dataset } from '../../dataset/dataset'
import type { Held, Run, RunSource } from './run'
import type { Compared, ShownList } from './shown-list'
import { createAlertsOnDemand } from './alerts-on-demand'
import { failureOf } from '../../base/errors'
import { summaries } from '../../dataset/dataset'
import { canRefresh } from './can-refresh'
import { cancelled, performRun } from './perform-run'
import { beginRun, describe } from './run'
import { createShownList } from './shown-list'

export interface StartOptions {
  /** `refresh`: request changes only, if the shown list allows it; `reload`: a full run. */
  readonly how: 'refresh' | 'reload'
  readonly startedBy: StartedBy
}

/** A run under way, as restart recovery stores it. */
export interface UnderWay {
  readonly window: TimeWindow
  readonly startedBy: StartedBy
  /** For a run that the app started: the time until which the shown list is complete (ISO), the start of the last complete run or else of this run. */
  readonly knownUntil: string | null
}

export interface Collections {
  /** Starts a run for the window, resolved now. Cancels a run under way. */
  readonly start: (window: TimeWindow, options: StartOptions) => void
  readonly cancel: () => void
  /** Returns the dataset that is listed and exported: that of the last run that received a page. */
  readonly shown: () => Dataset | null
  readonly list: () => IncidentList
  /** Called when the user views the list: later changes are also counted from its current state. */
  readonly markViewed: () => void
  readonly isRunning: () => boolean
  /** Returns whether this run is under way: not ended, replaced or discarded. */
  readonly isUnderWay: (run: number) => boolean
  /** As in AlertsOnDemand; the incident replaces the one in the list. */
  readonly withAlerts: AlertsOnDemand['get']
  /** Cancels the run and discards all incidents. Call it when the credentials that they belong to are removed. */
  readonly clear: () => void
}

export interface CollectionsDeps {
  /** Returns the source of the next run. */
  readonly source: () => RunSource
  readonly appVersion: string
  readonly fetchPage: FetchPage
  readonly fetchIncident: FetchIncident
  readonly clock: Clock
  readonly emit: (progress: CollectionProgress) => void
  /** Returns the number of the next run. */
  readonly nextRun: () => number
  /** Called with each run before its first request, and with null once it ended, was cancelled or was discarded. */
  readonly onRun: (run: UnderWay | null) => void
  /** Called with errors other than AppError. */
  readonly onUnexpected: (error: unknown) => void
}

function shownOf(list: ShownList): Omit<IncidentList, 'running'> {
  const held = list.get()
  return {
    collection: held?.collection ?? null,
    rows: held ? [...summaries(held.incidents)] : [],
    changes: list.changes(),
    compared: list.isCompared(),
    failed: list.failed(),
  }
}

/** `compared`: null if the run received no page. */
interface Prepared { readonly outcome: CollectionOutcome, readonly compared: Compared | null }

/** Prepares the list of a run for display. After an error, the run is incomplete, and the shown list stays. */
async function prepare(
  list: ShownList,
  run: Run,
  outcome: CollectionOutcome,
  { replaced, onUnexpected }: Pick<AlertsOnDemand, 'replaced'> & Pick<CollectionsDeps, 'onUnexpected'>,
): Promise<Prepared> {
  try {
    return { outcome, compared: run.pages > 0 ? await list.prepare(run, outcome, replaced) : null }
  } catch (error) {
    onUnexpected(error)
    return { outcome: { kind: 'incomplete', failure: failureOf(error) }, compared: null }
  }
}

export function createCollections({ source, appVersion, fetchPage, fetchIncident, clock, emit, nextRun, onRun, onUnexpected }: CollectionsDeps): Collections {
  let running: Run | null = null
  const list = createShownList(clock)
  const onDemand = createAlertsOnDemand({ fetchIncident, shown: list.get, lists: () => [list.get(), running] })

  const report = (run: Run, rows: readonly IncidentSummary[] = []) => {
    if (running === run) emit({ collection: describe(run, clock), rows, end: null })
  }

  const perform = async (run: Run): Promise<void> => {
    report(run)
    const result = await performRun(run, { fetchPage, before: list.get(), report: rows => report(run, rows), onUnexpected })
    if (running !== run) return // replaced or cleared
    if (result.kind === 'too-many-changes') return begin(run.provenance.window, run.facts.startedBy, null)
    const { outcome, compared } = await prepare(list, run, result.outcome, { replaced: onDemand.replaced, onUnexpected })
    if (running !== run) return
    running = null
    onRun(null)
    // The user may have cancelled during the preparation: a run that had just lost its connection must then not reconnect.
    run.outcome = outcome.kind === 'incomplete' && run.stop.signal.aborted ? cancelled : outcome
    const collection = describe(run, clock)
    if (compared) list.show(run, { collection, completeness: run.outcome }, compared)
    else list.setFailed(collection)
    if (compared) onDemand.renew()
    const end = compared && { dropped: run.incidents.dropped(), changes: compared.changes, compared: list.isCompared() }
    emit({ collection, rows: [], end })
  }

  const begin = (window: TimeWindow, startedBy: StartedBy, base: Held | null) => {
    list.setFailed(null)
    running = beginRun({ run: nextRun(), window, source: source(), appVersion, base, startedBy }, clock)
    onRun({ window, startedBy, knownUntil: startedBy === 'app' ? list.completeAt() ?? running.provenance.fetchedAt : null })
    void perform(running)
  }

  const abandon = () => {
    const run = running
    running = null
    run?.stop.abort()
  }

  return {
    start: (window, { how, startedBy }) => {
      abandon()
      const held = list.get()
      begin(window, startedBy, how === 'refresh' && held && canRefresh(held, window, source(), clock) ? held : null)
    },
    cancel: () => {
      onRun(null)
      running?.stop.abort()
    },
    shown: list.get,
    list: () => ({ ...shownOf(list), running: running && describe(running, clock) }),
    markViewed: list.markViewed,
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
