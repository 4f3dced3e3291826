/** @file Pasted tokens: hostile ones, and texts that surround a token. */
import type { Profile } from '../../../../shared/contract/model'
import { Buffer } from 'node:buffer'
import { describe, expect, it } from 'vitest'
import { AppError } from '../../base/errors'
import { inspectPasted } from './pasted-token'

const saved: Profile = {
  tenantId: '11111111-2222-4333-8444-555555555555', clientId: '66666666-7777-4888-9999-000000000000', api: 'defender-xdr', cloud: 'worldwide', certificate: null, secretExpiry: null, savedAt: '2026-11-24T00:00:00.000Z',
}
const now = Date.parse('2026-11-24T12:00:00Z')
const seconds = now / 1000
const good = {
  aud: 'https://api.security.microsoft.com', tid: saved.tenantId, appid: saved.clientId, roles: ['Incident.Read.All'], iat: seconds, nbf: seconds, exp: seconds + 3600,
}
const encode = (text: string) => Buffer.from(text).toString('base64url')
const raw = (payload: string, header = '{"alg":"RS256"}', signature = 'c2lnbmF0dXJl') => `${encode(header)}.${encode(payload)}.${signature}`
const token = (claims: object, ...more: [string?, string?]) => raw(JSON.stringify({ ...good, ...claims }), ...more)
const inspect = (text: string, profile: Profile | null = saved) => inspectPasted(text, profile, now)

const canary = 'CANARY-no-token-and-no-secret'
function refused(text: string): AppError {
  try {
    inspect(text)
  } catch (error) {
    if (error instanceof AppError) return error
    throw error
  }
  throw new Error('the text was not refused')
}

