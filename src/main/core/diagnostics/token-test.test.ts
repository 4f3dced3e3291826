/** @file The token test with the real sign-in, retries and page fetcher. */
import type { Endpoint, Fault } from './fake-service'
import { expect, it } from 'vitest'
import { AppError } from '../base/errors'
import { answer, endpointOf, setUp } from './fake-service'
import { createTokenTest } from './token-test'

async function setUpWithToken(given: Parameters<typeof setUp>[0] = {}) {
  const service = setUp(given)
  await service.tokens.renew()
  const test = createTokenTest(service)
  const sent = (endpoint: Endpoint) => service.requests.filter(each => endpointOf(each) === endpoint)
  return { ...service, test, sent }
}

it('requests one incident with the token in memory, and stores the outcome with the token', async () => {
  const { test, tokens, sent, quota } = await setUpWithToken({ tokenValue: 'opaque' })
  expect(tokens.access()).toMatchObject({ verdict: { answer: 'unknown' }, test: null })
  const access = await test.run()
  expect(access.test).toEqual({ outcome: { kind: 'works' }, testedAt: '2026-11-24T12:00:00.240Z' })
  expect(tokens.access()).toEqual(access)
  // The outcome does not change the verdict of the claims.
  expect(access.verdict.answer).toBe('unknown')
  const [call] = sent('list')
  expect(call?.headers?.Authorization).toBe('Bearer opaque')
  expect(call?.url.searchParams.get('$top')).toBe('1')
  expect([sent('list').length, sent('token').length]).toEqual([1, 1])
  expect(quota.state().limits.map(({ calls, left }) => calls - left)).toEqual([1, 1])
})

const errorBody = { error: { code: 'Forbidden', message: 'The app lacks a role.', target: '|1.' } }
const faults: readonly (readonly [string, Fault, 'refused' | 'undecided', object])[] = [
  ['400', answer(400, errorBody), 'refused', { code: 'bad-request', details: { status: 400, serverMessage: 'The app lacks a role.' } }],
  ['401', answer(401), 'refused', { code: 'unauthorized', details: { status: 401, host: 'api.security.microsoft.com' } }],
  ['403 with a text', answer(403, errorBody), 'refused', { code: 'forbidden', details: { status: 403, serverCode: 'Forbidden', serverMessage: 'The app lacks a role.', target: '|1.' } }],
  ['404', answer(404), 'refused', { code: 'not-found' }],
  ['403 for another reason', answer(403, { error: { code: 'DisabledFeature', message: 'Off.' } }), 'refused', { code: 'refused', details: { status: 403, serverMessage: 'Off.' } }],
  ['403 of a web filter', answer(403, '<h1>Blocked</h1>'), 'undecided', { code: 'refused', details: { status: 403, serverMessage: 'Blocked', sender: 'unknown' } }],
  ['401 of a captive portal', answer(401, '<title>Sign in to the hotel</title>'), 'undecided', { code: 'refused', details: { status: 401, serverMessage: 'Sign in to the hotel' } }],
  ['410', answer(410, errorBody), 'undecided', { code: 'refused', details: { status: 410, serverMessage: 'The app lacks a role.' } }],
  ['408', answer(408, errorBody), 'undecided', { code: 'server-error' }],
  ['425', answer(425, errorBody), 'undecided', { code: 'server-error' }],
  ['429', answer(429, {}, { 'Retry-After': '20' }), 'undecided', { code: 'throttled' }],
  ['503', answer(503, '<html>'), 'undecided', { code: 'server-error', details: { status: 503 } }],
  ['a captive portal', answer(200, '<html>'), 'undecided', { code: 'not-json' }],
  ['another shape', answer(200, { value: {} }), 'undecided', { code: 'unexpected-shape' }],
  ...(['offline', 'dns', 'tls', 'proxy', 'connection', 'timeout', 'redirected'] as const).map(code => [code, new AppError(code, { host: 'h' }), 'undecided', { code }] as const),
]
it.each(faults)('sends one request and acquires no new token after %s', async (_name, fault, kind, failure) => {
  const { test, tokens, sent } = await setUpWithToken({ at: 'list', fault: () => fault })
  expect((await test.run()).test).toMatchObject({ outcome: { kind, failure } })
  expect([sent('list').length, sent('token').length]).toEqual([1, 1])
  expect(JSON.stringify(tokens.access())).not.toMatch(/eyJ|s3cret/)
})

/** Returns a different token in each call. */
const changing = (count => () => `opaque-${++count}`)(0)

it('drops the outcome with the token', async () => {
  const { test, tokens } = await setUpWithToken({ tokenValue: changing })
  await test.run()
  expect(tokens.access()?.test?.outcome).toEqual({ kind: 'works' })
  expect(await tokens.renew()).toMatchObject({ test: null })
  expect(tokens.access()?.test).toBeNull()
  await test.run()
  tokens.forget()
  expect(tokens.access()).toBeNull()
  await expect(test.run()).rejects.toMatchObject({ code: 'no-token' })
})

it.each([
  ['a new token was acquired', async ({ tokens }: Awaited<ReturnType<typeof setUpWithToken>>) => { await tokens.renew() }],
  ['the token was dropped', async ({ tokens }: Awaited<ReturnType<typeof setUpWithToken>>) => { tokens.forget() }],
])('drops the outcome if, in the meantime, %s', async (_name, act) => {
  let release: () => void = () => undefined
  const held = new Promise<void>((resolve) => { release = resolve })
  let onRequest: () => void = () => undefined
  const requested = new Promise<void>((resolve) => { onRequest = resolve })
  const given = await setUpWithToken({
    at: 'list',
    fault: async () => {
      onRequest()
      await held
      return answer(403)
    },
    tokenValue: changing,
  })
  const late = given.test.run()
  await requested
  await act(given)
  release()
  await expect(late).rejects.toMatchObject({ code: 'cancelled' })
  expect(given.tokens.access()?.test ?? null).toBeNull()
})

it('can be cancelled while its request hangs, and then has no outcome', async () => {
  let onRequest: () => void = () => undefined
  const requested = new Promise<void>((resolve) => { onRequest = resolve })
  const { test, tokens, sent } = await setUpWithToken({
    at: 'list',
    fault: () => {
      onRequest()
      return new Promise<Fault>(() => undefined)
    },
  })
  const running = test.run()
  await requested
  test.cancel()
  await expect(running).rejects.toMatchObject({ code: 'cancelled' })
  expect(sent('list')[0]?.signal?.aborted).toBe(true)
  expect(tokens.access()?.test).toBeNull()
})
