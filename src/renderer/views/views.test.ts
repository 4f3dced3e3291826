import { expect, it } from 'vitest'
import { aView } from '../../shared/contract/fixtures'
import { parse } from '../../shared/query/syntax/parse'
import { builtInViews, isBuiltIn, isSameSelection, needsName } from './views'

it('the built-in views have valid queries, and unique names and IDs', () => {
  expect(builtInViews.map(({ query }) => parse(query).problem)).toEqual(builtInViews.map(() => undefined))
  expect(new Set(builtInViews.flatMap(({ id, name }) => [id, name])).size).toBe(2 * builtInViews.length)
  expect(builtInViews.filter(view => !isBuiltIn(view))).toEqual([])
  expect(isBuiltIn(aView())).toBe(false)
})

it('only queries for the user\'s incidents need the user\'s name', () => {
  expect(builtInViews.filter(needsName).map(({ name }) => name)).toEqual(['My open'])
  expect(needsName(aView({ query: 'severity:' }))).toBe(false)
})

it('compares views by what they select', () => {
  const isSame = (a: string, b: string) => isSameSelection(aView({ query: a }), aView({ query: b, name: 'other' }))
  expect([isSame('severity:HIGH  x', 'severity:high x'), isSame('severity:high', 'severity:low'), isSame('severity:', 'severity:'), isSame('', ' ')]).toEqual([true, false, true, true])
  expect(isSameSelection(aView(), aView({ showMerged: true }))).toBe(false)
})
