import fc from 'fast-check'
import { expect, it } from 'vitest'
import { runs } from '../testing/property-runs'
import { aQuery, aRandomIncident, context } from './fixtures'
import { compile } from './match'
import { isSameQuery, narrows } from './narrows'
import { parse } from './syntax/parse'
import { searchable } from './searchable'

const read = (text: string) => parse(text).query ?? []

it.each([
  ['pass', 'pas', true], ['pas', 'pass', false], ['password s', 'password', true], ['password sp', 'password s', true], ['spray password', 'pass', true], ['x', '', true], ['', 'x', false],
  ['device:pc-01', 'device:pc', true], ['device:pc-01', 'user:pc', false], ['device:=pc-01', 'device:pc-0', true], ['device:pc-01', 'device:=pc', false], ['-pass', '-pas', false], ['-pas x', '-pas', true],
  ['severity:high st', 'severity:high s', true], ['severity:high', 'severity:(high,low)', false], ['severity:high severity:low', 'severity:low', true], ['name:none', 'name:no', false],
  ['text:(pass,spra)', 'text:(pas,spr)', true], ['text:(pass,malware)', 'text:(pas,spr)', false], ['evil[.]example', 'evil[.]', true], ['alerts:>5', 'alerts:>4', false],
])('%j after %j: %s', (query, before, expected) => {
  expect(narrows(read(query), read(before))).toBe(expected)
})

it('is true only if no other incident can match', () => {
  let narrowed = 0
  const anyPair = fc.oneof(
    fc.tuple(aQuery, aQuery),
    // One more term.
    fc.tuple(aQuery, aQuery).map(([one, other]) => [[...one, ...other], one] as const),
    // One more letter.
    aQuery.map(query => [query, query.map(term => ({ ...term, values: term.values.map(value => value.kind === 'text' && value.text.length > 1 ? { ...value, text: value.text.slice(0, -1) } : value) }))] as const),
  )
  fc.assert(fc.property(anyPair, fc.array(aRandomIncident, { minLength: 1, maxLength: 5 }), ([query, before], incidents) => {
    if (!narrows(query, before)) return
    narrowed++
    const [matches, matchedBefore] = [compile(query, context()), compile(before, context())]
    for (const incident of incidents.map(searchable)) if (matches(incident)) expect(matchedBefore(incident)).toBe(true)
  }), runs(3000))
  expect(narrowed).toBeGreaterThan(100)
})

it('compares queries', () => {
  expect([isSameQuery(read('a b'), read('a  b')), isSameQuery(read('a b'), read('b a')), isSameQuery(read('a'), read('a b'))]).toEqual([true, false, false])
})
