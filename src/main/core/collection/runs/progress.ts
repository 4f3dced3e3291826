import type { CollectionProgress, IncidentSummary } from '../../../../shared/contract/model'
import type { Timer } from '../../base/clock'
import { pauseMs } from '../../base/paced'

/**
 * Returns a function that emits progress at most every 200 ms: the first at once, then the latest with the rows of all that were held back. The start
 * and the end of a run or a wait are emitted at once, and so are the first rows. SECURITY: progress held back is discarded together with its run
 * (`isUnderWay`, by number), because its rows may belong to credentials that were removed.
 */
export function pacedProgress(
  emit: (progress: CollectionProgress) => void,
  timer: Timer,
  isUnderWay: (run: number) => boolean,
): (progress: CollectionProgress) => void {
  let held: CollectionProgress | null = null
  let stop: (() => void) | null = null
  let last: CollectionProgress['collection'] | null = null

  const emitNow = (progress: CollectionProgress) => {
    last = progress.collection
    held = null
    stop?.()
    stop = timer.after(pauseMs, () => {
      stop = null
      if (held && isUnderWay(held.collection.run)) emitNow(held)
      held = null
    })
    emit(progress)
  }

  return (progress) => {
    const { collection } = progress
    const sameRun = held?.collection.run === collection.run
    const rows: readonly IncidentSummary[] = sameRun && held ? [...held.rows, ...progress.rows] : progress.rows
    // The user waits for the first rows.
    const isFirst = last?.incidents === 0 && collection.incidents > 0
    const isTurn = last === null || last.run !== collection.run || collection.outcome !== null || collection.waiting !== last.waiting || isFirst
    if (isTurn || stop === null) emitNow({ ...progress, rows })
    else held = { ...progress, rows }
  }
}
