/** @file One run of a collection: its state, and the incidents that it has read so far. perform-run.ts performs it. */
import type { Collection, CollectionOutcome, StartedBy, TimeWindow, Waiting } from '../../../../shared/contract/model'
import type { IncidentApi } from '../../microsoft/incident-apis'
import type { Completeness } from '../../dataset/completeness'
import type { CollectedProvenance, Dataset, Origin } from '../../dataset/dataset'
import type { IncidentSet } from '../../dataset/incident-set'
import type { Clock } from '../../base/clock'
import type { Pauses } from '../../base/yielding-loop'
import { createIncidentSet, isAfterStart } from '../../dataset/incident-set'
import { resolveWindow } from '../paging/query'
import { forEachYielding } from '../../base/yielding-loop'

/** The maximum offset that is not reported. With a larger one, a window that counts back from this computer's clock misses incidents. */
const maxClockOffsetSeconds = 300

/** The source of a run's incidents. */
export interface RunSource extends Omit<Origin, 'api'> {
  readonly api: IncidentApi
}

/** The last full run of a list. */
export interface FullRead {
  /** When it began: in monotonic ms, which may stop while the computer sleeps, and in ms since 1970, which the user may change. */
  readonly monotonic: number
  readonly time: number
  /** The number of its pages. */
  readonly pages: number
}

/** The dataset of the last run that received a page, with the state that a later run needs. */
export interface HeldList extends Dataset {
  readonly provenance: CollectedProvenance
  readonly collection: Collection
  readonly incidents: IncidentSet
  /** The API that returned the incidents. */
  readonly api: IncidentApi
  /** The full run that this list is based on, possibly through several refreshes. */
  readonly fullRead: FullRead
  /**
   * The watermark: the list contains every change until this service time, whether or not the last run was complete, and a refresh requests changes
   * from here on. null: the next run must be a full one.
   */
  readonly since: string | null
}

/** One run: its state, and the incidents that it has read so far. */
export interface Run {
  readonly api: IncidentApi
  readonly provenance: CollectedProvenance
  readonly incidents: IncidentSet
  readonly stop: AbortController
  /** The list that a refresh adds to; null for a full run. */
  readonly base: HeldList | null
  /** The start of the run, in monotonic ms. */
  readonly started: number
  readonly facts: Pick<Collection, 'run' | 'startedBy' | 'kind'>
  /** As in AuthorizedRequest. */
  readonly share: number | undefined
  pages: number
  /** As in Collection. */
  reached: string | null
  waiting: Waiting | null
  outcome: CollectionOutcome | null
  /** Seconds by which this computer's clock is ahead of the service's. */
  clockOffsetSeconds: number
  /** As in HeldList, for the resulting list. Only a complete run advances it. */
  since: string | null
  fullRead: FullRead
  /** As in Collection. */
  carriedOver: Collection['carriedOver']
}

/** Returns the state of a run for the renderer. */
export function describeRun(run: Run, clock: Clock): Collection {
  const { facts, provenance, pages, reached, waiting, outcome, clockOffsetSeconds, started, incidents, carriedOver } = run
  const { window, range, fetchedAt } = provenance
  const off = Math.abs(clockOffsetSeconds) > maxClockOffsetSeconds
  return {
    ...facts,
    window,
    range,
    startedAt: fetchedAt,
    pages,
    reached,
    waiting,
    outcome,
    incidents: incidents.count(),
    redirected: incidents.redirected(),
    outside: incidents.outside(),
    carriedOver,
    elapsedMs: Math.max(0, Math.round(clock.monotonic() - started)),
    clock: off ? { code: 'clock-off', details: { seconds: clockOffsetSeconds } } : null,
  }
}

/** The share of the quota for runs that the app starts; the rest is left for requests of the user. */
const autoShare = 0.5

interface RunRequest extends Pick<Run, 'base'> {
  readonly run: number
  readonly source: RunSource
  readonly appVersion: string
  readonly window: TimeWindow
  readonly startedBy: StartedBy
}

/** Returns the dataset that a run has read so far. */
export function datasetOf({ provenance, incidents }: Run, completeness: Completeness): Dataset & Pick<Run, 'provenance'> {
  return { provenance, completeness, incidents }
}

/** Creates a run for the window as of now. With a base, the run requests only incidents that changed since. */
export function beginRun({ run, window, source, base, startedBy, appVersion }: RunRequest, clock: Clock): Run {
  const now = clock.now()
  const range = resolveWindow(window, now)
  const started = clock.monotonic()
  const { source: kind, api, cloud, tenantId } = source
  return {
    api,
    provenance: {
      source: kind, sample: kind === 'sample', api: api.kind, cloud, tenantId, window, range, fetchedAt: new Date(now).toISOString(), appVersion, file: null,
    },
    base,
    share: startedBy === 'app' ? autoShare : undefined,
    incidents: createIncidentSet(range, base?.incidents.all()),
    stop: new AbortController(),
    started,
    facts: { run, startedBy, kind: base ? 'changes' : 'full' },
    pages: 0,
    reached: null,
    waiting: null,
    outcome: null,
    clockOffsetSeconds: 0,
    since: base?.since ?? null,
    fullRead: base?.fullRead ?? { monotonic: started, time: now, pages: 0 },
    carriedOver: null,
  }
}

/**
 * Carries over the incidents of the previous list into an incomplete full run, so that none disappear from the screen. The result contains all incidents
 * of the previous list, so a refresh may continue from that list's watermark. Returns their IDs. Call it once, after the run.
 */
export async function carryOver(before: HeldList, run: Run, pauses: Pauses): Promise<readonly string[]> {
  const carriedOver: string[] = []
  await forEachYielding(before.incidents.all(), (incident) => {
    if (run.incidents.get(incident.summary.id) || !isAfterStart(incident.summary, run.provenance.range)) return
    for (const { id } of run.incidents.add([incident], null)) carriedOver.push(id)
  }, pauses)
  run.carriedOver = carriedOver.length > 0 ? { incidents: carriedOver.length, startedAt: before.provenance.fetchedAt } : null
  run.since = before.since
  run.fullRead = before.fullRead
  return carriedOver
}
