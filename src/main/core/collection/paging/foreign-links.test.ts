/** @file Links to the API's own host and to others, and the details of the failure. */
import { describe, expect, it } from 'vitest'
import { AppError } from '../../base/errors'
import { clouds } from '../../microsoft/clouds'
import { followLink, resolveWindow } from './query'

describe.each(['defender-xdr', 'microsoft-graph'] as const)('a link of %s', (kind) => {
  const api = clouds.worldwide.apis[kind]
  const query = { api, range: resolveWindow({ kind: 'last', hours: 48 }, 0), withUpperBound: true, since: null }
  const refusal = (link: string) => {
    try {
      return followLink(query, link).href
    } catch (error) {
      return error instanceof AppError ? error.details : error
    }
  }

  it.each([`https://${api.host}.`, `https://${api.host.toUpperCase()}:443`, `https://${api.host.toUpperCase()}.:443`, ''])('to the API\'s own host, written as %j, is followed', (origin) => {
    const { host, searchParams } = followLink(query, `${origin}${api.listPath}?$skip=100`)
    expect([host, searchParams.get('$skip')]).toEqual([api.host, '100'])
  })

  it('to another address is refused, and the failure contains that address', () => {
    expect(refusal('https://evil.example/x?y')).toEqual({ host: api.host, location: 'evil.example' })
    expect(refusal(`http://${api.host}${api.listPath}`)).toMatchObject({ host: api.host, location: `http://${api.host}` })
    expect(refusal(`https://${api.host}:8443${api.listPath}`)).toEqual({ host: api.host, location: `${api.host}:8443` })
    expect(refusal('https://api-uk.security.microsoft.com/api/incidents')).toEqual({ host: api.host, location: 'api-uk.security.microsoft.com', clouds: ['uk'] })
    expect(refusal('https://[')).toEqual({ host: api.host, location: 'https://[' })
  })
})
