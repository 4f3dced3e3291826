/** @file The changes that chips and facets make to a query. Each function returns a new query. */
import type { FacetField } from './facets'
import type { FieldId, Flag } from './fields'
import type { Query, Term, Value } from './query'
import { isSameValue } from '../vocabulary/known-values'
import { fieldOf } from './fields'
import { hasText } from './searchable'

/** Returns the text of a value in a facet; null if no facet can contain the value. */
function facetValue(value: Value): string | null {
  if (value.kind === 'none') return ''
  if (value.kind === 'value') return value.value
  return value.kind === 'text' && value.whole ? value.text : null
}

/** Returns the value of a term that matches exactly the incidents with a value of a facet. */
export function valueOf(field: FacetField, value: string): Value {
  if (!hasText(value)) return { kind: 'none' }
  return fieldOf(field).kind === 'vocabulary' ? { kind: 'value', value } : { kind: 'text', text: value, whole: true }
}

const isChoice = (term: Term, field: FieldId): boolean => term.field === field && !term.negated

/** Returns the values of a facet that a query selects; '' for incidents without a value. */
export function selectedValues(query: Query, field: FacetField): readonly string[] {
  return query.filter(term => isChoice(term, field)).flatMap(({ values }) => values.flatMap(value => facetValue(value) ?? []))
}

const isIn = (value: string, { values }: Term): boolean => values.some((each) => {
  const other = facetValue(each)
  return other !== null && isSameValue(other, value)
})

/** Selects a value of a facet, or removes it if it is selected. Several values of a field share one term: `severity:(high,medium)`. */
export function toggleValue(query: Query, field: FacetField, value: string): Query {
  if (query.some(term => isChoice(term, field) && isIn(value, term))) return withoutValue(query, field, value)
  const added = valueOf(field, value)
  const index = query.findIndex(term => isChoice(term, field))
  const term = query[index]
  return term === undefined ? [...query, { field, negated: false, values: [added] }] : query.with(index, { ...term, values: [...term.values, added] })
}

function withoutValue(query: Query, field: FacetField, value: string): Query {
  return query.flatMap((term) => {
    if (!isChoice(term, field)) return [term]
    const values = term.values.filter((each) => {
      const other = facetValue(each)
      return other === null || !isSameValue(other, value)
    })
    return values.length === 0 ? [] : [{ ...term, values }]
  })
}

/** Returns the query without the terms that choose values of a field. Negated terms stay, because they affect the facet's counts. */
export const withoutField = (query: Query, field: FieldId): Query => query.filter(term => !isChoice(term, field))

export const removeTerm = (query: Query, index: number): Query => query.toSpliced(index, 1)

export const replaceTerm = (query: Query, index: number, term: Term): Query => query.with(index, term)

const isFlag = (term: Term, flag: Flag): boolean => isChoice(term, 'is') && term.values.some(value => value.kind === 'value' && value.value === flag)

/** Returns whether a query has a term for this flag. */
export const hasFlag = (query: Query, flag: Flag): boolean => query.some(term => isFlag(term, flag))

/** Adds the term for a flag, or removes it. */
export function setFlag(query: Query, flag: Flag, wanted: boolean): Query {
  if (!wanted) return query.filter(term => !isFlag(term, flag))
  return hasFlag(query, flag) ? query : [...query, { field: 'is', negated: false, values: [{ kind: 'value', value: flag }] }]
}
