import { Buffer } from 'node:buffer'
import { describe, expect, it } from 'vitest'
import { defenderXdr, microsoftGraph } from '../microsoft/incident-apis'
import { jwt } from './claims/fixtures'
import { refusalOf } from './api-refusal'

const now = Date.parse('2026-11-24T12:00:00Z')
const refusal = (status: number, body: unknown, { token = 'opaque', headers = {}, api = defenderXdr } = {}) => {
  const { code, details } = refusalOf(
    { response: { status, headers: new Headers(headers), chunks: [Buffer.from(typeof body === 'string' ? body : JSON.stringify(body))] }, token }, api, now,
  )
  return { code, ...details }
}
const error = (code: string, message: string) => ({ error: { code, message } })

describe.each([defenderXdr, microsoftGraph])('HTTP 403 of $kind', (api) => {
  it.each([
    ['Forbidden', 'The application does not have any of the required application permissions (Incident.Read.All) to access the resource.'],
    ['Forbidden', 'Missing application roles. API required roles: SecurityIncident.Read.All, application roles: .'],
    ['Forbidden', 'Missing scope permissions on the request.'], ['Forbidden', ''], ['Forbidden', 'Forbidden'], ['Forbidden', 'Access is denied.'],
    ['Authorization_RequestDenied', 'Insufficient privileges to complete the operation.'],
  ])('is a missing role if the API\'s error reports it: %s, %j', (code, message) => {
    expect(refusal(403, error(code, message), { api })).toMatchObject({ code: 'forbidden', host: api.host, status: 403, serverCode: code })
    expect(refusal(403, `\uFEFF${JSON.stringify(error(code, message))}`, { api }).code).toBe('forbidden')
  })

  it.each<[string, unknown]>([
    ['a feature that is off', error('DisabledFeature', 'Tenant feature isn\'t enabled.')], ['a disallowed operation', error('DisallowedOperation', 'Operation isn\'t allowed for this role.')],
    ['a license', error('Forbidden', 'The tenant is not licensed for this feature.')], ['an unknown error', error('UnknownError', '')],
    ['a web filter\'s page', '<html><title>Blocked</title>You lack permission.</html>'], ['a web filter\'s JSON', { error: 'forbidden' }], ['only a message', { message: 'Missing application roles.' }],
    ['an error with a numeric code', { error: { code: 403, message: 'No permission.' } }], ['a list', [error('Forbidden', 'Missing roles.')]], ['text', 'Forbidden'], ['an empty body', ''], ['an empty object', {}],
  ])('is not a missing role with %s', (_name, body) => {
    const failure = refusal(403, body, { api, token: jwt({ aud: `https://${api.host}`, roles: [...api.listRoles] }) })
    expect(failure).toMatchObject({ code: 'refused', host: api.host, status: 403 })
  })

  it.each<[string, Record<string, unknown>, string]>([
    ['no roles', { roles: undefined }, 'forbidden'], ['other roles', { roles: ['Alert.Read.All'] }, 'forbidden'], ['a delegated permission', { roles: undefined, scp: 'Incident.Read' }, 'forbidden'],
    ['the role', { roles: [api.listRoles[0]] }, 'refused'], ['roles that cannot be read', { roles: 'Incident.Read.All' }, 'refused'], ['another audience', { aud: 'https://api.example', roles: undefined }, 'refused'],
  ])('depends on the token if the API does not report such an error: a token with %s', (_name, claims, code) => {
    const token = jwt({ aud: `https://${api.host}`, ...claims })
    for (const body of ['', '<html>Blocked</html>']) expect(refusal(403, body, { api, token }).code).toBe(code)
  })
})

it.each<[string, unknown, Record<string, string>, string]>([
  ['an empty body', '', {}, 'unauthorized'], ['the API\'s error', error('Unauthorized', 'Expired.'), {}, 'unauthorized'], ['a challenge', '', { 'www-authenticate': 'Bearer error="invalid_token"' }, 'unauthorized'],
  ['a page and a challenge', '<h1>Unauthorized</h1>', { 'www-authenticate': 'Bearer realm=""' }, 'unauthorized'],
  ['a captive portal\'s page', '<h1>Sign in to the hotel</h1>', {}, 'refused'], ['a proxy\'s page', '<h1>Proxy</h1>', { 'www-authenticate': 'Basic realm="proxy"' }, 'refused'],
])('HTTP 401 with %s has the expected code', (_name, body, headers, code) => {
  expect(refusal(401, body, { headers }).code).toBe(code)
})

it.each([
  [400, 'bad-request'], [404, 'not-found'], [402, 'refused'], [405, 'refused'], [406, 'refused'], [409, 'refused'], [410, 'refused'], [418, 'refused'], [423, 'refused'], [431, 'refused'], [451, 'refused'], [499, 'refused'], [511, 'refused'],
  [201, 'unexpected-status'], [202, 'unexpected-status'], [204, 'unexpected-status'], [300, 'unexpected-status'], [302, 'unexpected-status'], [304, 'unexpected-status'],
])('HTTP %i has the code %s and the response\'s text', (status, code) => {
  expect(refusal(status, error('c', 'Text.'))).toEqual({ code, host: defenderXdr.host, status, serverCode: 'c', serverMessage: 'Text.' })
  expect(refusal(status, '')).toEqual({ code, host: defenderXdr.host, status })
})

it('the failure contains the wait that the response requests', () => {
  expect(refusal(429, '', { headers: { 'retry-after': '20' } })).toMatchObject({ code: 'throttled', seconds: 20 })
  expect(refusal(429, error('TooManyRequests', 'Try again in 7 seconds.'))).toMatchObject({ seconds: 7, serverMessage: 'Try again in 7 seconds.' })
  expect(refusal(403, '', { headers: { 'retry-after': '20' } })).toMatchObject({ code: 'refused', seconds: 20 })
  expect(refusal(302, '', { headers: { 'retry-after': '20' } })).not.toHaveProperty('seconds')
})
