import fc from 'fast-check'
import { expect, it } from 'vitest'
import { runs } from '../testing/property-runs'
import { compareKeys, idKey, textKey } from './sort-keys'

it('orders whole numbers of any length by their value', () => {
  fc.assert(fc.property(fc.bigInt(-(10n ** 40n), 10n ** 40n), fc.bigInt(-(10n ** 40n), 10n ** 40n), (a, b) => {
    expect(Math.sign(compareKeys(idKey(String(a)), idKey(String(b)), 1))).toBe(a < b ? -1 : a > b ? 1 : 0)
  }), runs(500))
})

it('orders negative numbers, numbers and texts in that order', () => {
  const inOrder = ['-40', '-4', '0', '70', '9007199254740992', '9007199254740993', '1E+21', 'a1', 'B2']
  expect([...inOrder].reverse().sort((a, b) => compareKeys(idKey(a), idKey(b), 1))).toEqual(inOrder)
})

it('puts missing values last in both directions', () => {
  for (const sign of [1, -1] as const) expect([null, 'b', null, 'a'].sort((a, b) => compareKeys(a, b, sign)).slice(2)).toEqual([null, null])
  expect([textKey('\u200B '), textKey('Caf\u00E9')]).toEqual([null, 'cafe'])
})
