import { Buffer } from 'node:buffer'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { runs } from '../../../shared/testing/property-runs'
import { sliceArray } from './slice-array'

const slices = (json: string) => sliceArray(Buffer.from(json), 'value')?.elements.map(String) ?? null

describe('sliceArray', () => {
  it.each([
    ['{"value":[]}', []],
    ['{ "value" : [ \n ] }', []],
    ['{"value":[1, "a" ,null\t,{"b":[1,2]},[ ] ]}', ['1', '"a"', 'null', '{"b":[1,2]}', '[ ]']],
    ['{"a":{"value":[9]},"value":[1]}', ['1']],
    ['{"value":[9,9],"value":[1]}', ['1']],
    ['{"value":[9,9],"val\\u0075e":[1]}', ['1']],
    ['{"value":[1],"@odata.nextLink":"x"}', ['1']],
    ['{"value":["\\"],[",{"k\\\\":"\\\\"}]}', ['"\\"],["', '{"k\\\\":"\\\\"}']],
    ['\uFEFF{"value":[1]}', ['1']],
    ['{"value":[{"value":[1,2]}]}', ['{"value":[1,2]}']],
    ['{"value":[9007199254740993, 1.0e+2]}', ['9007199254740993', '1.0e+2']],
  ])('returns the elements of %s as %j', (json, expected) => {
    expect(slices(json)).toEqual(expected)
  })

  it.each(['[]', '{}', '{"value":null}', '{"value":{}}', '{"value":[1],"value":3}', '"value"', '{"x":[1]}'])('returns null for %s, which has no such array', (json) => {
    expect(slices(json)).toBeNull()
  })

  const space = fc.stringMatching(/^[ \n\r\t]{0,3}$/)
  const key = fc.oneof(fc.constantFrom('value', 'a', '"', '\\', '@odata.nextLink', 'välue'), fc.string())

  /** Returns a string with every character escaped, as a server may write it. */
  const escaped = (text: string) =>
    `"${Array.from({ length: text.length }, (_, i) => `\\u${text.charCodeAt(i).toString(16).padStart(4, '0')}`).join('')}"`

  it('returns every element byte for byte, with any members and white space around it', () => {
    const element = fc.tuple(fc.json(), fc.boolean(), space, space).map(([json, pretty, before, after]) => {
      const text = pretty ? JSON.stringify(JSON.parse(json), null, 2) : json
      return { text, padded: `${before}${text}${after}` }
    })
    const member = fc.tuple(key, fc.json(), fc.boolean()).map(([name, json, wide]) => `${wide ? escaped(name) : JSON.stringify(name)}:${json}`)
    fc.assert(fc.property(
      fc.array(element),
      fc.array(member),
      fc.array(member.filter(text => !Object.hasOwn(JSON.parse(`{${text}}`) as object, 'value'))),
      fc.boolean(),
      fc.boolean(),
      (items, before, after, bom, wide) => {
        const value = `${wide ? escaped('value') : '"value"'} : [${items.map(item => item.padded).join(',')}]`
        const json = `${bom ? '\uFEFF' : ''}{${[...before, value, ...after].join(', ')}}`
        expect(slices(json)).toEqual(items.map(item => item.text))
      },
    ), runs(500))
  })
})
