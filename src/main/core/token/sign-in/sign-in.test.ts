/** @file Sign-in with the real MSAL, to detect changes of its behavior. */
import type { Credentials } from '../../credentials/credential'
import type { HttpResponse, HttpRequest } from '../../network/http'
import type { Send } from '../../network/retry'
import { Buffer } from 'node:buffer'
import * as msal from '@azure/msal-node'
import { describe, expect, it, vi } from 'vitest'
import { assertionProblem } from '../../../../../e2e/cloud/assertion'
import { AppError } from '../../base/errors'
import { createSelfSigned } from '../../credentials/self-signed'
import { createSignIn } from './sign-in'

const secret = 's3cret~value'
const credentials: Credentials = { tenantId: '11111111-2222-4333-8444-555555555555', clientId: '66666666-7777-4888-9999-000000000000', credential: { kind: 'secret', clientSecret: secret }, api: 'defender-xdr', cloud: 'worldwide' }
const token = (value: string): HttpResponse => reply(200, { token_type: 'Bearer', expires_in: 3599, access_token: value })
const reply = (status: number, body: unknown, headers = {}): HttpResponse => ({ status, headers: new Headers(headers), chunks: [Buffer.from(typeof body === 'string' ? body : JSON.stringify(body))] })
const refusal = (number: number) => reply(401, { error: 'invalid_client', error_description: `AADSTS${number}: Text. Trace ID: t Correlation ID: c`, error_codes: [number], trace_id: 't', correlation_id: 'c' })

function scripted(now: number, ...outcomes: readonly (HttpResponse | AppError)[]) {
  const requests: HttpRequest[] = []
  const send: Send = async (request) => {
    const outcome = outcomes[requests.push(request) - 1]
    if (!outcome || outcome instanceof AppError) throw outcome ?? new Error('nothing scripted')
    return outcome
  }
  const clock = { now: () => now, monotonic: () => 1000, wait: async () => undefined }
  const signIn = createSignIn({ send, clock, loadMsal: async () => msal })
  return { requests, acquire: (fresh = false, given = credentials) => signIn.acquire(given, { fresh }) }
}

describe('sign-in with a certificate', () => {
  const year = 365 * 24 * 3_600_000
  const made = createSelfSigned(Date.now())
  const withCertificate: Credentials = { ...credentials, credential: { kind: 'certificate', privateKey: made.privateKey, certificate: made.certificate } }

  it.each([['worldwide', 'login.microsoftonline.com'], ['gcc', 'login.microsoftonline.com'], ['gcc-high', 'login.microsoftonline.us'], ['dod', 'login.microsoftonline.us']] as const)('in the cloud %s sends %s an assertion that is valid by the stand-in\'s rules, and no secret', async (cloud, login) => {
    const { requests, acquire } = scripted(Date.now(), token('one'))
    expect((await acquire(false, { ...withCertificate, cloud })).value).toBe('one')
    const form = new URLSearchParams(requests[0]?.body)
    expect(form.get('client_secret')).toBeNull()
    const assertion = form.get('client_assertion') ?? ''
    const audience = `https://${login}/${credentials.tenantId}/oauth2/v2.0/token`
    expect(requests[0]?.url.href.split('?')[0]).toBe(audience)
    expect(await assertionProblem(assertion, { certificates: [made.publicPart], clientId: credentials.clientId, audience, now: Date.now() })).toBeNull()
    expect(requests[0]?.body).not.toContain('PRIVATE')
  })

  it.each([[Date.now() + 2 * year, 'certificate-expired'], [Date.now() - year, 'certificate-not-yet-valid']])('fails without a request at the time %s with the code %s', async (now, code) => {
    const { requests, acquire } = scripted(now)
    await expect(acquire(false, withCertificate)).rejects.toMatchObject({ code })
    expect(requests).toHaveLength(0)
  })

  it('bypasses the cache for another certificate', async () => {
    const { acquire } = scripted(Date.now(), token('one'), token('two'), token('three'))
    await acquire(false, withCertificate)
    expect((await acquire(false, withCertificate)).value).toBe('one')
    const other = createSelfSigned(Date.now())
    expect((await acquire(false, { ...withCertificate, credential: { kind: 'certificate', ...other } })).value).toBe('two')
    expect((await acquire(false, credentials)).value).toBe('three')
  })

  it.each([[700027, 'certificate-unknown'], [700024, 'certificate-clock'], [1000502, 'certificate-expired']])('reports refusal %s with its number', async (number, code) => {
    await expect(scripted(Date.now(), refusal(number)).acquire(false, withCertificate)).rejects.toMatchObject({ code, details: { aadsts: `AADSTS${number}` } })
  })
})

