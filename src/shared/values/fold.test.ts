import fc from 'fast-check'
import { expect, it } from 'vitest'
import { fold, isBlank } from './fold'
import { runs } from '../testing/property-runs'

it.each([
  ['a word broken by a zero-width space', 'power\u200Bshell', 'powershell'],
  ['a soft hyphen and a word joiner', 'power\u00ADshe\u2060ll', 'powershell'],
  ['bidirectional controls', '\u202Egnp.exe\u202C', 'gnp.exe'],
  ['another normal form', 'cafe\u0301', 'caf\u00E9'],
  ['another normal form of Hangul', '\u1100\u1161', '\uAC00'],
  ['accents', 'r\u00E9sum\u00E9', 'resume'],
  ['the dotted capital I', '\u0130STANBUL', 'istanbul'],
  ['the dotless small i', 'ISPARTA', '\u0131sparta'],
  ['sharp s', 'STRASSE', 'stra\u00DFe'],
  ['final sigma', '\u039F\u0394\u039F\u03A3', '\u03BF\u03B4\u03BF\u03C3'],
  ['full-width letters', '\uFF28\uFF49\uFF47\uFF48\uFF01', 'high!'],
  ['half-width katakana', '\uFF76\uFF9E', '\u30AC'],
  ['ligatures', '\uFB01le', 'file'],
  ['spaces', ' a\u00A0\t\n b\u3000 ', 'A B'],
  ['a byte order mark', '\uFEFFhigh', 'HIGH'],
])('ignores %s', (_, a, b) => {
  expect(fold(a)).toBe(fold(b))
})

it('treats different letters as different', () => {
  expect(new Set(['a', 'b', '\u0430', '\u0915', '\u0915\u093F', 'ab', 'a b', '1', '\u{1F6E1}'].map(fold)).size).toBe(9)
})

it('returns the same result for a folded text and for every normal form of a text', () => {
  fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => {
    const once = fold(text)
    expect([fold(once), fold(text.normalize('NFD')), fold(text.normalize('NFC')), fold(` ${text}\u200B `)]).toEqual([once, once, once, once])
  }), { seed: 5, ...runs(2000) })
})

it.each(['', ' ', '\t\n', '\u00A0\u3000', '\uFEFF', '\u200B\u2060\u00AD', '\u202E', '\u0000\u0007', '\u2800', '\u3164'])('treats %j as blank', (text) => {
  expect(isBlank(text)).toBe(true)
  expect(isBlank(`${text}.`)).toBe(false)
})
