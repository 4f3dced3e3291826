import { expect, it } from 'vitest'
import { columnIds } from '../../../shared/contract/row'
import { parse } from '../../../shared/query/syntax/parse'
import { print } from '../../../shared/query/syntax/print'
import { columnTerm, columnValueText, facetOfColumn } from './column-values'

it('every column has either a facet or terms of its own, which can be read back', () => {
  const samples: Readonly<Record<string, string>> = { priority: '87', alerts: '3', comments: '0', lastUpdate: '2026-11-24T10:00:05.1234567Z', created: '2026-11-24T10:00:05Z', firstActivity: '2026-11-24T10:00:05.1Z', lastActivity: '2026-11-24T10:00:05Z' }
  for (const column of columnIds) {
    const term = columnTerm(column, samples[column] ?? 'none "x"')
    expect([column, term === null]).toEqual([column, facetOfColumn(column) !== null])
    if (term) expect(parse(print([term])).query).toEqual([term])
  }
})

it.each([
  ['alerts', '5', 'alerts:5'], ['alerts', '', 'alerts:none'], ['created', '2026-11-24T10:00:05.1234567Z', 'created:2026-11-24T10:00:05Z'], ['name', 'A b', 'name:="A b"'], ['redirectedTo', '', 'merged-into:none'],
] as const)('the term of %s %j is %s', (column, value, text) => {
  expect(print([columnTerm(column, value)].flatMap(term => term ?? []))).toBe(text)
})

it('has no term for a time that cannot be read, and none for a missing ID', () => {
  expect([columnTerm('created', 'yesterday'), columnTerm('created', '2026-11-24T10:00:05+02:00'), columnTerm('id', '')]).toEqual([null, null, null])
})

it('shows values as the list does', () => {
  expect([columnValueText('assignedTo', ''), columnValueText('name', ''), columnValueText('name', 'a\u202Eb'), columnValueText('severity', 'UnSpecified')]).toEqual(['Unassigned', 'None', 'a⟨U+202E⟩b', 'Unspecified'])
})
