/** @file Sends a request to an incident API with an access token. Retries once with a new token after HTTP 401 or 403. */
import type { Waiting } from '../../../shared/contract/model'
import type { Clock } from '../base/clock'
import type { IncidentApi } from '../microsoft/incident-apis'
import type { HttpResponse } from '../network/http'
import type { Quota } from '../network/quota/quota'
import type { Send } from '../network/retry'
import type { AuthorizedResponse } from './api-refusal'
import type { Tokens } from './tokens'
import { refusalOf } from './api-refusal'

/** The longest time without a byte, in ms. It is long because the service may need it to prepare a page of up to 100 MB. */
const idleMs = 90_000

export interface AuthorizedRequest {
  readonly url: URL
  readonly api: IncidentApi
  /** The part of the quota that this request may use, 0 to 1; all of it by default. */
  readonly share?: number | undefined
  /** As in RetryPolicy. */
  readonly retryBudgetMs?: number | undefined
  readonly signal: AbortSignal
  /** As in RetryPolicy. Without it, HTTP 429 is a failure. */
  readonly onWaiting?: (waiting: Waiting | null) => void
  /** The only token to use: after a refusal, no new token is requested. */
  readonly token?: string
}

export interface RequestDeps {
  readonly send: Send
  readonly tokens: Pick<Tokens, 'get'>
  readonly quotaOf: (api: IncidentApi) => Quota
  readonly clock: Clock
}

/** Resolves with a response of status 200 or 206. Throws AppError: that of `refusalOf` for any other status, and those of `send`. */
export type RequestAuthorized = (request: AuthorizedRequest) => Promise<HttpResponse>

/** Creates the function that sends requests with a token for the saved credentials. */
export function createAuthorizedRequest({ send, tokens, quotaOf, clock }: RequestDeps): RequestAuthorized {
  const sendOnce = async (request: AuthorizedRequest, fresh: boolean): Promise<AuthorizedResponse> => {
    const { url, api, signal, onWaiting, share, retryBudgetMs } = request
    const token = request.token ?? await tokens.get({ api, fresh, signal })
    // SECURITY: every URL was created or checked by collection/paging/query.ts, so the token is sent to the API's host only.
    const headers = { ...api.headers, Authorization: `Bearer ${token}` }
    const response = await send({ url, headers, signal, idleMs }, { ...(onWaiting && { onWaiting }), quota: quotaOf(api), share, retryBudgetMs })
    return { response, token }
  }

  return async (request) => {
    let authorized = await sendOnce(request, false)
    const { status } = authorized.response
    // The token may have been revoked, or issued before its role was granted: request a new one, once.
    if (request.token === undefined && (status === 401 || status === 403)) authorized = await sendOnce(request, true)
    const { response } = authorized
    if (response.status === 200 || response.status === 206) return response
    throw refusalOf(authorized, request.api, clock.now())
  }
}
