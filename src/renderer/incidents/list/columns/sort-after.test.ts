import { expect, it } from 'vitest'
import { sortAfter } from './sort-after'

const down = (column: 'severity' | 'name') => ({ column, descending: true })
const up = (column: 'severity' | 'name') => ({ column, descending: false })

it('sorts by one column, in its first direction, and reverses on a second click', () => {
  expect(sortAfter([down('severity')], 'name', false)).toEqual([up('name')])
  expect(sortAfter([up('name')], 'name', false)).toEqual([down('name')])
  expect(sortAfter([down('severity'), up('name')], 'name', false)).toEqual([up('name')])
})

it('adds a column as the last one, and reverses it in its place', () => {
  expect(sortAfter([down('severity')], 'name', true)).toEqual([down('severity'), up('name')])
  expect(sortAfter([down('severity'), up('name')], 'severity', true)).toEqual([up('severity'), up('name')])
})
