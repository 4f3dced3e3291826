/** @file From a text and a caret to suggestions, and from a suggestion to a text and a caret. */
import type { SuggestionContext } from './suggest'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { runs } from '../../testing/property-runs'
import { aQuery, someText } from '../fixtures'
import { parse } from '../syntax/parse'
import { print } from '../syntax/print'
import { placeAt } from './place'
import { accept, suggest, valueCandidates } from './suggest'

const values = [{ value: 'High', count: 9 }, { value: 'MicrosoftDefenderForOffice365', count: 3 }, { value: 'pc-1', count: 5 }, { value: 'pc 2, "old"', count: 4 }, { value: '', count: 2 }]
const context: SuggestionContext = { values, named: true }

/** Returns the place of the caret `|` in a text, and the suggestions there. */
function at(marked: string, given: SuggestionContext = context) {
  const caret = marked.indexOf('|')
  const text = marked.replace('|', '')
  const place = placeAt(text, caret)
  const found = place ? suggest(text, place, place.kind === 'value' ? valueCandidates(place.field, given) : []) : { suggestions: [], more: 0 }
  return { text, place, ...found, texts: found.suggestions.map(each => each.text) }
}

describe('at the name of a field', () => {
  it.each([
    ['sev|', ['severity:']], ['-sev|', ['severity:']], ['x de|', ['determination:', 'device:']], ['SEV| x', ['severity:']], ['last up|', ['updated:']], ['assigned|', ['assignee:']],
    ['s|', []], ['|', []], ['x |', []], ['severity|:high', []], ['sev.exe|', []], ['"sev|', []], ['"a b" sev|', ['severity:']], ['--sev|', []], ['c:\\de|', []],
  ])('%j suggests %j', (marked, texts) => {
    expect(at(marked).texts).toEqual(texts)
  })
})

describe('at a value', () => {
  it.each([
    ['severity:h|', ['high']], ['-severity:h|', ['high']], ['severity:HI|', ['high']], ['severity:(low,h|', ['high']], ['severity:( h|,low) x', ['high']], ['severity:high|', []], ['severity:(high,low)|', []],
    ['severity:(hi| status:active', ['high']], ['source:"off|', ['"Office 365"']], ['source:off| device:"a b"', ['"Office 365"']], ['source:"off| device:"a b"', ['"Office 365"']], ['source:"Office 365"|', []],
    ['status:in p|', []], ['status:(in p|', ['"In progress"']], ['is:ra|', ['raised']], ['updated:<2|', ['<2d']], ['alerts:|', []], ['name:x|', []], ['sev:h|', []], ['assignee:me|', []], ['severity:(h| invoice', ['high']], ['device:none|', []],
  ])('%j suggests %j', (marked, texts) => {
    expect(at(marked).texts).toEqual(texts)
  })

  it('counts the values of the list, spells them so that the count is exact, and offers known ones as well', () => {
    expect(at('device:|').suggestions.map(({ text, count }) => [text, count])).toEqual([['=High', 9], ['=MicrosoftDefenderForOffice365', 3], ['=pc-1', 5], ['="pc 2, \\"old\\""', 4], ['none', 2]])
    expect(at('severity:|').suggestions.map(({ text, meaning, count }) => [text, meaning, count]).slice(0, 3)).toEqual([['high', '', 9], ['medium', '', 0], ['low', '', 0]])
    expect(at('severity:me|', { values: null, named: true }).suggestions.map(({ text, count }) => [text, count])).toEqual([['medium', null]])
    expect(at('assignee:|', { values, named: false }).texts).not.toContain('me')
  })

  it('offers ten at most, and says how many more there are', () => {
    const many = { values: Array.from({ length: 30 }, (_, index) => ({ value: `pc-${index}`, count: 1 })), named: true }
    const { texts, more } = at('device:pc|', many)
    expect([texts.length, more]).toEqual([10, 20])
  })
})

it.each([
  ['sev|', 'severity:', 'severity:|'], ['-sev| x', 'severity:', '-severity:| x'], ['se|v:high', 'severity:', 'severity:|high'], ['severity:h|', 'high', 'severity:high|'], ['severity:h|igh x', 'low', 'severity:low| x'],
  ['severity:(low,h|', 'high', 'severity:(low,high|)'], ['severity:(h|,low', 'high', 'severity:(high|,low)'], ['severity:(hi| status:active', 'high', 'severity:(high|) status:active'], ['severity:(low,h| invoice x', 'high', 'severity:(low,high|) invoice x'],
  ['source:"off| device:"a b"', '"Office 365"', 'source:"Office 365"| device:"a b"'], ['status:(in p|,new) x', '"In progress"', 'status:("In progress"|,new) x'],
])('accepting in %j the suggestion %j results in %j', (marked, suggestion, result) => {
  const { text, place } = at(marked)
  if (!place) throw new Error('no place')
  const accepted = accept(text, place, { text: suggestion })
  expect(`${accepted.text.slice(0, accepted.caret)}|${accepted.text.slice(accepted.caret)}`).toBe(result)
})

const piece = fc.oneof(someText, fc.constantFrom(' ', ' -', '"', '(', ')', ',', 'severity:', '-device:', 'device:(', 'source:"', 'is:', 'updated:', '<2d', 'hi', 'off', 'none', 'me', '=', '<', 'sev'))
const anyText = fc.array(piece, { maxLength: 8 }).map(pieces => pieces.join(''))
const anyValues = fc.array(fc.record({ value: someText, count: fc.nat() }), { maxLength: 5 })

it('an accepted value has no problem, with any text after it, unless the text before it has one', () => {
  let accepted = 0
  fc.assert(fc.property(anyText, fc.nat(), anyValues, (text, position, list) => {
    const place = placeAt(text, position % (text.length + 1))
    if (place?.kind !== 'value' || parse(text.slice(0, place.term.start)).problem) return
    for (const suggestion of suggest(text, place, valueCandidates(place.field, { values: list, named: true })).suggestions) {
      accepted++
      const result = accept(text, place, suggestion)
      const { problem } = parse(result.text)
      // A problem of another value, in front of this one or behind it, is another matter.
      expect(problem && problem.start < result.caret && problem.end > place.start).toBeFalsy()
    }
  }), runs(4000))
  expect(accepted).toBeGreaterThan(0)
})

// Free text behind a parenthesis that is not closed could be a part of the group.
const laterTerms = aQuery.map(query => query.filter(({ field }) => field !== 'text'))

it('an accepted value in a query without problems leaves it without problems', () => {
  fc.assert(fc.property(aQuery, laterTerms, fc.constantFrom('severity:', '-device:', 'source:"', 'status:(new,', 'user:(', 'is:r', 'updated:<', 'assignee:'), anyValues, (before, after, begun, list) => {
    // A later mark could end the unfinished text.
    fc.pre(!(begun.includes('"') && print(after).includes('"')))
    const head = [print(before), begun].filter(each => each !== '').join(' ')
    const text = [head, print(after)].filter(each => each !== '').join(' ')
    const place = placeAt(text, head.length)
    if (place?.kind !== 'value') throw new Error(`no value at ${text}`)
    for (const suggestion of suggest(text, place, valueCandidates(place.field, { values: list, named: true })).suggestions) {
      const result = accept(text, place, suggestion)
      expect(parse(result.text)).not.toHaveProperty('problem')
      expect(result.text.slice(place.start, result.caret)).toBe(suggestion.text)
    }
  }), runs(4000))
})
