import { Buffer } from 'node:buffer'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { runs } from '../../../shared/testing/property-runs'
import { asText, isObject, listLength, listOf, memberText, maxDepth, readId, tooDeep } from './values'

/** Nests a value in objects with one member, `levels` deep. */
const nested = (levels: number, value: unknown = 'core'): unknown => levels === 0 ? value : { a: nested(levels - 1, value) }

it.each<[unknown, boolean]>([[{}, true], [{ a: 1 }, true], [[], false], [null, false], ['text', false], [undefined, false]])('%j is an object: %s', (value, expected) => {
  expect(isObject(value)).toBe(expected)
})

describe('a value as text', () => {
  it.each<[unknown, string]>([
    ['text', 'text'],
    [' text ', ' text '],
    [' \n', ''],
    [0, '0'],
    [false, 'false'],
    [null, ''],
    [undefined, ''],
    [['a', null, ' ', 'b', 7], 'a, b, 7'],
    [{ name: 'a', id: 5, empty: '', none: null, list: [] }, 'name: a, id: 5'],
    [[['a', 'b'], ['c']], '[a, b], c'],
    [[{ name: 'a' }, { name: 'b', id: 1 }], '{name: a}, {name: b, id: 1}'],
    [{ owner: { name: 'a', tags: ['x', 'y'] } }, 'owner: {name: a, tags: [x, y]}'],
    [{ a: { b: [{ c: null }] } }, ''],
  ])('%j is %j', (value, text) => {
    expect(asText(value)).toBe(text)
  })

  it('ends at the deepest level that is written, and needs no deep stack for a hostile value', () => {
    expect(asText(nested(maxDepth))).toContain('core')
    expect(asText(nested(maxDepth + 1))).not.toContain('core')
    const hostile = JSON.parse('{"a":'.repeat(5000) + '1' + '}'.repeat(5000)) as unknown
    expect(asText(hostile)).toContain(tooDeep)
  })

  it('contains every text and number of a value, whatever its form', () => {
    const leaf = fc.oneof(fc.stringMatching(/^[a-z]{1,9}$/), fc.integer())
    const { value } = fc.letrec(tie => ({
      value: fc.oneof({ maxDepth: 5 }, leaf, fc.array(tie('value'), { maxLength: 4 }), fc.dictionary(fc.stringMatching(/^[a-z]{1,5}$/), tie('value'), { maxKeys: 4 })),
    }))
    const leaves = (each: unknown): readonly unknown[] => typeof each === 'object' && each !== null ? Object.values(each).flatMap(leaves) : [each]
    fc.assert(fc.property(value, (each) => {
      const text = asText(each)
      for (const part of leaves(each)) expect(text).toContain(String(part))
    }), runs(300))
  })
})

describe('a member as text', () => {
  const memberOf = (json: string) => memberText((JSON.parse(json) as { a: unknown }).a, Buffer.from(json), 'a')

  it.each([
    ['{"a":9007199254740993}', '9007199254740993'],
    ['{"a":-9007199254740993}', '-9007199254740993'],
    ['{"a":1.50}', '1.50'],
    ['{"a":7}', '7'],
    ['{"a":"9007199254740993"}', '9007199254740993'],
    ['{"a":null}', ''],
  ])('of %s is %j, with all digits of a number', (json, text) => {
    expect(memberOf(json)).toBe(text)
  })
})

describe('the list in a value', () => {
  it.each<[unknown, readonly unknown[] | null]>([
    [['a', null, '', ' ', [], 'b'], ['a', 'b']],
    [[{}], [{}]],
    [[], []],
    ['a', ['a']],
    [0, [0]],
    [{ a: 1 }, [{ a: 1 }]],
    [null, null],
    [undefined, null],
    [' ', null],
    [{}, null],
  ])('of %j is %j', (value, list) => {
    expect(listOf(value)).toEqual(list)
    expect(listLength(value)).toBe(list?.length ?? null)
  })
})

describe('the ID of an incident', () => {
  const idOf = (json: string) => readId((JSON.parse(json) as { id?: unknown }).id, Buffer.from(json), 'id')

  it.each([
    ['{"id":924565}', '924565'],
    ['{"id":9007199254740993}', '9007199254740993'],
    ['{"id":"924565"}', '924565'],
    ['{"id":-4}', '-4'],
    ['{"id":null}', null],
    ['{"id":true}', null],
    ['{"id":[924565]}', null],
    ['{"id":""}', null],
    ['{}', null],
  ])('in %s is %j', (json, id) => {
    expect(idOf(json)).toBe(id)
  })
})
