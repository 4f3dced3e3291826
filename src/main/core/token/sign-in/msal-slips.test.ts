/** @file Where MSAL itself would tell nonsense. With the real MSAL: each of these fails when a guard in sign-in is taken away. */
import type { Answer } from '../../network/http'
import type { Send } from '../../network/retry'
import type { Credentials } from '../../credentials/credential'
import { Buffer } from 'node:buffer'
import * as msal from '@azure/msal-node'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { AppError } from '../../base/errors'
import { msalFailure } from './msal-errors'
import { makeSelfSigned } from '../../credentials/self-signed'
import { createSignIn } from './sign-in'

const credentials: Credentials = { tenantId: '11111111-2222-4333-8444-555555555555', clientId: '66666666-7777-4888-9999-000000000000', credential: { kind: 'secret', clientSecret: 's3cret~value' }, api: 'defender-xdr', cloud: 'worldwide' }
const reply = (status: number, body: unknown, headers = {}): Answer => ({ status, headers: new Headers(headers), chunks: [Buffer.from(JSON.stringify(body))] })
const token = (value: string, more = {}): Answer => reply(200, { token_type: 'Bearer', expires_in: 3599, access_token: value, ...more })
const minute = 60_000

function scripted(...outcomes: readonly (Answer | AppError)[]) {
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

describe('a token that is renewed before its time', () => {
  const early = token('one', { refresh_in: 600 })

  it.each([
    ['a lost network', new AppError('offline', { host: 'h' })],
    ['a service that is down', new AppError('server-error', { host: 'h', status: 503 })],
    ['an answer that is no JSON', reply(200, 'hotel')],
  ])('is used on when renewing fails by %s, and Entra is left alone for a minute', async (_name, failure) => {
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
    ['an empty answer', reply(200, {})],
  ])('is used on when renewing is answered by %s, which does not come back when it ends', async (_name, answer) => {
    const { acquire } = scripted(early, answer, token('two'), token('three'))
    expect(await acquire()).toBe('one')
    pass(11 * minute)
    expect(await acquire()).toBe('one')
    pass(46 * minute)
    // MSAL would throttle itself, or serve the empty token that it cached.
    expect(await acquire()).toMatch(/two|three/)
  })

  it('is not used once it has ended, nor for other credentials, nor when a fresh one is asked for, nor when forgotten', async () => {
    const offline = new AppError('offline')
    const { acquire, forget } = scripted(early, ...Array.from({ length: 7 }, () => offline))
    await acquire()
    pass(11 * minute)
    await expect(acquire(true)).rejects.toMatchObject({ code: 'offline' })
    await expect(acquire(false, { credential: { kind: 'secret', clientSecret: 'other' } })).rejects.toMatchObject({ code: 'offline' })
    await expect(acquire(false, { cloud: 'us' })).rejects.toMatchObject({ code: 'offline' })
    await expect(acquire(false, { credential: { kind: 'certificate', ...makeSelfSigned(Date.now()) } })).rejects.toMatchObject({ code: 'offline' })
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
      // Less than MSAL's five minutes are left: it asks for another.
      pass(56 * minute)
      await expect(acquire()).rejects.toBeInstanceOf(AppError)
    }
  })

  it('is used for its last minutes when no other can be had', async () => {
    const { acquire } = scripted(token('one'), new AppError('dns'))
    await acquire()
    pass(56 * minute)
    expect(await acquire()).toBe('one')
  })
})

describe('errors that MSAL makes itself', () => {
  it.each(['common', 'organizations', 'consumers'])('the tenant %s is no tenant', async (tenantId) => {
    await expect(scripted().acquire(false, { tenantId })).rejects.toMatchObject({ code: 'tenant-malformed' })
  })

  it('no credential at all cannot be used', async () => {
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
    ['with a key that is none', { thumbprintSha256: 'ab'.repeat(32), privateKey: 'no PEM' }],
    ['with a damaged key', { thumbprintSha256: 'ab'.repeat(32), privateKey: '-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n' }],
  ])('a certificate %s cannot be used, and nothing of its key is told', async (_name, certificate) => {
    const failure = msalFailure(await certificateError(certificate))
    expect(failure).toMatchObject({ code: 'credential-unusable', details: {} })
    expect(JSON.stringify(failure)).not.toMatch(/PEM|PRIVATE|AAAA/)
  })

  it('any other is told by its name, and only a name', () => {
    expect(msalFailure(new msal.AuthError('empty_input_scopes_error', 'id', 'text with a secret'))).toMatchObject({ code: 'sign-in-library', details: { serverCode: 'empty_input_scopes_error' } })
    expect(msalFailure(new msal.AuthError('50196 secret', 'id'))).toMatchObject({ code: 'sign-in-library', details: {} })
    expect(msalFailure(new msal.AuthError('network_error', 'id'))).toMatchObject({ code: 'connection' })
  })

  it('a fault of the app stays one', () => {
    const fault = new TypeError('x is not a function')
    expect(msalFailure(fault)).toBe(fault)
  })
})
