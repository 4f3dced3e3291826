/** @file Decides which incidents a notification announces after a run: docs/notifications.md. */
import type { CollectionProgress, IncidentChanges } from '../../../../shared/contract/model'
import type { Dataset } from '../../dataset/dataset'
import type { Found } from './notification-text'
import { msKey, timeKey } from '../../../../shared/values/instants'
import { overlapMs } from '../../dataset/incident-set'
import { raisedOrNew } from './notification-text'
import { wasReadToEnd } from '../../dataset/completeness'
import { summaries } from '../../dataset/dataset'

export interface Announcements {
  /**
   * Returns what to announce after a run. Call it for the end of every run: what a person's run found they see on the screen, and the changes
   * of each run are counted from the last complete list.
   */
  readonly after: (progress: CollectionProgress) => readonly Found[]
  /** Sets when the list of the session before was complete last (ISO); null: that is not known or does not matter. */
  readonly setKnownUntil: (time: string | null) => void
}

/** Returns the incidents of a first list that were created since the list of the session before. */
function createdSince(time: string, shown: Pick<Dataset, 'incidents'> | null): readonly IncidentChanges[] {
  // Incidents become visible up to two minutes late. One that is announced twice is better than one that is not.
  const known = msKey(Date.parse(time) - overlapMs)
  if (!shown) return []
  return [...summaries(shown.incidents)].filter(({ created }) => (timeKey(created) ?? '') > known)
    .map(({ id, status }) => ({ id, sinceRefresh: [{ kind: 'new', from: '', to: status }], sinceViewed: [] }))
}

/** @param shown the list after the run. */
export function createAnnouncements(shown: () => Pick<Dataset, 'incidents'> | null): Announcements {
  /** The severity with which an incident was announced or seen since the last list that was read to its end, by id. */
  const announced = new Map<string, string>()
  let knownUntil: string | null = null

  return {
    setKnownUntil: (time) => { knownUntil = time },
    after: ({ collection: { outcome, startedBy }, end }) => {
      if (outcome === null || end === null) return []
      const changes = knownUntil !== null && !end.compared ? createdSince(knownUntil, shown()) : end.changes
      const found = raisedOrNew(changes, id => shown()?.incidents.get(id)?.summary, announced)
      for (const { summary: { id, severity } } of found) announced.set(id, severity)
      // The next run is compared with this one.
      if (wasReadToEnd(outcome)) announced.clear()
      return startedBy === 'app' ? found : []
    },
  }
}
