/** @file Cases in which MSAL alone would return a wrong result, with the real MSAL. Each test fails if a guard in sign-in is removed. */
import type { HttpResponse } from '../../network/http'
import type { Send } from '../../network/retry'
import type { Credentials } from '../../credentials/credential'
import { Buffer } from 'node:buffer'
import * as msal from '@azure/msal-node'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { AppError } from '../../base/errors'
import { msalFailure } from './msal-errors'
import { createSelfSigned } from '../../credentials/self-signed'
import { createSignIn } from './sign-in'

const credentials: Credentials = { tenantId: '11111111-2222-4333-8444-555555555555', clientId: '66666666-7777-4888-9999-000000000000', credential: { kind: 'secret', clientSecret: 's3cret~value' }, api: 'defender-xdr', cloud: 'worldwide' }
const reply = (status: number, body: unknown, headers = {}): HttpResponse =>
  ({ status, headers: new Headers(headers), chunks: [Buffer.from(JSON.stringify(body))] })
const token = (value: string, more = {}): HttpResponse => reply(200, { token_type: 'Bearer', expires_in: 3599, access_token: value, ...more })
const minute = 60_000

function scripted(...outcomes: readonly (HttpResponse | AppError)[]) {
  let sent = 0
  const send: Send = async () => {
    const outcome = outcomes[sent++]
    if (!outcome || outcome instanceof AppError) throw outcome ?? new Error('nothing scripted')
    return outcome
  }
  const clock = { now: () => Date.now(), monotonic: () => Date.now(), wait: async () => undefined }
  const signIn = createSignIn({ send, clock, loadMsal: async () => msal })
  return {
    sent: () => sent,
    acquire: async (fresh = false, changed: Partial<Credentials> = {}) => (await signIn.acquire({ ...credentials, ...changed }, { fresh })).value,
    forget: signIn.forget,
  }
}

beforeEach(() => { vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2026-11-24T12:00:00Z') }) })
afterEach(() => { vi.useRealTimers() })
const pass = (ms: number) => vi.setSystemTime(Date.now() + ms)

describe('a token that MSAL renews before it expires', () => {
  const early = token('one', { refresh_in: 600 })

  it.each([
    ['a lost network', new AppError('offline', { host: 'h' })],
    ['a service that is down', new AppError('server-error', { host: 'h', status: 503 })],
    ['a response that is not JSON', reply(200, 'hotel')],
  ])('is still used if the renewal fails because of %s, and no request is sent for a minute', async (_name, failure) => {
    const { acquire, sent } = scripted(early, failure, token('two'))
    await acquire()
    pass(11 * minute)
    expect(await acquire()).toBe('one')
    expect(await acquire()).toBe('one')
    expect(sent()).toBe(2)
    pass(1.1 * minute)
    await acquire()
    expect(sent()).toBe(3)
  })

  it.each([
    ['429', reply(429, { error: 'x', error_codes: [] }, { 'retry-after': '3000' })],
    ['a refusal', reply(401, { error: 'invalid_client', error_codes: [7000222] })],
    ['an empty response', reply(200, {})],
  ])('is still used if the response to the renewal is %s, which does not affect the request after its expiry', async (_name, answer) => {
    const { acquire } = scripted(early, answer, token('two'), token('three'))
    expect(await acquire()).toBe('one')
    pass(11 * minute)
    expect(await acquire()).toBe('one')
    pass(46 * minute)
    // MSAL alone would throttle itself, or return the empty token that it cached.
    expect(await acquire()).toMatch(/two|three/)
  })

  it('is not used after it expires or after forget, for other credentials, or for a request for a fresh token', async () => {
    const offline = new AppError('offline')
    const { acquire, forget } = scripted(early, ...Array.from({ length: 7 }, () => offline))
    await acquire()
    pass(11 * minute)
    await expect(acquire(true)).rejects.toMatchObject({ code: 'offline' })
    await expect(acquire(false, { credential: { kind: 'secret', clientSecret: 'other' } })).rejects.toMatchObject({ code: 'offline' })
    await expect(acquire(false, { cloud: 'us' })).rejects.toMatchObject({ code: 'offline' })
    await expect(acquire(false, { credential: { kind: 'certificate', ...createSelfSigned(Date.now()) } })).rejects.toMatchObject({ code: 'offline' })
    await expect(acquire(false, { api: 'microsoft-graph' })).rejects.toMatchObject({ code: 'offline' })
    pass(48.5 * minute)
    await expect(acquire()).rejects.toMatchObject({ code: 'offline' })
    forget()
    await expect(acquire()).rejects.toMatchObject({ code: 'offline' })
  })

  it('is not used in place of a refusal or a cancelled request', async () => {
    for (const failure of [reply(401, { error: 'invalid_client', error_codes: [7000222] }), new AppError('cancelled')]) {
      const { acquire } = scripted(token('one'), failure)
      await acquire()
      // Less than five minutes of validity are left, so MSAL requests another token.
      pass(56 * minute)
      await expect(acquire()).rejects.toBeInstanceOf(AppError)
    }
  })

  it('is used in its last minutes if no other token is available', async () => {
    const { acquire } = scripted(token('one'), new AppError('dns'))
    await acquire()
    pass(56 * minute)
    expect(await acquire()).toBe('one')
  })
})

describe('an error that MSAL creates itself', () => {
  it.each(['common', 'organizations', 'consumers'])('is a malformed tenant for the tenant %s', async (tenantId) => {
    await expect(scripted().acquire(false, { tenantId })).rejects.toMatchObject({ code: 'tenant-malformed' })
  })

  it('is an unusable credential for an empty secret', async () => {
    await expect(scripted().acquire(false, { credential: { kind: 'secret', clientSecret: '' } })).rejects.toMatchObject({ code: 'credential-unusable' })
  })

  const certificateError = async (clientCertificate: object): Promise<unknown> => {
    try {
      const app = new msal.ConfidentialClientApplication({ auth: { clientId: credentials.clientId, authority: `https://login.microsoftonline.com/${credentials.tenantId}`, clientCertificate: { privateKey: 'x', ...clientCertificate } } })
      return await app.acquireTokenByClientCredential({ scopes: ['https://api.security.microsoft.com/.default'] })
    } catch (error) {
      return error
    }
  }

  it.each([
    ['without a thumbprint', {}],
    ['with a text instead of a key', { thumbprintSha256: 'ab'.repeat(32), privateKey: 'no PEM' }],
    ['with a damaged key', { thumbprintSha256: 'ab'.repeat(32), privateKey: '-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n' }],
  ])('is an unusable credential for a certificate %s, and contains nothing of its key', async (_name, certificate) => {
    const failure = msalFailure(await certificateError(certificate))
    expect(failure).toMatchObject({ code: 'credential-unusable', details: {} })
    expect(JSON.stringify(failure)).not.toMatch(/PEM|PRIVATE|AAAA/)
  })

  it('of another kind is reported by its name, but only if its code is a name', () => {
    expect(msalFailure(new msal.AuthError('empty_input_scopes_error', 'id', 'text with a secret'))).toMatchObject({ code: 'sign-in-library', details: { serverCode: 'empty_input_scopes_error' } })
    expect(msalFailure(new msal.AuthError('50196 secret', 'id'))).toMatchObject({ code: 'sign-in-library', details: {} })
    expect(msalFailure(new msal.AuthError('network_error', 'id'))).toMatchObject({ code: 'connection' })
  })

  it('is not replaced if it is a bug in the app', () => {
    const fault = new TypeError('x is not a function')
    expect(msalFailure(fault)).toBe(fault)
  })
})
