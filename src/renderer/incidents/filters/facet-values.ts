/** @file Selects the values that the filter groups show. */
import type { FacetValue } from '../../../shared/contract/list'
import type { FacetField } from '../../../shared/query/facets'
import type { ColumnId } from '../../../shared/contract/row'
import { severityRank, statusRank } from '../../../shared/vocabulary/incident-values'
import { fold } from '../../../shared/values/fold'

/** The groups that open from a button, and their names. */
export const facetLabels = {
  severity: 'Severity', status: 'Status', assignee: 'Assignee', source: 'Source', tag: 'Tag', category: 'Category', technique: 'Technique',
  device: 'Device', user: 'User', classification: 'Classification', determination: 'Determination',
} as const satisfies Readonly<Record<FacetField, string>>

/** The column with the values of a facet. */
export const facetColumns = {
  severity: 'severity', status: 'status', assignee: 'assignedTo', source: 'sources', tag: 'tags', category: 'categories', technique: 'techniques',
  device: 'devices', user: 'users', classification: 'classification', determination: 'determination',
} as const satisfies Readonly<Record<FacetField, ColumnId>>

/** The values that a list of any size is likely to have. Their places are reserved, so that nothing moves while incidents arrive. */
const usual = { severity: ['High', 'Medium', 'Low', 'Informational'], status: ['Active', 'InProgress', 'Resolved'] } as const

const ranks = {
  severity: (value: string) => -severityRank(value),
  status: (value: string) => statusRank(value) ?? Infinity,
} as const

/** Returns the values of a group that is always visible: the usual ones and those received, in the vocabulary's order. */
export function orderedValues(field: keyof typeof usual, values: readonly FacetValue[]): readonly FacetValue[] {
  const missing = usual[field].filter(value => !values.some(each => each.value === value)).map(value => ({ value, count: 0 }))
  return [...values, ...missing].sort((a, b) => ranks[field](a.value) - ranks[field](b.value))
}

/** Returns the values whose label contains a text. */
export function valuesContaining(values: readonly FacetValue[], text: string, label: (value: string) => string): readonly FacetValue[] {
  const wanted = fold(text)
  return wanted === '' ? values : values.filter(({ value }) => fold(label(value)).includes(wanted))
}

/** The maximum number of values that are always visible, besides those that the query selects. */
const maxVisible = 8

/** Returns the values of a group that are always visible: the usual ones, the most frequent others, and those that the query selects. */
export function shownValues(field: keyof typeof usual, values: readonly FacetValue[], isChosen: (value: string) => boolean): readonly FacetValue[] {
  const names: readonly string[] = usual[field]
  const others = values.filter(({ value }) => !names.includes(value)).sort((a, b) => b.count - a.count).slice(0, maxVisible - names.length)
  return values.filter(each => names.includes(each.value) || others.includes(each) || isChosen(each.value))
}
