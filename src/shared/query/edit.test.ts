import fc from 'fast-check'
import type { Query } from './query'
import { expect, it } from 'vitest'
import { runs } from '../testing/property-runs'
import { fold } from '../values/fold'
import { hasFlag, removeTerm, replaceTerm, selectedValues, setFlag, toggleValue, withoutField } from './edit'
import { facetFields } from './facets'
import { aQuery, someText } from './fixtures'
import { parse } from './syntax/parse'
import { print } from './syntax/print'

const read = (text: string) => parse(text).query ?? []

it.each([
  ['', 'severity', 'High', 'severity:high'], ['severity:high', 'severity', 'Medium', 'severity:(high,medium)'], ['severity:(high,medium) x', 'severity', 'High', 'severity:medium x'], ['severity:high x', 'severity', 'High', 'x'],
  ['severity:high', 'severity', 'Catastrophic', 'severity:(high,"Catastrophic")'], ['severity:"catastrophic"', 'severity', 'Catastrophic', ''], ['-severity:high', 'severity', 'High', '-severity:high severity:high'],
  ['', 'assignee', '', 'assignee:none'], ['assignee:none', 'assignee', 'Megan Bowen', 'assignee:(none,="Megan Bowen")'], ['assignee:none', 'assignee', '', ''], ['assignee:none', 'assignee', 'none', 'assignee:(none,="none")'],
  ['device:pc', 'device', 'pc', 'device:(pc,=pc)'], ['device:(pc,=pc-1)', 'device', 'pc-1', 'device:pc'], ['device:=PC-1', 'device', 'pc-1', ''], ['tag:=a tag:(=a,=b)', 'tag', 'a', 'tag:=b'],
] as const)('toggling in %j the %s %j results in %j', (text, field, value, result) => {
  expect(print(toggleValue(read(text), field, value))).toBe(result)
})

it('tells which values of a facet are selected', () => {
  const query = read('severity:(high,none) severity:low -severity:medium assignee:me device:(pc,=pc-1)')
  expect([selectedValues(query, 'severity'), selectedValues(query, 'assignee'), selectedValues(query, 'device'), selectedValues(query, 'tag')]).toEqual([['High', '', 'Low'], [], ['pc-1'], []])
})

it('selects or deselects a value in any query', () => {
  fc.assert(fc.property(aQuery, fc.constantFrom(...facetFields), someText, (query, field, value) => {
    const isSelected = (in_: Query): boolean => selectedValues(in_, field).some(each => fold(each) === fold(value))
    const once = toggleValue(query, field, value)
    expect([isSelected(once), isSelected(toggleValue(once, field, value))]).toEqual([!isSelected(query), isSelected(query)])
    expect(withoutField(once, field)).toEqual(withoutField(query, field))
    // A value in a different spelling is printed in the app's spelling.
    expect(print(parse(print(once)).query ?? [])).toBe(print(once))
  }), runs(2000))
})

it('removes and replaces terms', () => {
  const query = read('severity:high word -device:a device:(b,c)')
  expect(print(removeTerm(query, 1))).toBe('severity:high -device:a device:(b,c)')
  expect(print(replaceTerm(query, 1, read('tag:x')[0] ?? { field: 'id', negated: false, values: [] }))).toBe('severity:high tag:x -device:a device:(b,c)')
  expect(print(withoutField(query, 'device'))).toBe('severity:high word -device:a')
})

it('sets and unsets states', () => {
  expect(print(setFlag(read('x'), 'changed', true))).toBe('x is:changed')
  expect(print(setFlag(read('is:changed'), 'changed', true))).toBe('is:changed')
  expect(print(setFlag(read('x is:changed -is:changed is:new'), 'changed', false))).toBe('x -is:changed is:new')
  expect(['is:changed', 'is:(new,changed)', '-is:changed', 'is:new'].map(text => hasFlag(read(text), 'changed'))).toEqual([true, true, false, false])
})
