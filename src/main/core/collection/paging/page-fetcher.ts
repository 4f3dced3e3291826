/** @file Requests a page of the incident list, again if the response was damaged in transit. */
import type { ApiKind } from '../../../../shared/vocabulary/clouds'
import type { Answer } from '../../network/http'
import type { AuthorizedRequest, RequestDeps } from '../../token/authorized-request'
import type { Page } from './page'
import type { ErrorText } from '../../network/responses/error-text'
import { isTransient } from '../../../../shared/rules/failure-facts'
import { AppError } from '../../base/errors'
import { clockOffset, serverTime } from '../../network/http'
import { mostRetries, msOfPatience, retryPausesMs } from '../../network/retry'
import { quotable } from '../../base/quotable'
import { createAuthorizedRequest } from '../../token/authorized-request'
import { peekNextLink } from './page'

export interface CollectedPage {
  readonly page: Page
  /** As in PageResponse. */
  readonly clockOffset: number | null
  /** As in PageResponse. */
  readonly serverTime: number | null
}

export type PageOptions = Pick<AuthorizedRequest, 'signal' | 'onWaiting' | 'share'>

export interface PageResponse {
  /** The parsed page; a damaged one is requested again. Rejects with the failure of `readPage` or of the new request. */
  readonly page: Promise<Page>
  /** The probable link to the next page, available before the page is parsed. */
  readonly peekedLink: string | null
  /** The Warning of a response without the data of one of the service's providers (HTTP 206), as received; else null. */
  readonly partial: string | null
  /** Seconds by which this computer's clock is ahead of the server's; null if the response has no Date. */
  readonly clockOffset: number | null
  /** The server's Date, ms since 1970; null if the response has none. */
  readonly serverTime: number | null
}

/** Parses a page from its chunks. It may transfer them, so the caller must not use them any more. */
export type ReadPage = (chunks: Answer['chunks'], api: ApiKind) => Promise<Page>

/** Throws AppError with the code of the refusal. */
export type FetchPage = (request: AuthorizedRequest) => Promise<PageResponse>

interface Deps extends RequestDeps {
  readonly readPage: ReadPage
  /** Called when a page is requested, which will be parsed. */
  readonly prepare?: () => void
}

/** Returns the Warning of a partial response (HTTP 206); null for a complete one. */
function partialWords({ status, headers }: Answer): ErrorText | null {
  return status === 206 ? { serverMessage: quotable(headers.get('warning') ?? '') } : null
}

export function createPageFetcher({ readPage, prepare, ...deps }: Deps): FetchPage {
  const { clock } = deps
  const send = createAuthorizedRequest(deps)

  /** Reads the page of a response. Requests a damaged one again, after pauses of `patienceMs` in all at most. */
  const readUndamaged = async (answer: Answer, request: AuthorizedRequest): Promise<Page> => {
    const { patienceMs = msOfPatience.full, signal, onWaiting } = request
    let response = answer
    let pausedMs = 0
    for (let attempt = 1; ; attempt++) {
      try {
        const page = await readPage(response.chunks, request.api.kind)
        return attempt === 1 ? page : { ...page, error: page.error ?? partialWords(response) }
      } catch (error) {
        if (!(error instanceof AppError)) throw error
        const cause = new AppError(error.code, { host: request.url.host, status: response.status, attempts: attempt, ...error.details })
        const pauseMs = retryPausesMs[attempt - 1]
        if (!isTransient(error.code) || pauseMs === undefined || pausedMs + pauseMs > patienceMs) throw cause
        pausedMs += pauseMs
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
    const page = readUndamaged(answer, request)
    // A page that was requested early may be discarded unread.
    page.catch(() => undefined)
    return { peekedLink, partial, clockOffset: offset, serverTime: serverTime(answer), page }
  }
}
