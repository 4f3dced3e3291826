/** @file The list that is shown and exported, and what is different in it: since the list before, and since somebody looked. */
import type { Collection, CollectionOutcome, IncidentChanges } from '../../../../shared/contract/model'
import type { Snapshot } from '../../dataset/changes'
import type { Completeness } from '../../dataset/completeness'
import type { Dataset } from '../../dataset/dataset'
import type { Held, Run } from './run'
import type { Pauses } from '../../base/yielding-loop'
import { compareLists, snapshotOf } from '../../dataset/changes'
import { wasReadToEnd } from '../../dataset/completeness'
import { isSameList, summaries } from '../../dataset/dataset'
import { datasetOf, keepFrom } from './run'

/** What a run's list is beside those before it. */
export interface Compared {
  readonly changes: readonly IncidentChanges[]
  /** The last complete list of the same window and API, which the changes are counted from; null where there is none. */
  readonly basis: Snapshot | null
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
  /** Whether there was a complete list of the same window to compare with. */
  readonly isCompared: () => boolean
  /** When the reading of the last list that was read to its end began, by the service's clock, ISO; null where the list does not go back to one. */
  readonly completeAt: () => string | null
  /**
   * Makes ready to show what a run brought, with pauses: it keeps what it lacks of the shown list where it broke off, and is compared
   * with it. Once for a run.
   */
  readonly prepare: (run: Run, outcome: CollectionOutcome, replaced: Replaced) => Promise<Compared>
  /** Shows the dataset of a run that has ended. `collection` describes the run. */
  readonly show: (run: Run, ended: { readonly collection: Collection, readonly completeness: Completeness }, compared: Compared) => void
  /** The last run, if it failed before its first page: the list is older than that. */
  readonly failed: () => Collection | null
  /** null: another run begins. */
  readonly setFailed: (collection: Collection | null) => void
  /** A person looks at the list as it is now: later changes are counted from here as well. */
  readonly look: () => Promise<void>
  readonly clear: () => void
}

/** Returns whether the run reads the list that is shown. */
function isOfSameList(held: Held | null, { provenance }: Run): held is Held {
  return held !== null && isSameList(held.provenance, provenance)
}

/** Returns whether another list can be compared with it: beside one that broke off, what it lacked would count as new. */
function isWhole({ completeness }: Pick<Dataset, 'completeness'>): boolean {
  return wasReadToEnd(completeness)
}

/** Whether a list holds everything until some moment: it is complete, or goes back to a list that was. */
const goesBackToWhole = (list: Held): boolean => isWhole(list) || list.since !== null

/** Returns whether a run for everything ended with less than the list of the same window that is shown. */
function isLess(run: Run, outcome: CollectionOutcome, before: Held | null): before is Held {
  return run.base === null && outcome.kind === 'incomplete' && isOfSameList(before, run) && goesBackToWhole(before)
}

/** Returns the last complete list that a list goes back to, with `replaced` in the place of what it holds by now. */
function basisOf(list: Held, earlier: Snapshot | null, replaced: Snapshot): Snapshot | null {
  return isWhole(list) ? { get: id => replaced.get(id) ?? list.incidents.get(id)?.summary } : earlier
}

/** Returns the basis as a state of its own, since the list that it is a view of is about to be replaced. */
async function fixed(list: Held, basis: Snapshot, pauses: Pauses): Promise<Snapshot> {
  const rows = [...summaries(list.incidents)].map(row => basis.get(row.id) ?? row)
  return snapshotOf(rows, pauses)
}

export function createShownList(pauses: Pauses): ShownList {
  let held: Held | null = null
  let looked: Snapshot | null = null
  let changes: readonly IncidentChanges[] = []
  let isCompared = false
  /** The last complete list, where the one that is held goes back to it and is incomplete. */
  let earlier: Snapshot | null = null
  let completeAt: string | null = null
  let failed: Collection | null = null

  const compare: ShownList['prepare'] = async (run, outcome, replaced) => {
    const state = { looked, replaced: replaced.times() }
    const since = isOfSameList(held, run) ? looked : null
    const basis = isOfSameList(held, run) ? basisOf(held, earlier, replaced.asListed) : null
    const found = await compareLists(summaries(run.incidents), { refresh: basis, viewed: since }, pauses)
    const snapshot = since ?? (wasReadToEnd(outcome) ? await snapshotOf(summaries(run.incidents), pauses) : null)
    const kept = basis && basis !== earlier && held && !wasReadToEnd(outcome) ? await fixed(held, basis, pauses) : basis
    // Somebody looked meanwhile, or an incident was replaced: compare once more.
    if (state.looked !== looked || state.replaced !== replaced.times()) return compare(run, outcome, replaced)
    return { changes: found, basis: kept, looked: snapshot }
  }

  return {
    get: () => held,
    changes: () => changes,
    isCompared: () => isCompared,
    completeAt: () => completeAt,
    prepare: async (run, outcome, replaced) => {
      if (isLess(run, outcome, held)) await keepFrom(held, run, pauses)
      return compare(run, outcome, replaced)
    },
    show: (run, { collection, completeness }, compared) => {
      const isRead = wasReadToEnd(completeness)
      // By the service's clock, which dates the incidents.
      if (isRead) completeAt = new Date(Date.parse(run.provenance.fetchedAt) - run.clockOffset * 1000).toISOString()
      else if (!compared.basis) completeAt = null
      changes = compared.changes
      isCompared = compared.basis !== null
      earlier = isRead ? null : compared.basis
      looked = compared.looked
      held = { ...datasetOf(run, completeness), collection, incidents: run.incidents, api: run.api, fullRead: run.fullRead, since: run.since }
    },
    failed: () => failed,
    setFailed: (collection) => { failed = collection },
    look: async () => {
      const seen = held
      if (!seen || !goesBackToWhole(seen)) return
      const snapshot = await snapshotOf(summaries(seen.incidents), pauses)
      // Another list has come: it was compared with what was looked at before, which tells more, not less.
      if (held === seen) looked = snapshot
    },
    clear: () => {
      held = null
      looked = null
      changes = []
      isCompared = false
      earlier = null
      completeAt = null
      failed = null
    },
  }
}
