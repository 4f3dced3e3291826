import type { Failure } from '../../../shared/contract/failure'
import type { Waiting } from '../../../shared/contract/model'
import type { Answer, Exchange, HttpRequest } from './http'
import type { Clock } from '../base/clock'
import type { RetryPolicy } from './retry'
import { Buffer } from 'node:buffer'
import { describe, expect, it } from 'vitest'
import { AppError } from '../base/errors'
import { createSend } from './retry'

const answer = (status: number, headers: Record<string, string> = {}, body = ''): Answer => ({ status, headers: new Headers(headers), chunks: [Buffer.from(body)] })
const request: HttpRequest = { url: new URL('https://api.security.microsoft.com/api/incidents'), idleMs: 1 }
const broken = () => new AppError('connection', { netError: 'ERR_CONNECTION_RESET' })

/** A send whose exchanges are scripted; its waits pass at once and are recorded. */
function scripted(outcomes: readonly (Answer | AppError)[], policy: { readonly [K in keyof RetryPolicy]?: RetryPolicy[K] | undefined } = {}) {
  const waits: number[] = []
  const told: (Waiting | null)[] = []
  let at = 0
  let now = 0
  const exchange: Exchange = async () => {
    const outcome = outcomes[Math.min(at++, outcomes.length - 1)]
    if (!outcome || outcome instanceof AppError) throw outcome ?? new Error('nothing scripted')
    return outcome
  }
  const clock: Clock = {
    monotonic: () => 0, now: () => now,
    wait: async (ms, signal) => {
      if (signal?.aborted) throw new AppError('cancelled')
      waits.push(ms)
      now += ms
    },
  }
  const send = createSend(exchange, clock)
  const run = (extra: Partial<HttpRequest> = {}) =>
    send({ ...request, ...extra }, { onWaiting: waiting => told.push(waiting), ...policy } as RetryPolicy)
  return { waits, told, tries: () => at, run }
}

