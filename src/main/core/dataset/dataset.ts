/**
 * @file A dataset: incidents, where they come from and whether they are complete. A live collection creates one; table, detail, comparison and
 * export need nothing else, so other sources can create one as well.
 */
import type { IncidentSummary, SourceKind, TimeRange, TimeWindow } from '../../../shared/contract/model'
import type { ApiKind, CloudKind } from '../../../shared/vocabulary/clouds'
import type { Incident } from '../incident/incident'
import type { Completeness } from './completeness'
import { sameId } from '../../../shared/values/ids'
import { sameWindow } from '../../../shared/rules/time-window'

/** What incidents come from: the kind of source, and its tenant, cloud and API. */
export interface Origin {
  readonly source: SourceKind
  readonly api: ApiKind
  readonly cloud: CloudKind
  readonly tenantId: string
}

export interface Provenance extends Origin {
  /** The time window that the user chose. */
  readonly window: TimeWindow
  /** The time window, resolved to points in time. */
  readonly range: TimeRange
  /** When the collection began, ISO, by this computer's clock. */
  readonly fetchedAt: string
  /** The version of the app that fetched them. */
  readonly appVersion: string
}

/** The facts that two datasets of the same list have in common. */
type ListIdentity = Omit<Origin, 'source'> & Pick<Provenance, 'window'>

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
