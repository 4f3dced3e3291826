import type { CollectionProgress, IncidentSummary } from '../../../../shared/contract/model'
import type { Timer } from '../../base/clock'
import { pauseMs } from '../../base/paced'

/**
 * Passes progress on, at most every 200 ms: the first at once, then what came meanwhile together, with all its rows. What
 * starts or ends a run or a wait is passed on at once, and so are the first rows. SECURITY: what was held of a run that was dropped
 * is dropped as well (`isUnderWay`, by its number): its rows may belong to credentials that are gone.
 */
export function pacedProgress(
  emit: (progress: CollectionProgress) => void,
  timer: Timer,
  isUnderWay: (run: number) => boolean,
): (progress: CollectionProgress) => void {
  let held: CollectionProgress | null = null
  let stop: (() => void) | null = null
  let last: CollectionProgress['collection'] | null = null

  const pass = (progress: CollectionProgress) => {
    last = progress.collection
    held = null
    stop?.()
    stop = timer.after(pauseMs, () => {
      stop = null
      if (held && isUnderWay(held.collection.run)) pass(held)
      held = null
    })
    emit(progress)
  }

  return (progress) => {
    const { collection } = progress
    const sameRun = held?.collection.run === collection.run
    const rows: readonly IncidentSummary[] = sameRun && held ? [...held.rows, ...progress.rows] : progress.rows
    // A person waits for the first rows.
    const isFirst = last?.incidents === 0 && collection.incidents > 0
    const turns = last === null || last.run !== collection.run || collection.outcome !== null || collection.waiting !== last.waiting || isFirst
    if (turns || stop === null) pass({ ...progress, rows })
    else held = { ...progress, rows }
  }
}
