/** @file Facets: the values of a field in a list, each of which can become a term. */
import type { IncidentRow } from '../contract/row'
import type { TextField, VocabularyField } from './fields'
import { fold } from '../values/fold'
import { fields } from './fields'
import { hasText } from './searchable'

/** In the order in which they are shown. */
export const facetFields = ['severity', 'status', 'assignee', 'source', 'tag', 'category', 'technique', 'device', 'user', 'classification', 'determination'] as const

export type FacetField = (typeof facetFields)[number]

type Facet = VocabularyField | (TextField & Required<Pick<TextField, 'some'>>)

/** Returns the values of a row in a facet, as received and distinct in any spelling; `['']` if it has none. */
export function facetValues(id: FacetField, row: IncidentRow): readonly string[] {
  const field: Facet = fields[id]
  const values: string[] = []
  const isSet = field.kind === 'vocabulary' ? field.words.isSet : hasText
  field.some(row, (value) => {
    if (isSet(value)) values.push(value)
    return false
  })
  if (values.length === 0) return ['']
  return values.length === 1 ? values : distinct(values)
}

/** Returns the label of a facet's value, and an unknown value unchanged. */
export function facetLabel(id: FacetField, value: string): string {
  const field: Facet = fields[id]
  return field.kind === 'vocabulary' ? field.words.label(value) : value
}

/** Matches texts that can equal a text of another length. */
const needsFolding = /[^\x20-\x7E]| {2}|^ | $/
/** Comparing more values in pairs takes longer than folding them. */
const maxPairs = 8

/** Returns whether values can be equal in different spellings. Fast for the few values of most rows. */
const mayBeEqual = (values: readonly string[]): boolean =>
  values.length > maxPairs || values.some((value, index) => needsFolding.test(value) || values.some((other, at) => at < index && other.length === value.length))

function distinct(values: readonly string[]): readonly string[] {
  if (!mayBeEqual(values)) return values
  const byKey = new Map<string, string>()
  for (const value of values) {
    const key = fold(value)
    if (!byKey.has(key)) byKey.set(key, value)
  }
  return [...byKey.values()]
}
