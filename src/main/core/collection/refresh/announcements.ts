/** @file Decides which incidents a notification announces after a run. The rules: docs/notifications.md. */
import type { IncidentChanges, IncidentSummary } from '../../../../shared/contract/model'
import type { CollectionProgress } from '../runs/progress'
import type { Dataset } from '../../dataset/dataset'
import { isRedirected } from '../../../../shared/rules/merges'
import { msKey, timeKey } from '../../../../shared/values/instants'
import { severityRank } from '../../../../shared/vocabulary/incident-values'
import { overlapMs } from '../../dataset/incident-set'
import { wasReadToEnd } from '../../dataset/completeness'
import { summaries } from '../../dataset/dataset'

/** An incident to announce. */
export interface Announcement {
  readonly summary: IncidentSummary
  /** Whether it is new; otherwise, its severity was raised. */
  readonly isNew: boolean
}

/**
 * Returns the incidents that are new or became more severe, without merged ones. `announced`: the severity with which an incident was announced before, by
 * ID; it is announced again only if it has become more severe since.
 */
export function raisedOrNew(
  changes: readonly IncidentChanges[],
  summaryOf: (id: string) => IncidentSummary | undefined,
  announced: ReadonlyMap<string, string>,
): readonly Announcement[] {
  return changes.flatMap(({ id, sinceRefresh }) => {
    const summary = summaryOf(id)
    const isNew = sinceRefresh.some(change => change.kind === 'new')
    const isRaised = sinceRefresh.some(change => change.kind === 'severity-raised')
    if (!summary || !(isNew || isRaised) || isRedirected(summary)) return []
    const before = announced.get(id)
    if (before === undefined) return [{ summary, isNew }]
    return severityRank(summary.severity) > severityRank(before) ? [{ summary, isNew: false }] : []
  })
}

export interface Announcements {
  /**
   * Returns the incidents to announce after a run; none for a run that the user started, because the user sees its list. Call it at the end of every
   * run: the changes of each are counted from the last complete list.
   */
  readonly after: (progress: CollectionProgress) => readonly Announcement[]
  /** Sets the time until which the list of the last session was complete (ISO); null if it is unknown or irrelevant. */
  readonly setKnownUntil: (time: string | null) => void
}

/** Returns the incidents of the first list in this session that were created after the last session's list was complete. */
function createdSince(time: string, shown: Pick<Dataset, 'incidents'> | null): readonly IncidentChanges[] {
  // Incidents become visible up to two minutes late. Announcing one twice is better than missing it.
  const known = msKey(Date.parse(time) - overlapMs)
  if (!shown) return []
  return [...summaries(shown.incidents)].filter(({ created }) => (timeKey(created) ?? '') > known)
    .map(({ id, status }) => ({ id, sinceRefresh: [{ kind: 'new', from: '', to: status }], sinceViewed: [] }))
}

/** @param shown returns the list after the run. */
export function createAnnouncements(shown: () => Pick<Dataset, 'incidents'> | null): Announcements {
  /** By ID, the severity with which an incident was announced or shown to the user since a list was last read to its end. */
  const announced = new Map<string, string>()
  let knownUntil: string | null = null

  return {
    setKnownUntil: (time) => { knownUntil = time },
    after: ({ collection: { outcome, startedBy }, end }) => {
      if (outcome === null || end === null) return []
      const changes = knownUntil !== null && !end.compared ? createdSince(knownUntil, shown()) : end.changes
      const announcements = raisedOrNew(changes, id => shown()?.incidents.get(id)?.summary, announced)
      for (const { summary: { id, severity } } of announcements) announced.set(id, severity)
      // The changes of the next run are counted from this list.
      if (wasReadToEnd(outcome)) announced.clear()
      return startedBy === 'app' ? announcements : []
    },
  }
}
