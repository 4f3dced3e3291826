/** @file The list that is shown and exported, and what is different in it: since the list before, and since somebody looked. */
import type { Collection, CollectionOutcome, IncidentChanges } from '../../../shared/model'
import type { Snapshot } from './changes'
import type { Held, Run, Shown } from './run'
import type { Pauses } from './slices'
import { isDeepStrictEqual } from 'node:util'
import { compareLists, snapshotOf } from './changes'
import { keepFrom, summaries } from './run'

/** What a run's list is beside those before it. */
export interface Compared {
  readonly changes: readonly IncidentChanges[]
  /** The state that somebody looked at last, the run's own where there was none; null while there is none. */
  readonly looked: Snapshot | null
}

/** The incidents of the shown list that were replaced since it came, which may happen at any time. */
export interface Replaced {
  /** How they were listed. */
  readonly asListed: Snapshot
  /** How often that happened so far. */
  readonly times: () => number
}

export interface ShownList {
  /** The last list that got a page. */
  readonly get: () => Held | null
  readonly changes: () => readonly IncidentChanges[]
  /**
   * Makes ready to show what a run brought, with pauses: it keeps what it lacks of the shown list where it broke off, and is compared
   * with it. Once for a run.
   */
  readonly prepare: (run: Run, outcome: CollectionOutcome, replaced: Replaced) => Promise<Compared>
  readonly show: (run: Run, collection: Collection, compared: Compared) => void
  /** A person looks at the list as it is now: later changes are counted from here as well. */
  readonly look: () => Promise<void>
  readonly clear: () => void
}

/** Of another window or API nothing is comparable. */
function isSameList(held: Held | null, run: Run): held is Held {
  return held !== null && held.api === run.api && isDeepStrictEqual(held.collection.window, run.facts.window)
}

/** Whether another list can be compared with it: beside an incomplete one, what it lacked would count as new. */
function isWhole(list: Pick<Shown, 'collection'> | null): boolean {
  return list?.collection.outcome?.kind === 'complete'
}

/** A look at a complete list, with `replaced` in the place of what it holds; null for another list. */
function wholeLook(list: Held, replaced: Snapshot): Snapshot | null {
  return isWhole(list) ? { get: id => replaced.get(id) ?? list.incidents.get(id)?.summary } : null
}

/** Whether a run for everything ended with less than the complete list of the same window that is shown. */
function isLess(run: Run, outcome: CollectionOutcome, before: Held | null): before is Held {
  return run.base === null && outcome.kind === 'incomplete' && isSameList(before, run) && isWhole(before)
}

export function createShownList(pauses: Pauses): ShownList {
  let held: Held | null = null
  let looked: Snapshot | null = null
  let changes: readonly IncidentChanges[] = []

  const compare: ShownList['prepare'] = async (run, outcome, replaced) => {
    const before = isSameList(held, run) ? held : null
    const basis = { looked, replaced: replaced.times() }
    const since = before ? looked : null
    const found = await compareLists(summaries(run.incidents), { refresh: before && wholeLook(before, replaced.asListed), looked: since }, pauses)
    const snapshot = since ?? (outcome.kind === 'complete' ? await snapshotOf(summaries(run.incidents), pauses) : null)
    // Somebody looked meanwhile, or an incident was replaced: that counts, so once more.
    if (basis.looked !== looked || basis.replaced !== replaced.times()) return compare(run, outcome, replaced)
    return { changes: found, looked: snapshot }
  }

  return {
    get: () => held,
    changes: () => changes,
    prepare: async (run, outcome, replaced) => {
      if (isLess(run, outcome, held)) await keepFrom(held, run, pauses)
      return compare(run, outcome, replaced)
    },
    show: (run, collection, compared) => {
      changes = compared.changes
      looked = compared.looked
      held = { collection, incidents: run.incidents, api: run.api, readAt: run.started, since: run.since }
    },
    look: async () => {
      const seen = held
      if (!seen || !isWhole(seen)) return
      const snapshot = await snapshotOf(summaries(seen.incidents), pauses)
      // Another list has come: it was compared with what was looked at before, which tells more, not less.
      if (held === seen) looked = snapshot
    },
    clear: () => {
      held = null
      looked = null
      changes = []
    },
  }
}
