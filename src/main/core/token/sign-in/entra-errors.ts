/** @file What Entra's refusals mean. Microsoft asks clients not to branch on description texts; the numbers are used. */
import type { ErrorCode, FailureDetails } from '../../../../shared/contract/failure'
import type { Answer } from '../../network/http'
import { aadstsCodes, isUnverified, oauthCodes } from '../../../../shared/rules/failure-facts'
import { AppError, excerpt } from '../../base/errors'
import { bodyOf } from '../../network/http'
import { readResponseText } from '../../network/responses/response-text'
import { retryAfterSeconds } from '../../network/responses/retry-after'
import { quotable } from '../../base/quotable'
import { decodeText } from '../../base/decode-text'
import { findOAuthError } from './oauth-error'

/** Statuses that pass: they say nothing about the credentials, whatever the body says. */
const isPassing = (status: number): boolean => status === 408 || status === 429 || (status >= 500 && status !== 511)

function passingCode(status: number): ErrorCode {
  if (status === 429) return 'throttled'
  return status === 408 ? 'timeout' : 'entra-unavailable'
}

function codeOf(status: number, number: number | undefined, name: string): ErrorCode {
  const known = number === undefined ? undefined : aadstsCodes.get(number)
  if (isPassing(status)) return known && isUnverified(known) ? known : passingCode(status)
  return known ?? oauthCodes.get(name.toLowerCase()) ?? 'sign-in-refused'
}

/** Longer answers of the token endpoint are not searched to their end. */
const mostSearched = 256 * 1024

interface EntraAnswer {
  readonly text: string
  readonly isJson: boolean
  /** The JSON object that it is, if it is one. */
  readonly object: object | null
}

export function readEntraAnswer(answer: Answer): EntraAnswer {
  const text = decodeText(bodyOf(answer))
  try {
    const value: unknown = JSON.parse(text)
    return { text, isJson: true, object: typeof value === 'object' && !Array.isArray(value) ? value : null }
  } catch {
    return { text, isJson: false, object: null }
  }
}

/** Returns the failure for a 2xx that holds neither an error nor what was requested. */
export function notOfEntra(answer: Answer, host: string): AppError {
  const bytes = bodyOf(answer).length
  return new AppError(readEntraAnswer(answer).isJson ? 'sign-in-unclear' : 'not-json', { host, status: answer.status, bytes, ...foreignWords(answer) })
}

const hasToken = (object: object | null): boolean => object !== null && 'access_token' in object && !('error' in object)

/** Returns the words of a response that is none of Entra's, as one message: its code is not one of OAuth's. */
function foreignWords(answer: Answer): FailureDetails {
  const { serverCode, serverMessage = serverCode } = readResponseText(answer)
  return serverMessage === undefined ? {} : { serverMessage, sender: 'unknown' }
}

/**
 * Returns the failure that an answer of Entra stands for; null if its status is 2xx and it holds no error. A 4xx other than 408 and 429
 * is a refusal if an OAuth error or an AADSTS number is found in it, and `sign-in-unclear` otherwise. `now`: ms since 1970.
 */
export function entraFailure(answer: Answer, host: string, now: number): AppError | null {
  const { status } = answer
  const { text, object } = readEntraAnswer(answer)
  const isGood = status < 300
  const found = isGood && hasToken(object) ? null : findOAuthError(text.slice(0, mostSearched))
  const common = { host, status, ...(status === 429 && { seconds: retryAfterSeconds(answer, now) }) }
  if (!found) return isGood ? null : new AppError(isPassing(status) ? passingCode(status) : 'sign-in-unclear', { ...common, ...foreignWords(answer) })
  const { name, description, numbers, correlationId, traceId, timestamp } = found
  // The one that decides, where there are several.
  const number = numbers.find(each => aadstsCodes.has(each)) ?? numbers[0]
  return new AppError(codeOf(status, number, name), {
    ...common,
    serverCode: quotable(name, 100),
    // The description repeats ids and time below its first line.
    serverMessage: quotable(description.replace(/(?:\r?\n| Trace ID:)[\s\S]*/, '')),
    ...(number !== undefined && { aadsts: `AADSTS${number}` }),
    ...(correlationId && { correlationId: excerpt(correlationId, 100) }),
    ...(traceId && { traceId: excerpt(traceId, 100) }),
    ...(timestamp && { timestamp: excerpt(timestamp, 60) }),
  })
}
