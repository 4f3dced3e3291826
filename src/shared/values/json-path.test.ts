import { expect, it } from 'vitest'
import { jsonPath } from './json-path'

it.each([
  [[], '$'], [['a', 0, 'b_1'], '$.a[0].b_1'], [['', '1', 'a.b'], '$[\'\'][\'1\'][\'a.b\']'], [['it\'s "x"', 'a\nb\\'], '$[\'it\\\'s "x"\'][\'a\\nb\\\\\']'],
])('the path %j is written as %s', (path, text) => {
  expect(jsonPath(path)).toBe(text)
})
