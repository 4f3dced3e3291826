/** @file Every fault of a request of the connection test. */
import type { CertificateFacts, FailureDetails } from '../../src/shared/contract/failure'
import type { HttpRequest } from '../../src/main/core/network/http'
import type { Endpoint, Fault } from '../../src/main/core/diagnostics/fake-service'
import { aadstsCodes } from '../../src/shared/rules/failure-facts'
import { AppError } from '../../src/main/core/base/errors'
import { maxResponseBytes } from '../../src/main/core/network/http'
import { networkError } from '../../src/main/core/network/network-errors'
import { jwt } from '../../src/main/core/token/claims/fixtures'
import { answer, configuration, refusal, start, token } from '../../src/main/core/diagnostics/fake-service'

/** A fault and the request at which it occurs. */
export interface Pair {
  readonly name: string
  readonly at: Endpoint
  readonly fault: (request: HttpRequest) => Fault
  /** Whether only the first response is faulty. */
  readonly once?: boolean
  readonly byCertificate?: boolean
}

const certificate: CertificateFacts = { subject: 'CN=proxy.example', issuer: 'CN=Example Inspection', names: ['proxy.example'], validFrom: '2026-11-01T00:00:00Z', validTo: '2026-11-20T00:00:00Z' }
const net = (name: string, more: FailureDetails = {}) => ({ url: { host } }: HttpRequest): AppError => {
  const { code, details } = networkError(new Error(`net::${name}`), host)
  return new AppError(code, { ...details, ...more })
}

const redirect = (more: FailureDetails) => ({ url: { host } }: HttpRequest): AppError => {
  const { code, details } = networkError(new Error('Attempted to redirect, but redirect policy was \'error\''), host)
  return new AppError(code, { ...details, ...more })
}

const network: readonly Pick<Pair, 'name' | 'fault'>[] = [
  { name: 'no network', fault: net('ERR_INTERNET_DISCONNECTED') },
  { name: 'a host name that DNS cannot resolve', fault: net('ERR_NAME_NOT_RESOLVED') },
  { name: 'a certificate from an untrusted issuer', fault: net('ERR_CERT_AUTHORITY_INVALID', { certificate }) },
  { name: 'a certificate for another host name', fault: net('ERR_CERT_COMMON_NAME_INVALID', { certificate }) },
  { name: 'an expired certificate', fault: net('ERR_CERT_DATE_INVALID', { certificate, clock: new Date(start).toISOString() }) },
  { name: 'a TLS handshake that fails', fault: net('ERR_SSL_PROTOCOL_ERROR') },
  { name: 'a proxy that does not respond', fault: net('ERR_PROXY_CONNECTION_FAILED', { proxy: 'PROXY proxy.example:8080' }) },
  { name: 'a proxy that requires a password', fault: ({ url: { host } }) => new AppError('proxy', { host, status: 407, proxy: 'PROXY proxy.example:8080' }) },
  { name: 'a connection that is reset', fault: net('ERR_CONNECTION_RESET') },
  { name: 'a connection that times out', fault: net('ERR_CONNECTION_TIMED_OUT') },
  { name: 'a response that never arrives', fault: ({ url: { host }, idleMs }) => new AppError('timeout', { host, seconds: idleMs / 1000 }) },
  { name: 'a redirect', fault: redirect({}) },
  { name: 'a redirect to a captive portal', fault: redirect({ location: 'http://login.hotel.example' }) },
  { name: 'a response that is too large', fault: ({ url: { host } }) => new AppError('too-large', { host, bytes: maxResponseBytes }) },
  { name: 'the page of a captive portal', fault: () => answer(200, '<html>') },
  { name: 'HTTP 500', fault: () => answer(500, '<html>') },
  { name: 'HTTP 503', fault: () => answer(503, '<html>') },
]