describe('a hostile token', () => {
  const answers: Readonly<Record<string, string>> = { 'role-present': 'yes', 'roles-malformed': 'unknown', 'audience-unknown': 'unknown', 'malformed': 'unknown' }
  const wrongTypes = Object.fromEntries(['aud', 'iss', 'tid', 'appid', 'azp', 'appidacr', 'scp', 'idtyp', 'ver', 'roles', 'iat', 'nbf', 'exp'].map(name => [name, { toString: 'x' }]))
  it.each([
    ['no roles', token({ roles: undefined }), 'no-roles'],
    ['roles as text', token({ roles: 'Incident.Read.All' }), 'roles-malformed'],
    ['roles with an object among them', token({ roles: ['Incident.Read.All', { x: 1 }] }), 'roles-malformed'],
    ['200 roles', token({ roles: Array.from({ length: 200 }, (_, index) => `Role.${index}`) }), 'role-missing'],
    ['200 roles and the right one at the end', token({ roles: [...Array.from({ length: 199 }, (_, index) => `Role.${index}`), 'Incident.Read.All'] }), 'role-present'],
    ['100,000 roles', token({ roles: Array.from({ length: 100_000 }, (_, index) => `R${index}`) }), 'role-missing'],
    ['alg none', token({}, '{"alg":"none"}'), 'unsigned'],
    ['alg None without a signature', token({}, '{"alg":"NoNe"}', ''), 'unsigned'],
    ['a missing signature', token({}, undefined, ''), 'unsigned'],
    ['expired', token({ exp: seconds - 1 }), 'expired'],
    ['expired before 1970', token({ exp: -1 }), 'expired'],
    ['not valid yet', token({ nbf: seconds + 301 }), 'not-yet-valid'],
    ['a megabyte', token({ roles: ['Incident.Read.All'], padding: 'x'.repeat(750_000) }), 'role-present'],
    ['an audience of slashes', token({ aud: `${'/'.repeat(700_000)}x` }), 'wrong-audience'],
    ['a claim nested 100,000 deep', raw(`{"aud":"x","deep":${'['.repeat(100_000)}${']'.repeat(100_000)}}`), 'wrong-audience'],
    ['100,000 claims', raw(`{${Array.from({ length: 50_000 }, (_, index) => `"c${index}":1`).join(',')}}`), 'audience-unknown'],
    ['every claim of the wrong type', token(wrongTypes), 'audience-unknown'],
    ['every claim null', token(Object.fromEntries(Object.keys(wrongTypes).map(name => [name, null]))), 'audience-unknown'],
    ['numbers beyond a date', raw(JSON.stringify(good).replace(String(seconds + 3600), '1e308')), 'role-present'],
    ['claims named like prototypes', raw('{"__proto__":{"aud":"https://api.security.microsoft.com","roles":["Incident.Read.All"]},"constructor":1,"toString":2,"hasOwnProperty":3}'), 'audience-unknown'],
    ['a header that is not JSON', `x.${encode(JSON.stringify(good))}.x`, 'malformed'],
    ['a header named like a prototype', token({}, '{"__proto__":{"alg":"RS256"}}'), 'malformed'],
    ['invisible characters', token({ tid: '\u202E\u0000\u200B\u001B[31m' }), 'wrong-tenant'],
  ])('is explained: %s', (_name, text, reason) => {
    const access = inspect(text)
    expect(access.verdict).toMatchObject({ reason, answer: answers[reason] ?? 'no' })
    expect(access.test).toBeNull()
    // The result is small, plain data without the token.
    const result = JSON.stringify(access)
    expect(result.length).toBeLessThan(80_000)
    expect(result).not.toContain(text.slice(0, 60))
    expect(({} as Record<string, unknown>).roles).toBeUndefined()
  })

  it('is explained with the number of roles and claims that are not listed', () => {
    expect(inspect(token({ roles: Array.from({ length: 300 }, (_, index) => `R${index}`) })).claims).toMatchObject({ moreRoles: 50 })
    expect(inspect(token(Object.fromEntries(Array.from({ length: 45 }, (_, index) => [`c${index}`, index])))).claims).toMatchObject({ moreOthers: 5 })
  })

  it('with claims named like prototypes is explained with these claims', () => {
    const { others } = inspect(raw('{"__proto__":{"roles":["x"]},"constructor":1}')).claims
    expect(others).toEqual([{ name: '__proto__', value: '{"roles":["x"]}' }, { name: 'constructor', value: '1' }])
  })

  it.each([
    ['an empty text', '', 'paste-no-token'],
    ['spaces', ' \n\t', 'paste-no-token'],
    ['words', `${canary} hello`, 'paste-no-token'],
    ['an ID', saved.clientId, 'paste-no-token'],
    ['a secret', 'aB8Q~aB8cDeFgHiJkLmNoPqRsTuVwXyZ0123456.-', 'paste-secret'],
    ['a secret in quotes', '"aB8Q~aB8cDeFgHiJkLmNoPqRsTuVwXyZ0123456"', 'paste-secret'],
    ['a password', 'P@ssw0rd!', 'paste-password'],
    ['a key', '-----BEGIN PRIVATE KEY-----\nMIIE', 'paste-key'],
    ['a form', `grant_type=client_credentials&client_secret=${canary}`, 'paste-with-secret'],
    ['a token beside a secret', JSON.stringify({ access_token: token({}), client_secret: canary }), 'paste-with-secret'],
    ['a Basic header', `Authorization: Basic ${Buffer.from(`id:${canary}`).toString('base64')}`, 'paste-with-secret'],
    ['JSON without a token', `{"error":"invalid_client","x":"${canary}"}`, 'paste-no-token'],
    ['JSON with a token of another type', '{"access_token":{"toString":1}}', 'paste-no-token'],
    ['JSON with a prototype', '{"__proto__":{"access_token":"eyJ.eyJ.x"}}', 'paste-no-token'],
    ['half of the JSON', `{"access_token":"${token({})}`, 'paste-no-token'],
    ['a header alone', encode('{"alg":"RS256"}'), 'paste-cut'],
    ['cut in the claims', token({}).slice(0, 80), 'paste-cut'],
    ['cut after the claims', token({}).slice(0, token({}).lastIndexOf('.')), 'paste-cut'],
    ['cut in the claims, with a signature', `${token({}).slice(0, 80)}.x`, 'paste-cut'],
    ['not base64', 'eyJ!!!.€€€.???', 'paste-cut'],
    ['claims that are not JSON', `${encode('{"alg":"RS256"}')}.${encode(canary)}.x`, 'paste-cut'],
    ['claims that are a list', raw('[1]'), 'paste-cut'],
    ['claims that are text', raw(`"${canary}"`), 'paste-cut'],
    ['an encrypted token', 'eyJhbGciOiJSU0EtT0FFUCJ9.a.b.c.d', 'paste-encrypted'],
    ['a megabyte of spaces around a quotation mark', `${' '.repeat(500_000)}"${' '.repeat(500_000)}x`, 'paste-no-token'],
    ['a megabyte of dots', `ey${'.'.repeat(1_000_000)}`, 'paste-cut'],
  ])('is refused with a specific code and without its text: %s', (_name, text, code) => {
    const error = refused(text)
    expect(error).toMatchObject({ code, details: {} })
    expect(`${error.message} ${JSON.stringify(error)}`).not.toContain('CANARY')
  })
})

