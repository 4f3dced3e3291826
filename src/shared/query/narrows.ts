/** @file Determines whether a query can only match incidents that an earlier one matched. */
import type { Query, Term, Value } from './query'
import { fieldOf } from './fields'
import { needlesOf } from './needles'

const isEqual = (a: Term | Query, b: Term | Query): boolean => JSON.stringify(a) === JSON.stringify(b)

/** Returns the folded texts of a term of which an incident must contain one; null if it can match without containing any. */
function needlesIn({ field, negated, values }: Term): readonly string[] | null {
  const isText = (value: Value): boolean => value.kind === 'text'
  return negated || fieldOf(field).kind !== 'text' || !values.every(isText) ? null : values.flatMap(value => needlesOf(value, null))
}

/** Returns whether every incident that matches a term matches another one. May return false although this is so. */
function implies(term: Term, other: Term): boolean {
  if (isEqual(term, other)) return true
  if (term.field !== other.field) return false
  const [needles, others] = [needlesIn(term), needlesIn(other)]
  return needles !== null && others !== null && needles.every(needle => others.some(each => needle.includes(each)))
}

/**
 * Returns whether every incident that matches a query matches the one before, such as with one more letter of a word or one more term. Both are matched at the
 * same time and with the same marks. May return false although this is so.
 */
export const narrows = (query: Query, before: Query): boolean => before.every(other => query.some(term => implies(term, other)))

/** Returns whether two queries have the same terms in the same order. */
export const isSameQuery = (a: Query, b: Query): boolean => a.length === b.length && isEqual(a, b)
