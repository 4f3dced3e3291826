/** @file The list that is shown and exported, and its changes: since the previous list, and since the user marked it as seen. */
import type { Collection, CollectionOutcome, IncidentChanges, SeenChange } from '../../../../shared/contract/model'
import type { FoundChanges } from '../../dataset/change-log'
import type { Snapshot } from '../../dataset/changes'
import type { Completeness } from '../../dataset/completeness'
import type { Dataset } from '../../dataset/dataset'
import type { HeldList, Run } from './run'
import type { FoundIncident } from './session-memory'
import type { Pauses } from '../../base/yielding-loop'
import { compareLists, snapshotOf } from '../../dataset/changes'
import { wasReadToEnd } from '../../dataset/completeness'
import { isSameList, summaries } from '../../dataset/dataset'
import { carryOver, datasetOf } from './run'
import { createSessionMemory } from './session-memory'

/** A state of the list that the user has seen. */
interface Seen {
  readonly snapshot: Snapshot
  /** The start of the run whose list it is (ISO). */
  readonly at: string
}

/** The comparison of a run's list with earlier lists. */
export interface Comparison {
  readonly changes: readonly IncidentChanges[]
  /** What changed since the shown list, so that a run after an incomplete one does not find a change again. */
  readonly sinceShown: readonly FoundChanges[]
  /** The last complete list of the same window and API, from which changes are counted; null if there is none. */
  readonly basis: Snapshot | null
  /** The state that the user has marked as seen; if there is none, the run's own state, or null if the run is incomplete. */
  readonly seen: Seen | null
  /** IDs that the run did not receive, and that are kept from the shown list. */
  readonly carriedOver: readonly string[]
}

/** Incidents that were replaced after the shown list was read. A replacement can happen at any time. */
export interface ReplacedIncidents {
  /** The state of these incidents in the list as it was read. */
  readonly asListed: Snapshot
  /** Returns the number of replacements so far. */
  readonly times: () => number
}

export interface ShownList {
  /** Returns the list of the last run that received a page. */
  readonly get: () => HeldList | null
  /** As in SessionMemory. */
  readonly find: (id: string) => FoundIncident | null
  readonly changes: () => readonly IncidentChanges[]
  /** Returns the changes of an incident that runs have found since `clear`, the earliest first. */
  readonly seenChanges: (id: string) => readonly SeenChange[]
  /** Returns whether the shown list was compared with a complete list of the same window. */
  readonly isCompared: () => boolean
  /** Returns the start of the run whose list the user has seen (ISO): the last one marked as seen, or else the first complete one. */
  readonly seenAt: () => string | null
  /** Returns the start of the last run that read its list to the end (ISO, by the service's clock); null if the shown list is not based on such a run. */
  readonly completeAt: () => string | null
  /**
   * Prepares the list of a run for display, with pauses: carries over the incidents that an incomplete full run lacks, then compares the list with the
   * shown one.
   * Call it once for a run.
   */
  readonly prepare: (run: Run, outcome: CollectionOutcome, replaced: ReplacedIncidents) => Promise<Comparison>
  /** Shows the dataset of a run that has ended. `collection` describes the run. */
  readonly show: (run: Run, ended: { readonly collection: Collection, readonly completeness: Completeness }, compared: Comparison) => void
  /** Returns the last run if it failed before its first page, so that the shown list is older; otherwise null. */
  readonly failed: () => Collection | null
  /** Sets the result of `failed`; null once another run begins. */
  readonly setFailed: (collection: Collection | null) => void
  /** Starts counting changes from the current list: `sinceViewed` becomes empty. */
  readonly markSeen: () => Promise<void>
  readonly clear: () => void
}

/** Returns whether the run reads the list that is shown. */
function isOfSameList(held: HeldList | null, { provenance }: Run): held is HeldList {
  return held !== null && isSameList(held.provenance, provenance)
}

/** Returns whether a later list can be compared with this one. If this list is incomplete, the incidents that it lacks would count as new. */
function isWhole({ completeness }: Pick<Dataset, 'completeness'>): boolean {
  return wasReadToEnd(completeness)
}

/** Returns whether a list is complete or based on a complete list, so that it contains every change up to some time. */
const isBasedOnWhole = (list: HeldList): boolean => isWhole(list) || list.since !== null

/** Returns whether a run is an incomplete full run that would replace a better list of the same window. */
function wouldReplaceBetterList(run: Run, outcome: CollectionOutcome, before: HeldList | null): before is HeldList {
  return run.base === null && outcome.kind === 'incomplete' && isOfSameList(before, run) && isBasedOnWhole(before)
}

/** Returns the last complete list that a list is based on, with the `replaced` incidents as read. */
function basisOf(list: HeldList, earlier: Snapshot | null, replaced: Snapshot): Snapshot | null {
  return isWhole(list) ? { get: id => replaced.get(id) ?? list.incidents.get(id)?.summary } : earlier
}

/** Returns a copy of the basis, because the list behind it is about to be replaced. */
async function copyOfBasis(list: HeldList, basis: Snapshot, pauses: Pauses): Promise<Snapshot> {
  const rows = [...summaries(list.incidents)].map(row => basis.get(row.id) ?? row)
  return snapshotOf(rows, pauses)
}

