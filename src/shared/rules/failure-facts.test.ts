import type { ErrorCode } from '../contract/failure'
import { describe, expect, it } from 'vitest'
import { listFailures } from '../contract/failures/list'
import { networkFailures, responseFailures } from '../contract/failures/requests'
import { signInFailures } from '../contract/failures/sign-in'
import { aadstsCodes, failedCheckOf, hasReachedService, isDisconnected, isHeavyResponse, isReadToEnd, isTransient, isUnverified, netErrorCode, oauthCodes, statusCodes } from './failure-facts'

const codes = [signInFailures, networkFailures, responseFailures, listFailures].flatMap(table => Object.keys(table) as ErrorCode[])
const codesThat = (is: (code: ErrorCode) => boolean) => codes.filter(is).sort()

describe('failure facts', () => {
  it.each<[string, (code: ErrorCode) => boolean, readonly ErrorCode[]]>([
    ['leave the credentials unverified', isUnverified, [
      'connection', 'cut-off', 'dns', 'entra-unavailable', 'not-json', 'offline', 'proxy', 'redirected', 'request-loop', 'server-error', 'sign-in-unclear', 'throttled', 'timeout', 'tls', 'token-empty', 'too-large',
    ]],
    ['are transient', isTransient, ['connection', 'cut-off', 'damaged', 'server-error']],
    ['may mean that the network is gone', isDisconnected, ['connection', 'dns', 'offline', 'timeout']],
    ['may not occur for a smaller page', isHeavyResponse, ['cut-off', 'damaged', 'server-error', 'timeout', 'too-large']],
    ['mean that the request reached the service', hasReachedService, [
      'bad-request', 'cut-off', 'damaged', 'error-in-page', 'forbidden', 'not-found', 'not-json', 'refused', 'server-error', 'throttled', 'timeout', 'too-large', 'unauthorized', 'unexpected-shape', 'unexpected-status',
    ]],
    ['end a run that read every page', isReadToEnd, ['entries-unreadable', 'incidents-unread']],
  ])('list the failures that %s', (_title, is, expected) => {
    expect(codesThat(is)).toEqual(expected)
  })

  it.each<ErrorCode>(['cancelled', 'unexpected', 'keyring-locked', 'paste-cut'])('state nothing about %s, which has no row', (code) => {
    expect([isUnverified, isTransient, isDisconnected, isHeavyResponse, hasReachedService, isReadToEnd].some(is => is(code))).toBe(false)
    expect(failedCheckOf(code)).toBeUndefined()
  })

  it('assign a check of the connection test to sign-in failures only', () => {
    expect(codes.filter(code => failedCheckOf(code) !== undefined)).toEqual(Object.keys(signInFailures))
    expect([failedCheckOf('secret-expired'), failedCheckOf('consent-missing'), failedCheckOf('sign-in-refused')]).toEqual(['credential', 'roles', 'application'])
  })
})

interface Identifiers { readonly aadsts?: readonly number[], readonly statuses?: readonly number[] }

describe('the identifiers of failures', () => {
  it('are unique', () => {
    const tables: readonly Readonly<Record<string, Identifiers>>[] = [signInFailures, networkFailures, responseFailures]
    const rows = tables.flatMap(table => Object.values(table))
    const numbers = rows.flatMap(({ aadsts = [] }) => aadsts)
    const statuses = rows.flatMap(({ statuses: own = [] }) => own)
    expect([numbers.length, statuses.length]).toEqual([aadstsCodes.size, statusCodes.size])
  })

  it('each identify a single failure', () => {
    expect([7000215, 90055, 1].map(number => aadstsCodes.get(number))).toEqual(['secret-invalid', 'throttled', undefined])
    expect([400, 401, 404, 407, 429, 403, 503].map(status => statusCodes.get(status))).toEqual(['bad-request', 'unauthorized', 'not-found', 'proxy', 'throttled', undefined, undefined])
    expect(['invalid_scope', 'server_error', 'invalid_client', 'constructor'].map(name => oauthCodes.get(name))).toEqual(['scope-invalid', 'entra-unavailable', 'sign-in-refused', undefined])
    expect(['ERR_NAME_NOT_RESOLVED', 'ERR_PROXY_CERTIFICATE_INVALID', 'ERR_PROXY_TIMED_OUT', 'ERR_SOMETHING_NEW'].map(netErrorCode)).toEqual(['dns', 'proxy', 'proxy', 'connection'])
  })
})
