import type { FailureDetails } from '../../../shared/contract/failure'
import { expect, it } from 'vitest'
import { messageText } from './fixtures'
import { messageOf } from './messages'

const certificate = { subject: 'CN=a.example', issuer: 'CN=Contoso Root', names: ['a.example', 'b.example', 'c.example'], validFrom: '2026-11-01T00:00:00Z', validTo: '2026-11-20T00:00:00Z' }

it.each<[string, FailureDetails, RegExp]>([
  ['its issuer', { netError: 'ERR_CERT_AUTHORITY_INVALID', certificate }, /signed by “CN=Contoso Root”, which this computer does not trust \(ERR_CERT_AUTHORITY_INVALID\).*inspects TLS.*root certificate added/],
  ['an issuer under a root', { netError: 'ERR_CERT_AUTHORITY_INVALID', certificate: { ...certificate, root: 'CN=R' } }, /signed by “CN=Contoso Root” under “CN=R”/],
  ['an unknown issuer', { netError: 'ERR_CERT_AUTHORITY_INVALID' }, /computer does not trust its certificate \(ERR_CERT_AUTHORITY_INVALID\)/],
  ['its name', { netError: 'ERR_CERT_COMMON_NAME_INVALID', certificate }, /was issued for a different name.*for a\.example, b\.example and 1\u00A0more name, signed by “CN=Contoso Root”/],
  ['having no names', { netError: 'ERR_CERT_COMMON_NAME_INVALID', certificate: { ...certificate, names: [] } }, /for CN=a\.example, signed/],
  ['its end', { netError: 'ERR_CERT_DATE_INVALID', certificate, clock: '2026-11-24T12:00:00Z' }, /has expired.*valid until 20 Nov 2026.*This computer's clock says 24 Nov 2026.*set the clock/],
  ['its start', { netError: 'ERR_CERT_DATE_INVALID', certificate, clock: '2026-10-24T12:00:00Z' }, /is not valid yet.*valid from 1 Nov 2026.*This computer's clock says 24 Oct 2026.*set the clock/],
  ['its end, without its facts', { netError: 'ERR_CERT_DATE_INVALID', clock: '2026-11-24T12:00:00Z' }, /not valid at this time.*clock says 24 Nov 2026/],
  ['a missing client certificate', { netError: 'ERR_SSL_CLIENT_AUTH_CERT_NEEDED' }, /needs a certificate that identifies you.*never sends such a certificate \(ERR_SSL_CLIENT_AUTH_CERT_NEEDED\).*Ask your network administrator/],
  ['a rejected client certificate', { netError: 'ERR_BAD_SSL_CLIENT_AUTH_CERT' }, /needs a certificate that identifies you/],
  ['its revocation', { netError: 'ERR_CERT_REVOKED', certificate }, /revoked by “CN=Contoso Root”/],
  ['TLS itself', { netError: 'ERR_SSL_PROTOCOL_ERROR' }, /could be established \(ERR_SSL_PROTOCOL_ERROR\)/],
])('explains a connection refused for %s', (_name, details, pattern) => {
  expect(messageText('tls', { host: 'api.example', ...details })).toMatch(pattern)
  expect(messageOf({ code: 'tls', details: { host: 'api.example', ...details } }).next).toContain('Nothing was sent.')
})

it.each<[FailureDetails, RegExp]>([
  [{ proxy: 'PROXY a.example:8080; SOCKS5 b:1080; DIRECT', netError: 'ERR_PROXY_CONNECTION_FAILED' }, /settings, which name a\.example:8080, b:1080 \(ERR_PROXY/],
  [{ proxy: 'DIRECT' }, /proxy settings\./],
  [{ status: 407, proxy: 'PROXY a.example:8080' }, /requires a user name and password.*a\.example:8080 blocks requests to api\.example/],
])('names the proxy: %j', (details, pattern) => {
  expect(messageText('proxy', { host: 'api.example', ...details })).toMatch(pattern)
})
