import { Buffer } from 'node:buffer'
import { generateKeyPairSync } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { secretIn } from '../../../../shared/rules/secret-in-token-text'

const secret = 'aB8Q~aB8cDeFgHiJkLmNoPqRsTuVwXyZ0123456.-'
const encode = (text: string) => Buffer.from(text).toString('base64url')
const token = `${encode('{"alg":"RS256"}')}.${encode('{"aud":"https://api.security.microsoft.com","password":"x"}')}.c2lnbmF0dXJlAB_-9`
const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
const pem = (type: 'pkcs1' | 'pkcs8') => privateKey.export({ type, format: 'pem' }).toString()
const jwk = JSON.stringify(privateKey.export({ format: 'jwk' }))

describe('secretIn', () => {
  it.each([
    ['alone', secret, 'paste-secret'],
    ['in quotes', `"${secret}",`, 'paste-secret'],
    ['broken into lines', `${secret.slice(0, 12)}\n${secret.slice(12)}`, 'paste-secret'],
    ['with invisible characters inside', `\uFEFF${secret.slice(0, 12)}\u200B${secret.slice(12)}`, 'paste-secret'],
    ['with Bearer', `Bearer ${secret}`, 'paste-secret'],
    ['with the name of its column', `Value: ${secret}`, 'paste-secret'],
    ['in a table', `Description Expires Value Secret ID\nSOC\t1/1/2027\t${secret}\t11111111-2222-4333-8444-555555555555`, 'paste-secret'],
    ['beside a token', `${token}\n${secret}`, 'paste-secret'],
    ['a form', `client_id=x&client_secret=abc123&grant_type=client_credentials`, 'paste-with-secret'],
    ['an encoded form', `body=client_secret%3Dabc123`, 'paste-with-secret'],
    ['a form with a certificate', `client_assertion=${token}`, 'paste-with-secret'],
    ['JSON', JSON.stringify({ tenant: 't', client_secret: 'abc123' }), 'paste-with-secret'],
    ['JSON of other names', JSON.stringify({ clientSecret: 'abc123' }, null, 2), 'paste-with-secret'],
    ['JSON beside a token', JSON.stringify({ access_token: token, client_secret: 'abc123' }), 'paste-with-secret'],
    ['JSON within JSON', JSON.stringify({ access_token: token, request: JSON.stringify({ client_secret: 'abc123' }) }), 'paste-with-secret'],
    ['JSON with a refresh token', JSON.stringify({ access_token: token, refresh_token: '0.AXwAabc' }), 'paste-with-secret'],
    ['JSON with a password', JSON.stringify({ access_token: token, user: { password: 'abc123' } }), 'paste-with-secret'],
    ['an environment variable', `AZURE_CLIENT_SECRET=abc123`, 'paste-with-secret'],
    ['a script', `$appSecret = 'abc123'`, 'paste-with-secret'],
    ['a command line', 'az login --service-principal -u x --password abc123', 'paste-with-secret'],
    ['a Basic header', `Authorization: Basic ${Buffer.from('id:abc').toString('base64')}`, 'paste-with-secret'],
    ['a Basic value', `Basic ${Buffer.from('some-id:some-secret').toString('base64')}`, 'paste-with-secret'],
    ['a Basic header in JSON', JSON.stringify({ headers: { Authorization: 'Basic eA==' }, access_token: token }), 'paste-with-secret'],
    ['a PKCS#8 key', pem('pkcs8'), 'paste-key'],
    ['a PKCS#1 key', pem('pkcs1'), 'paste-key'],
    ['a key in one line', pem('pkcs8').replaceAll('\n', ' '), 'paste-key'],
    ['an encrypted key', '-----BEGIN ENCRYPTED PRIVATE KEY-----\nMIIF', 'paste-key'],
    ['an OpenSSH key', '-----BEGIN OPENSSH PRIVATE KEY-----\nb3Bl', 'paste-key'],
    ['a key beside a token', `${token}\n${pem('pkcs8')}`, 'paste-key'],
    ['a key without its lines', pem('pkcs8').split('\n').slice(1, -2).join('\n'), 'paste-key'],
    ['a JWK', jwk, 'paste-key'],
    ['a password', 'P@ssw0rd!', 'paste-password'],
    ['a password without symbols', 'Summer2024', 'paste-password'],
    ['an older secret', 'O2Kx-[?pT.dmmh8ax@uG4RkEqdCK8Cd1', 'paste-password'],
    ['an older secret in base64', 'x1f+Zk/9GmQ0c3yT7hPz8w2LbV5sN4dR6aXuEoYjIq=', 'paste-password'],
    ['a password in quotes', '“P@ssw0rd!”', 'paste-password'],
  ])('detects a secret: %s', (_name, text, kind) => {
    expect(secretIn(text)).toBe(kind)
  })

  it.each([
    ['a token', token],
    ['a token in quotes', `"${token}",`],
    ['a header', `Authorization: Bearer ${token}`],
    ['a response', JSON.stringify({ token_type: 'Bearer', expires_in: 3599, access_token: token, id_token: token })],
    ['the beginning of a token', 'eyJ0eXAiOiJKV1QiLCJhbGciOiJSUzI1NiJ9'],
    ['an encrypted token', 'eyJhbGciOiJSU0EtT0FFUCJ9.QR_5x.b.c.d'],
    ['an ID', '66666666-7777-4888-9999-000000000000'],
    ['words', 'not a token at all'],
    ['words with a hyphen', 'this-is-no-secret at all'],
    ['a word', 'Incident.Read.All'],
    ['basic words', 'the basic information'],
    ['the name of a scheme', 'Basic Authentication'],
    ['an address', 'https://login.microsoftonline.com/Common/oauth2/v2.0/token?x=1'],
    ['an error', '{"error":"invalid_client","error_description":"AADSTS7000215: Invalid client secret provided."}'],
    ['members without a value', '{"client_secret":null,"password":"","secret":"***"}'],
    ['whitespace', ' \n'],
  ])('detects no secret in %s', (_name, text) => {
    expect(secretIn(text)).toBeNull()
  })

  it('searches a megabyte of text without delay', () => {
    const most = 1024 * 1024
    const texts = ['x', ' ', '~', '.', '-', 'secret', 'secret=', '"d":', '"kty"', 'basic ', 'MII', 'a~ ', '"', '\u200B', '--password '].map(each => each.repeat(most / each.length))
    const took = texts.map((text) => {
      const started = performance.now()
      secretIn(`${text}"`)
      return performance.now() - started
    })
    expect(Math.max(...took)).toBeLessThan(4000)
  }, 60_000)
})
