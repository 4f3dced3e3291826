import { Buffer } from 'node:buffer'
import { describe, expect, it } from 'vitest'
import { explainToken } from './access'
import { defenderXdr, microsoftGraph } from '../../microsoft/incident-apis'

const profile = { tenantId: '11111111-2222-4333-8444-555555555555', clientId: '66666666-7777-4888-9999-000000000000', api: 'defender-xdr' as const, cloud: 'worldwide' as const }
const now = Date.parse('2026-11-24T12:00:00Z')
const seconds = now / 1000
const good = {
  aud: 'https://api.security.microsoft.com', iss: `https://sts.windows.net/${profile.tenantId}/`, tid: profile.tenantId, appid: profile.clientId,
  roles: ['Incident.Read.All'], iat: seconds, nbf: seconds, exp: seconds + 3600,
}
const tokenOf = (payload: string) => ['{"alg":"RS256"}', payload].map(part => Buffer.from(part).toString('base64url')).concat('c2ln').join('.')
const token = (claims: unknown) => tokenOf(JSON.stringify(claims))
const explain = (value: string, of = profile) => explainToken({ value, obtainedAt: now }, of, now)

it.each([
  ['a valid token', {}, 'role-present', 'roles'],
  ['a trailing slash', { aud: 'https://api.security.microsoft.com/' }, 'role-present', 'roles'],
  ['the audience by its appId', { aud: '8ee8fdad-f234-4243-8f3b-15c294843740' }, 'role-present', 'roles'],
  ['a v2 token', { appid: undefined, azp: profile.clientId }, 'role-present', 'roles'],
  ['ids in capitals', { tid: profile.tenantId.toUpperCase(), appid: profile.clientId.toUpperCase() }, 'role-present', 'roles'],
  ['read and write', { roles: ['Other', 'Incident.ReadWrite.All'] }, 'role-present', 'roles'],
  ['missing claims', { iss: undefined, tid: undefined, appid: undefined, exp: undefined, nbf: undefined }, 'role-present', 'roles'],
  ['a clock two minutes behind', { nbf: seconds + 120 }, 'role-present', 'roles'],
  ['no roles', { roles: undefined }, 'no-roles', 'roles'],
  ['no roles in the list', { roles: [] }, 'no-roles', 'roles'],
  ['a user\'s token', { roles: undefined, idtyp: 'user' }, 'delegated', 'idtyp'],
  ['a delegated permission and other roles', { roles: ['Other'], scp: 'Incident.Read' }, 'delegated', 'scp'],
  ['another role', { roles: ['Incidents.Read.All'] }, 'role-missing', 'roles'],
  ['a delegated permission', { roles: undefined, scp: 'Incident.Read' }, 'delegated', 'scp'],
  ['Defender for Endpoint', { aud: 'https://api.securitycenter.microsoft.com' }, 'wrong-audience', 'aud'],
  ['Graph', { aud: 'https://graph.microsoft.com' }, 'wrong-audience', 'aud'],
  ['another tenant', { tid: profile.clientId }, 'wrong-tenant', 'tid'],
  ['another app', { appid: profile.tenantId }, 'wrong-app', 'appid'],
  ['an expired token', { exp: seconds - 1 }, 'expired', 'exp'],
  ['a token that is not valid yet', { nbf: seconds + 3600 }, 'not-yet-valid', 'nbf'],
])('the verdict follows from the claims: %s', (_name, claims, reason, claim) => {
  const { verdict } = explain(token({ ...good, ...claims }))
  expect(verdict).toMatchObject({ reason, claim, answer: reason === 'role-present' ? 'yes' : 'no' })
})

