import { describe, expect, it } from 'vitest'
import { certificateProblem, clientProblem, dayNote, idNote, savedSecret, savedSecretText, secretHint, secretProblem, tenantProblem } from './credential-rules'
import { trimmedId } from '../../../shared/values/ids'

const guid = '11111111-2222-4333-8444-555555555555'

describe('the rules of the form', () => {
  it('remove spaces, including invisible ones, and quotation marks around IDs', () => {
    for (const text of [' x ', '"x"', '\'x\'', '“x”', '„x“', '«x»', '`x`', '\t"x" ', '\u200Bx\uFEFF', '\u00A0x\r\n', ' " x " ']) expect(trimmedId(text)).toBe('x')
    expect(trimmedId('a"b c')).toBe('a"b c')
    expect(trimmedId(' "" ')).toBe('')
  })

  it('report what is removed around an ID', () => {
    for (const text of [`"${guid}"`, `${guid}\u200B`, `«${guid}»`]) expect(idNote(text)).toMatch(/left out/)
    for (const text of [guid, ` ${guid}\r\n`, '', '""']) expect(idNote(text)).toBe('')
  })

  it.each([
    [guid, true], [guid.toUpperCase(), true], ['contoso.onmicrosoft.com', true], ['"contoso.example"', true],
    ['common', false], ['Organizations', false], ['consumers', false], ['contoso', false], ['a/b.example', false], ['', false], ['-a.example', false],
    [`${guid}1`, false], ['contoso..example', false], ['https://contoso.example', false],
  ])('accept or refuse the tenant ID %j: %s', (text, accepted) => {
    expect(tenantProblem(text) === '').toBe(accepted)
  })

  it('explain why a shared tenant is refused', () => {
    expect(tenantProblem('common')).toBe('“common” is not a single tenant. Enter the directory (tenant) ID.')
  })

  it('accept a GUID as a client ID', () => {
    expect(clientProblem(`{${guid}}`)).toBe('')
    expect(clientProblem('contoso.example')).not.toBe('')
    expect(clientProblem(guid)).toBe('')
  })

  it('require a certificate, and the passphrase of a chosen file', () => {
    const problem = (chosen: boolean, saved: boolean, locked = false) => certificateProblem({ chosen, saved, locked })
    expect([problem(true, false), problem(false, true)]).toEqual(['', ''])
    expect(problem(false, false)).toMatch(/Choose a certificate file/)
    expect(problem(false, true, true)).toMatch(/passphrase first/)
  })

  it('point out a day that has passed', () => {
    const now = new Date(2026, 10, 25, 12).getTime()
    expect(['', '2026-11-25', '2027-01-01'].map(day => dayNote(day, now))).toEqual(['', '', ''])
    expect(dayNote('2026-11-24', now)).toMatch(/passed/)
  })

  it('require a secret, and point out a secret\'s ID', () => {
    expect([secretProblem('', true), secretProblem('x', false)]).toEqual(['', ''])
    expect([secretProblem(' ', false), secretProblem('x'.repeat(4097), false), secretProblem('x'.repeat(4097), true)].every(Boolean)).toBe(true)
    expect(secretProblem('-----BEGIN RSA PRIVATE KEY----- MII', false)).toMatch(/Choose “Certificate”/)
    expect([secretProblem('""', false), secretProblem('\u200B', true)].every(Boolean)).toBe(true)
    expect([secretProblem('"x"', false), secretProblem('\u00A0', true)]).toEqual(['', ''])
    for (const text of [guid, ` ${guid} `, `"${guid}"`, `Value: ${guid},`]) expect(secretHint(text)).toContain('Value')
    expect(secretHint('abc8Q~x')).toBe('')
  })
})

describe('a saved secret', () => {
  const known = (source: 'noted' | 'entra') => ({ date: '2026-11-24', source })

  it('can be kept unless Entra refused it', () => {
    expect(savedSecret({ keeps: false, known: null, rejected: true })).toBe('none')
    expect(savedSecret({ keeps: true, known: known('noted'), rejected: false })).toBe('usable')
    expect(savedSecret({ keeps: true, known: known('entra'), rejected: false })).toBe('expired')
    expect(savedSecret({ keeps: true, known: null, rejected: true })).toBe('rejected')
  })

  it('is offered as one to keep only if it is usable', () => {
    expect(savedSecretText.usable.note).toContain('keep it')
    for (const state of ['expired', 'rejected'] as const) expect(savedSecretText[state].note).toMatch(/Paste .*Value/)
  })
})
