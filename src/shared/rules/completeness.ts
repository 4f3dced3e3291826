/** @file When a list is incomplete. */
import type { Completeness } from '../contract/model'

/** Returns whether incidents are known to be missing. */
export function isKnownIncomplete(completeness: Completeness | null): boolean {
  return completeness?.kind === 'incomplete' || completeness?.kind === 'recorded-incomplete'
}
