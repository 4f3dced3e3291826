/** @file Requests a page of the incident list. A response that was damaged on its way is requested again. */
import type { ErrorCode } from '../../../../shared/contract/failure'
import type { ApiKind } from '../../../../shared/vocabulary/clouds'
import type { Answer } from '../../network/http'
import type { AuthorizedRequest, RequestDeps } from '../../token/authorized-request'
import type { Page } from './page'
import type { ErrorText } from '../../network/responses/error-text'
import { AppError } from '../../base/errors'
import { clockOffset, serverTime } from '../../network/http'
import { mostRetries, retryPausesMs } from '../../network/retry'
import { quotable } from '../../base/quotable'
import { createAuthorizedRequest } from '../../token/authorized-request'
import { peekNextLink } from './page'

export interface CollectedPage {
  readonly page: Page
  /** As in PageAnswer. */
  readonly clockOffset: number | null
  /** As in PageAnswer. */
  readonly serverTime: number | null
}

export type PageOptions = Pick<AuthorizedRequest, 'signal' | 'onWaiting' | 'share'>

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

/** Parses a page, given in pieces. It may take them over: nobody else may use them any more. */
export type ReadPage = (chunks: Answer['chunks'], api: ApiKind) => Promise<Page>

/** Throws AppError with the code of the refusal. */
export type FetchPage = (request: AuthorizedRequest) => Promise<PageAnswer>

interface Deps extends RequestDeps {
  readonly readPage: ReadPage
  /** Told that a page was asked for, which will be parsed. */
  readonly prepare?: () => void
}

/** Returns the Warning of a response that lacks something (HTTP 206); null for a whole one. */
function partialWords({ status, headers }: Answer): ErrorText | null {
  return status === 206 ? { serverMessage: quotable(headers.get('warning') ?? '') } : null
}

/** Responses that were damaged on their way and may be whole the next time. */
const damaged: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['cut-off', 'damaged'])

export function createPageFetcher({ readPage, prepare, ...deps }: Deps): FetchPage {
  const { clock } = deps
  const send = createAuthorizedRequest(deps)

  /** Reads the page of a response. Requests a damaged one again, after pauses that add up to `patienceMs` at most. */
  const readWhole = async (answer: Answer, request: AuthorizedRequest): Promise<Page> => {
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
        response = await send(request)
      }
    }
  }

  return async (request) => {
    prepare?.()
    const answer = await send(request)
    const partial = partialWords(answer)?.serverMessage ?? null
    const peekedLink = peekNextLink(answer.chunks)
    const offset = clockOffset(answer, clock.now())
    const page = readWhole(answer, request)
    // A page that was requested early may be dropped unread.
    page.catch(() => undefined)
    return { peekedLink, partial, clockOffset: offset, serverTime: serverTime(answer), page }
  }
}
