import type { JsonTree } from './json-tree'
import { Buffer } from 'node:buffer'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createJsonTree } from './json-tree'
import { jsonPath } from '../../../shared/values/json-path'

const treeOf = (json: string) => createJsonTree(Buffer.from(json))

/** Rebuilds the value of a list or object from its entries, two at a time, by a different method than JSON.parse. */
function valueAt(tree: JsonTree, at: number): unknown {
  const first = tree.part(at, 0, 2)
  if (!first) throw new Error(`nothing at ${at}`)
  const entries = [...first.entries]
  while (entries.length < first.count) entries.push(...tree.part(at, entries.length, 2)?.entries ?? [])
  const values = entries.map(({ at: value, kind, count, bytes, text }): unknown => {
    const written = tree.json.toString('utf8', value, tree.endOf(value))
    expect(Buffer.byteLength(written)).toBe(bytes)
    if (kind === 'object' || kind === 'array') {
      expect(tree.part(value, 0, 1)?.count).toBe(count)
      return valueAt(tree, value)
    }
    expect(text).toBe(written)
    return JSON.parse(written)
  })
  const isList = entries.every(({ key }) => key === null) && tree.json[first.at] === 0x5B
  return isList ? values : Object.fromEntries(entries.map(({ key }, index) => [JSON.parse(`"${key}"`), values[index]]))
}

describe('the tree of a JSON text', () => {
  it('contains every value of any text, indented or not', () => {
    const short = fc.jsonValue({ noUnicodeString: false })
    fc.assert(fc.property(fc.dictionary(fc.string({ maxLength: 20 }), short, { maxKeys: 6 }), fc.constantFrom(0, 1), (value, indent) => {
      const json = JSON.stringify(value, null, indent)
      expect(valueAt(treeOf(json), 0)).toEqual(JSON.parse(json))
    }))
  })

  it('keeps numbers, escapes, the order of names and repeated names as written', () => {
    const { entries = [] } = treeOf(' { "b" : 12345678901234567890.10, "a":"\\u0041\\/", "b":1.0E+2,"2":[],"1":{ } }').part(0, 0, 10) ?? {}
    expect(entries.map(({ key, text, kind, count }) => [key, text, kind, count])).toEqual([
      ['b', '12345678901234567890.10', 'number', 0], ['a', '"\\u0041\\/"', 'string', 0], ['b', '1.0E+2', 'number', 0], ['2', '', 'array', 0], ['1', '', 'object', 0],
    ])
  })

  it('cuts long names and values, never inside a character', () => {
    const { entries: [entry] = [] } = treeOf(`{"${'ü'.repeat(3000)}":"${'🛡'.repeat(3000)}"}`).part(0, 0, 1) ?? {}
    expect(entry?.key).toBe(`${'ü'.repeat(2000)}…`)
    expect(entry?.text).toBe(`"${'🛡'.repeat(999)}…`)
    expect(entry?.bytes).toBe(12_002)
  })

  it('counts the entries of a folded list, and none between brackets inside texts', () => {
    expect(treeOf('{"a":[1,"],[",{"x":[1,2]},[3,4]]}').part(0, 0, 1)?.entries[0]).toMatchObject({ kind: 'array', count: 4 })
  })

  it('has no part where no list or object begins', () => {
    const tree = treeOf('{"a":1}')
    expect([tree.part(5, 0, 1), tree.part(99, 0, 1)]).toEqual([null, null])
  })

  it('reads texts that nest a million levels deep', () => {
    const tree = treeOf(`{"a":${'['.repeat(1_000_000)}${']'.repeat(1_000_000)},"b":1}`)
    expect(tree.part(0, 0, 5)?.entries.map(({ key, count }) => [key, count])).toEqual([['a', 1], ['b', 0]])
    expect(tree.locate(900_000).steps).toHaveLength(200)
  })
})

describe('the place of a byte', () => {
  const json = '{"alerts":[{"id":"x","odd key":7},{"id":"y","entities":[1,[true]]}]}'
  const placeOf = (text: string) => treeOf(json).locate(json.indexOf(text))

  it.each([
    ['x"', '$.alerts[0].id', false, '"x"'], ['odd', '$.alerts[0][\'odd key\']', true, '7'], ['7', '$.alerts[0][\'odd key\']', false, '7'],
    ['true', '$.alerts[1].entities[1][0]', false, 'true'], ['entities', '$.alerts[1].entities', true, '[1,[true]]'],
  ])('of %s is %s', (text, path, inKey, value) => {
    const place = placeOf(text)
    expect([jsonPath(place.path), place.inKey, place.inText, json.slice(place.at, place.end)]).toEqual([path, inKey, true, value])
  })

  it('is no text between values', () => {
    expect([':"x"', ',"odd', '},{', ']}]'].map(text => placeOf(text).inText)).toEqual([false, false, false, false])
  })

  it('leads to the value by its steps', () => {
    const tree = treeOf(json)
    const { steps, at } = tree.locate(json.indexOf('true'))
    expect(steps.map(step => tree.part(step.at, step.index, 1)?.entries[0]?.at).slice(-1)).toEqual([at])
    expect(steps.slice(1).map(({ at: next }) => next)).toEqual(steps.slice(0, -1).map(step => tree.part(step.at, step.index, 1)?.entries[0]?.at))
  })
})
