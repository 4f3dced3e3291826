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

/** Whether another list can be compared with it: beside an incomplete one, what it lacked would count as new. */
function isWhole(list: Pick<Shown, 'collection' | 'incidents'> | null): list is Pick<Shown, 'collection' | 'incidents'> {
  return list?.collection.outcome?.kind === 'complete'
}

/** The state of a complete list, kept; null for another list. */
function wholeSnapshot(list: Pick<Shown, 'collection' | 'incidents'> | null): Snapshot | null {
  return isWhole(list) ? snapshotOf(summaries(list.incidents)) : null
}

/** A look at a complete list, with `replaced` in the place of what it holds; null for another list. */
function wholeLook(list: Held, replaced: Snapshot): Snapshot | null {
  return isWhole(list) ? { get: id => replaced.get(id) ?? list.incidents.get(id)?.summary } : null
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
      changes = compareLists(summaries(run.incidents), isSameList(held, run) ? wholeLook(held, asListed) : null, looked)
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
