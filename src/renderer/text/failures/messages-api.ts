/** @file The words for responses of the API that are not what was requested. */
import type { ErrorCode, FailureDetails } from '../../../shared/contract/failure'
import type { Message, MessageOf } from './message'
import { mostOutageWaitSeconds } from '../../../shared/vocabulary/waits'
import { countdown, megabytes } from '../format'
import { again, host, Host, isForeign, isSignIn, says, status, tries, textOfReport } from './message-parts'
import { quoted } from './quoted'

const defenderPortal = { page: 'defender-portal', label: 'Open the Defender portal' } as const

/** What the standard says of a status, and what helps. The words of the response stand beside it. */
const meanings: Readonly<Record<number, Pick<Message, 'why' | 'next'> & Partial<Message>>> = {
  405: { why: 'HTTP 405 stands for a kind of request that is not accepted there.', next: 'Look for a new version of XDR Desk.' },
  410: {
    why: 'HTTP 410 stands for an address that is no longer in use.',
    next: 'Look for a new version of XDR Desk, or choose the other API in Settings.',
    go: 'settings',
  },
  414: { why: 'HTTP 414 stands for an address that is too long.', next: 'Choose another time window and refresh.' },
  431: {
    why: 'HTTP 431 stands for headers that are too long: the token may hold very many roles.',
    next: 'Open Access to see the token\'s roles, and remove those that the app does not need.',
    go: 'access',
  },
  451: { why: 'HTTP 451 stands for content that is blocked for legal reasons.', next: 'Ask who runs your network, or Microsoft support.' },
  511: { why: 'HTTP 511 stands for a network that wants you to sign in to it first.', next: 'Sign in to the network in a browser, then refresh.' },
}

const askNetwork = 'Ask who runs your network about this response, or try on another network.'

/** The next step after a refusal whose cause nobody knows. */
function stepAfter(details: FailureDetails): Pick<Message, 'next' | 'go'> {
  if (details.seconds !== undefined) return { next: `Try again in ${countdown(details.seconds)}.` }
  if (isForeign(details)) return { next: askNetwork }
  if (details.status !== 401 && details.status !== 403) return { next: 'Refresh in a few minutes. If it keeps happening, look at Microsoft\'s service health.' }
  return textOfReport(details) === ''
    ? { next: 'Open Access to see whether a role is missing. If none is, ask who runs your network.', go: 'access' }
    : { next: 'Check in the Defender portal that the tenant uses Defender XDR. Access shows the token\'s roles.', go: 'access' }
}

function refused(details: FailureDetails): Message {
  const meaning = meanings[details.status ?? 0]
  const noText = details.status === 403
    ? 'The response gives no reason. A missing role, a proxy or a web filter may be the cause.'
    : 'The response gives no reason.'
  const why = [meaning?.why, says(details).trim() || (meaning ? '' : noText)].filter(Boolean).join(' ')
  // Only a network writes HTTP 511, so there it is clear who did.
  const isTrue = !isForeign(details) || details.status === 511
  return { what: `The request to ${host(details)} was refused${status(details)}.`, ...stepAfter(details), ...(isTrue && meaning), why }
}

/** How long a failed service asked to wait, and how long the app would have waited; nobody sees a wait at sign-in, so there is none. */
function askedWait(details: FailureDetails): string {
  if (details.seconds === undefined) return ''
  const limit = isSignIn(details) ? '' : `; XDR Desk waits up to ${mostOutageWaitSeconds / 60} minutes for one request`
  return ` It asked to wait ${countdown(details.seconds)}${limit}.`
}

function notJson(details: FailureDetails): string {
  if (details.bytes === 0) return 'The response is empty.'
  return textOfReport(details) === '' ? 'The response is damaged, or of another kind.' : `The response says: ${quoted(textOfReport(details))}.`
}

function unexpectedStatus(details: FailureDetails): string {
  const { status: code = 0 } = details
  if (code >= 300) return `It redirects the request, but names no address.${says(details)}`
  return textOfReport(details) === '' ? 'The response is empty, or not what this status stands for.' : says(details).trim()
}

