import type { Fetch } from './http'
import { describe, expect, it } from 'vitest'
import { bodyOf, clockOffset, createExchange, mostBytes } from './http'
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
  ['net::ERR_NAME_NOT_RESOLVED', 'dns'],
  ['net::ERR_CERT_AUTHORITY_INVALID', 'tls'],
  ['net::ERR_SSL_PROTOCOL_ERROR', 'tls'],
  ['net::ERR_PROXY_CONNECTION_FAILED', 'proxy'],
  ['net::ERR_TUNNEL_CONNECTION_FAILED', 'proxy'],
  ['net::ERR_CONNECTION_TIMED_OUT', 'timeout'],
  ['net::ERR_CONNECTION_RESET', 'connection'],
  ['net::ERR_SOMETHING_NEW', 'connection'],
  ['Attempted to redirect, but redirect policy was \'error\'', 'redirected'],
  ['', 'connection'],
])('%j means %s', (message, code) => {
  expect(networkError(new Error(message), 'host')).toMatchObject({ code, details: { host: 'host' } })
})
