import { Buffer } from 'node:buffer'
import { expect, it } from 'vitest'
import { inspectJson } from './inspect-json'

it.each([
  ['{"a":1,"b":[-20,0,123456789012345]}', false], ['{"1.5":"1.5e3","b":"12345678901234567890","c":"\\"1.5","d":"\\\\"}', false], ['[1.0]', true], ['[1e2]', true], ['[1E2]', true],
  ['[1234567890123456]', true], ['{"a":-0}', true], ['{"a":"\\\\","b":1.5}', true], ['[true,null,10]', false],
])('%s has an unusual number: %j', (json, expected) => {
  expect(inspectJson(Buffer.from(json)).hasUnusualNumber).toBe(expected)
})

it.each([['1', 0], ['{}', 1], ['[[],{"a":[[1]]},"[[[[["]', 4], ['["\\"[[[",[]]', 2]])('%s has %i levels', (json, expected) => {
  expect(inspectJson(Buffer.from(json)).levels).toBe(expected)
})
