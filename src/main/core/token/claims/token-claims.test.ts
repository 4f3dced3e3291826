import { Buffer } from 'node:buffer'
import { describe, expect, it } from 'vitest'
import { decodeToken, isEncrypted, isoTime, shownClaims, valueText } from './token-claims'

const encode = (value: unknown) => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url')
const token = (claims: unknown, header: unknown = { alg: 'RS256' }, signature = '.x') => `${encode(header)}.${encode(claims)}${signature}`
const shown = (claims: object) => shownClaims(decodeToken(token(claims)))

describe('decodeToken', () => {
  it.each([['.x', 3, true], ['.', 3, false], ['', 2, false], ['.x.y', 4, true], ['...', 5, null], ['.x.y.z.a', 6, true]])('reads a token with %j after its claims', (signature, parts, signed) => {
    const read = decodeToken(token({ aud: 'a' }, undefined, signature))
    expect(read && [read.parts, read.signed, read.raw.aud]).toEqual(signed === null ? null : [parts, signed, ['a']])
  })

  it.each([[{ alg: 'RS256' }, 'RS256'], [{}, null], [{ alg: 7 }, null], ['x', null]])('reads the algorithm of the header %j', (header, algorithm) => {
    expect(decodeToken(token({}, header))?.algorithm).toBe(algorithm)
  })

  it('reads claims of the expected types and returns all others as received', () => {
    const claims = { aud: ['a', 'b'], iss: 'i', tid: 7, scp: null, roles: 'r', iat: 1, nbf: 1e300, exp: '2', xms: { a: 1 } }
    const read = decodeToken(token(claims))
    expect(read?.raw).toEqual({ aud: ['a', 'b'], iss: 'i', tid: null, appid: null, azp: null, appidacr: null, azpacr: null, scp: null, idtyp: null, ver: null, roles: null, iat: 1, nbf: 1e300, exp: null })
    expect(read?.mistyped).toEqual(['tid', 'scp', 'roles', 'exp'])
    expect(read?.others).toEqual([['tid', 7], ['scp', null], ['roles', 'r'], ['exp', '2'], ['xms', { a: 1 }]])
  })

  it.each([[[], false], ['a', false], [5, true], [{}, true], [[5], true], [null, true]])('reports the audience %j as mistyped: %s', (aud, isMistyped) => {
    expect(decodeToken(token({ aud }))?.mistyped).toEqual(isMistyped ? ['aud'] : [])
  })

  it.each(['', 'x', '.', 'a.b.c', token([1]), token('text'), token('{')])('returns null for %j', (text) => {
    expect(decodeToken(text)).toBeNull()
  })
})

it.each([['ey.a.b.c.d', true], ['ey.a.b.c', false], ['ey.a.b.c.d.e', false], ['xy.a.b.c.d', false], ['.ey.a.b.c', false]])('isEncrypted of %s: %s', (text, expected) => {
  expect(isEncrypted(text)).toBe(expected)
})

it.each([[0, '1970-01-01T00:00:00.000Z'], [8.64e12, '+275760-09-13T00:00:00.000Z'], [8.64e12 + 1, null], [-8.64e12 - 1, null], [Number.NaN, null], [null, null]])('isoTime of %s: %s', (time, expected) => {
  expect(isoTime(time)).toBe(expected)
})

it('valueText converts values of any depth', () => {
  expect([valueText('x'), valueText(7), valueText(['x', null])]).toEqual(['x', '7', '["x",null]'])
  let deep: unknown = 1
  for (let depth = 0; depth < 100_000; depth++) deep = [deep]
  expect(valueText(deep)).toMatch(/too deep/)
})

describe('shownClaims', () => {
  it('has empty values without a token', () => {
    expect(shownClaims(null)).toEqual({
      audience: [], issuer: null, tenantId: null, appId: null, roles: [], moreRoles: 0, scopes: null, version: null, credential: null,
      issuedAt: null, notBefore: null, expiresAt: null, mistyped: [], others: [], moreOthers: 0,
    })
  })

  it('contains every claim', () => {
    expect(shown({ aud: 'a', iss: 'i', tid: 't', appid: 'p', scp: 's', ver: '1.0', appidacr: '1', roles: ['r'], iat: 0, nbf: 60, exp: 120, uti: 'u' })).toEqual({
      audience: ['a'], issuer: 'i', tenantId: 't', appId: 'p', roles: ['r'], moreRoles: 0, scopes: 's', version: '1.0', credential: 'secret',
      issuedAt: '1970-01-01T00:00:00.000Z', notBefore: '1970-01-01T00:01:00.000Z', expiresAt: '1970-01-01T00:02:00.000Z',
      mistyped: [], others: [{ name: 'uti', value: 'u' }], moreOthers: 0,
    })
  })

  it.each([
    [{ appidacr: '0' }, null], [{ appidacr: '1' }, 'secret'], [{ appidacr: '2' }, 'certificate'], [{ azpacr: '1' }, 'secret'], [{ azpacr: '2' }, 'certificate'], [{ azpacr: '3' }, null], [{}, null],
  ])('for %j contains the credential %s', (claims, credential) => {
    expect(shown(claims).credential).toBe(credential)
  })

  it('contains the app ID from either claim', () => {
    expect([shown({ azp: 'z' }).appId, shown({ appid: 'p', azp: 'z' }).appId]).toEqual(['z', 'p'])
  })

  it('limits the length of every text and list', () => {
    const long = 'x'.repeat(1000)
    const cut = (most: number) => `${'x'.repeat(most)}…`
    const many = <T>(count: number, value: T) => Array.from({ length: count }, () => value)
    const { audience, issuer, roles, moreRoles } = shown({ aud: many(11, long), iss: long, roles: many(251, long) })
    expect([audience, issuer, roles, moreRoles]).toEqual([many(10, cut(500)), cut(500), many(250, cut(200)), 1])
    const { others, moreOthers } = shown(Object.fromEntries(Array.from({ length: 41 }, (_, index) => [`${index}${long}`, long])))
    expect([others.length, moreOthers, others[39]?.value, others[39]?.name]).toEqual([40, 1, cut(300), `39${'x'.repeat(98)}…`])
    expect(shown({ roles: many(250, 'r') }).moreRoles).toBe(0)
    expect(shown({ roles: ['r'] }).moreRoles).toBe(0)
  })
})