it.each<[string, object, string, string, string]>([
  ['the role', {}, 'role-present', 'roles', 'Incident.Read.All'],
  ['the role among others', { roles: ['Other', 'Incident.ReadWrite.All'] }, 'role-present', 'roles', 'Incident.ReadWrite.All'],
  ['no roles', { roles: [] }, 'no-roles', 'roles', ''],
  ['other roles', { roles: ['A', 'B'] }, 'role-missing', 'roles', 'A, B'],
  ['a role and a permission', { scp: 'Incident.Read' }, 'role-present', 'roles', 'Incident.Read.All'],
  ['a delegated permission', { roles: [], scp: 'Incident.Read' }, 'delegated', 'scp', 'Incident.Read'],
  ['a user', { roles: [], idtyp: 'user' }, 'delegated', 'idtyp', 'user'],
  ['an app', { roles: [], idtyp: 'app' }, 'no-roles', 'roles', ''],
  ['other audiences', { aud: ['x', 'y'] }, 'wrong-audience', 'aud', 'x, y'],
  ['another tenant', { tid: 'x' }, 'wrong-tenant', 'tid', 'x'],
  ['another app of a v1 token', { appid: 'x' }, 'wrong-app', 'appid', 'x'],
  ['another app of a v2 token', { appid: undefined, azp: 'x' }, 'wrong-app', 'azp', 'x'],
  ['an expiry in the past', { exp: seconds - 1 }, 'expired', 'exp', '2026-11-24T11:59:59.000Z'],
  ['an expiry at this moment', { exp: seconds }, 'expired', 'exp', '2026-11-24T12:00:00.000Z'],
  ['a start in the future', { nbf: seconds + 3600 }, 'not-yet-valid', 'nbf', '2026-11-24T13:00:00.000Z'],
  ['a start within tolerance', { nbf: seconds + 300 }, 'role-present', 'roles', 'Incident.Read.All'],
  ['roles of another type', { roles: 'x' }, 'roles-malformed', 'roles', 'x'],
  ['an audience of another type after other claims', { xms: 'first', aud: 5 }, 'audience-unknown', 'aud', '5'],
])('the verdict contains its claim and value: %s', (_name, claims, reason, claim, value) => {
  const { aud, ...rest } = good
  expect(explain(token({ ...rest, aud, ...claims })).verdict).toMatchObject({ reason, claim, value })
  // The order of the claims does not matter.
  expect(explain(token({ xms: 'x', ...claims, ...Object.fromEntries(Object.entries(good).filter(([name]) => !(name in claims))) })).verdict).toMatchObject({ reason, claim, value })
})

const jwe = 'eyJhbGciOiJSU0EtT0FFUCIsImVuYyI6IkEyNTZHQ00ifQ.a2V5.aXY.Y2lwaGVy.dGFn'
describe('a token that cannot be decoded proves nothing', () => {
  it.each([
    ['', 'unreadable'],
    ['opaque', 'unreadable'],
    ['EwB4A8l6BAAUkj1NuJYtTVha+Mogk+HEiPbQo04AAf==', 'unreadable'],
    ['a.b', 'unreadable'],
    ['a.b.c', 'unreadable'],
    ['a.b.c.d.e', 'unreadable'],
    ['ey.'.repeat(3), 'unreadable'],
    ['.....', 'unreadable'],
    ['\u0000\uFFFD \u202E', 'unreadable'],
    ['eyJhbGciOiJSUzI1NiJ9.bm8gSlNPTg.c2ln', 'unreadable'],
    [token('text'), 'unreadable'],
    [token([1]), 'unreadable'],
    [token(null), 'unreadable'],
    [jwe, 'encrypted'],
    // In an encrypted token, the second part is a key, even if it looks like claims.
    [jwe.replace('a2V5', Buffer.from('{"roles":[]}').toString('base64url')), 'encrypted'],
  ])('%j is %s', (value, reason) => {
    expect(explain(value)).toMatchObject({
      verdict: { answer: 'unknown', reason },
      claims: { roles: [], audience: [] },
      checks: { signature: 'unknown', audience: 'unknown', roles: 'unknown' },
    })
  })
})