describe('acquire', () => {
  it('sends one request with the scope and the secret, and returns the next token from memory', async () => {
    const { requests, acquire } = scripted(1000, token('one'), token('two'))
    expect(await acquire()).toMatchObject({ value: 'one', obtainedAt: 1000 })
    expect(await acquire()).toMatchObject({ value: 'one', obtainedAt: 1000 })
    expect(requests).toHaveLength(1)
    expect(requests[0]?.url.href).toMatch(/^https:\/\/login\.microsoftonline\.com\/11111111-[\w-]+\/oauth2\/v2\.0\/token/)
    const form = new URLSearchParams(requests[0]?.body)
    expect(form.get('scope')).toContain('https://api.security.microsoft.com/.default')
    expect(form.get('client_secret')).toBe(secret)
  })

  it('bypasses the cache on request and for another secret', async () => {
    const { acquire } = scripted(1000, token('one'), token('two'), token('three'))
    await acquire()
    expect((await acquire(true)).value).toBe('two')
    expect((await acquire(false, { ...credentials, credential: { kind: 'secret', clientSecret: 'other' } })).value).toBe('three')
  })

  it('returns a token from memory for IDs that differ only in case or braces', async () => {
    const { requests, acquire } = scripted(1000, token('one'), token('two'))
    const upper = { ...credentials, tenantId: credentials.tenantId.toUpperCase(), clientId: `{${credentials.clientId}}` }
    expect((await acquire()).value).toBe('one')
    expect((await acquire(false, upper)).value).toBe('one')
    expect(requests).toHaveLength(1)
  })

  it.each([
    [refusal(7000215), 'secret-invalid'],
    [refusal(7000222), 'secret-expired'],
    [refusal(700016), 'client-not-found'],
    [refusal(90002), 'tenant-not-found'],
    [refusal(500011), 'resource-not-found'],
    [refusal(65001), 'consent-missing'],
    [refusal(53003), 'conditional-access'],
    [refusal(7000112), 'app-disabled'],
    [refusal(90033), 'entra-unavailable'],
    [refusal(1234567), 'sign-in-refused'],
    [reply(429, { error: 'x', error_codes: [] }, { 'retry-after': '7' }), 'throttled'],
    [reply(503, {}), 'entra-unavailable'],
    [reply(503, '<html>'), 'entra-unavailable'],
    [reply(200, '<html>hotel</html>'), 'not-json'],
    [reply(200, {}), 'token-empty'],
    [reply(200, { access_token: '' }), 'token-empty'],
    [reply(200, { access_token: { toString: 'x' }, expires_in: 3599 }), 'token-empty'],
    [reply(200, 'null'), 'sign-in-unclear'],
    [reply(200, '"text"'), 'sign-in-unclear'],
    [reply(429, 'null'), 'throttled'],
    [refusal(50196), 'request-loop'],
    [reply(400, { error: 'temporarily_unavailable', error_codes: [1234567] }), 'entra-unavailable'],
    [reply(400, { error: 'invalid_scope', error_codes: [1234567] }), 'scope-invalid'],
    [reply(401, { error: 'invalid_client', error_codes: [50000, 7000222] }), 'secret-expired'],
    [new AppError('dns', { host: 'login.microsoftonline.com' }), 'dns'],
  ])('reports a failure with its own code (%#), and the next call sends a request', async (outcome, code) => {
    const { requests, acquire } = scripted(1000, outcome, token('after'))
    await expect(acquire()).rejects.toMatchObject({ code })
    // The same MSAL instance would throttle itself here.
    expect((await acquire()).value).toBe('after')
    expect(requests).toHaveLength(2)
  })

  it('reports the IDs that Microsoft support requests, and no secret', async () => {
    const error: unknown = await scripted(1000, refusal(7000215)).acquire().catch((reason: unknown) => reason)
    expect(error).toMatchObject({ details: { aadsts: 'AADSTS7000215', correlationId: 'c', traceId: 't', serverCode: 'invalid_client', serverMessage: 'AADSTS7000215: Text.' } })
    expect(JSON.stringify(error)).not.toContain(secret)
  })
})

describe('simultaneous requests', () => {
  interface Held {
    readonly form: URLSearchParams
    readonly retryBudgetMs: number | undefined
    readonly signal: AbortSignal | undefined
    readonly answer: (answer: HttpResponse | AppError) => void
  }
  /** Creates a sign-in whose requests wait for a response from the test. */
  function holdRequests() {
    const requests: Held[] = []
    const send: Send = ({ body, signal }, policy) => new Promise((resolve, reject) => {
      const answer = (outcome: HttpResponse | AppError) => { if (outcome instanceof AppError) reject(outcome); else resolve(outcome) }
      requests.push({ form: new URLSearchParams(body), retryBudgetMs: policy?.retryBudgetMs, signal, answer })
    })
    const signIn = createSignIn({ send, clock: { now: () => 1000, monotonic: () => 1000, wait: async () => undefined }, loadMsal: async () => msal })
    return { requests, signIn, sent: (count: number) => vi.waitUntil(() => requests.length === count) }
  }
  const ofGraph: Credentials = { ...credentials, api: 'microsoft-graph' }

  it('are sent one after another, each with its own scope, retry budget and signal, and with its own failure', async () => {
    const { requests, signIn, sent } = holdRequests()
    const stop = new AbortController()
    const first = signIn.acquire(credentials, { fresh: true, retryBudgetMs: 0, signal: stop.signal }).catch((error: unknown) => error)
    const second = signIn.acquire(ofGraph, { fresh: true, retryBudgetMs: 5 }).catch((error: unknown) => error)
    await sent(1)
    // If requests were not serialized, the second would be sent within this time.
    for (let turn = 0; turn < 50; turn++) await new Promise(setImmediate)
    expect(requests).toHaveLength(1)
    requests[0]?.answer(refusal(7000215))
    expect(await first).toMatchObject({ code: 'secret-invalid', details: { api: 'defender-xdr' } })
    await sent(2)
    requests[1]?.answer(new AppError('dns', { host: 'h' }))
    expect(await second).toMatchObject({ code: 'dns', details: { host: 'h', api: 'microsoft-graph' } })
    expect(requests.map(({ form, retryBudgetMs, signal }) => [form.get('scope')?.split(' ')[0], retryBudgetMs, signal])).toEqual([
      ['https://api.security.microsoft.com/.default', 0, stop.signal], ['https://graph.microsoft.com/.default', 5, undefined],
    ])
  })
})
