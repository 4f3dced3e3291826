/**
 * @file The app's only network path: every request to Entra and to the API uses this file and the injected `fetch`. That is the `fetch` of
 * Electron's session for requests, with the system proxy, PAC and the OS certificate store.
 */
import type { After } from '../base/clock'
import { Buffer } from 'node:buffer'
import { AppError } from '../base/errors'
import { isCutShort, jsonText } from '../json/slice-array'
import { networkError } from './network-errors'

/** The maximum size of a response; a larger one fails with `too-large`. */
export const maxResponseBytes = 256 * 1024 * 1024

export interface HttpRequest {
  readonly url: URL
  readonly method?: 'GET' | 'POST'
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  readonly signal?: AbortSignal
  /** The request fails with `timeout` after this time (ms) without a byte. */
  readonly idleMs: number
}

export interface HttpResponse {
  readonly status: number
  readonly headers: Headers
  /** The body in chunks, as received. Join them with `bodyOf`, or in a worker if the body is large. */
  readonly chunks: readonly Uint8Array[]
}

/** Returns a response's whole body as one new buffer. */
export const bodyOf = ({ chunks }: Pick<HttpResponse, 'chunks'>): Buffer => Buffer.concat(chunks)

/** The largest body that is checked here, bytes. A larger one is checked by the worker that parses it. */
const maxCheckedBytes = 16 * 1024 * 1024

/**
 * Returns whether a JSON object is truncated although HTTP reports a complete response. This happens if a proxy or gateway loses its connection to the
 * service and forwards the part that it has received. The parser detects a cut right after an inner `}`, and text after a complete object.
 */
export function isCutOff({ chunks }: Pick<HttpResponse, 'chunks'>): boolean {
  const latin1 = (part: Uint8Array) => Buffer.from(part).toString('latin1')
  const full = chunks.filter(chunk => chunk.byteLength > 0)
  const [first] = full
  if (!first) return false
  // Does not skip more than 64 bytes of white space.
  const head = latin1(first.subarray(0, 64)).replace(/^\u00EF\u00BB\u00BF/, '').trimStart()
  const tail = latin1((full.at(-1) ?? first).subarray(-64)).trimEnd()
  if (!head.startsWith('{') || tail === '' || tail.endsWith('}')) return false
  return chunks.reduce((size, { byteLength }) => size + byteLength, 0) <= maxCheckedBytes && isCutShort(jsonText(bodyOf({ chunks })))
}

/** The fetch of Electron's sessions supports `cache`, but Node's types lack it. */
export type Fetch = (url: string, init: RequestInit & { readonly cache: 'no-store' }) => Promise<Response>
export type Exchange = (request: HttpRequest) => Promise<HttpResponse>

/** The default timer. It may stop while the computer sleeps. */
const afterAwake: After = (ms, act) => {
  const timer = setTimeout(act, ms)
  return () => clearTimeout(timer)
}

/** Calls `expired` after `ms` without a call to `touch`. */
function idleTimer(ms: number, expired: () => void, after: After) {
  let stop = after(ms, expired)
  return {
    touch: () => { stop(); stop = after(ms, expired) },
    stop: () => stop(),
  }
}

async function readBody(response: Response, host: string, touch: () => void): Promise<readonly Uint8Array[]> {
  const tooLarge = () => new AppError('too-large', { host, bytes: maxResponseBytes })
  if (Number(response.headers.get('content-length')) > maxResponseBytes) throw tooLarge()
  const chunks: Uint8Array[] = []
  let size = 0
  const reader = response.body?.getReader()
  while (reader) {
    const { done, value } = await reader.read()
    if (done) break
    touch()
    size += value.byteLength
    if (size > maxResponseBytes) throw tooLarge()
    chunks.push(value)
  }
  return chunks
}

/**
 * Sends one request and reads the whole response, whatever its status. Throws AppError: `cancelled`, `timeout`, `too-large`, or an error of
 * `networkError`. `after` schedules the idle timeout.
 */
export function createExchange(fetch: Fetch, after = afterAwake): Exchange {
  return async ({ url, method = 'GET', headers = {}, body, signal, idleMs }) => {
    const stop = new AbortController()
    let timedOut = false
    const timer = idleTimer(idleMs, () => { timedOut = true; stop.abort() }, after)
    try {
      const response = await fetch(url.href, {
        method,
        headers: { ...headers },
        ...(body !== undefined && { body }),
        signal: signal ? AbortSignal.any([signal, stop.signal]) : stop.signal,
        // SECURITY: stores nothing on disk, sends no cookies, and never sends the bearer token to the target of a redirect.
        cache: 'no-store',
        credentials: 'omit',
        redirect: 'error',
      })
      timer.touch()
      // This 407 is the proxy's, not the host's: Chromium returns it without a sign-in to the proxy.
      if (response.status === 407) throw new AppError('proxy', { host: url.host, status: 407 })
      return { status: response.status, headers: response.headers, chunks: await readBody(response, url.host, timer.touch) }
    } catch (error) {
      if (signal?.aborted) throw new AppError('cancelled')
      if (timedOut) throw new AppError('timeout', { host: url.host, seconds: idleMs / 1000 })
      throw error instanceof AppError ? error : networkError(error, url.host)
    } finally {
      timer.stop()
      stop.abort() // cancels a body that was not read completely
    }
  }
}

/** Returns the response's Date header in ms since 1970, exact to the second; null if it is missing or invalid. */
export function serverTime(response: HttpResponse): number | null {
  const date = Date.parse(String(response.headers.get('date')))
  return Number.isNaN(date) ? null : date
}

/** Returns the seconds by which this computer's clock is ahead of the server's (negative: behind); null without a valid Date header. */
export function clockOffsetSeconds(response: HttpResponse, now: number): number | null {
  const date = serverTime(response)
  return date === null ? null : Math.round((now - date) / 1000)
}
