/** @file Whether a dataset holds every incident of its time window. */
import type { CollectionOutcome } from '../../../shared/contract/model'
import type { ErrorCode } from '../../../shared/contract/failure'

/** `incomplete` names the reason. */
export type Completeness = CollectionOutcome

/** Failures of runs that read every page: the dataset lacks only the incidents that the failure counts. */
const readToEnd: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['incidents-unread', 'entries-unreadable'])

/** Returns whether the list was read to its end, so that an incident that only another dataset holds is new there. */
export function wasReadToEnd(completeness: Completeness | null): boolean {
  return completeness !== null && (completeness.kind === 'complete' || readToEnd.has(completeness.failure.code))
}
