import { expect, it } from 'vitest'
import { byValue, createCanonical, isSameValue, valueKey, valuesOf } from './known-values'

const canonical = createCanonical([{ value: 'OpenCase', graph: 'openCase', label: 'Open', also: ['Case, opened'] }])

it.each([
  ['OpenCase', 'OpenCase'], ['openCase', 'OpenCase'], ['OPENCASE', 'OpenCase'], [' case, OPENED ', 'OpenCase'], ['open\u200Bcase', 'OpenCase'], ['Ｏpencase', 'OpenCase'],
  [' Closed ', 'Closed'], ['', ''], [' ', ''], ['\u200B', ''], [` ${'x'.repeat(200)} `, 'x'.repeat(200)], ['constructor', 'constructor'], ['__proto__', '__proto__'],
])('converts %j to %j', (text, spelling) => {
  expect(canonical(text)).toBe(spelling)
})

it('compares unknown values by the same rule as known ones', () => {
  expect([isSameValue('Paused', ' PAUSED'), isSameValue('Paused', 'Pa\u200Bused'), isSameValue('Paused', 'Stopped')]).toEqual([true, true, false])
  expect([isSameValue('x'.repeat(200), `${'x'.repeat(200)} `), isSameValue('x'.repeat(200), 'X'.repeat(200))]).toEqual([true, false])
  for (let each = 0; each < 3000; each++) valueKey(`Value ${each}`)
  expect(valueKey('Value 1')).toBe('value 1')
})

it('lists the values of choices in order, and finds choices by value', () => {
  const choices = [{ value: 'b', label: 'B' }, { value: 'a', label: 'A' }] as const
  expect(valuesOf(choices)).toEqual(['b', 'a'])
  expect(byValue(choices).a).toBe(choices[1])
})
