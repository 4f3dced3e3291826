import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { secretDoubt, secretOf } from './secret-rules'

const secret = 'aB8Q~aB8cDeFgHiJkLmNoPqRsTuVwXyZ0123456.-'

describe('a typed secret', () => {
  it('is sent without surrounding white space, and otherwise unchanged', () => {
    for (const text of [` ${secret}`, `${secret}\r\n`, `\t${secret} `, `\u00A0${secret}\u2003`]) expect(secretOf(text)).toBe(secret)
    for (const text of [`"${secret}"`, `“${secret}”`, `${secret},`, `\u200B${secret}`, `${secret}\uFEFF`, `Value: ${secret}`, 'a b', '\'a']) expect(secretOf(text)).toBe(text)
  })

  it('is sent unchanged with any content', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (text) => {
      const sent = secretOf(text)
      expect(text).toContain(sent)
      expect(text.replace(sent, '')).toMatch(/^[^\S\uFEFF]*$/)
    }))
  })
})

describe('a text that is probably not part of the secret', () => {
  it.each([
    ...['""', '\'\'', '“”', '„“', '‘’', '«»', '»«', '‹›', '``', '´´'].map(([open, close]) => [`${open}${secret}${close}`, /quotes/, 'Remove the quotes'] as const),
    [`"${secret}`, /quotes/, 'Remove the quotes'],
    [`${secret}'`, /quotes/, 'Remove the quotes'],
    [`${secret},`, /comma or semicolon/, 'Remove the comma or semicolon'],
    [`${secret};`, /comma or semicolon/, 'Remove the comma or semicolon'],
    [`\u200B${secret}`, /invisible/, 'Remove the invisible characters'],
    [`${secret}\uFEFF`, /invisible/, 'Remove the invisible characters'],
    [`${secret.slice(0, 9)}\u00AD${secret.slice(9)}`, /invisible/, 'Remove the invisible characters'],
    [`\u202A${secret}\u202C`, /invisible/, 'Remove the invisible characters'],
    [`Value: ${secret}`, /name before/, 'Remove the name'],
    [`value=${secret}`, /name before/, 'Remove the name'],
    [`Value ${secret}`, /name before/, 'Remove the name'],
    [`Client secret: ${secret}`, /name before/, 'Remove the name'],
    [`client_secret=${secret}`, /name before/, 'Remove the name'],
    [`AZURE_CLIENT_SECRET=${secret}`, /name before/, 'Remove the name'],
    [`MY_APP=${secret}`, /name before/, 'Remove the name'],
    [`export SECRET=${secret}`, /name before/, 'Remove the name'],
    [`$appSecret = ${secret}`, /name before/, 'Remove the name'],
    [`--client-secret ${secret}`, /name before/, 'Remove the name'],
    [`$env:AZURE_CLIENT_SECRET = "${secret}"`, /name before.*quotes/, 'Keep only the secret'],
    [`"clientSecret": "${secret}",`, /name before.*comma.*quotes/, 'Keep only the secret'],
    [`'client-secret' => '${secret}',`, /name before.*comma.*quotes/, 'Keep only the secret'],
    [`"Value: ${secret}"`, /name before.*quotes/, 'Keep only the secret'],
    [`\u200B "${secret}", \uFEFF`, /invisible.*comma.*quotes/, 'Keep only the secret'],
    [`${secret.slice(0, 20)} ${secret.slice(20)}`, /include white space\. /, 'Remove the white space'],
    [`${secret.slice(0, 20)}\u00A0${secret.slice(20)}`, /include white space\. /, 'Remove the white space'],
  ] as const)('%j', (typed, pattern, remedy) => {
    const doubt = secretDoubt(typed)
    expect(doubt).toEqual({ note: expect.stringMatching(pattern) as unknown, remedy, text: secret })
    expect(doubt?.note).not.toContain(secret)
    // No other finding is left.
    expect(secretDoubt(doubt?.text ?? '')).toBeNull()
  })

  it.each([
    secret, ` ${secret} `, '', '  ', 'aB8Q~0a1b2c._-"&+/%', 'O2Kx-[?pT.dmmh8ax@uG4RkEqdCK8Cd1', 'x1f+Zk/9GmQ0c3yT7hPz8w2LbV5sN4dR6aXuEoYjIq=', 'abc:def=ghi', 'a"b',
  ])('is not found in %j', (typed) => {
    expect(secretDoubt(typed)).toBeNull()
  })

  it('is removed completely, down to an empty text', () => {
    for (const text of ['""', '“”', '\u200B', '",",",', '"'.repeat(5000)]) expect(secretDoubt(text)?.text).toBe('')
    fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (text) => {
      const doubt = secretDoubt(text)
      if (doubt) expect(secretDoubt(doubt.text)).toBeNull()
    }))
  })
})
