/** @file The one rule for the kinds of changed incidents, for marks, counts and the query language. */
import type { Change } from '../contract/model'

/** `raised`: its severity was raised; `updated`: anything else. */
export const changedKinds = ['new', 'raised', 'updated'] as const

export type ChangedKind = (typeof changedKinds)[number]

/** Returns the kind of an incident with these changes: the first that applies; null if there are none. */
export function changedKind(changes: readonly Change[]): ChangedKind | null {
  if (changes.length === 0) return null
  if (changes.some(({ kind }) => kind === 'new')) return 'new'
  return changes.some(({ kind }) => kind === 'severity-raised') ? 'raised' : 'updated'
}
