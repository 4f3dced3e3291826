import { describe, expect, it } from 'vitest'
import { countdown, duration, fullTime, megabytes, plural, relativeTime, secondsUntil } from './format'
import { messageOf, supportLine } from './messages'
import { clientProblem, secretHint, secretProblem, tenantProblem, trimmed } from './settings/credential-rules'
import { visibleLine, visibleText } from './visible-text'

describe('visible text', () => {
  it.each([
    ['plain – text ✓ 日本語 🛡️', 'plain – text ✓ 日本語 🛡️'],
    ['a\u202Eb', 'a⟨U+202E⟩b'],
    ['zero\u200Bwidth\uFEFF', 'zero⟨U+200B⟩width⟨U+FEFF⟩'],
    ['\u0000\u001B[31m\u007F\u0085', '⟨U+0000⟩⟨U+001B⟩[31m⟨U+007F⟩⟨U+0085⟩'],
    ['tag\u{E0041}', 'tag⟨U+E0041⟩'],
    ['two\nlines\tand a tab', 'two\nlines\tand a tab'],
    ['\u2066x\u2069\u061C\u00AD', '⟨U+2066⟩x⟨U+2069⟩⟨U+061C⟩⟨U+00AD⟩'],
  ])('%j', (text, shown) => {
    expect(visibleText(text)).toBe(shown)
  })

  it('puts a cell on one line', () => {
    expect(visibleLine('a\n\tb\rc')).toBe('a ⏎ b⟨U+000D⟩c')
  })
})

describe('format', () => {
  const now = Date.parse('2026-11-24T12:00:00Z')
  it.each([['2026-11-24T11:59:30Z', 'just now'], ['2026-11-24T11:55:00Z', '5 min ago'], ['2026-11-24T09:00:00Z', '3 h ago'], ['2026-11-12T12:00:00Z', '12 d ago'], ['2026-11-24T12:05:00Z', 'in 5 min'], ['nonsense', 'nonsense']])('%s is %s', (iso, text) => {
    expect(relativeTime(iso, now)).toBe(text)
  })

  it('numbers and durations', () => {
    expect([plural(1, 'incident'), plural(1204, 'incident'), plural(0, 'page')]).toEqual(['1 incident', '1,204 incidents', '0 pages'])
    expect([20, 400, 12_000, 125_000].map(duration)).toEqual(['under 0.1 s', '0.4 s', '12 s', '2 min 5 s'])
    expect([59, 250, 7260].map(countdown)).toEqual(['59 s', '4 min 10 s', '2 h 1 min'])
    expect(secondsUntil('2026-11-24T12:00:00.400Z', now)).toBe(1)
    expect(secondsUntil('2020-01-01T00:00:00Z', now)).toBe(0)
    expect(megabytes(52_100_000)).toBe('52.1 MB')
    expect(fullTime('2026-11-24T12:00:00.1234567Z')).toContain('2026-11-24T12:00:00.1234567Z')
  })
})

describe('credential rules', () => {
  it('trims spaces and quotation marks', () => {
    for (const text of [' x ', '"x"', '\'x\'', '“x”', '„x“', '`x`', '\t"x" ']) expect(trimmed(text)).toBe('x')
  })

  it.each([
    ['11111111-2222-4333-8444-555555555555', true], ['contoso.onmicrosoft.com', true], ['"contoso.example"', true],
    ['common', false], ['Organizations', false], ['contoso', false], ['a/b.example', false], ['', false], ['-a.example', false],
  ])('tenant %j is taken: %s', (text, taken) => {
    expect(tenantProblem(text) === '').toBe(taken)
  })

  it('client and secret', () => {
    expect(clientProblem('{11111111-2222-4333-8444-555555555555}')).not.toBe('')
    expect(clientProblem('11111111-2222-4333-8444-555555555555')).toBe('')
    expect([secretProblem('', true), secretProblem('x', false)]).toEqual(['', ''])
    expect([secretProblem(' ', false), secretProblem('x'.repeat(4097), false)].every(Boolean)).toBe(true)
    expect(secretHint('11111111-2222-4333-8444-555555555555')).toContain('Value')
    expect(secretHint('abc8Q~x')).toBe('')
  })
})

describe('messages', () => {
  it('name the facts', () => {
    expect(messageOf({ code: 'dns', details: { host: 'h', netError: 'ERR_NAME_NOT_RESOLVED' } })).toMatchObject({ what: 'The name h cannot be resolved.' })
    expect(messageOf({ code: 'keyring-changed', details: { backend: 'basic_text', sealedBy: 'kwallet6' } }).why).toMatch(/kwallet6.*basic_text/)
    expect(messageOf({ code: 'clock-off', details: { seconds: -600 } }).what).toContain('10 min 0 s behind')
    expect(supportLine({ code: 'secret-invalid', details: { aadsts: 'AADSTS7000215', serverCode: 'invalid_client', correlationId: 'c', traceId: 't' } }))
      .toBe('AADSTS7000215 · correlation id c · trace id t')
    expect(supportLine({ code: 'bad-request', details: { serverCode: 'BadRequest', target: '|1' } })).toBe('BadRequest · tracking id |1')
    expect(supportLine({ code: 'dns', details: {} })).toBe('')
  })
})
