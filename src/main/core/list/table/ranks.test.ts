import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { SortKey } from '../../../../shared/columns/sort-keys'
import { compareKeys } from '../../../../shared/columns/sort-keys'
import { runs } from '../../../../shared/testing/property-runs'
import { createRanks } from './ranks'

const keysOf = (key: fc.Arbitrary<SortKey>) => fc.array(fc.option(key, { freq: 5 }), { maxLength: 60 })
const anyKeys = fc.oneof(
  keysOf(fc.oneof(fc.integer({ min: -5, max: 40 }), fc.constant(Infinity))), keysOf(fc.string({ maxLength: 2 })), keysOf(fc.constantFrom('', 'a', 'B', 'é', '\u{1F6E1}', '\uFFFD')),
)

it('ranks the keys as comparing them does, in whatever steps they arrive', () => {
  fc.assert(fc.property(anyKeys, fc.array(fc.nat({ max: 60 })), (keys, steps) => {
    const ranksBelow = createRanks(slot => keys[slot] ?? null)
    for (const step of steps) ranksBelow(Math.min(step, keys.length))
    const { of, highest } = ranksBelow(keys.length)
    expect(highest).toBe(new Set(keys.filter(key => key !== null)).size)
    keys.forEach((key, at) => {
      expect(of[at] === 0).toBe(key === null)
      for (const [before, other] of keys.slice(0, at).entries()) {
        if (key !== null && other !== null) expect(Math.sign((of[at] ?? 0) - (of[before] ?? 0))).toBe(compareKeys(key, other, 1))
      }
    })
  }), runs(300))
})

it('reads each key once', () => {
  const read: number[] = []
  const ranksBelow = createRanks(slot => read.push(slot))
  for (const size of [2, 2, 1, 4]) ranksBelow(size)
  expect(read).toEqual([0, 1, 2, 3])
})
