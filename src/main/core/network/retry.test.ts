import type { Failure } from '../../../shared/contract/failure'
import type { Waiting } from '../../../shared/contract/model'
import type { HttpResponse, Exchange, HttpRequest } from './http'
import type { Clock } from '../base/clock'
import type { RetryPolicy } from './retry'
import { Buffer } from 'node:buffer'
import { describe, expect, it } from 'vitest'
import { AppError } from '../base/errors'
import { createSend } from './retry'

const response = (status: number, headers: Record<string, string> = {}, body = ''): HttpResponse => ({ status, headers: new Headers(headers), chunks: [Buffer.from(body)] })
const request: HttpRequest = { url: new URL('https://api.security.microsoft.com/api/incidents'), idleMs: 1 }
const broken = () => new AppError('connection', { netError: 'ERR_CONNECTION_RESET' })

/** Returns a send function with scripted outcomes. Its waits are recorded and end at once. */
function scripted(outcomes: readonly (HttpResponse | AppError)[], policy: { readonly [K in keyof RetryPolicy]?: RetryPolicy[K] | undefined } = {}) {
  const waits: number[] = []
  const reported: (Waiting | null)[] = []
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
    send({ ...request, ...extra }, { onWaiting: waiting => reported.push(waiting), ...policy } as RetryPolicy)
  return { waits, reported, tries: () => at, run }
}

