/** @file States whether a dataset contains every incident of its time window. */
import type { CollectionOutcome } from '../../../shared/contract/model'
import { isReadToEnd } from '../../../shared/rules/failure-facts'

/** `incomplete` contains the reason. */
export type Completeness = CollectionOutcome

/** Returns whether the list was read to its end. An incident that only a later list contains is then new. */
export function wasReadToEnd(completeness: Completeness | null): boolean {
  return completeness !== null && (completeness.kind === 'complete' || isReadToEnd(completeness.failure.code))
}
