/** @file What is different between two states of the list, pure. */
import type { Pauses } from '../base/yielding-loop'
import type { Change, IncidentChanges, IncidentSummary } from '../../../shared/contract/model'
import { canonicalStatus, severityRank, unknownSeverityRank } from '../../../shared/vocabulary/incident-values'
import { isSameValue } from '../../../shared/vocabulary/known-values'
import { isRedirected } from '../../../shared/rules/merges'
import { forEachYielding } from '../base/yielding-loop'

/** Another spelling of a severity, or none in place of `UnSpecified`, is no change. One unknown word in place of another counts as raised. */
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

/** Nothing that counts as a change is different. Most of a long list is so, and is to cost nothing. */
const isAlike = (a: IncidentSummary, b: IncidentSummary): boolean =>
  a.status === b.status && a.severity === b.severity && a.assignedTo === b.assignedTo && a.alerts === b.alerts && a.redirectedTo === b.redirectedTo

/** The changes of one incident; `before` is undefined for one that was not there. Empty where a row shows no difference. */
function changesOf(before: IncidentSummary | undefined, now: IncidentSummary): readonly Change[] {
  if (!before) return [{ kind: 'new', from: '', to: now.status }]
  if (isAlike(before, now)) return none
  const assignee: Change | null = (before.assignedTo ?? '') === (now.assignedTo ?? '') ? null : { kind: 'assignee', from: before.assignedTo ?? '', to: now.assignedTo ?? '' }
  // A merged incident has no alerts any more: they went along.
  // What was or is not known is no change.
  const more = now.alerts !== null && before.alerts !== null && now.alerts > before.alerts
  const alerts: Change | null = more ? { kind: 'alerts', from: String(before.alerts), to: String(now.alerts) } : null
  return [statusChange(before, now), severityChange(before.severity, now.severity), assignee, alerts].filter(change => change !== null)
}

/** The state of a list at one moment, by id. */
export type Snapshot = Pick<ReadonlyMap<string, IncidentSummary>, 'get'>

/** The state of a list at one moment, for a later comparison. */
export async function snapshotOf(rows: Iterable<IncidentSummary>, pauses: Pauses): Promise<Snapshot> {
  const snapshot = new Map<string, IncidentSummary>()
  await forEachYielding(rows, (row) => { snapshot.set(row.id, row) }, pauses)
  return snapshot
}

/** Two earlier states; null for one there is none of: then nothing counts as changed since. */
export interface Before {
  readonly refresh: Snapshot | null
  readonly looked: Snapshot | null
}

/** What changed in `rows` since two earlier states. Incidents without a change are left out. */
export async function compareLists(rows: Iterable<IncidentSummary>, before: Before, pauses: Pauses): Promise<readonly IncidentChanges[]> {
  const { refresh, looked } = before
  const found: IncidentChanges[] = []
  if (!refresh && !looked) return found
  await forEachYielding(rows, (row) => {
    const sinceRefresh = refresh ? changesOf(refresh.get(row.id), row) : none
    const sinceViewed = looked ? changesOf(looked.get(row.id), row) : none
    if (sinceRefresh.length > 0 || sinceViewed.length > 0) found.push({ id: row.id, sinceRefresh, sinceViewed })
  }, pauses)
  return found
}
