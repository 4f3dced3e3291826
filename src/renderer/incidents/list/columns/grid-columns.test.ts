import { expect, it } from 'vitest'
import { columnOf } from '../../../../shared/columns/incident-columns'
import { gridColumns } from './grid-columns'

const sizeOf = (column: 'devices' | 'status', width: number) => gridColumns([{ column, width, pinned: false }]).facts[0]?.size

it('a column of long values may grow to twice its width, unless the user has chosen its width', () => {
  const { widthPx } = columnOf('devices')
  expect(sizeOf('devices', widthPx)).toBe('width: var(--width-devices); flex-grow: 1; max-width: calc(2 * var(--width-devices))')
  expect(sizeOf('devices', widthPx - 1)).toBe('width: var(--width-devices)')
})

it('a column of short values keeps its width', () => {
  expect(sizeOf('status', columnOf('status').widthPx)).toBe('width: var(--width-status)')
})

it('places the columns of rows of two lines', () => {
  const columns = gridColumns([{ column: 'severity', width: 108, pinned: true }, { column: 'name', width: 360, pinned: false }, { column: 'status', width: 84, pinned: false }])
  expect(columns.all.map(({ column, index, pin }) => [column.id, index, pin])).toEqual([['severity', 2, 'left: var(--left-severity)'], ['name', 3, null], ['status', 4, null]])
  expect([columns.lead, columns.title, columns.facts].map(part => part.map(({ column }) => column.id))).toEqual([['severity'], ['name'], ['status']])
})
