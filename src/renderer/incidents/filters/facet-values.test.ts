import { expect, it } from 'vitest'
import { valuesContaining, orderedValues, shownValues } from './facet-values'

const of = (value: string, count = 1) => ({ value, count })

it('keeps the places of the usual values, whatever has arrived', () => {
  const names = (field: 'severity' | 'status', ...values: readonly string[]) => orderedValues(field, values.map(value => of(value))).map(({ value, count }) => `${value} ${count}`)
  expect(names('severity')).toEqual(['High 0', 'Medium 0', 'Low 0', 'Informational 0'])
  expect(names('severity', 'Low', 'UnSpecified', 'Catastrophic')).toEqual(['Catastrophic 1', 'High 0', 'Medium 0', 'Low 1', 'Informational 0', 'UnSpecified 1'])
  expect(names('status', 'Resolved', '', 'Redirected', 'Odd')).toEqual(['Odd 1', 'Active 0', 'InProgress 0', 'Resolved 1', 'Redirected 1', ' 1'])
})

it('finds values by a part of their label', () => {
  const values = ['pc-1', 'PC-2', 'srv', ''].map(value => of(value))
  const label = (value: string) => value === '' ? 'None' : value
  expect(valuesContaining(values, 'Pc', label).map(({ value }) => value)).toEqual(['pc-1', 'PC-2'])
  expect(valuesContaining(values, 'none', label).map(({ value }) => value)).toEqual([''])
  expect(valuesContaining(values, ' ', label)).toEqual(values)
})

it('shows the usual values, the most frequent others and the chosen ones', () => {
  const values = orderedValues('status', [...Array.from({ length: 20 }, (_, index) => of(`Odd ${index}`, index + 1)), of('Active', 0)])
  const shown = shownValues('status', values, value => value === 'Odd 3').map(({ value }) => value)
  expect(shown).toEqual(['Odd 3', 'Odd 15', 'Odd 16', 'Odd 17', 'Odd 18', 'Odd 19', 'Active', 'InProgress', 'Resolved'])
})
