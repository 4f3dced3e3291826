import { expect, it } from 'vitest'
import { aView } from '../../shared/contract/fixtures'
import { parse } from '../../shared/query/syntax/parse'
import { givenViews, isGiven, isSameSelection, needsName } from './views'

it('the given views have queries that can be read, and names and IDs of their own', () => {
  expect(givenViews.map(({ query }) => parse(query).problem)).toEqual(givenViews.map(() => undefined))
  expect(new Set(givenViews.flatMap(({ id, name }) => [id, name])).size).toBe(2 * givenViews.length)
  expect(givenViews.filter(view => !isGiven(view))).toEqual([])
  expect(isGiven(aView())).toBe(false)
})

it('only queries for the user\'s incidents need the user\'s name', () => {
  expect(givenViews.filter(needsName).map(({ name }) => name)).toEqual(['My open'])
  expect(needsName(aView({ query: 'severity:' }))).toBe(false)
})

it('compares views by what they select', () => {
  const isSame = (a: string, b: string) => isSameSelection(aView({ query: a }), aView({ query: b, name: 'other' }))
  expect([isSame('severity:HIGH  x', 'severity:high x'), isSame('severity:high', 'severity:low'), isSame('severity:', 'severity:'), isSame('', ' ')]).toEqual([true, false, true, true])
  expect(isSameSelection(aView(), aView({ showMerged: true }))).toBe(false)
})