describe('the verdict is unknown for missing claims or claims of another type', () => {
  it.each<[string, object, string, string]>([
    ['no audience', { aud: undefined }, 'audience-unknown', ''],
    ['an audience that is a number', { aud: 5 }, 'audience-unknown', '5'],
    ['an audience that is an object', { aud: { id: 'x' } }, 'audience-unknown', '{"id":"x"}'],
    ['audiences of several types', { aud: [good.aud, 5] }, 'audience-unknown', '["https://api.security.microsoft.com",5]'],
    ['an empty list of audiences', { aud: [] }, 'audience-unknown', ''],
    ['roles as text', { roles: 'Incident.Read.All' }, 'roles-malformed', 'Incident.Read.All'],
    ['roles that are null', { roles: null }, 'roles-malformed', 'null'],
    ['roles as an object', { roles: { 0: 'Incident.Read.All' } }, 'roles-malformed', '{"0":"Incident.Read.All"}'],
    ['roles of several types', { roles: ['Incident.Read.All', 7] }, 'roles-malformed', '["Incident.Read.All",7]'],
    ['neither audience nor roles', { aud: undefined, roles: undefined }, 'audience-unknown', ''],
    ['every claim of another type', { aud: 7, roles: 'Incident.Read.All', exp: 'soon', tid: [] }, 'audience-unknown', '7'],
  ])('%s', (_name, claims, reason, value) => {
    expect(explain(token({ ...good, ...claims })).verdict).toMatchObject({ answer: 'unknown', reason, value })
  })

  it('a token without claims', () => {
    expect(explain(token({})).verdict).toMatchObject({ answer: 'unknown', reason: 'audience-unknown' })
  })

  it.each([
    ['an audience that is a number and another role', { aud: 5, roles: ['Machine.Read.All'] }, 'role-missing'],
    ['roles as text for another API', { aud: 'https://graph.microsoft.com', roles: 'Incident.Read.All' }, 'wrong-audience'],
    ['no audience and an expiry in the past', { aud: undefined, exp: seconds - 1 }, 'expired'],
    ['an empty list of roles', { roles: [] }, 'no-roles'],
  ])('but is no if another claim proves that the token cannot list incidents: %s', (_name, claims, reason) => {
    expect(explain(token({ ...good, ...claims })).verdict).toMatchObject({ answer: 'no', reason })
  })

  it('a claim of another type is shown with its value', () => {
    const { claims } = explain(token({ ...good, aud: 7, tid: ['x'], exp: 'soon' }))
    expect(claims).toMatchObject({ audience: [], tenantId: null, expiresAt: null, mistyped: ['aud', 'tid', 'exp'] })
    expect(claims.others).toEqual([{ name: 'aud', value: '7' }, { name: 'tid', value: '["x"]' }, { name: 'exp', value: 'soon' }])
  })
})

describe('header and signature', () => {
  const [header = '', payload = ''] = token(good).split('.')
  it.each([
    ['a signature with invalid characters', `${header}.${payload}.!!!`, 'yes', 'role-present'],
    ['an empty signature', `${header}.${payload}.`, 'no', 'unsigned'],
    ['no signature', `${header}.${payload}`, 'no', 'unsigned'],
    ['alg none', `${Buffer.from('{"alg":"NONE"}').toString('base64url')}.${payload}.c2ln`, 'no', 'unsigned'],
    ['a fourth part', `${header}.${payload}.c2ln.x`, 'unknown', 'malformed'],
    ['a header that is not JSON', `x.${payload}.c2ln`, 'unknown', 'malformed'],
    ['a header without alg', `${Buffer.from('{}').toString('base64url')}.${payload}.c2ln`, 'unknown', 'malformed'],
    ['an alg that is a number', `${Buffer.from('{"alg":7}').toString('base64url')}.${payload}.c2ln`, 'unknown', 'malformed'],
  ])('the claims are read despite %s', (_name, value, answer, reason) => {
    expect(explain(value)).toMatchObject({ verdict: { answer, reason }, claims: { roles: ['Incident.Read.All'], audience: [good.aud] } })
  })

  it.each([
    ['an empty signature', `${header}.${payload}.`, 'alg', 'RS256'],
    ['alg none', `${Buffer.from('{"alg":"None"}').toString('base64url')}.${payload}.c2ln`, 'alg', 'None'],
    ['a fourth part', `${header}.${payload}.c2ln.x`, '', '4'],
    ['no alg', `${Buffer.from('{}').toString('base64url')}.${payload}.c2ln`, 'alg', ''],
    ['no alg and no signature', `${Buffer.from('{}').toString('base64url')}.${payload}.`, 'alg', ''],
    ['an unreadable token', 'x', '', ''],
  ])('%s is reported with its claim and value', (_name, value, claim, shown) => {
    expect(explain(value).verdict).toMatchObject({ claim, value: shown })
  })

  it('the verdict for a missing role is no even if the header is unreadable', () => {
    const [, other = ''] = token({ ...good, roles: ['Other'] }).split('.')
    expect(explain(`x.${other}.c2ln`).verdict).toMatchObject({ answer: 'no', reason: 'role-missing' })
  })
})

