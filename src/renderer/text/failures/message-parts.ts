/** @file Parts that the messages of several failures share. */
import type { FailureDetails } from '../../../shared/contract/failure'
import { withUnit } from '../format'
import { quoted } from './quoted'

export const hostText = (details: FailureDetails): string => details.host ?? 'the service'
/** Returns the same as `hostText`, for the start of a sentence. */
export const hostTextAtStart = (details: FailureDetails): string => details.host ?? 'The service'
export const statusText = (details: FailureDetails): string => details.status ? ` (HTTP ${details.status})` : ''
export const attemptsText = (details: FailureDetails): string => details.attempts && details.attempts > 1 ? ` XDR Desk tried ${withUnit(String(details.attempts), 'times')}.` : ''

/** Returns whether the request went to Entra, not to the API. */
export const isSignIn = (details: FailureDetails): boolean => details.host?.startsWith('login.') ?? false
export const retryText = (details: FailureDetails): string => isSignIn(details) ? 'Try again' : 'Refresh'

/** Returns the response's own error text; '' if it has none. */
export const reportedText = ({ serverMessage, serverCode }: FailureDetails): string => serverMessage || serverCode || ''
/** Returns whether the response has a text that may come from a program other than the host. */
export const isForeign = (details: FailureDetails): boolean => details.sender === 'unknown' && reportedText(details) !== ''

/** Returns the response's text as a sentence: ` The server says: “Fix your query.”`; '' if it has none. */
export function reportText(details: FailureDetails): string {
  const text = reportedText(details)
  if (text === '') return ''
  const end = /[.!?…]$/.test(text) ? '' : '.'
  if (!isForeign(details)) return ` The server says: ${quoted(text)}${end}`
  const server = details.server ? ` Its Server header is ${quoted(details.server)}.` : ''
  return ` The response says: ${quoted(text)}${end} It is not in the format of ${isSignIn(details) ? 'Entra' : 'the API'}'s errors, so a proxy or web filter may have sent it.${server}`
}
