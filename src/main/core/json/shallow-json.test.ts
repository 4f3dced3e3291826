import { Buffer } from 'node:buffer'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { runs } from '../../../shared/testing/property-runs'
import { shallowJson } from './shallow-json'

const shallow = (json: string, maxLevels: number) => shallowJson(Buffer.from(json), maxLevels).toString()

it('returns the text unchanged if it does not nest too deep', () => {
  const json = Buffer.from('{"a":[1,{"b":"]["}]}')
  expect(shallowJson(json, 3)).toBe(json)
})

it.each([
  ['{"a":[1,{"b":"]["}],"c":2}', 2, '{"a":[1,"…"],"c":2}'], ['[[[[]]],[[]],"\\"[",[]]', 2, '[["…"],["…"],"\\"[",[]]'], ['[[1],[2]]', 1, '["…","…"]'], ['{"a":{},"b":[]}', 1, '{"a":"…","b":"…"}'],
])('cuts %s to %i levels', (json, maxLevels, cut) => {
  expect(shallow(json, maxLevels)).toBe(cut)
})

/** Cuts a parsed value as `shallowJson` cuts its text. */
function cut(value: unknown, maxLevels: number): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (maxLevels === 0) return '…'
  if (Array.isArray(value)) return value.map(each => cut(each, maxLevels - 1))
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, cut(each, maxLevels - 1)]))
}

it('cuts every JSON text as its parsed value would be cut', () => {
  fc.assert(fc.property(fc.json({ maxDepth: 5 }), fc.integer({ min: 1, max: 4 }), (json, maxLevels) => {
    expect(JSON.parse(shallow(json, maxLevels))).toEqual(cut(JSON.parse(json), maxLevels))
  }), { seed: 7, ...runs(500) })
})
