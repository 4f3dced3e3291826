import type { Credential } from './credential'
import { describe, expect, it } from 'vitest'
import { checkUsable, credentialFrom, sameCredential, secretText } from './credential'

const certificate = { subject: 'CN=x', thumbprintSha256: 'FF', thumbprintSha1: 'EE', notBefore: '2026-01-01T00:00:00.000Z', expiresAt: '2027-01-01T00:00:00.000Z' }
const privateKey = '-----BEGIN PRIVATE KEY-----\nbase64\n'
const secret: Credential = { kind: 'secret', clientSecret: 'topaz' }
const byCertificate: Credential = { kind: 'certificate', privateKey, certificate }

it.each([[secret, null], [byCertificate, certificate]])('credentialFrom restores a credential from its sealed text (%#)', (credential, facts) => {
  expect(credentialFrom(secretText(credential), facts)).toEqual(credential)
})

it.each([[privateKey, null, 'secret'], ['topaz', certificate, 'certificate'], [` ${privateKey}`, certificate, 'certificate']] as const)('credentialFrom refuses a text whose kind differs from the settings (%#)', (text, facts, credential) => {
  expect(() => credentialFrom(text, facts)).toThrow(expect.objectContaining({ code: 'secret-mismatch', details: { credential } }))
})

describe('sameCredential', () => {
  it.each<[string, Credential, Credential, boolean]>([
    ['is true for equal secrets', secret, { ...secret }, true],
    ['is false for another secret', secret, { kind: 'secret', clientSecret: 'opal' }, false],
    ['is true for an equal key and certificate', byCertificate, { ...byCertificate, certificate: { ...certificate } }, true],
    ['is false for another key', byCertificate, { ...byCertificate, privateKey: `${privateKey}x` }, false],
    ['is false for another certificate with the same key', byCertificate, { ...byCertificate, certificate: { ...certificate, thumbprintSha256: 'F0' } }, false],
    ['is false for a secret and a key with the same text', { kind: 'secret', clientSecret: privateKey }, byCertificate, false],
  ])('%s', (_name, a, b, expected) => {
    expect([sameCredential(a, b), sameCredential(b, a)]).toEqual([expected, expected])
  })
})

it('checkUsable accepts a certificate until it expires, and always accepts a secret', () => {
  const after = Date.parse('2027-01-01T00:00:00Z')
  expect(() => checkUsable(byCertificate, after)).toThrow(expect.objectContaining({ code: 'certificate-expired' }))
  expect(() => checkUsable(byCertificate, after - 1)).not.toThrow()
  expect(() => checkUsable(secret, after)).not.toThrow()
})