describe('a token is found', () => {
  const plain = token({})
  it.each([
    ['alone', plain],
    ['with Bearer', `Bearer ${plain}`],
    ['with a header', `authorization: bearer   ${plain}\r\n`],
    ['in quotes', `"${plain}"`],
    ['in quotes with Bearer', `'Bearer ${plain}',`],
    ['in typographic quotes', `“${plain}”`],
    ['between spaces and a byte order mark', `\uFEFF\n\t ${plain} \u200B\n`],
    ['broken into lines', plain.replace(/.{64}/g, '$&\r\n')],
    ['in the response of a token endpoint', JSON.stringify({ token_type: 'Bearer', expires_in: 3599, access_token: plain }, null, 2)],
    ['in the output of Azure\'s command line', JSON.stringify({ accessToken: plain, tenant: 'x' })],
  ])('%s', (_name, text) => {
    expect(inspect(text)).toMatchObject({ verdict: { answer: 'yes' }, checks: { signature: 'good' }, obtainedAt: null, api: 'defender-xdr', tokenApi: 'defender-xdr' })
  })
})

describe('a token is compared with the saved profile', () => {
  const graph = { aud: 'https://graph.microsoft.com', roles: ['SecurityIncident.Read.All'] }
  it.each([
    ['no profile, for an incident API', null, graph, 'microsoft-graph', 'role-present'],
    ['no profile, for another API', null, { aud: 'https://vault.azure.net' }, 'defender-xdr', 'wrong-audience'],
    ['the other API', saved, graph, 'defender-xdr', 'wrong-audience'],
    ['the profile\'s API', { ...saved, api: 'microsoft-graph' as const }, graph, 'microsoft-graph', 'role-present'],
    ['another tenant', saved, { tid: saved.clientId }, 'defender-xdr', 'wrong-tenant'],
    ['another app', saved, { appid: saved.tenantId }, 'defender-xdr', 'wrong-app'],
  ])('%s', (_name, profile, claims, api, reason) => {
    expect(inspect(token(claims), profile)).toMatchObject({ api, verdict: { reason } })
  })

  it('without a profile, only a token from the future proves a wrong clock', () => {
    expect(inspect(token({ tid: 'x', appid: 'y', iat: seconds - 9000 }), null)).toMatchObject({ checks: { tenant: 'unknown', app: 'unknown' }, clockOffsetSeconds: null })
    expect(inspect(token({ iat: seconds + 900 }), null)).toMatchObject({ clockOffsetSeconds: -900 })
  })
})
