/** @file Requests a page of the incident list, and requests it again if the response was damaged in transit. */
import type { ApiKind } from '../../../../shared/vocabulary/clouds'
import type { HttpResponse } from '../../network/http'
import type { AuthorizedRequest, RequestDeps } from '../../token/authorized-request'
import type { Page } from './page'
import type { ErrorText } from '../../network/responses/error-text'
import { isTransient } from '../../../../shared/rules/failure-facts'
import { AppError } from '../../base/errors'
import { clockOffsetSeconds, serverTime } from '../../network/http'
import { maxRetries, retryBudgetsMs, retryPausesMs } from '../../network/retry'
import { quotable } from '../../base/quotable'
import { createAuthorizedRequest } from '../../token/authorized-request'
import { peekNextLink } from './page'

export interface CollectedPage {
  readonly page: Page
  /** As in PageResponse. */
  readonly clockOffsetSeconds: number | null
  /** As in PageResponse. */
  readonly serverTime: number | null
}

export type PageOptions = Pick<AuthorizedRequest, 'signal' | 'onWaiting' | 'share'>

export interface PageResponse {
  /** The parsed page. A damaged page is requested again. Rejects with the failure of `readPage` or of the new request. */
  readonly page: Promise<Page>
  /** The probable link to the next page, available before the page is parsed. */
  readonly peekedLink: string | null
  /** The Warning header of a partial response (HTTP 206), which lacks the data of one of the service's providers; null for a complete one. */
  readonly partial: string | null
  /** Seconds by which this computer's clock is ahead of the server's; null if the response has no Date. */
  readonly clockOffsetSeconds: number | null
  /** The server's Date, ms since 1970; null if the response has none. */
  readonly serverTime: number | null
}

/** Parses a page from its chunks. It may transfer the chunks, so the caller must not use them afterward. */
export type ReadPage = (chunks: HttpResponse['chunks'], api: ApiKind) => Promise<Page>

/** Requests a page. Throws AppError with the code of the failure. */
export type FetchPage = (request: AuthorizedRequest) => Promise<PageResponse>

interface Deps extends RequestDeps {
  readonly readPage: ReadPage
  /** Called when a page is requested, to prepare for parsing it. */
  readonly prepare?: () => void
}

/** Returns the Warning of a partial response (HTTP 206); null for a complete one. */
function partialText({ status, headers }: HttpResponse): ErrorText | null {
  return status === 206 ? { serverMessage: quotable(headers.get('warning') ?? '') } : null
}

export function createPageFetcher({ readPage, prepare, ...deps }: Deps): FetchPage {
  const { clock } = deps
  const send = createAuthorizedRequest(deps)

  /** Reads the page of a response. Requests a damaged one again, after pauses of at most `retryBudgetMs` in total. */
  const readUndamaged = async (first: HttpResponse, request: AuthorizedRequest): Promise<Page> => {
    const { retryBudgetMs = retryBudgetsMs.full, signal, onWaiting } = request
    let response = first
    let pausedMs = 0
    for (let attempt = 1; ; attempt++) {
      try {
        const page = await readPage(response.chunks, request.api.kind)
        return attempt === 1 ? page : { ...page, error: page.error ?? partialText(response) }
      } catch (error) {
        if (!(error instanceof AppError)) throw error
        const cause = new AppError(error.code, { host: request.url.host, status: response.status, attempts: attempt, ...error.details })
        const pauseMs = retryPausesMs[attempt - 1]
        if (!isTransient(error.code) || pauseMs === undefined || pausedMs + pauseMs > retryBudgetMs) throw cause
        pausedMs += pauseMs
        const of = maxRetries(attempt, pausedMs, retryBudgetMs)
        onWaiting?.({ for: 'retry', until: new Date(clock.now() + pauseMs).toISOString(), attempt, of, cause: cause.failure })
        await clock.wait(pauseMs, signal).finally(() => onWaiting?.(null))
        response = await send(request)
      }
    }
  }

  return async (request) => {
    prepare?.()
    const response = await send(request)
    const partial = partialText(response)?.serverMessage ?? null
    const peekedLink = peekNextLink(response.chunks)
    const offset = clockOffsetSeconds(response, clock.now())
    const page = readUndamaged(response, request)
    // A page that was requested early may be discarded unread.
    page.catch(() => undefined)
    return { peekedLink, partial, clockOffsetSeconds: offset, serverTime: serverTime(response), page }
  }
}
