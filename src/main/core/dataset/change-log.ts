/** @file The changes of incidents that the runs of a session have found, with their times. */
import type { Change, SeenChange } from '../../../shared/contract/model'

/** What one run found of an incident. */
export interface FoundChanges {
  readonly id: string
  readonly changes: readonly Change[]
}

export interface ChangeLog {
  /** Adds what a run found. `at`: the end of the run (ISO). */
  readonly add: (found: readonly FoundChanges[], at: string) => void
  /** Returns the changes of an incident, the earliest first. */
  readonly of: (id: string) => readonly SeenChange[]
  readonly clear: () => void
}

/** The maximum number of changes of one incident. The earliest ones are forgotten. */
export const maxSeenChanges = 200

export function createChangeLog(): ChangeLog {
  const seen = new Map<string, readonly SeenChange[]>()
  return {
    add: (found, at) => {
      for (const { id, changes } of found) {
        if (changes.length > 0) seen.set(id, [...seen.get(id) ?? [], ...changes.map(change => ({ change, at }))].slice(-maxSeenChanges))
      }
    },
    of: id => seen.get(id) ?? [],
    clear: () => seen.clear(),
  }
}
