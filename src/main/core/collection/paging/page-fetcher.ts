/** @file Speaks HTTP with the API that lists incidents: a page of the list, with every status turned into a failure's code. */
import type { ErrorCode } from '../../../../shared/failure'
import type { Waiting } from '../../../../shared/model'
import type { ApiKind } from '../../../../shared/cloud'
import type { Answer } from '../../network/http'
import type { IncidentApi } from '../../microsoft/incident-apis'
import type { Page } from './page'
import type { ErrorWords } from '../../network/responses/error-words'
import type { TokenResponse } from '../../token/api-refusal'
import type { Quota } from '../../network/quota/quota'
import type { Send } from '../../network/retry'
import type { Clock } from '../../base/clock'
import type { Tokens } from '../../token/tokens'
import { AppError } from '../../base/errors'
import { clockOffset, serverTime } from '../../network/http'
import { mostRetries, retryPausesMs } from '../../network/retry'
import { quotable } from '../../base/quotable'
import { refusalOf } from '../../token/api-refusal'
import { peekNextLink } from './page'

export interface CollectedPage {
  readonly page: Page
  /** As in PageAnswer. */
  readonly clockOffset: number | null
  /** As in PageAnswer. */
  readonly serverTime: number | null
}

export type PageOptions = Pick<PageRequest, 'signal' | 'onWaiting' | 'share'>

/** A page may be 100 MB from a slow service, but some byte comes within this time. */
const idleMs = 90_000

export interface PageAnswer {
  /** The page, once it is parsed; a damaged one is requested again. Rejects as `readPage` throws, and with what the new request throws. */
  readonly page: Promise<Page>
  /** The link to the next page as it seems, before anything is parsed. */
  readonly peekedLink: string | null
  /** The Warning of an answer that lacks what one of the service's providers did not deliver (HTTP 206), as received; else null. */
  readonly partial: string | null
  /** Seconds by which this computer's clock is ahead of the server's; null where the response has no Date. */
  readonly clockOffset: number | null
  /** The server's Date, ms since 1970; null where the response has none. */
  readonly serverTime: number | null
}

export interface PageRequest {
  readonly url: URL
  readonly api: IncidentApi
  /** The part of the quota that may be used; all of it when not given. */
  readonly share?: number | undefined
  /** As in RetryPolicy. */
  readonly patienceMs?: number | undefined
  readonly signal: AbortSignal
  /** As in RetryPolicy: without it a 429 is a failure. */
  readonly onWaiting?: (waiting: Waiting | null) => void
  /** The token to use, as it is: no new one is asked for when it is refused. */
  readonly token?: string
}

/** Parses a page, given in pieces. It may take them over: nobody else may use them any more. */
export type ReadPage = (chunks: Answer['chunks'], api: ApiKind) => Promise<Page>

/** Throws AppError with the code of the refusal. */
export type FetchPage = (request: PageRequest) => Promise<PageAnswer>

export interface AskDeps {
  readonly send: Send
  readonly tokens: Pick<Tokens, 'get'>
  readonly quotaOf: (api: IncidentApi) => Quota
  readonly clock: Clock
}

interface Deps extends AskDeps {
  readonly readPage: ReadPage
  /** Told that a page was asked for, which will be parsed. */
  readonly prepare?: () => void
}

/** Asks for what an address holds: answers with HTTP 200 or 206, throws AppError for every other. */
export function createAsk({ send, tokens, quotaOf, clock }: AskDeps): (request: PageRequest) => Promise<Answer> {
  const ask = async ({ url, api, signal, onWaiting, share, patienceMs, token: given }: PageRequest, fresh: boolean): Promise<TokenResponse> => {
    const token = given ?? await tokens.get({ api, fresh, signal })
    // SECURITY: only addresses made or checked by query.ts come here, so the token goes to the API host alone.
    const headers = { ...api.headers, Authorization: `Bearer ${token}` }
    const answer = await send({ url, headers, signal, idleMs }, { ...(onWaiting && { onWaiting }), quota: quotaOf(api), share, patienceMs })
    return { answer, token }
  }

  return async (request) => {
    let asked = await ask(request, false)
    // A token may have been revoked, or be of before its role was granted: one new one, once.
    if (request.token === undefined && (asked.answer.status === 401 || asked.answer.status === 403)) asked = await ask(request, true)
    const { answer } = asked
    if (answer.status === 200 || answer.status === 206) return answer
    throw refusalOf(asked, request.api, clock.now())
  }
}

/** Returns the Warning of a response that lacks something (HTTP 206); null for a whole one. */
function partialWords({ status, headers }: Answer): ErrorWords | null {
  return status === 206 ? { serverMessage: quotable(headers.get('warning') ?? '') } : null
}

/** Responses that were damaged on their way and may be whole the next time. */
const damaged: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['cut-off', 'damaged'])

export function createPageFetcher({ readPage, prepare, ...deps }: Deps): FetchPage {
  const { clock } = deps
  const ask = createAsk(deps)

  /** Reads the page of a response. Requests a damaged one again, after pauses that add up to `patienceMs` at most. */
  const readWhole = async (answer: Answer, request: PageRequest): Promise<Page> => {
    const { patienceMs = Infinity, signal, onWaiting } = request
    let response = answer
    let pausedMs = 0
    for (let attempt = 1; ; attempt++) {
      try {
        const page = await readPage(response.chunks, request.api.kind)
        return attempt === 1 ? page : { ...page, error: page.error ?? partialWords(response) }
      } catch (error) {
        if (!(error instanceof AppError)) throw error
        const cause = new AppError(error.code, { host: request.url.host, status: response.status, attempts: attempt, ...error.details })
        const pauseMs = retryPausesMs[attempt - 1] ?? Infinity
        pausedMs += pauseMs
        if (!damaged.has(error.code) || pauseMs === Infinity || pausedMs > patienceMs) throw cause
        const of = mostRetries(attempt, pausedMs, patienceMs)
        onWaiting?.({ for: 'retry', until: new Date(clock.now() + pauseMs).toISOString(), attempt, of, cause: cause.failure })
        await clock.wait(pauseMs, signal).finally(() => onWaiting?.(null))
        response = await ask(request)
      }
    }
  }

  return async (request) => {
    prepare?.()
    const answer = await ask(request)
    const partial = partialWords(answer)?.serverMessage ?? null
    const peekedLink = peekNextLink(answer.chunks)
    const offset = clockOffset(answer, clock.now())
    const page = readWhole(answer, request)
    // A page that was requested early may be dropped unread.
    page.catch(() => undefined)
    return { peekedLink, partial, clockOffset: offset, serverTime: serverTime(answer), page }
  }
}
