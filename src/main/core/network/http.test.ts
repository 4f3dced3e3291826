import type { Fetch } from './http'
import { describe, expect, it, vi } from 'vitest'
import { bodyOf, clockOffsetSeconds, createExchange, maxResponseBytes, serverTime } from './http'
import { networkError } from './network-errors'

const url = new URL('https://api.security.microsoft.com/api/incidents')
const send = (fetch: Fetch, extra: { signal?: AbortSignal, idleMs?: number } = {}) => createExchange(fetch)({ url, idleMs: 1000, ...extra })

describe('exchange', () => {
  it('disables the cache, cookies and redirects, and returns the whole response', async () => {
    let seen: Parameters<Fetch> | undefined
    const response = await send(async (...args) => {
      seen = args
      return new Response('body', { status: 418, headers: { date: 'Tue, 24 Nov 2026 12:00:00 GMT' } })
    })
    expect(seen?.[1]).toMatchObject({ cache: 'no-store', credentials: 'omit', redirect: 'error', method: 'GET' })
    expect(response).toMatchObject({ status: 418 })
    expect(bodyOf(response).toString()).toBe('body')
    expect(clockOffsetSeconds(response, Date.parse('2026-11-24T12:10:00Z'))).toBe(600)
  })

  it('sends the given method, headers and body once', async () => {
    const seen: Parameters<Fetch>[] = []
    await createExchange(async (...args) => {
      seen.push(args)
      return new Response('')
    })({ url, idleMs: 1000, method: 'POST', headers: { a: 'b' }, body: 'c=d' })
    await send(async (...args) => {
      seen.push(args)
      return new Response('')
    })
    expect(seen.map(([address, { method, headers, body }]) => ({ address, method, headers, body }))).toEqual([
      { address: url.href, method: 'POST', headers: { a: 'b' }, body: 'c=d' }, { address: url.href, method: 'GET', headers: {}, body: undefined },
    ])
    expect(seen[1]?.[1]).not.toHaveProperty('body')
  })

  it('returns a response without a body, and a response in chunks', async () => {
    expect(await send(async () => new Response(null, { status: 204 }))).toMatchObject({ status: 204, chunks: [] })
    const pieces = ['{"a":', '1}'].map(text => new TextEncoder().encode(text))
    const response = await send(async () => new Response(new ReadableStream({
      start: (controller) => {
        for (const piece of pieces) controller.enqueue(piece)
        controller.close()
      },
    })))
    expect(response.chunks).toEqual(pieces)
  })

  it('restarts the idle timer with each chunk and stops it at the end', async () => {
    let waiting = 0
    let started = 0
    const after = () => {
      started++
      waiting++
      return () => { waiting-- }
    }
    const exchange = createExchange(async () => new Response('body'), after)
    await exchange({ url, idleMs: 1000 })
    // At the start, with the headers, and with the only chunk.
    expect([started, waiting]).toEqual([3, 0])
  })

  it('leaves no timer running', async () => {
    vi.useFakeTimers()
    await send(async () => new Response('body'))
    expect(vi.getTimerCount()).toBe(0)
    vi.useRealTimers()
  })

  it('reports the idle time in the failure', async () => {
    let expire: () => void = () => undefined
    const silent: Fetch = (_url, { signal }) => new Promise((_, reject) => signal?.addEventListener('abort', () => reject(new Error('aborted'))))
    const pending = createExchange(silent, (ms, act) => {
      expect(ms).toBe(30_000)
      expire = act
      return () => undefined
    })({ url, idleMs: 30_000 })
    expire()
    await expect(pending).rejects.toMatchObject({ code: 'timeout', details: { host: url.host, seconds: 30 } })
  })

  it('aborts the request if it does not read the whole body', async () => {
    const signals: (AbortSignal | null | undefined)[] = []
    const tooLarge = { headers: { 'content-length': String(maxResponseBytes + 1) } }
    await expect(send(async (_url, { signal }) => {
      signals.push(signal)
      return new Response('x', tooLarge)
    })).rejects.toMatchObject({ details: { host: url.host, bytes: maxResponseBytes } })
    expect(signals[0]?.aborted).toBe(true)
  })

  it('accepts 256 MB', async () => {
    let left = 8
    const megabytes = new Uint8Array(maxResponseBytes / left)
    const body = new ReadableStream({ pull: controller => left-- > 0 ? controller.enqueue(megabytes) : controller.close() })
    const { chunks } = await send(async () => new Response(body, { headers: { 'content-length': String(maxResponseBytes) } }))
    expect(chunks).toHaveLength(8)
  })

  it('rejects more than 256 MB, by Content-Length or while it reads', async () => {
    const announced = new Response('x', { headers: { 'content-length': String(maxResponseBytes + 1) } })
    await expect(send(async () => announced)).rejects.toMatchObject({ code: 'too-large' })
    let cancelled = false
    const megabytes = new Uint8Array(32 * 1024 * 1024)
    const endless = new ReadableStream({ pull: controller => controller.enqueue(megabytes), cancel: () => { cancelled = true } })
    await expect(send(async (_url, init) => {
      init.signal?.addEventListener('abort', () => { cancelled = true })
      return new Response(endless)
    })).rejects.toMatchObject({ code: 'too-large' })
    expect(cancelled).toBe(true)
  })

  it('reports a proxy\'s 407 as a proxy failure', async () => {
    const body = new ReadableStream({ pull: () => { throw new Error('net::ERR_TUNNEL_CONNECTION_FAILED') } }, { highWaterMark: 0 })
    await expect(send(async () => new Response(body, { status: 407 }))).rejects.toMatchObject({ code: 'proxy', details: { host: url.host, status: 407 } })
  })

  it('fails after the idle time, and when the request is cancelled', async () => {
    const silent: Fetch = (_url, { signal }) => new Promise((_, reject) => signal?.addEventListener('abort', () => reject(new Error('aborted'))))
    await expect(send(silent, { idleMs: 5 })).rejects.toMatchObject({ code: 'timeout', details: { host: url.host } })
    const stop = new AbortController()
    const pending = send(silent, { signal: stop.signal })
    stop.abort()
    await expect(pending).rejects.toMatchObject({ code: 'cancelled' })
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
  // A name that merely contains a known name maps to the default code.
  ['net::ERR_XINTERNET_DISCONNECTED', 'connection'],
  ['net::ERR_X_NAME_RESOLVED', 'connection'],
  ['net::ERR_X_DNS_FAILED', 'connection'],
  ['net::ERR_X_CERT_INVALID', 'connection'],
  ['net::ERR_X_SSL_ERROR', 'connection'],
  ['net::ERR_X_TUNNEL_FAILED', 'connection'],
  ['net::ERR_SOMETHING_NEW', 'connection'],
  ['Attempted to redirect, but redirect policy was \'error\'', 'redirected'],
  ['', 'connection'],
])('networkError maps %j to %s', (message, code) => {
  expect(networkError(new Error(message), 'host')).toMatchObject({ code, details: { host: 'host' } })
})

it('networkError also reads the error\'s name from the cause, and uses no other part of the text', () => {
  const error = networkError(new Error('fetch failed', { cause: new Error('net::ERR_NAME_NOT_RESOLVED at https://host/?secret') }), 'host')
  expect(error.details).toEqual({ host: 'host', netError: 'ERR_NAME_NOT_RESOLVED' })
  expect(networkError('net::ERR_TIMED_OUT', 'host')).toMatchObject({ code: 'timeout' })
  for (const [other, code] of [[new Error('REDIRECT'), 'redirected'], [new Error('x', { cause: new Error('y') }), 'connection'], [null, 'connection']] as const) {
    expect(networkError(other, 'host')).toMatchObject({ code })
    expect(networkError(other, 'host').details).toEqual({ host: 'host' })
  }
})

it('serverTime and clockOffsetSeconds use the Date header, and return null without a valid one', () => {
  const responseAt = (date?: string) => ({ status: 200, headers: new Headers(date === undefined ? {} : { date }), chunks: [] })
  expect(serverTime(responseAt('Tue, 24 Nov 2026 12:00:00 GMT'))).toBe(Date.parse('2026-11-24T12:00:00Z'))
  expect(clockOffsetSeconds(responseAt('Tue, 24 Nov 2026 12:00:00 GMT'), Date.parse('2026-11-24T11:59:58.400Z'))).toBe(-2)
  for (const date of [undefined, '', 'soon']) expect([serverTime(responseAt(date)), clockOffsetSeconds(responseAt(date), 0)]).toEqual([null, null])
})