const refusals = {
  'bad-request': details => ({
    what: `${Host(details)} refused the query${status(details)}.`,
    why: says(details).trim() || 'It may not accept the filter or the paging.',
    next: isForeign(details)
      ? `Choose another time window and refresh. ${askNetwork}`
      : `Choose another time window and refresh.${details.target ? ' If it keeps happening, report it with the tracking ID below.' : ''}`,
  }),
  'unauthorized': details => ({
    what: `${Host(details)} does not accept the token${status(details)}.`,
    why: `A new token was refused as well.${says(details)}`,
    next: 'Open Access to see what the token holds, and check that the tenant uses Defender XDR.',
    go: 'access',
  }),
  'forbidden': details => ({
    what: `The app may not list incidents${status(details)}.`,
    why: `The token lacks a role that the API asks for.${says(details)}`,
    next: 'Open Access: it names the missing role and the clicks that grant it. If nothing is missing, it was probably just granted: try again in a few minutes.',
    go: 'access',
  }),
  'not-found': details => ({
    what: `${Host(details)} does not know the incidents list${status(details)}.`,
    why: `The API may not be offered to this tenant.${says(details)}`,
    next: isForeign(details) ? `${askNetwork} If none of that helps, check in the Defender portal that the tenant uses Defender XDR.` : 'Check in the Defender portal that the tenant uses Defender XDR.',
    help: defenderPortal,
  }),
  'refused': refused,
  'throttled': details => ({
    what: `${Host(details)} is throttling requests${status(details)}.`,
    why: `Too many requests were made for this app or tenant; other tools share the quota.${says(details)}`,
    next: `Try again in ${countdown(details.seconds ?? 60)}.`,
  }),
  'server-error': details => ({
    what: `${Host(details)} failed${status(details)}.`,
    why: `The service could not answer.${tries(details)}${askedWait(details)}${says(details)}`,
    next: `${again(details)} in ${details.seconds === undefined ? 'a few minutes' : countdown(details.seconds)}. If it keeps happening, check Microsoft's service health${isForeign(details) ? ', and ask who runs the proxy' : ''}.`,
  }),
  'alerts-undelivered': details => ({
    what: `${Host(details)} did not deliver the incident with its alerts${status(details)}.`,
    why: `It was asked for this incident alone.${tries(details)}${says(details)}`,
    next: 'Try again in a few minutes, or look at it in the Defender portal.',
    help: defenderPortal,
  }),
} satisfies Partial<Record<ErrorCode, MessageOf>>

const unusable = {
  'unexpected-status': details => ({
    what: `${Host(details)} did not send a list${status(details)}.`,
    why: unexpectedStatus(details),
    next: 'Refresh. If it keeps happening, try without the proxy or on another network.',
  }),
  'cut-off': details => ({
    what: details.bytes === 0 ? `${Host(details)} sent an empty response${status(details)}.` : `The answer of ${host(details)} ended before it was whole.`,
    why: `The service, or a proxy on the way, sent ${details.bytes === 0 ? 'nothing' : 'the beginning of it alone'}.${tries(details)}${says(details)}`,
    next: `${again(details)}. If it keeps happening, try without the proxy.`,
  }),
  'damaged': details => ({
    what: `The response of ${host(details)} arrived damaged${status(details)}.`,
    why: `It begins as JSON, but something else stands in it or behind it.${tries(details)}${says(details)}`,
    next: `${again(details)}. If it keeps happening, try without the proxy.`,
  }),
  'not-json': details => ({
    what: details.bytes === 0 ? `${Host(details)} sent an empty response${status(details)}.` : `${details.host ?? 'The API'} sent something that is not JSON${status(details)}.`,
    why: `${notJson(details)} A proxy, a web filter or a captive portal may have answered in its place.`,
    next: `Sign in to the network if it asks for it, then ${again(details).toLowerCase()}. If it keeps happening, try without the proxy.`,
  }),
  'unexpected-shape': details => ({
    what: `The API's answer does not look like a list of incidents${status(details)}.`,
    why: 'Fields that the app relies on are missing or of another kind.',
    next: 'Refresh. If it keeps happening, the API may have changed: look for a new version of XDR Desk.',
  }),
  'too-large': details => ({
    what: `The answer of ${host(details)} is larger than ${megabytes(details.bytes ?? 256 * 1024 * 1024)}.`,
    why: 'Reading on could use up this computer\'s memory.',
    next: isSignIn(details) ? 'It is not Entra that answered. Try again without the proxy, or on another network.' : 'Choose a shorter time window and refresh.',
  }),
  'partial-content': details => ({
    what: `${Host(details)} sent only a part of the list.`,
    why: `One of the products it gathers incidents from did not answer.${says(details)}`,
    next: 'Refresh in a few minutes. If it keeps happening, look at Microsoft\'s service health.',
  }),
  'error-in-page': details => ({
    what: `${Host(details)} reported an error inside a response${status(details)}.`,
    why: `${says(details).trim() || 'It does not say what failed.'}${details.serverMessage && details.serverCode ? ` Its code is ${quoted(details.serverCode)}.` : ''} Incidents may be missing.`,
    next: isForeign(details) ? `Refresh. ${askNetwork}` : 'Refresh in a few minutes. If it keeps happening, look at Microsoft\'s service health.',
  }),
} satisfies Partial<Record<ErrorCode, MessageOf>>

export const apiMessages = { ...refusals, ...unusable }
