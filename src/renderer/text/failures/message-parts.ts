/** @file Parts that the messages of several failures share. */
import type { FailureDetails } from '../../../shared/contract/failure'
import { quoted } from './quoted'

export const host = (details: FailureDetails): string => details.host ?? 'the service'
/** As the first word of a sentence. */
export const Host = (details: FailureDetails): string => details.host ?? 'The service'
export const status = (details: FailureDetails): string => details.status ? ` (HTTP ${details.status})` : ''
export const tries = (details: FailureDetails): string => details.attempts && details.attempts > 1 ? ` It was tried ${details.attempts} times.` : ''

/** Entra was asked, not the API. */
export const isSignIn = (details: FailureDetails): boolean => details.host?.startsWith('login.') ?? false
export const again = (details: FailureDetails): string => isSignIn(details) ? 'Try again' : 'Refresh'

/** What whoever responded says, in their own words; '' where they say nothing. */
export const textOfReport = ({ serverMessage, serverCode }: FailureDetails): string => serverMessage || serverCode || ''
/** Whether somebody on the way may have responded in the host's place. */
export const isForeign = (details: FailureDetails): boolean => details.sender === 'unknown' && textOfReport(details) !== ''

/** The words as a sentence: `It says: “Fix your query.”`; '' where there are none. */
export function says(details: FailureDetails): string {
  const words = textOfReport(details)
  if (words === '') return ''
  const end = /[.!?…]$/.test(words) ? '' : '.'
  if (!isForeign(details)) return ` It says: ${quoted(words)}${end}`
  const server = details.server ? ` It names its sender ${quoted(details.server)}.` : ''
  return ` The response says: ${quoted(words)}${end} It does not have the form of ${isSignIn(details) ? 'Entra' : 'the API'}'s errors, so a proxy or web filter may have sent it.${server}`
}
