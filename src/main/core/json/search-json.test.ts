import { Buffer } from 'node:buffer'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createJsonTree } from './json-tree'
import { searchJson } from './search-json'

const search = (json: string, text: string) => searchJson(createJsonTree(Buffer.from(json)), text)
const found = (json: string, needle: string) => search(json, needle).hits.map(({ path, text, start, length }) => [path, text.slice(start, start + length)])

describe('the search in a JSON text', () => {
  it.each([
    ['{"a":{"Title":"An EVIL thing"}}', 'evil', [['$.a.Title', 'EVIL']]],
    ['{"a":[1,{"evilKey":2}]}', 'EVILk', [['$.a[1].evilKey', 'evilK']]],
    ['{"path":"C:\\\\Users\\\\eve","other":"C:/Users"}', 'C:\\Users', [['$.path', 'C:\\\\Users']]],
    ['{"a":"say \\"hi\\"","b":"https:\\/\\/x"}', '"hi"', [['$.a', '\\"hi\\"']]],
    ['{"a":"say \\"hi\\"","b":"https:\\/\\/x"}', '://x', [['$.b', ':\\/\\/x']]],
    ['{"a":"caf\\u00E9","b":"CAFÉ"}', 'café', [['$.a', 'caf\\u00E9'], ['$.b', 'CAFÉ']]],
    ['{"n":12345678901234567890.10}', '0.10', [['$.n', '0.10']]],
    ['{"ü":"日本","b":"needle"}', 'needle', [['$.b', 'needle']]],
    ['{"a":"a.c(d)[x]{1}+*?^$|-"}', 'a.c(d)[x]{1}+*?^$|-', [['$.a', 'a.c(d)[x]{1}+*?^$|-']]],
    ['{"a":"abc"}', 'a.c', []],
  ])('finds in %s the text %s', (json, text, expected) => {
    expect(found(json, text)).toEqual(expected)
  })

  it('ignores punctuation between values', () => {
    expect(search('{"a":[1, {"b":2}, 3]}', ', {')).toEqual({ total: 0, hits: [] })
  })

  it('shows an entry once, counts every place, and limits the hits', () => {
    const many = search(`{"a":"xx yy xx","list":[${Array.from({ length: 300 }, () => '"xx"').join(',')}]}`, 'xx')
    expect([many.total, many.hits.length]).toEqual([302, 200])
    expect(many.hits.map(({ path }) => path).slice(0, 3)).toEqual(['$.a', '$.list[0]', '$.list[1]'])
  })

  it('shows some text around a hit', () => {
    const [hit] = search(`{"a":"${'ü'.repeat(500)}needle${'🛡'.repeat(500)}"}`, 'needle').hits
    expect(hit?.text).toBe(`${'ü'.repeat(60)}needle${'🛡'.repeat(30)}`)
  })

  // A quotation mark also finds the edges of a value, which the loop does not see.
  it('finds every value that contains the text, as a plain loop does', () => {
    const word = fc.constantFrom('ab', 'aB', 'b', 'ü', '"', '\\', '/').chain(a => fc.constantFrom('', 'ab', 'x').map(b => a + b))
    fc.assert(fc.property(fc.array(fc.oneof(word, fc.record({ k: word })), { maxLength: 8 }), word.filter(each => each.length > 1 && !each.includes('"')), (list, text) => {
      const expected = list.flatMap((each, index) => typeof each === 'string' ? [[`$.l[${index}]`, each]] : [[`$.l[${index}].k`, each.k]])
        .filter(([, value = '']) => value.toLowerCase().includes(text.toLowerCase())).map(([path]) => path)
      expect(search(JSON.stringify({ l: list }), text).hits.map(({ path }) => path)).toEqual(expected)
    }))
  })
})