const throttled = () => answer(429, {}, { 'Retry-After': '20' })
const ofTenant: readonly Pick<Pair, 'name' | 'fault'>[] = [
  { name: 'AADSTS90002', fault: () => refusal(90002) },
  { name: 'AADSTS900023', fault: () => refusal(900023) },
  { name: 'a tenant in another cloud', fault: () => configuration({ tenant_region_sub_scope: 'GCC' }) },
  { name: 'HTTP 429', fault: throttled },
]

export const unknownNumber = 999_999
/** OAuth errors of refusals; the last one does not exist. */
export const refusals = ['invalid_client', 'unauthorized_client', 'invalid_request', 'invalid_grant', 'interaction_required', 'invalid_scope', 'invalid_resource', 'temporarily_unavailable', 'new_error']
const ofToken: readonly Omit<Pair, 'at'>[] = [
  ...Array.from(aadstsCodes, ([number, code]) => ({
    name: `AADSTS${number}`, fault: () => refusal(number, code === 'throttled' ? 429 : 400), byCertificate: code.startsWith('certificate-'),
  })),
  ...refusals.map(error => ({ name: `the unknown number AADSTS${unknownNumber} with the error ${error}`, fault: () => refusal(unknownNumber, 400, error) })),
  { name: 'HTTP 429', fault: throttled },
  { name: 'a response without a token', fault: () => answer(200) },
  { name: 'HTTP 403 from a web filter', fault: () => answer(403, '<html>Blocked</html>') },
  { name: 'a token without roles', fault: () => token(jwt({ roles: undefined })) },
  { name: 'a token with the other API\'s role', fault: () => token(jwt({ roles: ['SecurityIncident.Read.All'] })) },
  { name: 'a token with a delegated permission', fault: () => token(jwt({ roles: undefined, scp: 'Incident.Read' })) },
  { name: 'a token for another API', fault: () => token(jwt({ aud: 'https://api.securitycenter.microsoft.com' })) },
]

const refused = (status: number, code: string, message = 'Text.') => () => answer(status, { error: { code, message, target: '|1' } })
const ofList: readonly Omit<Pair, 'at'>[] = [
  { name: 'HTTP 400', fault: refused(400, 'BadRequest') },
  { name: 'HTTP 401', fault: refused(401, 'Unauthorized') },
  { name: 'HTTP 403 for a missing role', fault: refused(403, 'Forbidden', 'The application does not have any of the required application permissions.') },
  { name: 'HTTP 403 for another reason', fault: refused(403, 'DisabledFeature', 'Tenant feature isn\'t enabled.') },
  { name: 'HTTP 403 from a web filter', fault: () => answer(403, '<html><title>Access blocked</title><body>Category: new domains</body></html>') },
  { name: 'HTTP 403 without a text', fault: () => answer(403, '') },
  { name: 'HTTP 401 from a captive portal', fault: () => answer(401, '<h1>Sign in to the hotel</h1>') },
  { name: 'HTTP 404', fault: refused(404, 'NotFound') },
  { name: 'HTTP 410', fault: refused(410, 'Gone', 'This API was retired.') },
  { name: 'HTTP 451', fault: () => answer(451, 'Blocked by order.') },
  { name: 'HTTP 418', fault: () => answer(418, { message: 'Short and stout.' }) },
  { name: 'HTTP 511', fault: () => answer(511, '<title>Network sign-in</title>') },
  { name: 'HTTP 204', fault: () => answer(204, '') },
  { name: 'HTTP 502 from a gateway', fault: () => answer(502, '<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>') },
  { name: 'an error in a response with HTTP 200', fault: refused(200, 'ServiceUnavailable', 'Try later.') },
  { name: 'a web filter\'s page with HTTP 200', fault: () => answer(200, '<title>Access blocked</title>') },
  { name: 'HTTP 429', fault: throttled, once: true },
  { name: 'JSON with another structure', fault: () => answer(200, { value: {} }) },
]

export const pairs: readonly Pair[] = ([['tenant', ofTenant], ['token', ofToken], ['list', ofList]] as const)
  .flatMap(([at, own]) => [...network, ...own].map(pair => ({ ...pair, at })))
