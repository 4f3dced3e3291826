/** @file Speaks HTTP with the API that lists incidents: a page of the list, with every status turned into a failure's code. */
import type { ErrorCode } from '../../../shared/failure'
import type { Waiting } from '../../../shared/model'
import type { ApiKind } from '../../../shared/cloud'
import type { Answer } from '../network/http'
import type { IncidentApi } from '../incident/incident-api'
import type { Page } from './page'
import type { Quota } from '../network/quota'
import type { Send } from '../network/retry'
import type { Clock } from '../clock'
import type { Tokens } from '../token/tokens'
import * as v from 'valibot'
import { AppError, excerpt } from '../errors'
import { bodyOf, clockOffset } from '../network/http'
import { peekNextLink } from './page'

export interface CollectedPage {
  readonly page: Page
  /** As in PageAnswer. */
  readonly clockOffset: number | null
}

export type PageOptions = Pick<PageRequest, 'signal' | 'onWaiting' | 'share'>

/** A page may be 100 MB from a slow service, but some byte comes within this time. */
const idleMs = 90_000

const byStatus: Readonly<Record<number, ErrorCode>> = {
  400: 'bad-request',
  401: 'unauthorized',
  403: 'forbidden',
  404: 'not-found',
  407: 'proxy',
  429: 'throttled',
}

const errorSchema = v.object({
  error: v.object({
    code: v.fallback(v.string(), ''),
    message: v.fallback(v.string(), ''),
    target: v.fallback(v.string(), ''),
    // Where the Defender XDR API has `target`, Microsoft Graph has the request's id.
    innerError: v.fallback(v.object({ 'request-id': v.fallback(v.string(), '') }), { 'request-id': '' }),
  }),
})

/** The API's own words of a refusal, as far as its body has the documented shape. */
function wordsOf(answer: Answer): { serverCode?: string, serverMessage?: string, target?: string } {
  try {
    const { error } = v.parse(errorSchema, JSON.parse(bodyOf(answer).toString('utf8', 0, 65_536)))
    const target = error.target || error.innerError['request-id']
    return {
      ...(error.code && { serverCode: excerpt(error.code, 100) }),
      ...(error.message && { serverMessage: excerpt(error.message) }),
      ...(target && { target: excerpt(target, 200) }),
    }
  } catch {
    return {}
  }
}

export interface PageAnswer {
  /** What the page says, once it is parsed. Rejects with `not-json` and `unexpected-shape`. */
  readonly page: Promise<Page>
  /** The link to the next page as it seems, before anything is parsed. */
  readonly peekedLink: string | null
  /** The Warning of an answer that lacks what one of the service's providers did not deliver (HTTP 206), as received; else null. */
  readonly partial: string | null
  /** Seconds this computer's clock is ahead of the server's; null where it did not say. */
  readonly clockOffset: number | null
}

export interface PageRequest {
  readonly url: URL
  readonly api: IncidentApi
  /** The part of the quota that may be used; all of it when not given. */
  readonly share?: number | undefined
  /** As in RetryPolicy. */
  readonly patienceMs?: number | undefined
  readonly signal: AbortSignal
  readonly onWaiting: (waiting: Waiting | null) => void
}

/** Parses a page, given in pieces. It may take them over: nobody else may use them any more. */
export type ReadPage = (chunks: Answer['chunks'], api: ApiKind) => Promise<Page>

/** Throws AppError with the code of the refusal. */
export type FetchPage = (request: PageRequest) => Promise<PageAnswer>

export interface AskDeps {
  readonly send: Send
  readonly tokens: Pick<Tokens, 'get'>
  readonly quotaOf: (api: IncidentApi) => Quota
}

interface Deps extends AskDeps {
  readonly readPage: ReadPage
  /** Told that a page was asked for, which will be parsed. */
  readonly prepare?: () => void
  readonly clock: Clock
}

/** Asks for what an address holds: answers with HTTP 200 or 206, throws AppError for every other. */
export function createAsk({ send, tokens, quotaOf }: AskDeps): (request: PageRequest) => Promise<Answer> {
  const ask = async ({ url, api, signal, onWaiting, share, patienceMs }: PageRequest, fresh: boolean): Promise<Answer> => {
    const token = await tokens.get({ api, fresh, signal })
    // SECURITY: only addresses made or checked by query.ts come here, so the token goes to the API host alone.
    const headers = { ...api.headers, Authorization: `Bearer ${token}` }
    return send({ url, headers, signal, idleMs }, { onWaiting, quota: quotaOf(api), share, patienceMs })
  }

  return async (request) => {
    let answer = await ask(request, false)
    // A token may have been revoked, or be of before its role was granted: one new one, once.
    if (answer.status === 401 || answer.status === 403) answer = await ask(request, true)
    if (answer.status === 200 || answer.status === 206) return answer
    throw new AppError(byStatus[answer.status] ?? 'unexpected-shape', {
      host: request.url.host,
      status: answer.status,
      ...wordsOf(answer),
    })
  }
}

export function createPageFetcher({ readPage, prepare, clock, ...deps }: Deps): FetchPage {
  const ask = createAsk(deps)
  return async (request) => {
    prepare?.()
    const answer = await ask(request)
    const partial = answer.status === 206 ? excerpt(answer.headers.get('warning') ?? '') : null
    const peekedLink = peekNextLink(answer.chunks)
    const page = readPage(answer.chunks, request.api.kind).catch((error: unknown) => {
      throw error instanceof AppError ? new AppError(error.code, { host: request.url.host, status: answer.status, ...error.details }) : error
    })
    return { peekedLink, partial, clockOffset: clockOffset(answer, clock.now()), page }
  }
}
