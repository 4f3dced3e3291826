import type { Fetch } from './http'
import { describe, expect, it, vi } from 'vitest'
import { bodyOf, clockOffset, createExchange, mostBytes, serverTime } from './http'
import { networkError } from './network-errors'

const url = new URL('https://api.security.microsoft.com/api/incidents')
const ask = (fetch: Fetch, extra: { signal?: AbortSignal, idleMs?: number } = {}) => createExchange(fetch)({ url, idleMs: 1000, ...extra })

describe('exchange', () => {
  it('asks for no cache, no cookies and no redirects, and returns the whole answer', async () => {
    let seen: Parameters<Fetch> | undefined
    const answer = await ask(async (...args) => {
      seen = args
      return new Response('body', { status: 418, headers: { date: 'Tue, 24 Nov 2026 12:00:00 GMT' } })
    })
    expect(seen?.[1]).toMatchObject({ cache: 'no-store', credentials: 'omit', redirect: 'error', method: 'GET' })
    expect(answer).toMatchObject({ status: 418 })
    expect(bodyOf(answer).toString()).toBe('body')
    expect(clockOffset(answer, Date.parse('2026-11-24T12:10:00Z'))).toBe(600)
  })

  it('sends the method, headers and body that it is given, and asks once', async () => {
    const seen: Parameters<Fetch>[] = []
    await createExchange(async (...args) => {
      seen.push(args)
      return new Response('')
    })({ url, idleMs: 1000, method: 'POST', headers: { a: 'b' }, body: 'c=d' })
    await ask(async (...args) => {
      seen.push(args)
      return new Response('')
    })
    expect(seen.map(([address, { method, headers, body }]) => ({ address, method, headers, body }))).toEqual([
      { address: url.href, method: 'POST', headers: { a: 'b' }, body: 'c=d' }, { address: url.href, method: 'GET', headers: {}, body: undefined },
    ])
    expect(seen[1]?.[1]).not.toHaveProperty('body')
  })

  it('returns an answer without a body, and one in pieces', async () => {
    expect(await ask(async () => new Response(null, { status: 204 }))).toMatchObject({ status: 204, chunks: [] })
    const pieces = ['{"a":', '1}'].map(text => new TextEncoder().encode(text))
    const answer = await ask(async () => new Response(new ReadableStream({
      start: (controller) => {
        for (const piece of pieces) controller.enqueue(piece)
        controller.close()
      },
    })))
    expect(answer.chunks).toEqual(pieces)
  })

  it('waits for each byte anew, and for none once it has ended', async () => {
    let waiting = 0
    let started = 0
    const after = () => {
      started++
      waiting++
      return () => { waiting-- }
    }
    const exchange = createExchange(async () => new Response('body'), after)
    await exchange({ url, idleMs: 1000 })
    // At the start, with the headers, and with the one piece.
    expect([started, waiting]).toEqual([3, 0])
  })

  it('leaves no timer behind', async () => {
    vi.useFakeTimers()
    await ask(async () => new Response('body'))
    expect(vi.getTimerCount()).toBe(0)
    vi.useRealTimers()
  })

  it('says how long nothing came', async () => {
    let expire: () => void = () => undefined
    const silent: Fetch = (_url, { signal }) => new Promise((_, reject) => signal?.addEventListener('abort', () => reject(new Error('aborted'))))
    const asked = createExchange(silent, (ms, act) => {
      expect(ms).toBe(30_000)
      expire = act
      return () => undefined
    })({ url, idleMs: 30_000 })
    expire()
    await expect(asked).rejects.toMatchObject({ code: 'timeout', details: { host: url.host, seconds: 30 } })
  })

  it('ends a body that is not read to its end, and leaves one that is', async () => {
    const signals: (AbortSignal | null | undefined)[] = []
    const tooLarge = { headers: { 'content-length': String(mostBytes + 1) } }
    await expect(ask(async (_url, { signal }) => {
      signals.push(signal)
      return new Response('x', tooLarge)
    })).rejects.toMatchObject({ details: { host: url.host, bytes: mostBytes } })
    expect(signals[0]?.aborted).toBe(true)
  })

  it('takes as much as 256 MB', async () => {
    let left = 8
    const megabytes = new Uint8Array(mostBytes / left)
    const body = new ReadableStream({ pull: controller => left-- > 0 ? controller.enqueue(megabytes) : controller.close() })
    const { chunks } = await ask(async () => new Response(body, { headers: { 'content-length': String(mostBytes) } }))
    expect(chunks).toHaveLength(8)
  })

  it('refuses more than 256 MB, by its announcement or as it comes', async () => {
    const announced = new Response('x', { headers: { 'content-length': String(mostBytes + 1) } })
    await expect(ask(async () => announced)).rejects.toMatchObject({ code: 'too-large' })
    let cancelled = false
    const megabytes = new Uint8Array(32 * 1024 * 1024)
    const endless = new ReadableStream({ pull: controller => controller.enqueue(megabytes), cancel: () => { cancelled = true } })
    await expect(ask(async (_url, init) => {
      init.signal?.addEventListener('abort', () => { cancelled = true })
      return new Response(endless)
    })).rejects.toMatchObject({ code: 'too-large' })
    expect(cancelled).toBe(true)
  })

  it('takes a proxy\'s 407 for no answer of the host', async () => {
    const body = new ReadableStream({ pull: () => { throw new Error('net::ERR_TUNNEL_CONNECTION_FAILED') } }, { highWaterMark: 0 })
    await expect(ask(async () => new Response(body, { status: 407 }))).rejects.toMatchObject({ code: 'proxy', details: { host: url.host, status: 407 } })
  })

  it('gives up when nothing comes, and when it is cancelled', async () => {
    const silent: Fetch = (_url, { signal }) => new Promise((_, reject) => signal?.addEventListener('abort', () => reject(new Error('aborted'))))
    await expect(ask(silent, { idleMs: 5 })).rejects.toMatchObject({ code: 'timeout', details: { host: url.host } })
    const stop = new AbortController()
    const asked = ask(silent, { signal: stop.signal })
    stop.abort()
    await expect(asked).rejects.toMatchObject({ code: 'cancelled' })
  })
})