describe('the verdict considers a clock that is known to be wrong', () => {
  const hour = 3600
  it.each<[string, object, string, string]>([
    ['expired, the clock two hours ahead', { iat: seconds - 2 * hour, nbf: seconds - 2 * hour, exp: seconds - hour }, 'unknown', 'expired'],
    ['expired by the token\'s own times as well', { iat: seconds - 2 * hour, nbf: seconds - 2 * hour, exp: seconds - 2 * hour - 60 }, 'no', 'expired'],
    ['expired by the token\'s own times to the second', { iat: seconds - 2 * hour, nbf: seconds - 2 * hour, exp: seconds - 2 * hour }, 'no', 'expired'],
    ['expired, except for the time by which Entra backdates tokens', { iat: seconds - 2 * hour, nbf: seconds - 2 * hour, exp: seconds - 6800 }, 'unknown', 'expired'],
    ['expired, the clock two hours behind', { iat: seconds + 2 * hour, nbf: seconds, exp: seconds - 1 }, 'no', 'expired'],
    ['expired when it was obtained, only by this clock', { iat: undefined, exp: seconds }, 'unknown', 'expired'],
    ['expired, the clock within tolerance', { iat: seconds - 300, exp: seconds - 1 }, 'no', 'expired'],
    ['expired before it was obtained, only by this clock', { iat: undefined, exp: seconds - hour }, 'unknown', 'expired'],
    ['not valid yet, the clock an hour behind', { iat: seconds + hour, nbf: seconds + hour, exp: seconds + 2 * hour }, 'unknown', 'not-yet-valid'],
    ['not valid yet, by exactly the tolerance', { iat: seconds + hour, nbf: seconds + hour + 300, exp: seconds + 2 * hour }, 'unknown', 'not-yet-valid'],
    ['not valid yet, by a second more than the tolerance', { iat: seconds + hour, nbf: seconds + hour + 301, exp: seconds + 2 * hour }, 'no', 'not-yet-valid'],
    ['not valid yet, the clock behind by less than the tolerance', { iat: seconds + 200, nbf: seconds + 400, exp: seconds + hour }, 'no', 'not-yet-valid'],
    ['not valid yet, the clock two hours ahead', { iat: seconds - 2 * hour, nbf: seconds + hour, exp: seconds + 2 * hour }, 'no', 'not-yet-valid'],
    ['not valid yet by the token\'s own times as well', { iat: seconds + hour, nbf: seconds + 2 * hour, exp: seconds + 3 * hour }, 'no', 'not-yet-valid'],
  ])('%s', (_name, claims, answer, reason) => {
    expect(explain(token({ ...good, ...claims }))).toMatchObject({ verdict: { answer, reason }, checks: { lifetime: answer === 'no' ? 'bad' : 'unknown' } })
  })

  it('a token that expired in memory is reported as expired, even with a wrong clock', () => {
    for (const claims of [{ iat: seconds - 2 * hour, nbf: seconds - 2 * hour, exp: seconds - hour }, { iat: undefined, exp: seconds + 1 }]) {
      const later = explainToken({ value: token({ ...good, ...claims }), obtainedAt: now }, profile, now + 2 * hour * 1000)
      expect(later.verdict).toMatchObject({ answer: 'no', reason: 'expired' })
    }
  })
})

const values: readonly unknown[] = [7, -1, 1e300, true, '', 'x', [], ['x'], [null], {}, { x: 1 }, null]
const claims = ['aud', 'iss', 'tid', 'appid', 'azp', 'appidacr', 'azpacr', 'scp', 'idtyp', 'ver', 'roles', 'iat', 'nbf', 'exp', 'xms_x', '__proto__', 'constructor', 'toString']
/** The reasons that a changed claim may cause in the verdict of a valid token. Any other claim does not affect the verdict. */
const affected: ReadonlyMap<string, readonly string[]> = new Map(Object.entries({
  aud: ['wrong-audience', 'audience-unknown'], tid: ['wrong-tenant'], appid: ['wrong-app'], roles: ['no-roles', 'roles-malformed', 'role-missing'], exp: ['expired'], nbf: ['not-yet-valid'],
}))
it.each(claims)('a wrong type or value of %s affects only its own check', (claim) => {
  for (const value of values) {
    // JSON.parse uses the last of several members with the same name.
    const { verdict } = explain(tokenOf(`${JSON.stringify(good).slice(0, -1)},${JSON.stringify(claim)}:${JSON.stringify(value)}}`))
    expect(['role-present', ...affected.get(claim) ?? []], JSON.stringify({ [claim]: value })).toContain(verdict.reason)
    if (claim === 'aud' || claim === 'roles') expect(verdict.answer, JSON.stringify(value)).not.toBe('yes')
  }
})

it('hostile claims are accepted and truncated', () => {
  const huge = 'x'.repeat(1_000_000)
  const { claims } = explain(token({ ...good, iss: huge, roles: [huge, 1, null], exp: 1e300, iat: 'soon', aud: [huge] }))
  expect(JSON.stringify(claims).length).toBeLessThan(3000)
  expect(claims).toMatchObject({ roles: [], expiresAt: null, issuedAt: null })
})

