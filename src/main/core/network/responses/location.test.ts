import type { Exchange } from '../http'
import { describe, expect, it } from 'vitest'
import { AppError } from '../../base/errors'
import { locationFacts } from './location'
import { withNetworkFacts } from '../network-facts'

describe('the facts of an address', () => {
  it.each([
    ['https://elsewhere.example/path?token=1', { location: 'elsewhere.example' }],
    ['https://elsewhere.example:8443/', { location: 'elsewhere.example:8443' }],
    ['http://login.hotel.example/?session=1', { location: 'http://login.hotel.example' }],
    ['https://user:password@elsewhere.example/', { location: '…@elsewhere.example' }],
    ['javascript:alert(1)', { location: 'javascript:' }],
    ['https://API-EU.security.microsoft.com:443/api/incidents', { location: 'api-eu.security.microsoft.com', clouds: ['eu'] }],
    ['https://api-eu.security.microsoft.com./api', { location: 'api-eu.security.microsoft.com', clouds: ['eu'] }],
    ['http://api-gov.security.microsoft.us/', { location: 'http://api-gov.security.microsoft.us', clouds: ['gcc-high', 'dod'] }],
    ['https://login.microsoftonline.us/', { location: 'login.microsoftonline.us', clouds: ['gcc-high', 'dod'] }],
    ['https://graph.microsoft.com/', { location: 'graph.microsoft.com', clouds: ['worldwide', 'us', 'eu', 'uk', 'gcc'] }],
    [`https://${'a'.repeat(60)}.${'b'.repeat(300)}/`, { location: `${'a'.repeat(60)}.${'b'.repeat(199)}…` }],
  ])('contain the host and clouds of %s', (address, facts) => {
    expect(locationFacts(new URL(address))).toEqual(facts)
  })
})

describe('a redirect', () => {
  const url = new URL('https://api.example/list?a=1')
  const redirected: Exchange = async () => { throw new AppError('redirected', { host: url.host }) }
  const failure = (target: string | null) => withNetworkFacts(redirected, {
    proxyFor: async () => '', certificatesOf: async () => [], now: () => 0, redirectOf: requested => requested === url ? target : 'https://wrong.example',
  })({ url, idleMs: 1 }).catch((error: unknown) => error instanceof AppError ? error.failure : error)

  it.each([
    [null, {}], ['https://elsewhere.example/x', { location: 'elsewhere.example' }], ['/login', { location: 'api.example' }], ['http://api.example/', { location: 'http://api.example' }], ['https://[', {}],
    ['https://api-us.security.microsoft.com/', { location: 'api-us.security.microsoft.com', clouds: ['us'] }],
  ])('to %j is reported with its target', async (target, facts) => {
    expect(await failure(target)).toEqual({ code: 'redirected', details: { host: 'api.example', ...facts } })
  })
})
