import { Buffer } from 'node:buffer'
import { expect, it } from 'vitest'
import { sourceOf } from '../fixtures'
import { createJsonText } from './json-text'
import { createLineEnds } from './line-ends'

const ends = (text: string) => createLineEnds(createJsonText(sourceOf(Buffer.from(text)), 'utf-8', 16))

it.each([['{"a":1}\n', 7], ['{"a":1} ,\r\n{', 7], ['{"a":1}', null], ['{\n"a":1}', null], ['{"a":[\n1]}', null], ['\n', null], [`{"a":"${'x'.repeat(20_000)}"}\n`, null]])('guesses the end of %j: %s', (text, end) => {
  expect(ends(text).guess(0)).toBe(end)
})

it('guesses no more after three wrong guesses in succession', () => {
  const { guess, wasRight } = ends('{"a":1}\n')
  for (const isRight of [false, false, true, false, false]) wasRight(isRight)
  expect(guess(0)).toBe(7)
  wasRight(false)
  expect(guess(0)).toBeNull()
})

it('does not search the rest of a large file for the end of a line', () => {
  let bytes = 0
  const source = sourceOf(Buffer.alloc(1_000_000, '{'))
  const text = createJsonText({ ...source, read: (at, length) => { bytes += length; return source.read(at, length) } }, 'utf-8', 1000)
  expect(createLineEnds(text).guess(0)).toBeNull()
  expect(bytes).toBeLessThan(20_000)
})
