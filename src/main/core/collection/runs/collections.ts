/** @file Runs collections, one at a time; what they bring is shown (shown-list.ts). */
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
import { isSameList, summaries } from '../../dataset/dataset'
import { beginRun, cancelled, describe, performRun, tooManyChanges } from './run'
import { createShownList } from './shown-list'

/** A list whose last read as a whole is longer ago is read as a whole again. */
const mostAgeMs = 12 * 3_600_000

export interface StartOptions {
  /** `refresh`: only what changed, where the shown list allows it. */
  readonly how: 'refresh' | 'reload'
  readonly startedBy: StartedBy
}

/** What must survive the end of the app to start an interrupted run over. */
export interface UnderWay {
  readonly window: TimeWindow
  readonly startedBy: StartedBy
  /** Of the app's own runs: until when the person's list is known to be complete, the start of the last complete run or of this one. ISO. */
  readonly knownUntil: string | null
}

export interface Collections {
  /** Starts a run for the window as of now. One that is under way is cancelled first. */
  readonly start: (window: TimeWindow, options: StartOptions) => void
  readonly cancel: () => void
  /** The collection that is listed and exported: the last one that got a page. */
  readonly shown: () => Dataset | null
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

export interface CollectionsDeps {
  /** Returns where the next run gets its incidents. */
  readonly source: () => RunSource
  readonly appVersion: string
  readonly fetchPage: FetchPage
  readonly fetchIncident: FetchIncident
  readonly clock: Clock
  readonly emit: (progress: CollectionProgress) => void
  /** The number of the next run. */
  readonly nextRun: () => number
  /** Called for each run as it starts, before its first request; with null once it ended or is not wanted any more. */
  readonly onRun: (run: UnderWay | null) => void
  /** Told of errors that are nobody's expected failure. */
  readonly onUnexpected: (error: unknown) => void
}

/** Returns whether a run may add to the list: it holds everything until some moment, of the same window and API, and is not too old. */
function fits({ provenance, fullRead, since }: Held, window: TimeWindow, { api, cloud, tenantId }: RunSource, clock: Clock): boolean {
  // On some systems the one clock stands still while the computer sleeps; the other may be set. Reading a whole list too often costs calls only.
  const age = Math.max(clock.monotonic() - fullRead.monotonic, clock.now() - fullRead.time)
  return since !== null && isSameList(provenance, { api: api.kind, cloud, tenantId, window }) && age <= mostAgeMs
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

interface Prepared { readonly outcome: CollectionOutcome, readonly compared: Compared | null }

/** Makes the list ready that a run read. An error here ends the run with its failure; what is shown stays. */
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

  const tell = (run: Run, rows: readonly IncidentSummary[] = []) => {
    if (running === run) emit({ collection: describe(run, clock), rows, end: null })
  }

  const perform = async (run: Run): Promise<void> => {
    tell(run)
    const ended = await performRun(run, { fetchPage, before: list.get(), tell: rows => tell(run, rows), onUnexpected })
    if (running !== run) return // replaced or cleared: nobody is waiting for it any more
    if (ended === tooManyChanges) return begin(run.provenance.window, run.facts.startedBy, null)
    const { outcome, compared } = await prepare(list, run, ended, { replaced: onDemand.replaced, onUnexpected })
    if (running !== run) return
    running = null
    onRun(null)
    // Cancelled in a pause: what broke off a moment before is not to start again.
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
      begin(window, startedBy, how === 'refresh' && held && fits(held, window, source(), clock) ? held : null)
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
