/**
 * @file A dataset: incidents, where they come from and whether they are complete. A live collection creates one; table, detail, comparison and
 * export need nothing else, so other sources can create one as well.
 */
import type { IncidentSummary, SourceKind, TimeRange, TimeWindow } from '../../../shared/contract/model'
import type { ListPart } from '../../../shared/contract/opened-file'
import type { ApiKind, CloudKind } from '../../../shared/vocabulary/clouds'
import type { Incident } from '../incident/incident'
import type { Completeness } from './completeness'
import { sameId } from '../../../shared/values/ids'
import { sameWindow } from '../../../shared/rules/time-window'

/** What a run requests its incidents from: the kind of source, and its tenant, cloud and API. */
export interface Origin {
  readonly source: SourceKind
  readonly api: ApiKind
  readonly cloud: CloudKind
  readonly tenantId: string
}

/** An opened file. */
export interface FileOrigin {
  readonly name: string
  /** What its manifest records; null without a manifest that matches. */
  readonly recorded: {
    readonly profile: string | null
    readonly ids: { readonly tenantId: string, readonly clientId: string } | null
    readonly pages: number | null
    /** How the incidents were chosen from a list; null for a whole list. */
    readonly part: ListPart | null
  } | null
}

/** Where incidents come from. `null`: not recorded in the file that was opened. */
export interface Provenance {
  readonly source: SourceKind
  /** Whether the app made the incidents up: those of the sample tenant, or of a file that was exported from it. */
  readonly sample: boolean
  readonly api: ApiKind
  readonly cloud: CloudKind | null
  readonly tenantId: string | null
  /** The time window that the user chose. */
  readonly window: TimeWindow | null
  /** The time window, resolved to points in time. */
  readonly range: TimeRange | null
  /** When the collection began, ISO, by this computer's clock. */
  readonly fetchedAt: string | null
  /** The version of the app that fetched them. */
  readonly appVersion: string | null
  /** null unless the source is a file. */
  readonly file: FileOrigin | null
}

/** The provenance of a collection. */
export interface CollectedProvenance extends Provenance, Origin {
  readonly cloud: CloudKind
  readonly tenantId: string
  readonly window: TimeWindow
  readonly range: TimeRange
  readonly fetchedAt: string
  readonly appVersion: string
}

/** The facts that two datasets of the same list have in common. */
type ListIdentity = Omit<Origin, 'source'> & Pick<CollectedProvenance, 'window'>

/** Distinct incidents, in the order in which they were first received. */
export interface Incidents {
  readonly get: (id: string) => Incident | undefined
  readonly all: () => Iterable<Incident>
  readonly count: () => number
  /** Returns how many incidents are merged into another one. */
  readonly redirected: () => number
  /** Returns how many incidents were received without their alerts. */
  readonly withoutAlerts: () => number
}

export interface Dataset {
  readonly provenance: Provenance
  readonly completeness: Completeness
  readonly incidents: Incidents
}

/** Returns whether two datasets are the same list at different times. Different lists cannot be compared, because every difference would count as a change. */
export function isSameList(a: ListIdentity, b: ListIdentity): boolean {
  return isSameOrigin(a, b) && sameWindow(a.window, b.window)
}

/** Returns whether incidents come from the same tenant, by the same API. */
export function isSameOrigin(a: Omit<Origin, 'source'>, b: Omit<Origin, 'source'>): boolean {
  return a.api === b.api && a.cloud === b.cloud && sameId(a.tenantId, b.tenantId)
}

/** Yields the summaries of a dataset's incidents. */
export function* summaries(incidents: Incidents): Generator<IncidentSummary, void, void> {
  for (const { summary } of incidents.all()) yield summary
}
