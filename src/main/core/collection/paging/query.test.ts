import type { Query } from './query'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { runs } from '../../../../shared/testing/property-runs'
import { defenderXdr, microsoftGraph } from '../../microsoft/incident-apis'
import { clouds } from '../../microsoft/clouds'
import { AppError } from '../../base/errors'
import { followLink, hasUpperBound, isOwnHost, linkKey, pageUrl, resolveWindow } from './query'

const now = Date.parse('2026-11-24T12:00:00Z')
const query: Query = { api: defenderXdr, since: null, range: resolveWindow({ kind: 'last', hours: 48 }, now), withUpperBound: true }
const refused = (link: string) => {
  try {
    return followLink(query, link).href
  } catch (error) {
    return error instanceof AppError ? error.code : 'other'
  }
}

it('the first page has the address of Microsoft\'s sample', () => {
  expect(pageUrl(query, 0).href).toBe('https://api.security.microsoft.com/api/incidents?$filter=lastUpdateTime+ge+2026-11-22T12%3A00%3A00.0000000Z&$top=100')
  expect(pageUrl(query, 300).searchParams.get('$skip')).toBe('300')
})

it('the query contains the end of a custom window unless the service refused it', () => {
  const range = resolveWindow({ kind: 'custom', field: 'createdTime', from: '2026-11-01T00:00:00.000Z', to: '2026-11-02T00:00:00.000Z' }, now)
  const filter = (withUpperBound: boolean) => pageUrl({ ...query, range, withUpperBound }, 0).searchParams.get('$filter')
  expect(filter(true)).toBe('createdTime ge 2026-11-01T00:00:00.0000000Z and createdTime le 2026-11-02T00:00:00.0000000Z')
  expect(filter(false)).toBe('createdTime ge 2026-11-01T00:00:00.0000000Z')
})

describe('followLink', () => {
  it('restores the options that a link lacks and keeps those that it has', () => {
    const lost = followLink(query, 'https://api.security.microsoft.com/api/incidents/?$skip=100')
    expect(Object.fromEntries(lost.searchParams)).toEqual({ $skip: '100', $top: '100', $filter: 'lastUpdateTime ge 2026-11-22T12:00:00.0000000Z' })
    const kept = followLink(query, 'https://api.security.microsoft.com/api/incidents?$TOP=50&$filter=x&$skiptoken=a%2Bb')
    expect([...kept.searchParams]).toEqual([['$TOP', '50'], ['$filter', 'x'], ['$skiptoken', 'a+b']])
  })

  it.each(['/api/incidents?$skip=100', '?$skip=100', 'incidents?$skip=100', '//api.security.microsoft.com/api/incidents?$skip=100', 'HTTPS://API.SECURITY.MICROSOFT.COM:443/API/Incidents/?$skip=100#top'])(
    'follows %j, another spelling of the list', (link) => {
      const { origin, pathname, hash, searchParams } = followLink(query, link)
      expect([origin, pathname, hash, searchParams.get('$skip')]).toEqual(['https://api.security.microsoft.com', '/api/incidents', '', '100'])
    })

  it.each([
    'https://evil.example/api/incidents?$skip=100',
    'http://api.security.microsoft.com/api/incidents',
    'https://api.security.microsoft.com:8443/api/incidents',
    'https://api.security.microsoft.com@evil.example/api/incidents',
    'https://user@api.security.microsoft.com/api/incidents',
    'https://:password@api.security.microsoft.com/api/incidents',
    'https://api.security.microsoft.com.evil.example/api/incidents',
    'https://api.security.microsoft.com/api/alerts',
    'https://api.security.microsoft.com/api/incidents/../machines',
    '//evil.example/api/incidents',
    '/api/incidents/1?$skip=100',
    '../machines',
    'javascript:alert(1)',
  ])('refuses %j', (link) => {
    expect(refused(link)).toBe('foreign-link')
  })

  it.each(['https://evil.example/v1.0/security/incidents?$skip=50', 'https://api.security.microsoft.com/api/incidents?$skip=100', 'https://graph.microsoft.com/v1.0/security/alerts_v2', 'https://graph.microsoft.com/v1.0/me', 'http://graph.microsoft.com/v1.0/security/incidents'])('refuses %j of Microsoft Graph', (link) => {
    expect(() => followLink({ ...query, api: microsoftGraph }, link)).toThrow('foreign-link')
  })

  it('never requests another host or path, whatever the link', () => {
    const link = fc.oneof(fc.webUrl(), fc.string(), fc.string().map(text => `https://api.security.microsoft.com/api/incidents${text}`), fc.string().map(text => `https://api.security.microsoft.com${text}`))
    fc.assert(fc.property(link, (text) => {
      const result = refused(text)
      if (result === 'foreign-link') return
      const url = new URL(result)
      expect([url.protocol, url.host, url.username, url.pathname.replace(/\/+$/, '')]).toEqual(['https:', 'api.security.microsoft.com', '', '/api/incidents'])
    }), runs(1000))
  })
})

