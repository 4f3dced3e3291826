/** @file Messages for unusable responses of the API. */
import type { ErrorCode, FailureDetails } from '../../../shared/contract/failure'
import type { ResponseErrorCode } from '../../../shared/contract/failures/requests'
import type { Message, MessageOf } from './message'
import { maxOutageWaitSeconds } from '../../../shared/vocabulary/waits'
import { countdown, megabytes, withUnit } from '../format'
import { attemptsText, hostText, hostTextAtStart, isForeign, isSignIn, reportedText, reportText, retryText, statusText } from './message-parts'
import { quoted } from './quoted'

const defenderPortal = { page: 'defender-portal', label: 'Open the Defender portal' } as const
/** Returns how often the incident was requested by itself: `, twice`. */
const aloneText = ({ attempts = 1 }: FailureDetails): string => attempts === 1 ? '' : `, ${attempts === 2 ? 'twice' : withUnit(String(attempts), 'times')}, without success`
const newVersion = 'Check for a new version of XDR Desk'
const serviceHealth = 'Refresh in a few minutes. If it keeps happening, check Microsoft\'s service health.'

/** The meaning of each status in the HTTP standard, and what to do. The response's own text follows it in the message. */
const meanings: Readonly<Record<number, Pick<Message, 'why' | 'next'> & Partial<Message>>> = {
  405: { why: 'HTTP 405 means that this kind of request is not allowed there.', next: `${newVersion}.` },
  410: {
    why: 'HTTP 410 means that the address is no longer in use.',
    next: `${newVersion}, or choose the other API in Settings.`,
    go: 'settings',
  },
  414: { why: 'HTTP 414 means that the address is too long.', next: 'Choose another time window and refresh.' },
  431: {
    why: 'HTTP 431 means that the headers are too long: the token may contain very many roles.',
    next: 'Open Access to see the token\'s roles, and remove those that the app does not need.',
    go: 'access',
  },
  451: { why: 'HTTP 451 means that the content is blocked for legal reasons.', next: 'Ask your network administrator or Microsoft support.' },
  511: { why: 'HTTP 511 means that the network requires you to sign in first.', next: 'Sign in to the network in a browser, then refresh.' },
}

const askNetwork = 'Ask your network administrator about this response, or try another network.'

/** Returns the next step after a refusal without a known cause. */
function stepAfter(details: FailureDetails): Pick<Message, 'next' | 'go'> {
  if (details.seconds !== undefined) return { next: `Try again in ${countdown(details.seconds)}.` }
  if (isForeign(details)) return { next: askNetwork }
  if (details.status !== 401 && details.status !== 403) return { next: serviceHealth }
  return reportedText(details) === ''
    ? { next: 'Open Access to see whether a role is missing. If none is, ask your network administrator.', go: 'access' }
    : { next: 'Check in the Defender portal that the tenant uses Defender XDR. The Access page shows the token\'s roles.', go: 'access' }
}

function refused(details: FailureDetails): Message {
  const meaning = meanings[details.status ?? 0]
  const noText = details.status === 403
    ? 'The response gives no reason. A missing role, a proxy or a web filter may be the cause.'
    : 'The response gives no reason.'
  const why = [meaning?.why, reportText(details).trim() || (meaning ? '' : noText)].filter(Boolean).join(' ')
  // Only the local network sends HTTP 511, so its meaning is certain whoever sent the response.
  const isReliable = !isForeign(details) || details.status === 511
  return { what: `The request to ${hostText(details)} was refused${statusText(details)}.`, ...stepAfter(details), ...(isReliable && meaning), why }
}

/** Returns how long a failing service asked the app to wait, and the app's limit. For a sign-in there is no limit, because the app does not wait. */
function requestedWaitText(details: FailureDetails): string {
  if (details.seconds === undefined) return ''
  const limit = isSignIn(details) ? '' : `; XDR Desk waits up to ${maxOutageWaitSeconds / 60} minutes for one request`
  return ` The service requested a wait of ${countdown(details.seconds)}${limit}.`
}

function notJsonText(details: FailureDetails): string {
  if (details.bytes === 0) return 'The response is empty.'
  return reportedText(details) === '' ? 'The response is damaged or in another format.' : `The response says: ${quoted(reportedText(details))}.`
}

function unexpectedStatusText(details: FailureDetails): string {
  const { status = 0 } = details
  if (status >= 300) return `The response is a redirect without an address.${reportText(details)}`
  return reportedText(details) === '' ? 'The response is empty, or its content does not match its HTTP status.' : reportText(details).trim()
}

