import { Buffer } from 'node:buffer'
import { describe, expect, it } from 'vitest'
import { parseDocument, withState, withVersion } from './state-document'

describe('parseDocument', () => {
  it.each([
    ['a byte order mark', Buffer.from('\uFEFF{"profiles":[]}')],
    ['UTF-16', Buffer.from('\uFEFF{"profiles":[]}', 'utf16le')],
  ])('reads %s', (_name, bytes) => {
    expect(parseDocument(bytes)).toEqual({ profiles: [] })
  })

  it.each(['', '\uFEFF', '[1]', '7', 'null', '"x"', '{', '\0\0\0\0', '{"profiles":'])('returns null for %j', (text) => {
    expect(parseDocument(Buffer.from(text))).toBeNull()
  })
})

describe('withVersion', () => {
  it.each([
    [{}, 1],
    [{ version: 0 }, 1],
    [{ version: 7 }, 7],
    [{ version: 'x' }, 'x'],
  ])('turns the version of %j into %j', (document, version) => {
    expect(withVersion({ ...document, a: 1 }, 1)).toEqual({ a: 1, version })
  })
})

it('withState replaces the known members as a whole and leaves all others', () => {
  expect(withState({ x: 1, y: 2, views: [3] }, ['x', 'y'], { x: 4 })).toEqual({ x: 4, views: [3] })
})
