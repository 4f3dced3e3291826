/** @file Performs runs, one at a time, and shows the list of each (shown-list.ts). */
import type { CollectionOutcome, SeenChange, StartedBy, TimeWindow } from '../../../../shared/contract/model'
import type { CollectionState } from '../../../../shared/contract/collection-state'
import type { AlertsOnDemand } from './alerts-on-demand'
import type { CollectionProgress } from './progress'
import type { AddedPage } from './perform-run'
import type { ListSource } from '../../list/list-feed'
import type { FetchIncident } from '../paging/incident-fetcher'
import type { FetchPage } from '../paging/page-fetcher'
import type { Clock } from '../../base/clock'
import type { Dataset } from '../../dataset/dataset'
import type { HeldList, Run, RunSource } from './run'
import type { FoundIncident } from './session-memory'
import type { IndexCommands } from './watched-index'
import type { Comparison, ShownList } from './shown-list'
import { createAlertsOnDemand } from './alerts-on-demand'
import { failureOf } from '../../base/errors'
import { canRefresh } from './can-refresh'
import { cancelled, performRun } from './perform-run'
import { beginRun, describeRun } from './run'
import { createShownList } from './shown-list'

export interface StartOptions {
  /** `refresh`: request changes only, if the shown list allows it; `reload`: a full run. */
  readonly how: 'refresh' | 'reload'
  readonly startedBy: StartedBy
}

/** A run under way, as restart recovery stores it. */
export interface ActiveRun {
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
  /** As in SessionMemory. */
  readonly find: (id: string) => FoundIncident | null
  readonly state: () => CollectionState
  /** Returns the changes of an incident that runs have found, the earliest first. */
  readonly seenChanges: (id: string) => readonly SeenChange[]
  /** Returns the data that fills the list's index. */
  readonly source: () => ListSource
  /** Starts counting changes from the current list. */
  readonly markSeen: () => Promise<void>
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
  /** The index of the list, which receives every row. */
  readonly index: IndexCommands
  /** Increases with each command that may change the rows on screen. */
  readonly rowsVersion: () => number
  /** Returns the number of the next run. */
  readonly nextRun: () => number
  /** Called with each run before its first request, and with null once it ended, was cancelled or was discarded. */
  readonly onRun: (run: ActiveRun | null) => void
  /** Called after an incident of the list was replaced, because its alerts were fetched. */
  readonly onReplaced: () => void
  /** Called with errors other than AppError. */
  readonly onUnexpected: (error: unknown) => void
}

function stateOf(list: ShownList, running: Run | null, { clock, rowsVersion }: Pick<CollectionsDeps, 'clock' | 'rowsVersion'>): CollectionState {
  const held = list.get()
  return {
    collection: held?.collection ?? null,
    running: running && describeRun(running, clock),
    failed: list.failed(),
    compared: list.isCompared(),
    seenAt: list.seenAt(),
    // The rows of the first run are on screen while they arrive.
    withoutAlerts: (held ?? running)?.incidents.withoutAlerts() ?? 0,
    file: null,
    rowsVersion: rowsVersion(),
  }
}

function sourceOf(list: ShownList, running: Run | null): ListSource {
  const held = list.get()
  return {
    shown: held && { incidents: held.incidents.all(), api: held.api.kind, changes: list.changes() },
    running: running && { incidents: running.incidents.all(), api: running.api.kind, kind: running.facts.kind },
  }
}

/** `compared`: null if the run received no page. */
interface Prepared { readonly outcome: CollectionOutcome, readonly compared: Comparison | null }

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

/** Shows the list of a run that has ended, here and in the index; if it received no page, the earlier list stays. Returns the last progress of the run. */
function showEnded(run: Run, { outcome, compared }: Prepared, list: ShownList, { index, clock }: Pick<CollectionsDeps, 'index' | 'clock'>): CollectionProgress {
  // The user may have cancelled during the preparation: a run that had just lost its connection must then not reconnect.
  run.outcome = outcome.kind === 'incomplete' && run.stop.signal.aborted ? cancelled : outcome
  const collection = describeRun(run, clock)
  if (compared) list.show(run, { collection, completeness: run.outcome }, compared)
  else list.setFailed(collection)
  index.end(compared && { dropped: run.incidents.dropped(), carriedOver: compared.carriedOver })
  index.setChanges(list.changes())
  return { collection, end: compared && { changes: compared.changes, compared: list.isCompared() } }
}

function createOnDemand(list: ShownList, running: () => Run | null, { fetchIncident, index, onReplaced }: CollectionsDeps): AlertsOnDemand {
  return createAlertsOnDemand({
    fetchIncident,
    shown: list.get,
    lists: () => ({ shown: list.get(), running: running() }),
    onReplaced: ({ indexed }, where) => {
      index.replace(indexed, where)
      onReplaced()
    },
  })
}

async function markSeen(list: ShownList, index: CollectionsDeps['index']): Promise<void> {
  await list.markSeen()
  index.setChanges(list.changes())
}

/** Returns the shown list if a run may request only what changed since. */
function baseOf(list: ShownList, window: TimeWindow, { source, clock }: CollectionsDeps): HeldList | null {
  const held = list.get()
  return held && canRefresh(held, window, source(), clock) ? held : null
}

export function createCollections(deps: CollectionsDeps): Collections {
  const { source, clock, emit, index, onRun, onUnexpected } = deps
  let running: Run | null = null
  const list = createShownList(clock)
  const onDemand = createOnDemand(list, () => running, deps)

  const report = (run: Run, added: AddedPage | null = null) => {
    if (running !== run) return
    if (added) index.add(added.page.indexed, added.positions)
    emit({ collection: describeRun(run, clock), end: null })
  }

  const perform = async (run: Run): Promise<void> => {
    report(run)
    const result = await performRun(run, { fetchPage: deps.fetchPage, before: list.get(), report: added => report(run, added), onUnexpected })
    if (running !== run) return // replaced or cleared
    if (result.kind === 'too-many-changes') return begin(run.provenance.window, run.facts.startedBy, null)
    const prepared = await prepare(list, run, result.outcome, { replaced: onDemand.replaced, onUnexpected })
    if (running !== run) return
    running = null
    onRun(null)
    const end = showEnded(run, prepared, list, deps)
    if (prepared.compared) onDemand.renew()
    emit(end)
  }

  const begin = (window: TimeWindow, startedBy: StartedBy, base: HeldList | null) => {
    list.setFailed(null)
    running = beginRun({ run: deps.nextRun(), window, source: source(), appVersion: deps.appVersion, base, startedBy }, clock)
    index.begin(running.facts.kind)
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
      begin(window, startedBy, how === 'refresh' ? baseOf(list, window, deps) : null)
    },
    cancel: () => {
      onRun(null)
      running?.stop.abort()
    },
    shown: list.get, find: list.find, seenChanges: list.seenChanges,
    state: () => stateOf(list, running, deps),
    source: () => sourceOf(list, running),
    markSeen: () => markSeen(list, index),
    isRunning: () => running !== null,
    isUnderWay: run => running?.facts.run === run,
    withAlerts: onDemand.get,
    clear: () => {
      abandon()
      onRun(null)
      onDemand.clear()
      list.clear()
      index.clear()
    },
  }
}
