/** @file States whether a dataset contains every incident of its time window. */
import type { Completeness } from '../../../shared/contract/model'
import { isReadToEnd } from '../../../shared/rules/failure-facts'

export type { Completeness }

/** Returns whether the list was read to its end. An incident that only a later list contains is then new. */
export function wasReadToEnd(completeness: Completeness | null): boolean {
  return completeness?.kind === 'complete' || (completeness?.kind === 'incomplete' && isReadToEnd(completeness.failure.code))
}

/** Returns why incidents are missing, as the code of a failure; null if none are, or if that is not recorded. */
export function reasonOf(completeness: Completeness): string | null {
  if (completeness.kind === 'incomplete') return completeness.failure.code
  return completeness.kind === 'recorded-incomplete' ? completeness.reason : null
}
