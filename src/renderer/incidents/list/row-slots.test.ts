import type { ListRow } from '../../../shared/contract/list'
import type { DrawnRow } from './row-slots'
import { expect, it } from 'vitest'
import { aRow } from '../../../shared/contract/fixtures'
import { drawnRows } from './row-slots'

const listRow = (id: string): ListRow => ({ row: aRow({ id }), changes: null, starred: false, hit: null })

/** Where the drawn rows begin, an ID for each (`.`: it has not arrived), and the position of the row that had the focus before. */
type Step = readonly [from: number, ids: string, focused?: number]

const rowsOf = ([from, ids]: Step) => [...ids].map((id, offset) => ({ index: from + offset, found: id === '.' ? undefined : listRow(id) }))
const draw = (steps: readonly Step[]) => steps.reduce<readonly DrawnRow[]>((before, step) => drawnRows(before, rowsOf(step), step[2] ?? null), [])
const slots = (...steps: Step[]) => draw(steps).map(({ slot }) => slot)
const shown = (...steps: Step[]) => draw(steps).map(each => each.shown?.row.id ?? '.').join('')

it('gives rows that stay their elements, and rows that enter those that rows left', () => {
  expect(slots([0, 'abcde'])).toEqual([0, 1, 2, 3, 4])
  expect(slots([0, 'abcde'], [2, 'cdefg'])).toEqual([2, 3, 4, 0, 1])
  expect(slots([0, 'abc'], [100, 'xyz'])).toEqual([0, 1, 2])
  expect(slots([0, 'abc'], [0, 'nabc'])).toEqual([3, 0, 1, 2])
  expect(slots([0, 'abcde'], [2, 'cd'], [2, 'cdef'])).toEqual([2, 3, 4, 5])
})

it('keeps the cells of an element until its row has arrived', () => {
  expect(shown([0, 'abc'], [100, '...'])).toBe('abc')
  expect(shown([0, 'abc'], [100, '...'], [100, '.yz'])).toBe('ayz')
  expect(shown([0, '...'])).toBe('...')
})

it('gives a row that arrives the element that waits for it', () => {
  expect(slots([5, '....'], [5, '.b..'], [5, 'ab.d'])).toEqual([0, 1, 2, 3])
  expect(slots([5, 'ab..'], [5, 'abcd'])).toEqual([0, 1, 2, 3])
  expect(slots([5, '....'], [6, '....'])).toEqual([1, 2, 3, 0])
})

it('never gives the element with the focus to another row', () => {
  expect(slots([0, 'abc'], [100, 'xyz', 1])).toEqual([0, 2, 3])
  expect(slots([0, 'abc', 1], [100, 'xyz'])).toEqual([0, 1, 2])
  expect(slots([0, '...'], [0, 'abc', 1])).toEqual([0, 1, 2])
})

it('does not move the element with the focus, nor other elements past it', () => {
  expect(slots([0, 'abcde'], [3, 'uvwxe', 4])).toEqual([0, 1, 2, 3, 4])
  expect(slots([0, 'abcde'], [3, 'uvwxe', 4], [3, 'uexyz', 7])).toEqual([0, 4, 5, 6, 7])
  // Another order: b and d are now on the other side of c.
  expect(slots([0, 'abcde'], [0, 'dacbe', 2])).toEqual([1, 0, 2, 3, 4])
})

it('draws each row once, even if the list has an incident twice', () => {
  const all = slots([0, 'abcd'], [0, 'aabc'], [0, 'bb..'])
  expect(new Set(all).size).toBe(4)
})
