/** @file Reads Entra's refusals by their numbers: Microsoft advises clients not to rely on the text of a description. */
import type { ErrorCode, FailureDetails } from '../../../../shared/contract/failure'
import type { HttpResponse } from '../../network/http'
import { aadstsCodes, isUnverified, oauthCodes } from '../../../../shared/rules/failure-facts'
import { AppError, excerpt } from '../../base/errors'
import { bodyOf } from '../../network/http'
import { responseErrorText } from '../../network/responses/response-text'
import { retryAfterSeconds } from '../../network/responses/retry-after'
import { isTemporaryStatus } from '../../network/responses/temporary-status'
import { quotable } from '../../base/quotable'
import { decodeText } from '../../base/decode-text'
import { findOAuthError } from './oauth-error'

function codeOfTemporary(status: number): ErrorCode {
  if (status === 429) return 'throttled'
  return status === 408 ? 'timeout' : 'entra-unavailable'
}

function codeOf(status: number, number: number | undefined, name: string): ErrorCode {
  const known = number === undefined ? undefined : aadstsCodes.get(number)
  if (isTemporaryStatus(status)) return known && isUnverified(known) ? known : codeOfTemporary(status)
  return known ?? oauthCodes.get(name.toLowerCase()) ?? 'sign-in-refused'
}

/** The number of characters at the start of a response that are searched for an error. */
const maxSearched = 256 * 1024

interface EntraResponse {
  readonly text: string
  readonly isJson: boolean
  /** The response as a JSON object; null if it is not one. */
  readonly object: object | null
}

/** Returns the text of a response, and its JSON object if it is one. */
export function readEntraResponse(response: HttpResponse): EntraResponse {
  const text = decodeText(bodyOf(response))
  try {
    const value: unknown = JSON.parse(text)
    return { text, isJson: true, object: typeof value === 'object' && !Array.isArray(value) ? value : null }
  } catch {
    return { text, isJson: false, object: null }
  }
}

/** Returns the failure for a 2xx response that contains neither an error nor the requested data. */
export function notFromEntra(response: HttpResponse, host: string): AppError {
  const bytes = bodyOf(response).length
  return new AppError(readEntraResponse(response).isJson ? 'sign-in-unclear' : 'not-json', { host, status: response.status, bytes, ...foreignText(response) })
}

const hasToken = (object: object | null): boolean => object !== null && 'access_token' in object && !('error' in object)

/** Returns the text of a response that is not from Entra. Its code becomes part of the message, because it is not an OAuth error. */
function foreignText(response: HttpResponse): FailureDetails {
  const { serverCode, serverMessage = serverCode } = responseErrorText(response)
  return serverMessage === undefined ? {} : { serverMessage, sender: 'unknown' }
}

/**
 * Returns the failure that a response of Entra reports; null for a 2xx without an error. A 4xx other than 408 and 429 is a refusal if it
 * contains an OAuth error or an AADSTS number; otherwise, its code is `sign-in-unclear`. `now`: ms since 1970.
 */
export function entraFailure(response: HttpResponse, host: string, now: number): AppError | null {
  const { status } = response
  const { text, object } = readEntraResponse(response)
  const isSuccess = status < 300
  const found = isSuccess && hasToken(object) ? null : findOAuthError(text.slice(0, maxSearched))
  const common = { host, status, ...(status === 429 && { seconds: retryAfterSeconds(response, now) }) }
  if (!found) return isSuccess ? null : new AppError(isTemporaryStatus(status) ? codeOfTemporary(status) : 'sign-in-unclear', { ...common, ...foreignText(response) })
  const { name, description, numbers, correlationId, traceId, timestamp } = found
  // If there are several numbers, the first known one determines the failure.
  const number = numbers.find(each => aadstsCodes.has(each)) ?? numbers[0]
  return new AppError(codeOf(status, number, name), {
    ...common,
    serverCode: quotable(name, 100),
    // The description repeats the IDs and the time after its first line.
    serverMessage: quotable(description.replace(/(?:\r?\n| Trace ID:)[\s\S]*/, '')),
    ...(number !== undefined && { aadsts: `AADSTS${number}` }),
    ...(correlationId && { correlationId: excerpt(correlationId, 100) }),
    ...(traceId && { traceId: excerpt(traceId, 100) }),
    ...(timestamp && { timestamp: excerpt(timestamp, 60) }),
  })
}
