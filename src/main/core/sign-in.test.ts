import type { Credentials } from './sign-in'
/** @file With the real MSAL: its slips are what this file guards against. */
import type { Answer, HttpRequest } from './http'
import type { Send } from './retry'
import { Buffer } from 'node:buffer'
import * as msal from '@azure/msal-node'
import { describe, expect, it } from 'vitest'
import { AppError } from './errors'
import { createSignIn } from './sign-in'

const credentials: Credentials = { tenantId: '11111111-2222-4333-8444-555555555555', clientId: '66666666-7777-4888-9999-000000000000', clientSecret: 's3cret~value', api: 'defender-xdr', cloud: 'worldwide' }
const token = (value: string): Answer => reply(200, { token_type: 'Bearer', expires_in: 3599, access_token: value })
const reply = (status: number, body: unknown, headers = {}): Answer => ({ status, headers: new Headers(headers), chunks: [Buffer.from(typeof body === 'string' ? body : JSON.stringify(body))] })
const refusal = (number: number) => reply(401, { error: 'invalid_client', error_description: `AADSTS${number}: Text. Trace ID: t Correlation ID: c`, error_codes: [number], trace_id: 't', correlation_id: 'c' })

function scripted(...outcomes: readonly (Answer | AppError)[]) {
  const requests: HttpRequest[] = []
  const send: Send = async (request) => {
    const outcome = outcomes[requests.push(request) - 1]
    if (!outcome || outcome instanceof AppError) throw outcome ?? new Error('nothing scripted')
    return outcome
  }
  const clock = { now: () => 1000, monotonic: () => 1000, wait: async () => undefined }
  const signIn = createSignIn({ send, clock, loadMsal: async () => msal })
  return { requests, acquire: (fresh = false, given = credentials) => signIn.acquire(given, { fresh }) }
}

describe('acquire', () => {
  it('sends one request, with the scope and the secret, and serves the next from memory', async () => {
    const { requests, acquire } = scripted(token('one'), token('two'))
    expect(await acquire()).toMatchObject({ value: 'one', obtainedAt: 1000 })
    expect(await acquire()).toMatchObject({ value: 'one', obtainedAt: 1000 })
    expect(requests).toHaveLength(1)
    expect(requests[0]?.url.href).toMatch(/^https:\/\/login\.microsoftonline\.com\/11111111-[\w-]+\/oauth2\/v2\.0\/token/)
    const form = new URLSearchParams(requests[0]?.body)
    expect(form.get('scope')).toContain('https://api.security.microsoft.com/.default')
    expect(form.get('client_secret')).toBe(credentials.clientSecret)
  })

  it('passes the cache when asked to, and for another secret', async () => {
    const { acquire } = scripted(token('one'), token('two'), token('three'))
    await acquire()
    expect((await acquire(true)).value).toBe('two')
    expect((await acquire(false, { ...credentials, clientSecret: 'other' })).value).toBe('three')
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
    [reply(200, 'null'), 'not-json'],
    [reply(200, '"text"'), 'not-json'],
    [reply(429, 'null'), 'not-json'],
    [refusal(50196), 'request-loop'],
    [reply(400, { error: 'temporarily_unavailable', error_codes: [1234567] }), 'entra-unavailable'],
    [reply(400, { error: 'invalid_scope', error_codes: [1234567] }), 'scope-invalid'],
    [reply(401, { error: 'invalid_client', error_codes: [50000, 7000222] }), 'secret-expired'],
    [new AppError('dns', { host: 'login.microsoftonline.com' }), 'dns'],
  ])('keeps the facts of a failure (%#), and the next try is sent', async (outcome, code) => {
    const { requests, acquire } = scripted(outcome, token('after'))
    await expect(acquire()).rejects.toMatchObject({ code })
    // MSAL would throttle itself here.
    expect((await acquire()).value).toBe('after')
    expect(requests).toHaveLength(2)
  })

  it('tells the ids that support asks for, and no secret', async () => {
    const error: unknown = await scripted(refusal(7000215)).acquire().catch((reason: unknown) => reason)
    expect(error).toMatchObject({ details: { aadsts: 'AADSTS7000215', correlationId: 'c', traceId: 't', serverCode: 'invalid_client', serverMessage: 'AADSTS7000215: Text.' } })
    expect(JSON.stringify(error)).not.toContain(credentials.clientSecret)
  })
})
