import { describe, expect, it } from 'vitest'
import { valueText } from './cell-text'
import { escapeFormula } from './formulas'

it.each([
  [null, ''], [0, '0'], [87.5, '87.5'], ['', ''], [[], ''], ['a\tb\nc', 'a\tb\nc'], ['a\r\nb\rc', 'a\nb\nc'], ['\u0000\u0007\u0085', '⟨U+0000⟩⟨U+0007⟩⟨U+0085⟩'], ['\uFFFE\uFEFF', '⟨U+FFFE⟩\uFEFF'],
  ['\uD800x\uDC00', '\uFFFDx\uFFFD'], ['\u{1F6E1}\u202E日', '\u{1F6E1}\u202E日'], [['a', 'b'], 'a; b'], [['a;b', ';', 'c; d'], 'a;;b; ;;; c;; d'], [['\u0001'], '⟨U+0001⟩'],
])('writes %j as %j', (value, text) => {
  expect(valueText(value)).toBe(text)
})

it('separates the values of lists unambiguously', () => {
  const split = (text: string) => text.replaceAll(/;;|; /g, found => found === ';;' ? ';' : '\u0000').split('\u0000')
  for (const list of [['a;b', ';', 'c; d'], [';;', '; ;', ';a'], ['a;', ';b'], [' a', 'b ']]) expect(split(valueText(list))).toEqual(list)
})

describe('escapeFormula', () => {
  it.each([
    '=1+1', '+1', '-1', '@SUM(1)', '\t=1', '\n1', '\r1', ' =1+1', '\u00A0=1', '\u200B=1', '\uFEFF=1', '"=1"', '\'=1', '\'\'=1', '＝1', '＋1', '－1', '＠x', '\u22121', '=cmd|\'/C calc\'!A0', '- a list', '`=1',
  ])('puts an apostrophe before %j', (text) => {
    expect(escapeFormula(text)).toBe(`'${text}`)
  })

  it.each(['', 'a=1', '1+1', '\'quoted\'', '(=1)', 'http://x/?a=1', '_=', ' a', '2026-11-24T12:00:00Z'])('leaves %j as it is', (text) => {
    expect(escapeFormula(text)).toBe(text)
  })

  it('can be undone', () => {
    const undo = (text: string) => text.startsWith('\'') && escapeFormula(text.slice(1)) === text ? text.slice(1) : text
    for (const text of ['=1', '\'=1', '\'\'=1', '\'a', 'a', '\t', '"+']) expect(undo(escapeFormula(text))).toBe(text)
  })
})
