/** @file What a session remembers of incidents besides the shown list: the changes that its runs found, and the incident that was found last. */
import type { SeenChange } from '../../../../shared/contract/model'
import type { FoundChanges } from '../../dataset/change-log'
import type { CollectedProvenance, Dataset, Provenance } from '../../dataset/dataset'
import type { Incident } from '../../incident/incident'
import { createChangeLog } from '../../dataset/change-log'
import { isSameOrigin } from '../../dataset/dataset'

/** An incident with its origin. */
export interface FoundIncident {
  readonly incident: Incident
  readonly provenance: Provenance
}

export interface SessionMemory {
  /** Returns an incident of the list, or the one that was found last if it has left the list since; null if there is none. */
  readonly find: (list: Dataset | null, id: string) => FoundIncident | null
  /** Returns the changes of an incident that runs have found, the earliest first. */
  readonly seenChanges: (id: string) => readonly SeenChange[]
  /** Adds the changes that a run found. `at`: the end of the run (ISO). */
  readonly add: (found: readonly FoundChanges[], at: string) => void
  /** Called before a list of another origin may be shown. */
  readonly leave: (before: { readonly provenance: CollectedProvenance } | null, next: CollectedProvenance) => void
  readonly clear: () => void
}

export function createSessionMemory(): SessionMemory {
  const log = createChangeLog()
  let last: FoundIncident | null = null

  const clear = () => {
    log.clear()
    last = null
  }
  return {
    find: (list, id) => {
      const incident = list?.incidents.get(id)
      if (list && incident) last = { incident, provenance: list.provenance }
      return last?.incident.summary.id === id ? last : null
    },
    seenChanges: log.of,
    add: log.add,
    leave: (before, next) => {
      // SECURITY: incidents of another tenant may have the same IDs.
      if (before && !isSameOrigin(before.provenance, next)) clear()
    },
    clear,
  }
}