const refusals = {
  'bad-request': details => ({
    what: `${hostTextAtStart(details)} refused the query${statusText(details)}.`,
    why: reportText(details).trim() || 'The API may not accept the filter or the paging.',
    next: isForeign(details)
      ? `Choose another time window and refresh. ${askNetwork}`
      : `Choose another time window and refresh.${details.target ? ' If it keeps happening, report it with the tracking ID below.' : ''}`,
  }),
  'unauthorized': details => ({
    what: `${hostTextAtStart(details)} rejected the token${statusText(details)}.`,
    why: `A new token was rejected as well.${reportText(details)}`,
    next: 'Open Access to see what the token contains, and check that the tenant uses Defender XDR.',
    go: 'access',
  }),
  'forbidden': details => ({
    what: `This app isn't allowed to list incidents${statusText(details)}.`,
    why: `The token lacks a role that the API requires.${reportText(details)}`,
    next: 'Open Access to see which role is missing and how to grant it. If none is missing, the role was probably just granted: try again in a few minutes.',
    go: 'access',
  }),
  'not-found': details => ({
    what: `${hostTextAtStart(details)} has no list of incidents${statusText(details)}.`,
    why: `The API may not be available to this tenant.${reportText(details)}`,
    next: isForeign(details)
      ? `${askNetwork} If that does not help, check in the Defender portal that the tenant uses Defender XDR.`
      : 'Check in the Defender portal that the tenant uses Defender XDR.',
    help: defenderPortal,
  }),
  'refused': refused,
  'throttled': details => ({
    what: `${hostTextAtStart(details)} is throttling requests${statusText(details)}.`,
    why: `This app or tenant made too many requests; other tools share the quota.${reportText(details)}`,
    next: `Try again in ${countdown(details.seconds ?? 60)}.`,
  }),
  'server-error': details => ({
    what: `${hostTextAtStart(details)} failed${statusText(details)}.`,
    why: `The service could not respond.${attemptsText(details)}${requestedWaitText(details)}${reportText(details)}`,
    next: `${retryText(details)} in ${details.seconds === undefined ? 'a few minutes' : countdown(details.seconds)}. If it keeps happening, check Microsoft's service health${isForeign(details) ? ', and ask your network administrator about the proxy' : ''}.`,
  }),
  'alerts-undelivered': details => ({
    what: `${hostTextAtStart(details)} could not deliver the incident with its alerts${statusText(details)}.`,
    why: `XDR Desk requested only this incident${aloneText(details)}.${reportText(details)}`,
    next: 'Try again in a few minutes, or open the incident in the Defender portal.',
  }),
} satisfies Partial<Record<ErrorCode, MessageOf>>

const unusable = {
  'unexpected-status': details => ({
    what: `${hostTextAtStart(details)} did not send a list${statusText(details)}.`,
    why: unexpectedStatusText(details),
    next: 'Refresh. If it keeps happening, try without the proxy or on another network.',
  }),
  'cut-off': details => ({
    what: details.bytes === 0 ? `${hostTextAtStart(details)} sent an empty response${statusText(details)}.` : `The response from ${hostText(details)} was cut off.`,
    why: `The service or a proxy sent ${details.bytes === 0 ? 'nothing' : 'only the beginning'}.${attemptsText(details)}${reportText(details)}`,
    next: `${retryText(details)}. If it keeps happening, try without the proxy.`,
  }),
  'damaged': details => ({
    what: `The response from ${hostText(details)} is damaged${statusText(details)}.`,
    why: `It begins as JSON, but contains something else or continues after its end.${attemptsText(details)}${reportText(details)}`,
    next: `${retryText(details)}. If it keeps happening, try without the proxy.`,
  }),
  'not-json': details => ({
    what: details.bytes === 0 ? `${hostTextAtStart(details)} sent an empty response${statusText(details)}.` : `${details.host ?? 'The API'} sent a response that is not JSON${statusText(details)}.`,
    why: `${notJsonText(details)} A proxy, a web filter or a captive portal may have responded instead.`,
    next: `Sign in to the network if it asks you to, then ${retryText(details).toLowerCase()}. If it keeps happening, try without the proxy.`,
  }),
  'unexpected-shape': details => ({
    what: `The API's response does not look like a list of incidents${statusText(details)}.`,
    why: 'Fields that the app needs are missing or have another type.',
    next: 'Refresh. If it keeps happening, the API may have changed: check for a new version of XDR Desk.',
  }),
  'too-large': details => ({
    what: `The response from ${hostText(details)} is larger than ${megabytes(details.bytes ?? 256 * 1024 * 1024)}.`,
    why: 'XDR Desk stopped reading it, because it could use up this computer\'s memory.',
    next: isSignIn(details) ? 'This response is not from Entra. Try again without the proxy, or on another network.' : 'Choose a shorter time window and refresh.',
  }),
  'partial-content': details => ({
    what: `${hostTextAtStart(details)} sent only part of the list.`,
    why: `One of the products that provide incidents did not respond.${reportText(details)}`,
    next: serviceHealth,
  }),
  'error-in-page': details => ({
    what: `${hostTextAtStart(details)} reported an error inside a response${statusText(details)}.`,
    why: `${reportText(details).trim() || 'The error has no description.'}${details.serverMessage && details.serverCode ? ` Its code is ${quoted(details.serverCode)}.` : ''} Incidents may be missing.`,
    next: isForeign(details) ? `Refresh. ${askNetwork}` : serviceHealth,
  }),
} satisfies Partial<Record<ErrorCode, MessageOf>>

export const apiMessages = { ...refusals, ...unusable } satisfies Record<ResponseErrorCode, MessageOf>