interface ShownComparison {
  readonly run: Run
  readonly shown: HeldList | null
  readonly basis: Snapshot | null
  readonly asListed: Snapshot
  /** The changes since `basis`. */
  readonly found: readonly IncidentChanges[]
}

/** Returns what changed since the shown list, complete or not. */
async function changesSinceShown({ run, shown, basis, asListed, found }: ShownComparison, pauses: Pauses): Promise<readonly FoundChanges[]> {
  if (!isOfSameList(shown, run)) return []
  if (isWhole(shown)) return found.map(({ id, sinceRefresh }) => ({ id, changes: sinceRefresh }))
  const before: Snapshot = { get: id => asListed.get(id) ?? shown.incidents.get(id)?.summary ?? basis?.get(id) }
  const all = await compareLists(summaries(run.incidents), { refresh: before, viewed: null }, pauses)
  // Without a complete list, an incident may only have been missing.
  return all.map(({ id, sinceRefresh }) => ({ id, changes: basis ? sinceRefresh : sinceRefresh.filter(({ kind }) => kind !== 'new') }))
}

/** Returns when a run ended (ISO). */
const endOf = ({ startedAt, elapsedMs }: Collection): string => new Date(Date.parse(startedAt) + elapsedMs).toISOString()

/** The facts about the shown list, apart from its incidents. */
interface Facts {
  readonly changes: readonly IncidentChanges[]
  readonly isCompared: boolean
  /** The last complete list, if the shown list is incomplete and based on it. */
  readonly earlier: Snapshot | null
  readonly completeAt: string | null
}

const noFacts: Facts = { changes: [], isCompared: false, earlier: null, completeAt: null }

/** Returns the facts of the list of a run that ended. `before`: those of the list before. */
function factsOf({ provenance: { fetchedAt }, clockOffsetSeconds }: Run, isRead: boolean, { changes, basis }: Comparison, before: Facts): Facts {
  // By the service's clock, because the times of the incidents are from it.
  const startedAt = () => new Date(Date.parse(fetchedAt) - clockOffsetSeconds * 1000).toISOString()
  return { changes, isCompared: basis !== null, earlier: isRead ? null : basis, completeAt: isRead ? startedAt() : basis ? before.completeAt : null }
}

export function createShownList(pauses: Pauses): ShownList {
  let held: HeldList | null = null
  let seen: Seen | null = null
  let facts = noFacts
  let failed: Collection | null = null
  const memory = createSessionMemory()

  const compare = async (run: Run, outcome: CollectionOutcome, replaced: ReplacedIncidents, carriedOver: readonly string[]): Promise<Comparison> => {
    const state = { seen, replaced: replaced.times() }
    const { earlier } = facts
    const since = isOfSameList(held, run) ? seen : null
    const basis = isOfSameList(held, run) ? basisOf(held, earlier, replaced.asListed) : null
    const found = await compareLists(summaries(run.incidents), { refresh: basis, viewed: since?.snapshot ?? null }, pauses)
    const sinceShown = await changesSinceShown({ run, shown: held, basis, asListed: replaced.asListed, found }, pauses)
    const nowSeen = since ?? (wasReadToEnd(outcome) ? { snapshot: await snapshotOf(summaries(run.incidents), pauses), at: run.provenance.fetchedAt } : null)
    const kept = basis && basis !== earlier && held && !wasReadToEnd(outcome) ? await copyOfBasis(held, basis, pauses) : basis
    // The user has marked the list as seen meanwhile, or an incident was replaced: compare once more.
    if (state.seen !== seen || state.replaced !== replaced.times()) return compare(run, outcome, replaced, carriedOver)
    return { changes: found, sinceShown, basis: kept, seen: nowSeen, carriedOver }
  }

  return {
    get: () => held,
    find: id => memory.find(held, id),
    changes: () => facts.changes,
    seenChanges: memory.seenChanges,
    isCompared: () => facts.isCompared,
    seenAt: () => seen?.at ?? null,
    completeAt: () => facts.completeAt,
    prepare: async (run, outcome, replaced) => {
      const carriedOver = wouldReplaceBetterList(run, outcome, held) ? await carryOver(held, run, pauses) : []
      return compare(run, outcome, replaced, carriedOver)
    },
    show: (run, { collection, completeness }, compared) => {
      facts = factsOf(run, wasReadToEnd(completeness), compared, facts)
      memory.leave(held, run.provenance)
      memory.add(compared.sinceShown, endOf(collection))
      seen = compared.seen
      held = { ...datasetOf(run, completeness), collection, incidents: run.incidents, api: run.api, fullRead: run.fullRead, since: run.since }
    },
    failed: () => failed,
    setFailed: (collection) => { failed = collection },
    markSeen: async () => {
      const list = held
      if (!list || !isBasedOnWhole(list)) return
      const snapshot = await snapshotOf(summaries(list.incidents), pauses)
      // If another list has been shown meanwhile, its changes are counted from the earlier state, so they include these.
      if (held !== list) return
      seen = { snapshot, at: list.provenance.fetchedAt }
      facts = { ...facts, changes: facts.changes.flatMap(each => each.sinceRefresh.length > 0 ? [{ ...each, sinceViewed: [] }] : []) }
    },
    clear: () => {
      held = null
      seen = null
      facts = noFacts
      failed = null
      memory.clear()
    },
  }
}