it.each([
  [null, 'lastUpdateTime ge 2026-11-22T12:00:00.0000000Z and lastUpdateTime le 2026-11-23T00:00:00Z'],
  ['2026-11-23T12:00:00Z', 'lastUpdateTime ge 2026-11-23T12:00:00Z and lastUpdateTime le 2026-11-23T00:00:00Z'],
])('the query for the rest of a list contains its upper end, with changes since %j', (since, filter) => {
  expect(pageUrl({ ...query, since, until: '2026-11-23T00:00:00Z' }, 0).searchParams.get('$filter')).toBe(filter)
})

const updatedIn = { field: 'lastUpdateTime', from: '2026-11-22T00:00:00.000Z', to: '2026-11-23T00:00:00.000Z' } as const

it.each([
  ['2026-11-22T12:00:00Z', 'lastUpdateTime ge 2026-11-22T12:00:00Z'],
  ['2026-11-22T00:00:00Z', 'lastUpdateTime ge 2026-11-22T00:00:00.0000000Z'],
  ['2026-11-21T12:00:00Z', 'lastUpdateTime ge 2026-11-22T00:00:00.0000000Z'],
  ['not a time', 'lastUpdateTime ge 2026-11-22T00:00:00.0000000Z'],
])('the query for the changes of a window of updates begins at the later of both times: since %s', (since, filter) => {
  expect(pageUrl({ ...query, range: updatedIn, since }, 0).searchParams.get('$filter')).toBe(filter)
})

it('the query for the changes of a window of creations keeps the window', () => {
  const filter = 'createdTime ge 2026-11-22T00:00:00.0000000Z and createdTime le 2026-11-23T00:00:00.0000000Z and lastUpdateTime ge 2026-11-22T12:00:00Z'
  expect(pageUrl({ ...query, range: { ...updatedIn, field: 'createdTime' }, since: '2026-11-22T12:00:00Z' }, 0).searchParams.get('$filter')).toBe(filter)
})

it.each([
  [{}, true], [{ until: '2026-11-22T12:00:00Z' }, true], [{ withUpperBound: false }, false], [{ range: { ...updatedIn, to: null } }, false],
  [{ range: { ...updatedIn, field: 'createdTime' } }, false], [{ since: '2026-11-22T12:00:00Z' }, false],
  [{ withUpperBound: false, until: '2026-11-22T12:00:00Z' }, true],
] as const)('hasUpperBound of a query with %j is %s', (change, expected) => {
  expect(hasUpperBound({ ...query, range: updatedIn, ...change })).toBe(expected)
})

it.each([
  ['https://api.security.microsoft.com/api/alerts', true], ['/api/alerts', true], ['https://[', true], ['https://evil.example/api/incidents', false], ['http://api.security.microsoft.com/api/incidents', false],
])('isOwnHost of the link %s is %s', (link, expected) => {
  expect(isOwnHost(query, link)).toBe(expected)
})

it('followLink ignores slashes at the end of the path, and adds no empty option', () => {
  expect(followLink(query, 'https://api.security.microsoft.com/api/incidents//?$filter=x&$top=1').search).toBe('?$filter=x&$top=1')
  expect(followLink(query, '/api/incidents').search).toBe(pageUrl(query, 0).search)
})

it.each([['$skip=100', '$skip=200'], ['$skip=100', '$top=100'], ['$skip=1&$top=11', '$skip=11&$top=1'], ['$skiptoken=a', '$skiptoken=A'], ['a=b&c=d', 'a=bc=d']])('linkKey differs between %s and %s', (one, other) => {
  expect(linkKey(new URL(`https://x/?${one}`))).not.toBe(linkKey(new URL(`https://x/?${other}`)))
})

it('linkKey has lower-case names', () => {
  expect(linkKey(new URL('https://x/?B=1&a=C'))).toBe('a=C&b=1')
})

it('linkKey is the same for another spelling of an address', () => {
  expect(linkKey(new URL('https://x/?$skip=100&$top=1'))).toBe(linkKey(new URL('https://x/?%24top=1&%24SKIP=100')))
})

it('the request goes to the regional host even if its link names the worldwide one', () => {
  const regional = { api: clouds.eu.apis['defender-xdr'], range: resolveWindow({ kind: 'last', hours: 48 }, 0), withUpperBound: true, since: null }
  for (const host of ['api-eu.security.microsoft.com', 'api.security.microsoft.com']) {
    expect(followLink(regional, `https://${host}/api/incidents/?$skip=100`).host).toBe('api-eu.security.microsoft.com')
  }
  expect(() => followLink(regional, 'https://api-us.security.microsoft.com/api/incidents?$skip=100')).toThrow('foreign-link')
  expect(() => followLink({ ...regional, api: clouds.worldwide.apis['defender-xdr'] }, 'https://api-eu.security.microsoft.com/api/incidents?$skip=100')).toThrow('foreign-link')
})
