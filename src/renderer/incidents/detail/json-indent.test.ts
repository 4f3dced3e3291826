import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { indentJson } from './json-indent'

const lines = (json: string) => [...indentJson(json)].join('\n')

/** Returns the tokens of JSON text, by a different method than the tested function. */
const tokens = (json: string) => json.match(/"(?:[^"\\]|\\.)*"|[^\s{}[\],:"]+|[{}[\],:]/g) ?? []

/** JSON texts with any spacing, repeated keys, and every spelling of numbers and escapes. */
const space = fc.constantFrom('', ' ', '\n', '\r\n\t', '  ')
const scalar = fc.constantFrom('1.0', '12345678901234567890.10', '-0', '1E+2', 'true', 'null', '"\\u0041\\/"', '"\\""', '"\\\\"', '"{,:[]}"', '""', '"\u202E"')
const { text } = fc.letrec<{ text: string }>(tie => ({
  text: fc.oneof(
    { maxDepth: 4 },
    scalar,
    fc.tuple(space, fc.array(tie('text'), { maxLength: 4 }), space).map(([a, items, b]) => `[${a}${items.join(`${b},${a}`)}${b}]`),
    fc.tuple(space, fc.array(fc.tuple(scalar.filter(each => each.startsWith('"')), tie('text')), { maxLength: 4 }), space)
      .map(([a, members, b]) => `{${a}${members.map(([key, value]) => `${key}${b}:${a}${value}`).join(`${a},${b}`)}${b}}`),
  ),
}))

describe('indentJson', () => {
  it('indents without changing a token', () => {
    expect(lines('{"a":[1.0,{}],"a":"\\u0041\\"{,","b":[ ]}')).toBe('{\n  "a": [\n    1.0,\n    {}\n  ],\n  "a": "\\u0041\\"{,",\n  "b": []\n}')
  })

  it('keeps every token of any JSON in order, also in small blocks', () => {
    fc.assert(fc.property(text, space, (json, around) => {
      const received = `${around}${json}${around}`
      expect(tokens(lines(received))).toEqual(tokens(received))
      expect(lines(received)).toBe(lines(json))
      const blocks = [...indentJson(received, 8)]
      expect(blocks.join('').replace(/\s/g, '')).toBe(lines(received).replace(/\s/g, ''))
      expect(blocks.every(block => block.length < 17)).toBe(true)
    }))
  })

  it('equals JSON.stringify for values that it can represent', () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => {
      const json = JSON.stringify(value)
      expect(lines(json)).toBe(JSON.stringify(JSON.parse(json), null, 2))
    }))
  })

  it('terminates for any text', () => {
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom('"', '\\', '{', '}', '[', ']', ',', ':', 'a', ' ') }), (junk) => {
      expect(lines(junk).replace(/\s/g, '')).toBe(junk.replace(/\s/g, ''))
    }))
  })

  it('reads only the first block of 20 MB of JSON, even if it is a single string or deeply nested', () => {
    for (const json of [
      `[${'{"key":"value","list":[1,2,3]},'.repeat(700_000)}{}]`,
      `{"a":"${'x\\"'.repeat(7_000_000)}"}`,
      `${'['.repeat(1_000_000)}${']'.repeat(1_000_000)}`,
    ]) {
      const first = indentJson(json).next().value ?? ''
      expect(first.length).toBeGreaterThan(10_000)
      expect(first.length).toBeLessThan(40_000)
    }
  })
})
