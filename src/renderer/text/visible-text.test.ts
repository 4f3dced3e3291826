import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { shortened, shownLine, visibleLine, visibleParts, visibleText } from './visible-text'

describe('visible text', () => {
  it.each([
    ['plain – text ✓ 日本語 🛡️', 'plain – text ✓ 日本語 🛡️'],
    ['a\u202Eb', 'a⟨U+202E⟩b'],
    ['zero\u200Bwidth\uFEFF', 'zero⟨U+200B⟩width⟨U+FEFF⟩'],
    ['\u0000\u001B[31m\u007F\u0085', '⟨U+0000⟩⟨U+001B⟩[31m⟨U+007F⟩⟨U+0085⟩'],
    ['tag\u{E0041}', 'tag⟨U+E0041⟩'],
    ['two\nlines\tand a tab', 'two\nlines\tand a tab'],
    ['Windows\r\nlines, a lone\rreturn', 'Windows\nlines, a lone⟨U+000D⟩return'],
    ['\u2066x\u2069\u061C\u00AD', '⟨U+2066⟩x⟨U+2069⟩⟨U+061C⟩⟨U+00AD⟩'],
  ])('%j', (text, shown) => {
    expect(visibleText(text)).toBe(shown)
  })

  it('leaves no bidirectional, zero-width or control character of the standard lists', () => {
    const codes = [
      ...Array.from({ length: 32 }, (_, code) => code).filter(code => code !== 9 && code !== 10),
      0x61C, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x202A, 0x202B, 0x202C, 0x202D, 0x202E, 0x2060, 0x2066, 0x2067, 0x2068, 0x2069, 0xFEFF,
    ]
    for (const code of codes) expect(visibleText(String.fromCodePoint(code))).toBe(`⟨U+${code.toString(16).toUpperCase().padStart(4, '0')}⟩`)
  })

  it('marks exactly the hidden characters in its parts', () => {
    const mixed = fc.array(fc.constantFrom('a', 'ß', '🛡️', ' ', '\n', '\r\n', '\u202E', '\u200B', '\u0000', '\u{E0001}')).map(parts => parts.join(''))
    fc.assert(fc.property(mixed, (text) => {
      const parts = visibleParts(text)
      expect(parts.map(part => part.text).join('')).toBe(visibleText(text))
      expect(parts.every(part => part.text !== '' && part.hidden === /^⟨U\+[\dA-F]+⟩$/.test(part.text))).toBe(true)
    }))
  })

  it('is one line of limited length in a table cell', () => {
    expect(visibleLine('a\n\tb\rc')).toBe('a ⏎ b⟨U+000D⟩c')
    expect(visibleLine('x'.repeat(1_000_000))).toBe(`${'x'.repeat(300)}…`)
  })

  it('has a substitute for a blank text', () => {
    expect(['', '  ', '\uFEFF', '\u200B', 'a\u200B'].map(text => shownLine(text, 'none'))).toEqual(['none', 'none', 'none', 'none', 'a⟨U+200B⟩'])
    expect(shownLine('abc', 'none', 2)).toBe('ab…')
  })

  it('never cuts a character in two', () => {
    expect(shortened('ab🛡', 3)).toBe('ab…')
    expect(shortened('ab🛡', 4)).toBe('ab🛡')
  })
})
