/**
 * @file The one network path: every request of the app, to Entra and to the API, goes through here and through the
 * `fetch` it is given (that of Electron's session for requests: system proxy, PAC, OS certificate store).
 */
import type { After } from '../base/clock'
import { Buffer } from 'node:buffer'
import { AppError } from '../base/errors'
import { isCutShort, jsonText } from '../json/slice-array'
import { networkError } from './network-errors'

/** An answer is read up to this size; more is refused with `too-large`. */
export const mostBytes = 256 * 1024 * 1024

export interface HttpRequest {
  readonly url: URL
  readonly method?: 'GET' | 'POST'
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  readonly signal?: AbortSignal
  /** Gives up with `timeout` after this long without a byte. */
  readonly idleMs: number
}

export interface Answer {
  readonly status: number
  readonly headers: Headers
  /** The body as it came, in pieces: joining a large one is left to who needs it whole (`bodyOf`, or another thread). */
  readonly chunks: readonly Uint8Array[]
}

/** The whole body of an answer, copied. */
export const bodyOf = ({ chunks }: Pick<Answer, 'chunks'>): Buffer => Buffer.concat(chunks)

/** A longer body is judged by whoever reads it, in a thread of its own. */
const mostJudged = 16 * 1024 * 1024

/**
 * Whether a JSON object stops before its end though HTTP calls it whole: a connection broke behind a proxy or a gateway that passed
 * on what it had. A cut right behind an inner `}`, and what stands behind a whole object, are noticed where the body is read.
 */
export function isCutOff({ chunks }: Pick<Answer, 'chunks'>): boolean {
  const latin1 = (part: Uint8Array) => Buffer.from(part).toString('latin1')
  const full = chunks.filter(chunk => chunk.byteLength > 0)
  const [first] = full
  if (!first) return false
  // White space is not looked through for longer than this.
  const head = latin1(first.subarray(0, 64)).replace(/^\u00EF\u00BB\u00BF/, '').trimStart()
  const tail = latin1((full.at(-1) ?? first).subarray(-64)).trimEnd()
  if (!head.startsWith('{') || tail === '' || tail.endsWith('}')) return false
  return chunks.reduce((size, { byteLength }) => size + byteLength, 0) <= mostJudged && isCutShort(jsonText(bodyOf({ chunks })))
}

/** `cache` is known to the fetch of Electron's sessions but not to Node's types. */
export type Fetch = (url: string, init: RequestInit & { readonly cache: 'no-store' }) => Promise<Response>
export type Exchange = (request: HttpRequest) => Promise<Answer>

/** For computers that never sleep. */
const afterAwake: After = (ms, act) => {
  const timer = setTimeout(act, ms)
  return () => clearTimeout(timer)
}

/** Calls `expired` after `ms` without a `touch`. */
function idleTimer(ms: number, expired: () => void, after: After) {
  let stop = after(ms, expired)
  return {
    touch: () => { stop(); stop = after(ms, expired) },
    stop: () => stop(),
  }
}

async function readBody(response: Response, host: string, touch: () => void): Promise<readonly Uint8Array[]> {
  const tooLarge = () => new AppError('too-large', { host, bytes: mostBytes })
  if (Number(response.headers.get('content-length')) > mostBytes) throw tooLarge()
  const chunks: Uint8Array[] = []
  let size = 0
  const reader = response.body?.getReader()
  while (reader) {
    const { done, value } = await reader.read()
    if (done) break
    touch()
    size += value.byteLength
    if (size > mostBytes) throw tooLarge()
    chunks.push(value)
  }
  return chunks
}

/**
 * One request and its whole answer, whatever its status. Throws AppError: `cancelled`, `timeout`, `too-large` or what
 * `networkError` says. `after` times the bytes that do not come.
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
        // SECURITY: nothing on disk, no cookies, and never the bearer token to a host that a redirect names.
        cache: 'no-store',
        credentials: 'omit',
        redirect: 'error',
      })
      timer.touch()
      // No answer of the host's: Chromium shows the proxy's own where nobody signed in to it.
      if (response.status === 407) throw new AppError('proxy', { host: url.host, status: 407 })
      return { status: response.status, headers: response.headers, chunks: await readBody(response, url.host, timer.touch) }
    } catch (error) {
      if (signal?.aborted) throw new AppError('cancelled')
      if (timedOut) throw new AppError('timeout', { host: url.host, seconds: idleMs / 1000 })
      throw error instanceof AppError ? error : networkError(error, url.host)
    } finally {
      timer.stop()
      stop.abort() // ends a body that is not read to its end
    }
  }
}

/** Returns the time at which the server sent a response, ms since 1970, to the second; null without a Date header. */
export function serverTime(answer: Answer): number | null {
  const date = Date.parse(String(answer.headers.get('date')))
  return Number.isNaN(date) ? null : date
}

/** Returns the seconds by which this computer's clock is ahead of the server's (negative: behind); null without a Date header. */
export function clockOffset(answer: Answer, now: number): number | null {
  const date = serverTime(answer)
  return date === null ? null : Math.round((now - date) / 1000)
}
