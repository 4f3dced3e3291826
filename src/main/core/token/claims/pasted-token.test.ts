/** @file Hostile tokens, and what people paste around one. */
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
const judge = (text: string, profile: Profile | null = saved) => inspectPasted(text, profile, now)

const canary = 'CANARY-no-token-and-no-secret'
function refused(text: string): AppError {
  try {
    judge(text)
  } catch (error) {
    if (error instanceof AppError) return error
    throw error
  }
  throw new Error('it was judged')
}

describe('hostile tokens', () => {
  const answers: Readonly<Record<string, string>> = { 'role-present': 'yes', 'roles-malformed': 'unknown', 'audience-unknown': 'unknown', 'malformed': 'unknown' }
  const wrongTypes = Object.fromEntries(['aud', 'iss', 'tid', 'appid', 'azp', 'appidacr', 'scp', 'idtyp', 'ver', 'roles', 'iat', 'nbf', 'exp'].map(name => [name, { toString: 'x' }]))
  it.each([
    ['no roles', token({ roles: undefined }), 'no-roles'],
    ['roles as text', token({ roles: 'Incident.Read.All' }), 'roles-malformed'],
    ['roles with something else among them', token({ roles: ['Incident.Read.All', { x: 1 }] }), 'roles-malformed'],
    ['200 roles', token({ roles: Array.from({ length: 200 }, (_, index) => `Role.${index}`) }), 'role-missing'],
    ['200 roles and the right one at the end', token({ roles: [...Array.from({ length: 199 }, (_, index) => `Role.${index}`), 'Incident.Read.All'] }), 'role-present'],
    ['100,000 roles', token({ roles: Array.from({ length: 100_000 }, (_, index) => `R${index}`) }), 'role-missing'],
    ['alg none', token({}, '{"alg":"none"}'), 'unsigned'],
    ['alg None without a signature', token({}, '{"alg":"NoNe"}', ''), 'unsigned'],
    ['a signature cut off', token({}, undefined, ''), 'unsigned'],
    ['expired', token({ exp: seconds - 1 }), 'expired'],
    ['expired before 1970', token({ exp: -1 }), 'expired'],
    ['for the future', token({ nbf: seconds + 301 }), 'not-yet-valid'],
    ['a megabyte', token({ roles: ['Incident.Read.All'], padding: 'x'.repeat(750_000) }), 'role-present'],
    ['an audience of slashes', token({ aud: `${'/'.repeat(700_000)}x` }), 'wrong-audience'],
    ['a claim nested 100,000 deep', raw(`{"aud":"x","deep":${'['.repeat(100_000)}${']'.repeat(100_000)}}`), 'wrong-audience'],
    ['100,000 claims', raw(`{${Array.from({ length: 50_000 }, (_, index) => `"c${index}":1`).join(',')}}`), 'audience-unknown'],
    ['every claim of the wrong type', token(wrongTypes), 'audience-unknown'],
    ['every claim null', token(Object.fromEntries(Object.keys(wrongTypes).map(name => [name, null]))), 'audience-unknown'],
    ['numbers beyond a date', raw(JSON.stringify(good).replace(String(seconds + 3600), '1e308')), 'role-present'],
    ['claims named like prototypes', raw('{"__proto__":{"aud":"https://api.security.microsoft.com","roles":["Incident.Read.All"]},"constructor":1,"toString":2,"hasOwnProperty":3}'), 'audience-unknown'],
    ['a header that is no JSON', `x.${encode(JSON.stringify(good))}.x`, 'malformed'],
    ['a header named like a prototype', token({}, '{"__proto__":{"alg":"RS256"}}'), 'malformed'],
    ['characters that hide', token({ tid: '\u202E\u0000\u200B\u001B[31m' }), 'wrong-tenant'],
  ])('%s', (_name, text, reason) => {
    const access = judge(text)
    expect(access.verdict).toMatchObject({ reason, answer: answers[reason] ?? 'no' })
    expect(access.test).toBeNull()
    // Whatever it holds, what comes back is small and plain data, and not the token.
    const told = JSON.stringify(access)
    expect(told.length).toBeLessThan(80_000)
    expect(told).not.toContain(text.slice(0, 60))
    expect(({} as Record<string, unknown>).roles).toBeUndefined()
  })

  it('counts the roles and claims that it does not list', () => {
    expect(judge(token({ roles: Array.from({ length: 300 }, (_, index) => `R${index}`) })).claims).toMatchObject({ moreRoles: 50 })
    expect(judge(token(Object.fromEntries(Array.from({ length: 45 }, (_, index) => [`c${index}`, index])))).claims).toMatchObject({ moreOthers: 5 })
  })

  it('shows claims that are named like prototypes as claims', () => {
    const { others } = judge(raw('{"__proto__":{"roles":["x"]},"constructor":1}')).claims
    expect(others).toEqual([{ name: '__proto__', value: '{"roles":["x"]}' }, { name: 'constructor', value: '1' }])
  })

  it.each([
    ['nothing', '', 'paste-no-token'],
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
    ['cut behind the claims', token({}).slice(0, token({}).lastIndexOf('.')), 'paste-cut'],
    ['cut in the claims, with a signature', `${token({}).slice(0, 80)}.x`, 'paste-cut'],
    ['not base64', 'eyJ!!!.€€€.???', 'paste-cut'],
    ['claims that are no JSON', `${encode('{"alg":"RS256"}')}.${encode(canary)}.x`, 'paste-cut'],
    ['claims that are a list', raw('[1]'), 'paste-cut'],
    ['claims that are text', raw(`"${canary}"`), 'paste-cut'],
    ['an encrypted one', 'eyJhbGciOiJSU0EtT0FFUCJ9.a.b.c.d', 'paste-encrypted'],
    ['a megabyte of spaces around a quotation mark', `${' '.repeat(500_000)}"${' '.repeat(500_000)}x`, 'paste-no-token'],
    ['a megabyte of dots', `ey${'.'.repeat(1_000_000)}`, 'paste-cut'],
  ])('%s is refused by what it is, without a word of it', (_name, text, code) => {
    const error = refused(text)
    expect(error).toMatchObject({ code, details: {} })
    expect(`${error.message} ${JSON.stringify(error)}`).not.toContain('CANARY')
  })
})

