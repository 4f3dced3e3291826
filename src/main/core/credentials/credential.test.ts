import type { Credential } from './credential'
import { describe, expect, it } from 'vitest'
import { checkUsable, credentialFrom, sameCredential, secretText } from './credential'

const certificate = { subject: 'CN=x', thumbprintSha256: 'FF', thumbprintSha1: 'EE', notBefore: '2026-01-01T00:00:00.000Z', expiresAt: '2027-01-01T00:00:00.000Z' }
const privateKey = '-----BEGIN PRIVATE KEY-----\nbase64\n'
const secret: Credential = { kind: 'secret', clientSecret: 'topaz' }
const byCertificate: Credential = { kind: 'certificate', privateKey, certificate }

it.each([[secret, null], [byCertificate, certificate]])('what is sealed of one is enough to have it again (%#)', (credential, facts) => {
  expect(credentialFrom(secretText(credential), facts)).toEqual(credential)
})

it.each([[privateKey, null, 'secret'], ['topaz', certificate, 'certificate'], [` ${privateKey}`, certificate, 'certificate']] as const)('a text that is not what the settings say is refused (%#)', (text, facts, credential) => {
  expect(() => credentialFrom(text, facts)).toThrow(expect.objectContaining({ code: 'secret-mismatch', details: { credential } }))
})

describe('two are the same', () => {
  it.each<[string, Credential, Credential, boolean]>([
    ['by their secret', secret, { ...secret }, true],
    ['not with another secret', secret, { kind: 'secret', clientSecret: 'opal' }, false],
    ['by key and certificate', byCertificate, { ...byCertificate, certificate: { ...certificate } }, true],
    ['not with another key', byCertificate, { ...byCertificate, privateKey: `${privateKey}x` }, false],
    ['not with another certificate for the key', byCertificate, { ...byCertificate, certificate: { ...certificate, thumbprintSha256: 'F0' } }, false],
    ['not as secret and key', { kind: 'secret', clientSecret: privateKey }, byCertificate, false],
  ])('%s', (_name, a, b, expected) => {
    expect([sameCredential(a, b), sameCredential(b, a)]).toEqual([expected, expected])
  })
})

it('a certificate can be used in its time, a secret always', () => {
  const after = Date.parse('2027-01-01T00:00:00Z')
  expect(() => checkUsable(byCertificate, after)).toThrow(expect.objectContaining({ code: 'certificate-expired' }))
  expect(() => checkUsable(byCertificate, after - 1)).not.toThrow()
  expect(() => checkUsable(secret, after)).not.toThrow()
})