describe('send', () => {
  it.each([[answer(503)], [answer(500)], [broken()]])('tries four times more, with 15 s of pauses in all, then gives up', async (outcome) => {
    const { run, waits, tries } = scripted([outcome])
    await expect(run()).rejects.toMatchObject({ code: outcome instanceof AppError ? 'connection' : 'server-error', details: { attempts: 5 } })
    expect(waits).toEqual([1000, 2000, 4000, 8000])
    expect(tries()).toBe(5)
  })

  it('keeps to the patience that it is given', async () => {
    const { run, waits } = scripted([answer(503)], { patienceMs: 3000 })
    await expect(run()).rejects.toMatchObject({ details: { attempts: 3 } })
    expect(waits).toEqual([1000, 2000])
  })

  it('says no more of a failure than it knows', async () => {
    const error: unknown = await scripted([answer(503)]).run().catch((reason: unknown) => reason)
    expect((error as AppError).details).toEqual({ host: 'api.security.microsoft.com', status: 503, attempts: 5 })
  })

  it('goes on where a fault passes', async () => {
    const { run, waits, told } = scripted([answer(502), broken(), answer(200)])
    await expect(run()).resolves.toMatchObject({ status: 200 })
    expect(waits).toEqual([1000, 2000])
    expect(told.map(each => each?.for ?? null)).toEqual(['retry', null, 'retry', null])
    expect(told[2]).toMatchObject({ attempt: 2, until: new Date(3000).toISOString(), cause: { code: 'connection' } })
  })

  it.each(['{"value":[', '\uFEFF {"value":[{"a":1', ' {"a":"}"'])('takes %j for an answer that was cut off', async (body) => {
    const passing = scripted([answer(200, {}, body), answer(200, {}, '{}')])
    await expect(passing.run()).resolves.toMatchObject({ status: 200 })
    expect(passing.told[0]).toMatchObject({ for: 'retry', cause: { code: 'cut-off' } })
    await expect(scripted([answer(206, {}, body)]).run()).rejects.toMatchObject({ code: 'cut-off', details: { attempts: 5, status: 206 } })
  })

  it.each([[200, ''], [200, '{}'], [200, ' {"a":1}\r\n'], [200, '\uFEFF{"a":{}}'], [200, '<html>'], [200, '[1'], [200, '{"a":{}'], [200, '{"a":1}x'], [200, '\uFEFF{"a":"}"}\n<html>'], [206, '{"value":[]};'], [200, `{"a":1}${' '.repeat(200)}<!-- proxy -->`], [300, '{"a":'], [200, ' \uFEFF{"a":'], [200, `{"a":1}${' '.repeat(70)}`], [200, `${' '.repeat(70)}{"a":`], [400, '{"error":'], [403, '{"error":']])('leaves %i %j to its reader', async (status, body) => {
    const { run, tries } = scripted([answer(status, {}, body)])
    await expect(run()).resolves.toMatchObject({ status })
    expect(tries()).toBe(1)
  })

  it('looks at both ends of an answer in pieces', async () => {
    const pieces = (...bodies: string[]): Answer => ({ status: 200, headers: new Headers(), chunks: bodies.map(body => Buffer.from(body)) })
    await expect(scripted([pieces('', '{"a":', '1}', '')]).run()).resolves.toMatchObject({ status: 200 })
    await expect(scripted([pieces('{"a":{}', ',"b"', '')]).run()).rejects.toMatchObject({ code: 'cut-off' })
  })

  it.each([
    [15_000, ['1 of 4', '2 of 4', '3 of 4', '4 of 4']], [3000, ['1 of 2', '2 of 2']], [1000, ['1 of 1']], [999, []], [0, []], [7000, ['1 of 3', '2 of 3', '3 of 3']],
  ])('tells how many retries there may be with a patience of %i ms', async (patienceMs, expected) => {
    const { run, told } = scripted([answer(503)], { patienceMs })
    await expect(run()).rejects.toMatchObject({ details: { attempts: expected.length + 1 } })
    expect(told.flatMap(each => each?.for === 'retry' ? [`${each.attempt} of ${each.of}`] : [])).toEqual(expected)
  })

  it('counts fewer retries where the service asks for longer pauses, and none of its waits', async () => {
    const slow = scripted([answer(503, { 'retry-after': '2' }), answer(503)], { patienceMs: 15_000, onWaiting: undefined })
    await expect(slow.run()).rejects.toMatchObject({ details: { attempts: 4 } })
    const { run, told } = scripted([answer(503, { 'retry-after': '1' }), answer(503, { 'retry-after': '20' }), answer(503), answer(200)])
    await run()
    expect(told.flatMap(each => each?.for === 'retry' ? [`${each.attempt} of ${each.of}`] : [])).toEqual(['1 of 4', '2 of 4'])
  })

  it.each([408, 425])('retries %i', async (status) => {
    const { run, waits } = scripted([answer(status), answer(200)])
    await expect(run()).resolves.toMatchObject({ status: 200 })
    expect(waits).toEqual([1000])
  })

  it('waits for a quota as often and as long as told, and does not count it as a failure', async () => {
    const { run, waits, told } = scripted([...Array.from({ length: 7 }, () => answer(429, { 'retry-after': '90' })), answer(500), answer(200)])
    await expect(run()).resolves.toMatchObject({ status: 200 })
    expect(waits).toEqual([...Array.from({ length: 7 }, () => 90_000), 1000])
    expect(told[0]).toMatchObject({ for: 'quota', until: new Date(90_000).toISOString() })
  })

  it.each([['200', 200], ['304', 304], ['404', 404]])('reads no Retry-After of a %s', async (_name, status) => {
    const { run, waits } = scripted([answer(status, { 'retry-after': '20' }, '{}')])
    await expect(run()).resolves.toMatchObject({ status })
    expect(waits).toEqual([])
  })

  it('leaves a 429 to a caller that does not wait', async () => {
    await expect(scripted([answer(429)], { onWaiting: undefined }).run()).resolves.toMatchObject({ status: 429 })
  })

  it.each(['offline', 'dns', 'tls', 'proxy', 'timeout', 'redirected', 'too-large', 'cancelled'] as const)('does not repeat %s', async (code) => {
    const { run, tries } = scripted([new AppError(code)])
    await expect(run()).rejects.toMatchObject({ code })
    expect(tries()).toBe(1)
  })

  it('can be cancelled while it waits', async () => {
    const { run, tries } = scripted([answer(500)])
    await expect(run({ signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'cancelled' })
    expect(tries()).toBe(1)
  })
})

it.each([403, 500])('a response with HTTP %i never hands on the secret of its request', async (status) => {
  const body = '<table><tr><td>client_secret</td><td>aB8Q~0123456789</td></tr></table>'
  const { run } = scripted([answer(status, {}, body)], { patienceMs: 0 })
  const outcome: unknown = await run({ body: 'client_secret=aB8Q%7E0123456789' }).catch((error: unknown) => error instanceof AppError ? error.failure : error)
  const text = 'chunks' in Object(outcome) ? Buffer.concat((outcome as Answer).chunks).toString() : JSON.stringify(outcome)
  expect(text).toContain('[removed]')
  expect(text).not.toContain('aB8Q')
})

describe('a service that fails and asks to wait', () => {
  const asks = (seconds: string | number, status = 503) => answer(status, { 'retry-after': String(seconds) })

  it.each([503, 502, 504, 500, 408, 425])('with %i is waited for as often as it asks, and the wait is reported', async (status) => {
    const { run, waits, told } = scripted([...Array.from({ length: 7 }, () => asks(20, status)), answer(200)])
    await expect(run()).resolves.toMatchObject({ status: 200 })
    expect(waits).toEqual(Array.from({ length: 7 }, () => 20_000))
    expect(told[0]).toEqual({ for: 'service', until: new Date(20_000).toISOString(), cause: { code: 'server-error', details: { host: 'api.security.microsoft.com', status, seconds: 20 } } })
    expect(told[1]).toBeNull()
  })

  it('is waited for 5 minutes in all; then the failure says how long it asked to wait', async () => {
    const { run, waits, tries } = scripted([asks(70)])
    await expect(run()).rejects.toMatchObject({ code: 'server-error', details: { status: 503, seconds: 70, attempts: 5 } })
    expect(waits).toEqual([70_000, 70_000, 70_000, 70_000])
    expect(tries()).toBe(5)
  })

  it.each([300, 301, 7200])('for %i s at once', async (seconds) => {
    const { run, waits } = scripted([asks(seconds), answer(200)])
    if (seconds <= 300) await expect(run()).resolves.toMatchObject({ status: 200 })
    else await expect(run()).rejects.toMatchObject({ code: 'server-error', details: { seconds, attempts: 1 } })
    expect(waits).toEqual(seconds <= 300 ? [300_000] : [])
  })

  it('keeps its four retries for the failures without a wait', async () => {
    const { run, waits } = scripted([asks(20), answer(503), broken(), asks(20), answer(502), answer(500), answer(200)])
    await expect(run()).resolves.toMatchObject({ status: 200 })
    expect(waits).toEqual([20_000, 1000, 2000, 20_000, 4000, 8000])
  })

  it.each([0, 1])('for %i s gets no more than the four retries', async (seconds) => {
    const { run, waits } = scripted([asks(seconds)])
    await expect(run()).rejects.toMatchObject({ details: { seconds: 1, attempts: 5 } })
    expect(waits).toEqual([1000, 2000, 4000, 8000])
  })

  it.each(['9'.repeat(20), '-20', 'soon', ''])('with an unusable Retry-After %j is retried as without one', async (value) => {
    const { run, waits } = scripted([answer(503, { 'retry-after': value })])
    await expect(run()).rejects.toMatchObject({ code: 'server-error', details: { attempts: 5 } })
    expect(waits).toEqual([1000, 2000, 4000, 8000])
  })

  it.each([0, 1000])('is waited for once by a request with a patience of %i ms', async (patienceMs) => {
    const passing = scripted([asks(20), answer(200)], { patienceMs })
    await expect(passing.run()).resolves.toMatchObject({ status: 200 })
    expect(passing.waits).toEqual([20_000])
    const lasting = scripted([asks(20)], { patienceMs })
    await expect(lasting.run()).rejects.toMatchObject({ code: 'server-error', details: { seconds: 20, attempts: 2 } })
    expect(lasting.waits).toEqual([20_000])
  })

  it.each([[15_000, 6, [6000]], [15_000, 20, []], [3000, 6, []]])('where nobody sees a wait, counts against the patience: %i ms, %i s', async (patienceMs, seconds, expected) => {
    const { run, waits } = scripted([asks(seconds), answer(200)], { patienceMs, onWaiting: undefined })
    if (expected.length > 0) await expect(run()).resolves.toMatchObject({ status: 200 })
    else await expect(run()).rejects.toMatchObject({ code: 'server-error', details: { seconds, attempts: 1 } })
    expect(waits).toEqual(expected)
  })

  it('lets no other request through meanwhile, and none after it gave up', async () => {
    const blocks: (readonly [number, string | undefined])[] = []
    const quota = { take: async () => () => undefined, block: (ms: number, cause?: Failure) => blocks.push([ms, cause?.code]) }
    await expect(scripted([asks(200)], { quota }).run()).rejects.toMatchObject({ details: { attempts: 2 } })
    expect(blocks).toEqual([[200_000, 'server-error'], [200_000, 'server-error']])
    blocks.length = 0
    await scripted([answer(503), answer(429, { 'retry-after': '7' }), answer(200)], { quota }).run()
    expect(blocks).toEqual([[7000, undefined]])
  })
})
