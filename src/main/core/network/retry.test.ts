import type { Waiting } from '../../../shared/model'
import type { Answer, Exchange, HttpRequest } from './http'
import type { Clock } from '../clock'
import { Buffer } from 'node:buffer'
import { describe, expect, it } from 'vitest'
import { AppError } from '../errors'
import { createSend } from './retry'
import { retryAfterSeconds } from './retry-after'

const answer = (status: number, headers: Record<string, string> = {}, body = ''): Answer => ({ status, headers: new Headers(headers), chunks: [Buffer.from(body)] })
const request: HttpRequest = { url: new URL('https://api.security.microsoft.com/api/incidents'), idleMs: 1 }
const broken = () => new AppError('connection', { netError: 'ERR_CONNECTION_RESET' })

/** A send whose exchanges are scripted; its waits pass at once and are recorded. */
function scripted(outcomes: readonly (Answer | AppError)[], policy = true) {
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
    send({ ...request, ...extra }, policy ? { onWaiting: waiting => told.push(waiting) } : {})
  return { waits, told, tries: () => at, run }
}

describe('send', () => {
  it.each([[answer(503)], [answer(500)], [broken()]])('tries four times more, with 15 s of pauses in all, then gives up', async (outcome) => {
    const { run, waits, tries } = scripted([outcome])
    await expect(run()).rejects.toMatchObject({ code: outcome instanceof AppError ? 'connection' : 'server-error', details: { attempts: 5 } })
    expect(waits).toEqual([1000, 2000, 4000, 8000])
    expect(tries()).toBe(5)
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

  it.each([[200, ''], [200, '{}'], [200, ' {"a":1}\r\n'], [200, '\uFEFF{"a":{}}'], [200, '<html>'], [200, '[1'], [200, '{"a":{}'], [400, '{"error":'], [403, '{"error":']])('leaves %i %j to its reader', async (status, body) => {
    const { run, tries } = scripted([answer(status, {}, body)])
    await expect(run()).resolves.toMatchObject({ status })
    expect(tries()).toBe(1)
  })

  it('looks at both ends of an answer in pieces', async () => {
    const pieces = (...bodies: string[]): Answer => ({ status: 200, headers: new Headers(), chunks: bodies.map(body => Buffer.from(body)) })
    await expect(scripted([pieces('', '{"a":', '1}', '')]).run()).resolves.toMatchObject({ status: 200 })
    await expect(scripted([pieces('{"a":{}', ',"b"', '')]).run()).rejects.toMatchObject({ code: 'cut-off' })
  })

  it('does as a 503 asks within the 15 s, and gives up where it asks for more', async () => {
    const patient = scripted([answer(503, { 'retry-after': '6' }), answer(200)])
    await patient.run()
    expect(patient.waits).toEqual([6000])
    const asked = scripted([answer(503, { 'retry-after': '30' })])
    await expect(asked.run()).rejects.toMatchObject({ code: 'server-error', details: { attempts: 1 } })
    expect(asked.waits).toEqual([])
  })

  it('waits for a quota as often and as long as told, and does not count it as a failure', async () => {
    const { run, waits, told } = scripted([...Array.from({ length: 7 }, () => answer(429, { 'retry-after': '90' })), answer(500), answer(200)])
    await expect(run()).resolves.toMatchObject({ status: 200 })
    expect(waits).toEqual([...Array.from({ length: 7 }, () => 90_000), 1000])
    expect(told[0]).toMatchObject({ for: 'quota', until: new Date(90_000).toISOString() })
  })

  it('leaves a 429 to a caller that does not wait', async () => {
    await expect(scripted([answer(429)], false).run()).resolves.toMatchObject({ status: 429 })
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

describe('retryAfterSeconds', () => {
  const now = Date.parse('2026-11-24T12:00:00Z')
  it.each([
    ['seconds', answer(429, { 'retry-after': '25' }), 25],
    ['a fraction', answer(429, { 'retry-after': '1.2' }), 2],
    ['a date', answer(429, { 'retry-after': 'Tue, 24 Nov 2026 12:00:40 GMT' }), 40],
    ['a date against the answer\'s own clock', answer(429, { 'retry-after': 'Tue, 24 Nov 2026 13:00:40 GMT', 'date': 'Tue, 24 Nov 2026 13:00:00 GMT' }), 40],
    ['a date that is past', answer(429, { 'retry-after': 'Tue, 24 Nov 2020 12:00:00 GMT' }), 1],
    ['zero', answer(429, { 'retry-after': '0' }), 1],
    ['an hour', answer(429, { 'retry-after': '3600' }), 3600],
    ['two days', answer(429, { 'retry-after': '172800' }), 3600],
    ['more than a timer takes', answer(429, { 'retry-after': '3000000' }), 3600],
    ['more than a date takes', answer(429, { 'retry-after': '9'.repeat(400) }), 3600],
    ['the end of time', answer(429, { 'retry-after': 'Fri, 31 Dec 9999 23:59:59 GMT' }), 3600],
    ['a million hours in the body', answer(429, {}, 'Try again in 1000000 hours'), 3600],
    ['seconds in the body', answer(429, {}, '{"error":{"message":"Try again in 17 seconds."}}'), 17],
    ['minutes in the body', answer(429, {}, 'quota resets in 2 minutes'), 120],
    ['a moment in the body', answer(429, {}, 'reset at 2026-11-24T12:00:33Z'), 33],
    ['a clock in the body', answer(429, {}, 'time left 00:01:05'), 65],
    ['rubbish', answer(429, { 'retry-after': 'soon' }, 'slow down'), 60],
    ['nothing', answer(429), 60],
  ])('%s', (_name, given, seconds) => {
    expect(retryAfterSeconds(given, now)).toBe(seconds)
  })
})