describe('what is pasted around a token', () => {
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
    ['in the answer of a token endpoint', JSON.stringify({ token_type: 'Bearer', expires_in: 3599, access_token: plain }, null, 2)],
    ['in the answer of Azure\'s command line', JSON.stringify({ accessToken: plain, tenant: 'x' })],
  ])('%s', (_name, text) => {
    expect(judge(text)).toMatchObject({ verdict: { answer: 'yes' }, checks: { signature: 'good' }, obtainedAt: null, api: 'defender-xdr', tokenApi: 'defender-xdr' })
  })
})

describe('against what is saved', () => {
  const graph = { aud: 'https://graph.microsoft.com', roles: ['SecurityIncident.Read.All'] }
  it.each([
    ['nothing saved: for the API that it is for', null, graph, 'microsoft-graph', 'role-present'],
    ['nothing saved, and for another API', null, { aud: 'https://vault.azure.net' }, 'defender-xdr', 'wrong-audience'],
    ['the other API', saved, graph, 'defender-xdr', 'wrong-audience'],
    ['the API of Settings', { ...saved, api: 'microsoft-graph' as const }, graph, 'microsoft-graph', 'role-present'],
    ['another tenant', saved, { tid: saved.clientId }, 'defender-xdr', 'wrong-tenant'],
    ['another app', saved, { appid: saved.tenantId }, 'defender-xdr', 'wrong-app'],
  ])('%s', (_name, profile, claims, api, reason) => {
    expect(judge(token(claims), profile)).toMatchObject({ api, verdict: { reason } })
  })

  it('compares nothing where nothing is saved, and tells an old token no clock', () => {
    expect(judge(token({ tid: 'x', appid: 'y', iat: seconds - 9000 }), null)).toMatchObject({ checks: { tenant: 'unknown', app: 'unknown' }, clockOff: null })
    expect(judge(token({ iat: seconds + 900 }), null)).toMatchObject({ clockOff: -900 })
  })
})
