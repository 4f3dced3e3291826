import { Buffer } from 'node:buffer'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { runs } from '../../../../shared/testing/property-runs'
import { sourceOf } from '../fixtures'
import { createJsonText } from './json-text'
import { createScanner } from './scan-value'

/** Scans the value at the start of a text, in chunks. */
const scanned = (json: string, chunkBytes = 3) => createScanner(createJsonText(sourceOf(Buffer.from(json)), 'utf-8', chunkBytes))(0)

describe('createScanner', () => {
  it.each([
    ['{}', 2, 1, 1], ['[]', 2, 1, 1], ['{"a":[1,{"b":"]}\\""}]} ,', 22, 3, 4], ['[ ]x', 3, 1, 1], ['[[],[[]]]', 9, 3, 5], ['{"a" : 1\n}', 10, 1, 1], ['{"é😀":"\u007F"}', 14, 1, 1],
    ['"a,\\\\",2', 6, 0, 0], ['12 ,', 3, 0, 0], ['null]', 4, 0, 0],
  ])('finds the end of the value in %s at %i, with %i levels and %i parts', (json, end, levels, parts) => {
    expect(scanned(json)).toEqual({ kind: 'value', end, size: { levels, parts } })
  })

  it.each([
    ['{"a":1', undefined], ['[1,', undefined], ['{"a', undefined], ['{"a\\', undefined], ['', undefined],
    ['{a', 1], ['{"a"1', 4], ['{"a":1,}', 7], ['[1 2]', 3], ['[1}', 2], ['{"a":]', 5], ['{"a\nb":1}', 3], ['["\t"]', 2], ['[\u0000]', 1], ['[,]', 1], ['{"a":{"b":1]', 11], ['["a""b"]', 4], ['{"a":x}', 5],
  ])('finds where the structure of %j breaks: at %s', (json, at) => {
    expect(scanned(json)).toEqual(at === undefined ? { kind: 'cut' } : { kind: 'damaged', at })
  })

  it('accepts any JSON in any chunks, and no part of an object', () => {
    fc.assert(fc.property(fc.object(), fc.boolean(), fc.integer({ min: 1, max: 20 }), (value, isPretty, chunkBytes) => {
      const json = JSON.stringify(value, null, isPretty ? 2 : 0)
      const { length } = Buffer.from(json)
      expect(scanned(json, chunkBytes)).toMatchObject({ kind: 'value', end: length })
      const cut = Buffer.from(json).subarray(0, length - 1).toString('latin1')
      expect(scanned(cut, chunkBytes).kind).toBe('cut')
    }), runs(500))
  })

  it('accepts no text that JSON.parse rejects because of its structure', () => {
    const token = fc.constantFrom('{', '}', '[', ']', ',', ':', '"a"', '1', ' ', '"\\u0041\\""')
    fc.assert(fc.property(fc.array(token, { maxLength: 8 }), (tokens) => {
      const json = `[${tokens.join('')}`
      const scan = scanned(json, 2)
      const isJson = (text: string): boolean => {
        try {
          JSON.parse(text)
          return true
        } catch {
          return false
        }
      }
      if (scan.kind === 'value') expect(isJson(json.slice(0, scan.end))).toBe(true)
      else expect(isJson(json)).toBe(false)
    }), runs(2000))
  })

  it('measures values that nest deeper than a stack allows, and stops at a million levels', () => {
    expect(scanned(`${'['.repeat(1_000_000)}${']'.repeat(1_000_000)}`, 100_000)).toEqual({ kind: 'value', end: 2_000_000, size: { levels: 1_000_000, parts: 1_000_000 } })
    expect(scanned('['.repeat(1_000_001), 100_000)).toEqual({ kind: 'damaged', at: 1_000_000 })
  })
})
