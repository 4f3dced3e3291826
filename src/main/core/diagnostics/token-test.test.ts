/** @file The test call with the real sign-in, retries and page fetcher. */
import type { At, Fault } from './fake-service'
import { expect, it } from 'vitest'
import { AppError } from '../base/errors'
import { answer, placeOf, setUp } from './fake-service'
import { createTokenTest } from './token-test'

async function begin(given: Parameters<typeof setUp>[0] = {}) {
  const service = setUp(given)
  await service.tokens.renew()
  const test = createTokenTest(service)
  const sent = (at: At) => service.requests.filter(each => placeOf(each) === at)
  return { ...service, test, sent }
}

it('asks for one incident with the token in memory, and keeps the outcome with it', async () => {
  const { test, tokens, sent, quota } = await begin({ tokenValue: 'opaque' })
  expect(tokens.access()).toMatchObject({ verdict: { answer: 'unknown' }, test: null })
  const access = await test.run()
  expect(access.test).toEqual({ outcome: { kind: 'works' }, testedAt: '2026-11-24T12:00:00.240Z' })
  expect(tokens.access()).toEqual(access)
  // What the claims say stays what they say.
  expect(access.verdict.answer).toBe('unknown')
  const [call] = sent('list')
  expect(call?.headers?.Authorization).toBe('Bearer opaque')
  expect(call?.url.searchParams.get('$top')).toBe('1')
  expect([sent('list').length, sent('token').length]).toEqual([1, 1])
  expect(quota.state().limits.map(({ calls, left }) => calls - left)).toEqual([1, 1])
})

const words = { error: { code: 'Forbidden', message: 'The app lacks a role.', target: '|1.' } }
const faults: readonly (readonly [string, Fault, 'refused' | 'undecided', object])[] = [
  ['400', answer(400, words), 'refused', { code: 'bad-request', details: { status: 400, serverMessage: 'The app lacks a role.' } }],
  ['401', answer(401), 'refused', { code: 'unauthorized', details: { status: 401, host: 'api.security.microsoft.com' } }],
  ['403 with words', answer(403, words), 'refused', { code: 'forbidden', details: { status: 403, serverCode: 'Forbidden', serverMessage: 'The app lacks a role.', target: '|1.' } }],
  ['404', answer(404), 'refused', { code: 'not-found' }],
  ['403 for another reason', answer(403, { error: { code: 'DisabledFeature', message: 'Off.' } }), 'refused', { code: 'refused', details: { status: 403, serverMessage: 'Off.' } }],
  ['403 of a web filter', answer(403, '<h1>Blocked</h1>'), 'undecided', { code: 'refused', details: { status: 403, serverMessage: 'Blocked', sender: 'unknown' } }],
  ['401 of a captive portal', answer(401, '<title>Sign in to the hotel</title>'), 'undecided', { code: 'refused', details: { status: 401, serverMessage: 'Sign in to the hotel' } }],
  ['410', answer(410, words), 'undecided', { code: 'refused', details: { status: 410, serverMessage: 'The app lacks a role.' } }],
  ['429', answer(429, {}, { 'Retry-After': '20' }), 'undecided', { code: 'throttled' }],
  ['503', answer(503, '<html>'), 'undecided', { code: 'server-error', details: { status: 503 } }],
  ['a captive portal', answer(200, '<html>'), 'undecided', { code: 'not-json' }],
  ['another shape', answer(200, { value: {} }), 'undecided', { code: 'unexpected-shape' }],
  ...(['offline', 'dns', 'tls', 'proxy', 'connection', 'timeout', 'redirected'] as const).map(code => [code, new AppError(code, { host: 'h' }), 'undecided', { code }] as const),
]
it.each(faults)('%s: one call, no new token', async (_name, fault, kind, failure) => {
  const { test, tokens, sent } = await begin({ at: 'list', fault: () => fault })
  expect((await test.run()).test).toMatchObject({ outcome: { kind, failure } })
  expect([sent('list').length, sent('token').length]).toEqual([1, 1])
  expect(JSON.stringify(tokens.access())).not.toMatch(/eyJ|s3cret/)
})

/** Another token each time. */
const changing = (count => () => `opaque-${++count}`)(0)

it('the outcome goes with the token', async () => {
  const { test, tokens } = await begin({ tokenValue: changing })
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
  ['a new token', async ({ tokens }: Awaited<ReturnType<typeof begin>>) => { await tokens.renew() }],
  ['the profile is left', async ({ tokens }: Awaited<ReturnType<typeof begin>>) => { tokens.forget() }],
])('an outcome that comes late is dropped: %s', async (_name, act) => {
  let release: () => void = () => undefined
  const held = new Promise<void>((resolve) => { release = resolve })
  let asked: () => void = () => undefined
  const asking = new Promise<void>((resolve) => { asked = resolve })
  const given = await begin({
    at: 'list',
    fault: async () => {
      asked()
      await held
      return answer(403)
    },
    tokenValue: changing,
  })
  const late = given.test.run()
  await asking
  await act(given)
  release()
  await expect(late).rejects.toMatchObject({ code: 'cancelled' })
  expect(given.tokens.access()?.test ?? null).toBeNull()
})

it('is cancelled though its call hangs, and leaves no outcome', async () => {
  let asked: () => void = () => undefined
  const asking = new Promise<void>((resolve) => { asked = resolve })
  const { test, tokens, sent } = await begin({
    at: 'list',
    fault: () => {
      asked()
      return new Promise<Fault>(() => undefined)
    },
  })
  const running = test.run()
  await asking
  test.cancel()
  await expect(running).rejects.toMatchObject({ code: 'cancelled' })
  expect(sent('list')[0]?.signal?.aborted).toBe(true)
  expect(tokens.access()?.test).toBeNull()
})
