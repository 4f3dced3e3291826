/** @file Creates the failure for a response of the API with a status other than 200 and 206: its cause, if known, and its text. */
import type { ErrorCode } from '../../../shared/contract/failure'
import type { IncidentApi } from '../microsoft/incident-apis'
import type { ErrorText } from '../network/responses/error-text'
import type { HttpResponse } from '../network/http'
import { statusCodes } from '../../../shared/rules/failure-facts'
import { AppError } from '../base/errors'
import { responseErrorText } from '../network/responses/response-text'
import { outageSeconds, retryAfterSeconds } from '../network/responses/retry-after'
import { lacksListRole } from './claims/access'

/** Both APIs' error codes for a missing permission. */
const roleCode = /^(?:forbidden|authorization_requestdenied|access_?denied)$/i
/** Messages that only repeat such a code. */
const barePhrases = /^(?:forbidden|access (?:is )?denied|access to the requested resource is forbidden)?\.?$/i
const roleWords = /\b(?:roles?|permissions?|scopes?|privileges?)\b/i

/** Returns whether the API's own error reports a missing role. Other errors with HTTP 403 have other causes: a disabled feature, a license. */
function namesRole({ serverCode = '', serverMessage = '', sender }: ErrorText): boolean {
  return sender === undefined && roleCode.test(serverCode) && (barePhrases.test(serverMessage) || roleWords.test(serverMessage))
}

/** A response and the token of its request. */
export interface AuthorizedResponse {
  readonly response: HttpResponse
  readonly token: string
}

function codeOf({ response: { status, headers }, token }: AuthorizedResponse, errorText: ErrorText, api: IncidentApi): ErrorCode {
  if (status === 403) return namesRole(errorText) || lacksListRole(token, api) ? 'forbidden' : 'refused'
  // An API that refuses a token names the scheme Bearer in WWW-Authenticate, or sends no text. Any other 401 from an unknown sender is not the API's.
  if (status === 401 && errorText.sender === 'unknown' && !/^\s*bearer\b/i.test(headers.get('www-authenticate') ?? '')) return 'refused'
  return statusCodes.get(status) ?? (status >= 400 ? 'refused' : 'unexpected-status')
}

/** Returns the seconds after which the same request may succeed; null if the response does not contain a time. */
function secondsOf(response: HttpResponse, now: number): number | null {
  return response.status === 429 ? retryAfterSeconds(response, now) : response.status >= 400 ? outageSeconds(response, now) : null
}

/** Returns the failure for a response of `api`. `now`: ms since 1970. */
export function refusalOf(authorized: AuthorizedResponse, api: IncidentApi, now: number): AppError {
  const { response } = authorized
  const errorText = responseErrorText(response)
  const seconds = secondsOf(response, now)
  return new AppError(codeOf(authorized, errorText, api), { host: api.host, status: response.status, ...(seconds !== null && { seconds }), ...errorText })
}