it.each([
  ['net::ERR_INTERNET_DISCONNECTED', 'offline'],
  ['net::ERR_ADDRESS_UNREACHABLE', 'offline'],
  ['net::ERR_NETWORK_ACCESS_DENIED', 'offline'],
  ['net::ERR_NAME_NOT_RESOLVED', 'dns'],
  ['net::ERR_DNS_TIMED_OUT', 'dns'],
  ['net::ERR_ICANN_NAME_COLLISION', 'dns'],
  ['net::ERR_CERT_AUTHORITY_INVALID', 'tls'],
  ['net::ERR_SSL_PROTOCOL_ERROR', 'tls'],
  ['net::ERR_BAD_SSL_CLIENT_AUTH_CERT', 'tls'],
  ['net::ERR_CERTIFICATE_TRANSPARENCY_REQUIRED', 'tls'],
  ['net::ERR_ECH_NOT_NEGOTIATED', 'tls'],
  ['net::ERR_PROXY_CONNECTION_FAILED', 'proxy'],
  ['net::ERR_NO_SUPPORTED_PROXIES', 'proxy'],
  ['net::ERR_TUNNEL_CONNECTION_FAILED', 'proxy'],
  ['net::ERR_SOCKS_CONNECTION_FAILED', 'proxy'],
  ['net::ERR_PAC_SCRIPT_FAILED', 'proxy'],
  ['net::ERR_CONNECTION_TIMED_OUT', 'timeout'],
  ['net::ERR_TIMED_OUT', 'timeout'],
  ['net::ERR_TOO_MANY_REDIRECTS', 'redirected'],
  ['net::ERR_CONNECTION_RESET', 'connection'],
  // A name that only holds one of those is none of them.
  ['net::ERR_XINTERNET_DISCONNECTED', 'connection'],
  ['net::ERR_X_NAME_RESOLVED', 'connection'],
  ['net::ERR_X_DNS_FAILED', 'connection'],
  ['net::ERR_X_CERT_INVALID', 'connection'],
  ['net::ERR_X_SSL_ERROR', 'connection'],
  ['net::ERR_X_TUNNEL_FAILED', 'connection'],
  ['net::ERR_SOMETHING_NEW', 'connection'],
  ['Attempted to redirect, but redirect policy was \'error\'', 'redirected'],
  ['', 'connection'],
])('%j means %s', (message, code) => {
  expect(networkError(new Error(message), 'host')).toMatchObject({ code, details: { host: 'host' } })
})

it('a network error is found in the cause as well, named, and nothing else is taken from its text', () => {
  const error = networkError(new Error('fetch failed', { cause: new Error('net::ERR_NAME_NOT_RESOLVED at https://host/?secret') }), 'host')
  expect(error.details).toEqual({ host: 'host', netError: 'ERR_NAME_NOT_RESOLVED' })
  expect(networkError('net::ERR_TIMED_OUT', 'host')).toMatchObject({ code: 'timeout' })
  for (const [other, code] of [[new Error('REDIRECT'), 'redirected'], [new Error('x', { cause: new Error('y') }), 'connection'], [null, 'connection']] as const) {
    expect(networkError(other, 'host')).toMatchObject({ code })
    expect(networkError(other, 'host').details).toEqual({ host: 'host' })
  }
})

it('the time of an answer is its Date, if it has one that can be read', () => {
  const answerAt = (date?: string) => ({ status: 200, headers: new Headers(date === undefined ? {} : { date }), chunks: [] })
  expect(serverTime(answerAt('Tue, 24 Nov 2026 12:00:00 GMT'))).toBe(Date.parse('2026-11-24T12:00:00Z'))
  expect(clockOffset(answerAt('Tue, 24 Nov 2026 12:00:00 GMT'), Date.parse('2026-11-24T11:59:58.400Z'))).toBe(-2)
  for (const date of [undefined, '', 'soon']) expect([serverTime(answerAt(date)), clockOffset(answerAt(date), 0)]).toEqual([null, null])
})
