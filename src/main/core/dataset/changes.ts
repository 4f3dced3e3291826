/** @file Compares two states of a list. */
import type { Pauses } from '../base/yielding-loop'
import type { Change, IncidentChanges, IncidentSummary } from '../../../shared/contract/model'
import { canonicalStatus, severityRank, unknownSeverityRank } from '../../../shared/vocabulary/incident-values'
import { isSameValue } from '../../../shared/vocabulary/known-values'
import { isRedirected } from '../../../shared/rules/merges'
import { forEachYielding } from '../base/yielding-loop'

/** Returns the change of a severity; null if only its spelling differs, or if it is empty instead of `UnSpecified`. A new unknown value counts as raised. */
function severityChange(from: string, to: string): Change | null {
  const [before, now] = [severityRank(from), severityRank(to)]
  if (before === now && (now < unknownSeverityRank || isSameValue(from, to))) return null
  return { kind: now < before ? 'severity-lowered' : 'severity-raised', from, to }
}

function statusChange(before: IncidentSummary, now: IncidentSummary): Change | null {
  if (isRedirected(now) && !isRedirected(before)) return { kind: 'merged', from: before.status, to: now.redirectedTo ?? '' }
  if (isSameValue(before.status, now.status)) return null
  const reopened = canonicalStatus(before.status) === 'Resolved' && !isRedirected(now)
  return { kind: reopened ? 'reopened' : 'status', from: before.status, to: now.status }
}

const none: readonly Change[] = []

/** Returns whether no field differs that counts as a change. Checked first, because most rows of a long list have not changed. */
const isAlike = (a: IncidentSummary, b: IncidentSummary): boolean =>
  a.status === b.status && a.severity === b.severity && a.assignedTo === b.assignedTo && a.alerts === b.alerts && a.redirectedTo === b.redirectedTo

/** Returns the changes of an incident; `before` is undefined for a new one. */
function changesOf(before: IncidentSummary | undefined, now: IncidentSummary): readonly Change[] {
  if (!before) return [{ kind: 'new', from: '', to: now.status }]
  if (isAlike(before, now)) return none
  const assignee: Change | null = (before.assignedTo ?? '') === (now.assignedTo ?? '') ? null : { kind: 'assignee', from: before.assignedTo ?? '', to: now.assignedTo ?? '' }
  // A merged incident has no alerts: they moved to the other incident. An unknown number of alerts is not a change.
  const more = now.alerts !== null && before.alerts !== null && now.alerts > before.alerts
  const alerts: Change | null = more ? { kind: 'alerts', from: String(before.alerts), to: String(now.alerts) } : null
  return [statusChange(before, now), severityChange(before.severity, now.severity), assignee, alerts].filter(change => change !== null)
}

/** The summaries of a list at one time, by incident ID. */
export type Snapshot = Pick<ReadonlyMap<string, IncidentSummary>, 'get'>

/** Takes a snapshot for a later comparison. */
export async function snapshotOf(rows: Iterable<IncidentSummary>, pauses: Pauses): Promise<Snapshot> {
  const snapshot = new Map<string, IncidentSummary>()
  await forEachYielding(rows, (row) => { snapshot.set(row.id, row) }, pauses)
  return snapshot
}

/** Two earlier states of a list. Nothing counts as changed since a state that is null. */
export interface EarlierStates {
  /** The state after the last complete run. */
  readonly refresh: Snapshot | null
  /** The state that the user viewed last. */
  readonly viewed: Snapshot | null
}

/** Returns what changed in `rows` since two earlier states. Incidents without a change are left out. */
export async function compareLists(rows: Iterable<IncidentSummary>, before: EarlierStates, pauses: Pauses): Promise<readonly IncidentChanges[]> {
  const { refresh, viewed } = before
  const found: IncidentChanges[] = []
  if (!refresh && !viewed) return found
  await forEachYielding(rows, (row) => {
    const sinceRefresh = refresh ? changesOf(refresh.get(row.id), row) : none
    const sinceViewed = viewed ? changesOf(viewed.get(row.id), row) : none
    if (sinceRefresh.length > 0 || sinceViewed.length > 0) found.push({ id: row.id, sinceRefresh, sinceViewed })
  }, pauses)
  return found
}
