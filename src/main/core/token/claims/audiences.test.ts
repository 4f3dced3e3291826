import type { RawClaims } from './token-claims'
import { Buffer } from 'node:buffer'
import { describe, expect, it } from 'vitest'
import { clouds } from '../../microsoft/clouds'
import { audienceOf, incidentApiOf, isFor } from './audiences'
import { decodeToken } from './token-claims'

const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
function claims(of: object): RawClaims {
  const token = decodeToken(`${encode({ alg: 'RS256' })}.${encode(of)}.x`)
  if (!token) throw new Error('no token')
  return token.raw
}
const app = '66666666-7777-4888-9999-00000000abcd'
const audience = (aud: unknown, more = {}) => audienceOf(claims({ aud, ...more }), clouds.worldwide)

describe('audienceOf', () => {
  it.each([
    ['defender-xdr', 'https://api.security.microsoft.com'],
    ['defender-xdr', '8ee8fdad-f234-4243-8f3b-15c294843740'],
    ['microsoft-graph', 'https://graph.microsoft.com'],
    ['microsoft-graph', '00000003-0000-0000-c000-000000000000'],
    ['defender-endpoint', 'https://api.securitycenter.microsoft.com'],
    ['defender-endpoint', 'https://api.securitycenter.windows.com'],
    ['defender-endpoint', 'https://securitycenter.onmicrosoft.com/windowsatpservice'],
    ['defender-endpoint', 'https://wdatp.onmicrosoft.com/windowsatpservice'],
    ['defender-endpoint', 'fc780465-2017-40d4-a0c5-307022471b92'],
    ['azure-ad-graph', 'https://graph.windows.net'],
    ['azure-ad-graph', '00000002-0000-0000-c000-000000000000'],
    ['azure-management', 'https://management.azure.com'],
    ['azure-management', 'https://management.core.windows.net'],
    ['azure-management', '797f4846-ba00-4fd7-ba43-dac1f8f63013'],
    ['office-management', 'https://manage.office.com'],
    ['office-management', 'c5393580-f805-4401-95e8-94b7a6ef2fc2'],
    ['other-cloud', 'https://microsoftgraph.chinacloudapi.cn'],
    ['other-cloud', 'https://graph.microsoft.us'],
    ['other-cloud', 'https://dod-graph.microsoft.us'],
    ['other-cloud', 'https://api-gov.security.microsoft.us'],
    [null, 'https://vault.azure.net'],
  ])('is %s for %s, even with a trailing slash or in capitals', (kind, aud) => {
    for (const each of [aud, `${aud}/`, aud.toUpperCase(), ['https://vault.azure.net', aud]]) expect(audience(each)).toBe(kind)
    // Two slashes are another audience.
    expect(audience(`${aud}//`)).toBeNull()
  })

  it.each(['appid', 'azp'])('is the app itself for its ID in any spelling (%s)', (claim) => {
    for (const id of [app, app.toUpperCase()]) {
      for (const aud of [app, app.toUpperCase(), `api://${app}`, `api://${app.toUpperCase()}/`]) expect(audience(aud, { [claim]: id })).toBe('own-app')
    }
    expect(audience(app, { [claim]: 'another' })).toBeNull()
  })

  it('is null without an audience', () => {
    expect([audience(undefined), audience([]), audience(undefined, { appid: app })]).toEqual([null, null, null])
  })
})

it('incidentApiOf and isFor recognize only audiences of their own cloud', () => {
  const gov = claims({ aud: 'https://api-gov.security.microsoft.us' })
  expect([incidentApiOf(gov, clouds['gcc-high']), incidentApiOf(gov, clouds.worldwide)]).toEqual(['defender-xdr', null])
  const { 'defender-xdr': defender, 'microsoft-graph': graph } = clouds['gcc-high'].apis
  expect([isFor(gov, defender), isFor(gov, graph)]).toEqual([true, false])
})
