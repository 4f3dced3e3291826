import type { Collection, IncidentChanges } from '../../../../shared/contract/model'
import type { Timer } from '../../base/clock'
import { minPauseMs } from '../../base/paced'

/** The state of a run while it is in progress, and when it ends. */
export interface CollectionProgress {
  readonly collection: Collection
  /** Set at the end of a run whose list is shown from now on. `compared`: whether there was a complete list of the same window for comparison. */
  readonly end: { readonly changes: readonly IncidentChanges[], readonly compared: boolean } | null
}

/**
 * Returns a function that emits progress at most every 200 ms: the first at once, then the latest. The start and the end of a run or a wait and the first
 * page are emitted at once. SECURITY: progress held back is discarded together with its run (`isUnderWay`, by number), because it may belong to credentials
 * that were removed.
 */
export function pacedProgress(
  emit: (progress: CollectionProgress) => void,
  timer: Timer,
  isUnderWay: (run: number) => boolean,
): (progress: CollectionProgress) => void {
  let held: CollectionProgress | null = null
  let stop: (() => void) | null = null
  let last: Collection | null = null

  const emitNow = (progress: CollectionProgress) => {
    last = progress.collection
    held = null
    stop?.()
    stop = timer.after(minPauseMs, () => {
      stop = null
      if (held && isUnderWay(held.collection.run)) emitNow(held)
      held = null
    })
    emit(progress)
  }

  return (progress) => {
    const { collection } = progress
    // The user waits for the first rows.
    const isFirst = last?.incidents === 0 && collection.incidents > 0
    const isTurn = last === null || last.run !== collection.run || collection.outcome !== null || collection.waiting !== last.waiting || isFirst
    if (isTurn || stop === null) emitNow(progress)
    else held = progress
  }
}
