import { expect, it } from 'vitest'
import { aSummary } from '../../../shared/contract/fixtures'
import { followRedirects } from './merges'

const row = (id: string, redirectedTo: string | null = null) => aSummary({ id, redirectedTo })
const follow = (...pairs: readonly (readonly [string, string | null])[]) => {
  const { endOf, mergedInto } = followRedirects(pairs.map(([id, to]) => row(id, to)))
  return { ends: Object.fromEntries(endOf), merged: Object.fromEntries(mergedInto) }
}

it('follows chains to their end, whatever the order of the list', () => {
  const expected = { ends: { 1: '3', 2: '3', 4: '3' }, merged: { 3: ['1', '2', '4'] } }
  expect(follow(['1', '2'], ['2', '3'], ['3', null], ['4', '1'])).toEqual(expected)
  expect(follow(['4', '1'], ['3', null], ['2', '3'], ['1', '2'])).toEqual({ ...expected, merged: { 3: ['4', '1', '2'] } })
})

it('ends at an incident that is not in the list', () => {
  expect(follow(['1', '2'], ['2', '9'])).toEqual({ ends: { 1: '9', 2: '9' }, merged: { 9: ['1', '2'] } })
})

it('returns no end for circles', () => {
  expect(follow(['1', '1'])).toEqual({ ends: { 1: null }, merged: {} })
  expect(follow(['1', '2'], ['2', '3'], ['3', '2'], ['4', '1'])).toEqual({ ends: { 1: null, 2: null, 3: null, 4: null }, merged: {} })
})

it('follows a chain of 20,000 incidents', () => {
  const rows = Array.from({ length: 20_000 }, (_, index) => row(String(index), String(index + 1)))
  expect(followRedirects(rows).mergedInto.get('20000')?.length).toBe(20_000)
})
