/** @file The list that is shown and exported, and what is different in it: since the list before, and since somebody looked. */
import type { Collection, IncidentChanges } from '../../../shared/model'
import type { Snapshot } from './changes'
import type { Held, Run, Shown } from './run'
import { isDeepStrictEqual } from 'node:util'
import { compareLists, snapshotOf } from './changes'
import { summaries } from './run'

export interface ShownList {
  /** The last list that got a page. */
  readonly get: () => Held | null
  readonly changes: () => readonly IncidentChanges[]
  /** Shows what a run brought. `asListed`: the summaries that were replaced in the list before since it came. */
  readonly show: (run: Run, collection: Collection, asListed: Snapshot) => void
  /** A person looks at the list as it is now: later changes are counted from here as well. */
  readonly look: () => void
  readonly clear: () => void
}

/** Of another window or API nothing is comparable. */
export function isSameList(held: Held | null, run: Run): held is Held {
  return held !== null && held.api === run.api && isDeepStrictEqual(held.collection.window, run.facts.window)
}

/**
 * The state of a complete list, with `replaced` in the place of what it holds; null for another list: what it lacked would count
 * as new.
 */
function wholeSnapshot(list: Pick<Shown, 'collection' | 'incidents'> | null, replaced: Snapshot = new Map()): Snapshot | null {
  if (list?.collection.outcome?.kind !== 'complete') return null
  return snapshotOf([...summaries(list.incidents), ...replaced.values()])
}

export function createShownList(): ShownList {
  let held: Held | null = null
  let looked: Snapshot | null = null
  let changes: readonly IncidentChanges[] = []

  return {
    get: () => held,
    changes: () => changes,
    show: (run, collection, asListed) => {
      if (!isSameList(held, run)) looked = null
      changes = compareLists(summaries(run.incidents), isSameList(held, run) ? wholeSnapshot(held, asListed) : null, looked)
      looked ??= wholeSnapshot({ collection, incidents: run.incidents })
      held = { collection, incidents: run.incidents, api: run.api, readAt: run.started, since: run.since }
    },
    look: () => { looked = wholeSnapshot(held) ?? looked },
    clear: () => {
      held = null
      looked = null
      changes = []
    },
  }
}