it('a tenant that is saved by its domain is accepted', () => {
  expect(explain(token(good), { ...profile, tenantId: 'contoso.example' }).verdict.answer).toBe('yes')
})

it.each([
  [{}, microsoftGraph, 'wrong-audience', 'defender-xdr'],
  [{ aud: 'https://graph.microsoft.com/', roles: ['SecurityIncident.Read.All'] }, microsoftGraph, 'role-present', 'microsoft-graph'],
  [{ aud: '00000003-0000-0000-c000-000000000000', roles: ['SecurityIncident.ReadWrite.All'] }, microsoftGraph, 'role-present', 'microsoft-graph'],
  [{ aud: 'https://graph.microsoft.com' }, microsoftGraph, 'role-missing', 'microsoft-graph'],
  [{ aud: 'https://graph.microsoft.com' }, defenderXdr, 'wrong-audience', 'microsoft-graph'],
  [{ roles: ['SecurityIncident.Read.All'] }, defenderXdr, 'role-missing', 'defender-xdr'],
  [{ aud: 'https://api.securitycenter.microsoft.com' }, microsoftGraph, 'wrong-audience', 'defender-endpoint'],
  [{ aud: 'FC780465-2017-40D4-A0C5-307022471B92' }, defenderXdr, 'wrong-audience', 'defender-endpoint'],
  [{ aud: 'https://securitycenter.onmicrosoft.com/windowsatpservice' }, defenderXdr, 'wrong-audience', 'defender-endpoint'],
  [{ aud: '00000002-0000-0000-c000-000000000000' }, microsoftGraph, 'wrong-audience', 'azure-ad-graph'],
  [{ aud: 'https://management.core.windows.net/' }, defenderXdr, 'wrong-audience', 'azure-management'],
  [{ aud: 'https://manage.office.com' }, defenderXdr, 'wrong-audience', 'office-management'],
  [{ aud: 'https://graph.microsoft.us' }, microsoftGraph, 'wrong-audience', 'other-cloud'],
  [{ aud: profile.clientId }, defenderXdr, 'wrong-audience', 'own-app'],
  [{ aud: `api://${profile.clientId}` }, defenderXdr, 'wrong-audience', 'own-app'],
  [{ aud: 'https://vault.azure.net' }, defenderXdr, 'wrong-audience', null],
] as const)('the token\'s API is identified and compared with the profile\'s (%#)', (claims, api, reason, tokenApi) => {
  const access = explainToken({ value: token({ ...good, ...claims }), obtainedAt: now }, { ...profile, api: api.kind }, now)
  expect(access).toMatchObject({ api: api.kind, tokenApi, verdict: { reason } })
})

it.each([
  ['a valid token', {}, {}],
  ['missing claims', { tid: undefined, appid: undefined, exp: undefined }, { tenant: 'unknown', app: 'unknown', lifetime: 'unknown' }],
  ['several problems', { aud: 'x', tid: profile.clientId, exp: 1, roles: [] }, { audience: 'bad', tenant: 'bad', lifetime: 'bad', roles: 'bad' }],
  ['roles of another type', { roles: { 0: 'Incident.Read.All' } }, { roles: 'unknown' }],
])('every check has a result: %s', (_name, claims, expected) => {
  const fine = { signature: 'good', audience: 'good', tenant: 'good', app: 'good', lifetime: 'good', roles: 'good' }
  expect(explain(token({ ...good, ...claims })).checks).toEqual({ ...fine, ...expected })
})

it.each([
  ['right', seconds - 300, null],
  ['right, without backdating', seconds, null],
  ['within five minutes', seconds + 250, null],
  ['five minutes behind', seconds + 300, null],
  ['five minutes ahead', seconds - 600, null],
  ['behind', seconds + 900, -900],
  ['ahead', seconds - 1500, 1200],
  ['unknown', undefined, null],
])('iat determines whether this computer\'s clock is %s', (_name, iat, off) => {
  expect(explain(token({ ...good, iat })).clockOffsetSeconds).toBe(off)
})

it('the explanation contains the version, the credential and every other claim', () => {
  const { claims } = explain(token({ ...good, ver: '1.0', appidacr: '2', uti: 'u', xms_tcdt: 7, ['__proto__']: { roles: ['Incident.Read.All'] } }))
  expect(claims).toMatchObject({ version: '1.0', credential: 'certificate', moreOthers: 0, moreRoles: 0 })
  expect(claims.others).toContainEqual({ name: 'uti', value: 'u' })
  expect(claims.others).toContainEqual({ name: 'xms_tcdt', value: '7' })
})