describe('send', () => {
  it.each([[response(503)], [response(500)], [broken()]])('retries four times, with 15 s of pauses in total, then gives up', async (outcome) => {
    const { run, waits, tries } = scripted([outcome])
    await expect(run()).rejects.toMatchObject({ code: outcome instanceof AppError ? 'connection' : 'server-error', details: { attempts: 5 } })
    expect(waits).toEqual([1000, 2000, 4000, 8000])
    expect(tries()).toBe(5)
  })

  it('limits its pauses to the given retry budget', async () => {
    const { run, waits } = scripted([response(503)], { retryBudgetMs: 3000 })
    await expect(run()).rejects.toMatchObject({ details: { attempts: 3 } })
    expect(waits).toEqual([1000, 2000])
  })

  it('reports only the known details of a failure', async () => {
    const error: unknown = await scripted([response(503)]).run().catch((reason: unknown) => reason)
    expect((error as AppError).details).toEqual({ host: 'api.security.microsoft.com', status: 503, attempts: 5 })
  })

  it('succeeds after temporary failures', async () => {
    const { run, waits, reported } = scripted([response(502), broken(), response(200)])
    await expect(run()).resolves.toMatchObject({ status: 200 })
    expect(waits).toEqual([1000, 2000])
    expect(reported.map(each => each?.for ?? null)).toEqual(['retry', null, 'retry', null])
    expect(reported[2]).toMatchObject({ attempt: 2, until: new Date(3000).toISOString(), cause: { code: 'connection' } })
  })

  it.each(['{"value":[', '\uFEFF {"value":[{"a":1', ' {"a":"}"'])('retries after the response %j, which was cut off', async (body) => {
    const passing = scripted([response(200, {}, body), response(200, {}, '{}')])
    await expect(passing.run()).resolves.toMatchObject({ status: 200 })
    expect(passing.reported[0]).toMatchObject({ for: 'retry', cause: { code: 'cut-off' } })
    await expect(scripted([response(206, {}, body)]).run()).rejects.toMatchObject({ code: 'cut-off', details: { attempts: 5, status: 206 } })
  })

  it.each([[200, ''], [200, '{}'], [200, ' {"a":1}\r\n'], [200, '\uFEFF{"a":{}}'], [200, '<html>'], [200, '[1'], [200, '{"a":{}'], [200, '{"a":1}x'], [200, '\uFEFF{"a":"}"}\n<html>'], [206, '{"value":[]};'], [200, `{"a":1}${' '.repeat(200)}<!-- proxy -->`], [300, '{"a":'], [200, ' \uFEFF{"a":'], [200, `{"a":1}${' '.repeat(70)}`], [200, `${' '.repeat(70)}{"a":`], [400, '{"error":'], [403, '{"error":']])('does not retry after HTTP %i with the body %j', async (status, body) => {
    const { run, tries } = scripted([response(status, {}, body)])
    await expect(run()).resolves.toMatchObject({ status })
    expect(tries()).toBe(1)
  })

  it('checks both ends of a response in chunks', async () => {
    const pieces = (...bodies: string[]): HttpResponse => ({ status: 200, headers: new Headers(), chunks: bodies.map(body => Buffer.from(body)) })
    await expect(scripted([pieces('', '{"a":', '1}', '')]).run()).resolves.toMatchObject({ status: 200 })
    await expect(scripted([pieces('{"a":{}', ',"b"', '')]).run()).rejects.toMatchObject({ code: 'cut-off' })
  })

  it.each([
    [15_000, ['1 of 4', '2 of 4', '3 of 4', '4 of 4']], [3000, ['1 of 2', '2 of 2']], [1000, ['1 of 1']], [999, []], [0, []], [7000, ['1 of 3', '2 of 3', '3 of 3']],
  ])('reports how many retries are possible with a retry budget of %i ms', async (retryBudgetMs, expected) => {
    const { run, reported } = scripted([response(503)], { retryBudgetMs })
    await expect(run()).rejects.toMatchObject({ details: { attempts: expected.length + 1 } })
    expect(reported.flatMap(each => each?.for === 'retry' ? [`${each.attempt} of ${each.of}`] : [])).toEqual(expected)
  })

  it('reports fewer retries if the service requests longer pauses, and does not count its waits as retries', async () => {
    const slow = scripted([response(503, { 'retry-after': '2' }), response(503)], { retryBudgetMs: 15_000, onWaiting: undefined })
    await expect(slow.run()).rejects.toMatchObject({ details: { attempts: 4 } })
    const { run, reported } = scripted([response(503, { 'retry-after': '1' }), response(503, { 'retry-after': '20' }), response(503), response(200)])
    await run()
    expect(reported.flatMap(each => each?.for === 'retry' ? [`${each.attempt} of ${each.of}`] : [])).toEqual(['1 of 4', '2 of 4'])
  })

  it.each([408, 425])('retries after HTTP %i', async (status) => {
    const { run, waits } = scripted([response(status), response(200)])
    await expect(run()).resolves.toMatchObject({ status: 200 })
    expect(waits).toEqual([1000])
  })

  it('waits for the quota as often and as long as requested, and does not count these waits as failures', async () => {
    const { run, waits, reported } = scripted([...Array.from({ length: 7 }, () => response(429, { 'retry-after': '90' })), response(500), response(200)])
    await expect(run()).resolves.toMatchObject({ status: 200 })
    expect(waits).toEqual([...Array.from({ length: 7 }, () => 90_000), 1000])
    expect(reported[0]).toMatchObject({ for: 'quota', until: new Date(90_000).toISOString() })
  })

  it.each([['200', 200], ['304', 304], ['404', 404]])('ignores the Retry-After of HTTP %s', async (_name, status) => {
    const { run, waits } = scripted([response(status, { 'retry-after': '20' }, '{}')])
    await expect(run()).resolves.toMatchObject({ status })
    expect(waits).toEqual([])
  })

  it('returns a 429 to a caller without onWaiting', async () => {
    await expect(scripted([response(429)], { onWaiting: undefined }).run()).resolves.toMatchObject({ status: 429 })
  })

  it.each(['offline', 'dns', 'tls', 'proxy', 'timeout', 'redirected', 'too-large', 'cancelled'] as const)('does not retry after %s', async (code) => {
    const { run, tries } = scripted([new AppError(code)])
    await expect(run()).rejects.toMatchObject({ code })
    expect(tries()).toBe(1)
  })

  it('can be cancelled while it waits', async () => {
    const { run, tries } = scripted([response(500)])
    await expect(run({ signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'cancelled' })
    expect(tries()).toBe(1)
  })
})

it.each([403, 500])('the result of HTTP %i never contains the secret of the request', async (status) => {
  const body = '<table><tr><td>client_secret</td><td>aB8Q~0123456789</td></tr></table>'
  const { run } = scripted([response(status, {}, body)], { retryBudgetMs: 0 })
  const outcome: unknown = await run({ body: 'client_secret=aB8Q%7E0123456789' }).catch((error: unknown) => error instanceof AppError ? error.failure : error)
  const text = 'chunks' in Object(outcome) ? Buffer.concat((outcome as HttpResponse).chunks).toString() : JSON.stringify(outcome)
  expect(text).toContain('[removed]')
  expect(text).not.toContain('aB8Q')
})

describe('a failed service that requests a wait', () => {
  const requestsWait = (seconds: string | number, status = 503) => response(status, { 'retry-after': String(seconds) })

  it.each([503, 502, 504, 500, 408, 425])('with HTTP %i gets each wait that it requests, and the waits are reported', async (status) => {
    const { run, waits, reported } = scripted([...Array.from({ length: 7 }, () => requestsWait(20, status)), response(200)])
    await expect(run()).resolves.toMatchObject({ status: 200 })
    expect(waits).toEqual(Array.from({ length: 7 }, () => 20_000))
    expect(reported[0]).toEqual({ for: 'service', until: new Date(20_000).toISOString(), cause: { code: 'server-error', details: { host: 'api.security.microsoft.com', status, seconds: 20 } } })
    expect(reported[1]).toBeNull()
  })

  it('gets waits of 5 minutes in total; after that, the failure includes the requested wait', async () => {
    const { run, waits, tries } = scripted([requestsWait(70)])
    await expect(run()).rejects.toMatchObject({ code: 'server-error', details: { status: 503, seconds: 70, attempts: 5 } })
    expect(waits).toEqual([70_000, 70_000, 70_000, 70_000])
    expect(tries()).toBe(5)
  })

  it.each([300, 301, 7200])('gets a single wait of up to 5 minutes (%i s)', async (seconds) => {
    const { run, waits } = scripted([requestsWait(seconds), response(200)])
    if (seconds <= 300) await expect(run()).resolves.toMatchObject({ status: 200 })
    else await expect(run()).rejects.toMatchObject({ code: 'server-error', details: { seconds, attempts: 1 } })
    expect(waits).toEqual(seconds <= 300 ? [300_000] : [])
  })

  it('still gets four retries for failures without a wait', async () => {
    const { run, waits } = scripted([requestsWait(20), response(503), broken(), requestsWait(20), response(502), response(500), response(200)])
    await expect(run()).resolves.toMatchObject({ status: 200 })
    expect(waits).toEqual([20_000, 1000, 2000, 20_000, 4000, 8000])
  })

  it.each([0, 1])('gets only the four retries if it requests %i s', async (seconds) => {
    const { run, waits } = scripted([requestsWait(seconds)])
    await expect(run()).rejects.toMatchObject({ details: { seconds: 1, attempts: 5 } })
    expect(waits).toEqual([1000, 2000, 4000, 8000])
  })

  it.each(['9'.repeat(20), '-20', 'soon', ''])('is retried as if there were no Retry-After if its value is %j', async (value) => {
    const { run, waits } = scripted([response(503, { 'retry-after': value })])
    await expect(run()).rejects.toMatchObject({ code: 'server-error', details: { attempts: 5 } })
    expect(waits).toEqual([1000, 2000, 4000, 8000])
  })

  it.each([0, 1000])('gets a single wait if the retry budget is %i ms', async (retryBudgetMs) => {
    const passing = scripted([requestsWait(20), response(200)], { retryBudgetMs })
    await expect(passing.run()).resolves.toMatchObject({ status: 200 })
    expect(passing.waits).toEqual([20_000])
    const lasting = scripted([requestsWait(20)], { retryBudgetMs })
    await expect(lasting.run()).rejects.toMatchObject({ code: 'server-error', details: { seconds: 20, attempts: 2 } })
    expect(lasting.waits).toEqual([20_000])
  })

  it.each([[15_000, 6, [6000]], [15_000, 20, []], [3000, 6, []]])('must fit the retry budget if waits are not reported (%i ms, %i s)', async (retryBudgetMs, seconds, expected) => {
    const { run, waits } = scripted([requestsWait(seconds), response(200)], { retryBudgetMs, onWaiting: undefined })
    if (expected.length > 0) await expect(run()).resolves.toMatchObject({ status: 200 })
    else await expect(run()).rejects.toMatchObject({ code: 'server-error', details: { seconds, attempts: 1 } })
    expect(waits).toEqual(expected)
  })

  it('receives no other request during the wait, or after the request was given up', async () => {
    const blocks: (readonly [number, string | undefined])[] = []
    const quota = { take: async () => () => undefined, block: (ms: number, cause?: Failure) => blocks.push([ms, cause?.code]) }
    await expect(scripted([requestsWait(200)], { quota }).run()).rejects.toMatchObject({ details: { attempts: 2 } })
    expect(blocks).toEqual([[200_000, 'server-error'], [200_000, 'server-error']])
    blocks.length = 0
    await scripted([response(503), response(429, { 'retry-after': '7' }), response(200)], { quota }).run()
    expect(blocks).toEqual([[7000, undefined]])
  })
})
