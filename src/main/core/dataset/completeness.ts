/** @file Whether a dataset holds every incident of its time window. */
import type { CollectionOutcome } from '../../../shared/contract/model'
import { isReadToEnd } from '../../../shared/rules/failure-facts'

/** `incomplete` names the reason. */
export type Completeness = CollectionOutcome

/** Returns whether the list was read to its end, so that an incident that only another dataset holds is new there. */
export function wasReadToEnd(completeness: Completeness | null): boolean {
  return completeness !== null && (completeness.kind === 'complete' || isReadToEnd(completeness.failure.code))
}
