/** @file The words of every failure: what happened, why, and what to do next. */
import type { Message, MessageOf } from './message'
import type { ErrorCode, Failure, FailureDetails } from '../shared/failure'
import { mostOutageWaitSeconds } from '../shared/waits'
import { count, countdown, megabytes, plural } from './format'
import { certificateMessages } from './messages-certificate'
import { pasteMessages } from './messages-paste'
import { networkMessages } from './messages-network'
import { signInMessages } from './messages-sign-in'
import { storageMessages } from './messages-storage'

const host = (details: FailureDetails): string => details.host ?? 'the service'
const status = (details: FailureDetails): string => details.status ? ` (HTTP ${details.status})` : ''
/** Entra was asked, not the API. */
const isSignIn = (details: FailureDetails): boolean => details.host?.startsWith('login.') ?? false
const again = (details: FailureDetails): string => isSignIn(details) ? 'Try again' : 'Refresh'
const words = (details: FailureDetails): string => details.serverMessage ? ` It says: “${details.serverMessage}”` : ''
const tries = (details: FailureDetails): string => details.attempts && details.attempts > 1 ? ` It was tried ${details.attempts} times.` : ''

/** How long a failed service asked to wait, and how long the app would have waited; nobody sees a wait at sign-in, so there is none. */
function askedWait(details: FailureDetails): string {
  if (details.seconds === undefined) return ''
  const limit = isSignIn(details) ? '' : `; XDR Desk waits up to ${mostOutageWaitSeconds / 60} minutes for one request`
  return ` It asked to wait ${countdown(details.seconds)}${limit}.`
}

const mostNames = 10

/** Names incidents by their ids, or by their places and the incidents before them. */
function unreadNames({ count: all = 0, incidents = [], after = [], places = [] }: FailureDetails): string {
  const names = incidents.length > 0
    ? incidents.map(id => `incident ${id}`)
    : after.map((id, index) => `${places[index] ? `number ${count(places[index])}, ` : ''}${id === '' ? 'the first of the list' : `the one after incident ${id}`}`)
  const shown = names.slice(0, mostNames)
  return `${shown.join('; ')}${all > shown.length ? `; and ${count(all - shown.length)} more` : ''}`
}

const service = {
  'bad-request': details => ({
    what: `${host(details)} refused the query${status(details)}.`,
    why: `It did not accept the filter or paging.${words(details)}`,
    next: 'Choose another time window and refresh. If it stays, report it with the tracking id below.',
  }),
  'unauthorized': details => ({
    what: `${host(details)} does not accept the token${status(details)}.`,
    why: `A new token was refused as well.${words(details)}`,
    next: 'Open Access to see what the token holds, and check that the tenant uses Defender XDR.',
    go: 'access',
  }),
  'forbidden': details => ({
    what: `The app may not list incidents${status(details)}.`,
    why: `The token lacks a role that the API asks for.${words(details)}`,
    next: 'Open Access: it names the missing role and the clicks that grant it. Where none is missing, it may have been granted just now: try again in some minutes.',
    go: 'access',
  }),
  'not-found': details => ({
    what: `${host(details)} does not know the incidents list${status(details)}.`,
    why: `The API may not be offered to this tenant.${words(details)}`,
    next: 'Check in the Defender portal that the tenant uses Defender XDR.',
    help: { page: 'defender-portal', label: 'Open the Defender portal' },
  }),
  'throttled': details => ({
    what: `${host(details)} is throttling requests${status(details)}.`,
    why: 'Too many requests were made for this app or tenant; other tools share the quota.',
    next: `Try again in ${countdown(details.seconds ?? 60)}.`,
  }),
  'server-error': details => ({
    what: `${host(details)} failed${status(details)}.`,
    why: `The service could not answer.${tries(details)}${askedWait(details)}`,
    next: `${again(details)} in ${details.seconds === undefined ? 'a few minutes' : countdown(details.seconds)}. If it keeps happening, check Microsoft's service health.`,
  }),
  'cut-off': details => ({
    what: `The answer of ${host(details)} ended before it was whole.`,
    why: `The service, or a proxy on the way, sent the beginning of it alone.${tries(details)}`,
    next: `${again(details)}. If it stays, try without the proxy.`,
  }),
  'damaged': details => ({
    what: `The response of ${host(details)} arrived damaged${status(details)}.`,
    why: `It begins as JSON, but does not stay JSON to its end.${tries(details)}`,
    next: `${again(details)}. If it keeps happening, try without the proxy.`,
  }),
  'not-json': details => ({
    what: `${details.host ?? 'The API'} sent something that is not JSON${status(details)}.`,
    why: 'The answer is damaged or cut off, or a proxy or captive portal answered in its place.',
    next: `${again(details)}. If it stays, try without the proxy.`,
  }),
  'unexpected-shape': details => ({
    what: `The API's answer does not look like a list of incidents${status(details)}.`,
    why: 'Fields that the app relies on are missing or of another kind.',
    next: 'Refresh. If it stays, the API has changed: look for a new version of XDR Desk.',
  }),
  'too-large': details => ({
    what: `The answer of ${host(details)} is larger than ${megabytes(details.bytes ?? 256 * 1024 * 1024)}.`,
    why: 'Reading on could use up this computer\'s memory.',
    next: isSignIn(details) ? 'It is not Entra that answered. Try again without the proxy, or on another network.' : 'Choose a shorter time window and refresh.',
  }),
  'foreign-link': details => ({
    what: 'The API named another host for the next page, which was refused.',
    why: `The link leads to “${details.host ?? 'an unknown host'}”, and the access token goes to Microsoft's API only.`,
    next: 'Refresh. If it stays, somebody may be tampering with the connection: report it.',
  }),
  'repeated-link': details => ({
    what: 'The API\'s links to the next page go round in circles.',
    why: `A page was named that had been read before, after ${plural(details.count ?? 0, 'incident')}.`,
    next: 'Refresh, or choose a shorter time window.',
  }),
  'repeated-pages': details => ({
    what: 'The API stopped sending new incidents before the end of the list.',
    why: details.count ? `Page after page held only incidents that it had sent before. ${plural(details.count, 'incident')} arrived in all.` : 'Page after page was empty, and each announced another one.',
    next: 'Refresh in a few minutes. If it keeps happening, choose a shorter time window.',
  }),
  'incidents-missing': details => ({
    what: `The API counts ${plural(details.expected ?? 0, 'incident')} but sent only ${count(details.count ?? 0)}.`,
    why: 'It sent no more of them, although each page was requested.',
    next: 'Refresh in a few minutes, or choose a shorter time window.',
  }),
  'list-unordered': () => ({
    what: 'The API sends the list in a different order each time.',
    why: 'Incidents came twice although they had not changed, so others may have been skipped.',
    next: 'Refresh in a few minutes, or choose a shorter time window.',
  }),
  'paging-limit': details => ({
    what: `The API does not page beyond ${plural(details.count ?? 0, 'incident')}${status(details)}.`,
    why: `It refused the next page, and the rest could not be requested by an earlier end of the window either.${words(details)}`,
    next: 'Choose a shorter time window and refresh.',
  }),
  'list-moving': () => ({
    what: 'The list changes faster than it can be read.',
    why: 'Every time it was read to its end, incidents had moved meanwhile.',
    next: 'Refresh in a few minutes, or choose a shorter time window.',
  }),
  'partial-content': details => ({
    what: `${host(details)} sent only a part of the list.`,
    why: `One of the products it gathers incidents from did not answer.${words(details)}`,
    next: 'Refresh in a few minutes. If it stays, look at Microsoft\'s service health.',
  }),
  'error-in-page': details => ({
    what: `${host(details)} reported an error inside a response${status(details)}.`,
    why: `${details.serverMessage ? `It says: “${details.serverMessage}”` : 'It does not say what failed.'}${details.serverCode ? ` (${details.serverCode})` : ''} Incidents may be missing.`,
    next: 'Refresh in a few minutes. If it keeps happening, look at Microsoft\'s service health.',
  }),
  'alerts-undelivered': details => ({
    what: `${host(details)} did not deliver the incident with its alerts${status(details)}.`,
    why: `It was asked for this incident alone.${words(details)}${tries(details)}`,
    next: 'Try again in a few minutes, or look at it in the Defender portal.',
    help: { page: 'defender-portal', label: 'Open the Defender portal' },
  }),
  'incidents-unread': details => ({
    what: `The service could not deliver ${plural(details.count ?? 1, 'incident')}.`,
    why: `It failed for ${details.count === 1 ? 'it' : 'each of them'} alone as well: ${unreadNames(details)}. The rest of the list is here.`,
    next: 'Look at it in the Defender portal, and refresh later.',
    help: { page: 'defender-portal', label: 'Open the Defender portal' },
  }),
  'entries-unreadable': details => ({
    what: `The list has ${plural(details.count ?? 1, 'entry', 'entries')} that could not be read.`,
    why: `Without a usable incident ID: ${unreadNames(details)}. The rest of the list is here.`,
    next: 'Look in the Defender portal for the incident beside it, and refresh later.',
    help: { page: 'defender-portal', label: 'Open the Defender portal' },
  }),
} satisfies Partial<Record<ErrorCode, MessageOf>>

const app = {
  'cancelled': () => ({ what: 'You cancelled it.', why: 'What came before is kept.', next: 'Refresh to collect the whole window.' }),
  'no-token': () => ({
    what: 'There is no token in memory.',
    why: 'None was requested in this session, or it was dropped with its credentials.',
    next: 'Get a new token, then test it.',
    go: 'access',
  }),
  'clock-off': (details) => {
    const seconds = details.seconds ?? 0
    return {
      what: `This computer's clock is ${countdown(Math.abs(seconds))} ${seconds > 0 ? 'ahead' : 'behind'}.`,
      why: 'The time window is counted from this clock, so it starts at the wrong moment; tokens may be judged wrongly.',
      next: 'Set the clock to the network\'s time, then refresh.',
    }
  },
  'nothing-to-export': () => ({ what: 'There is nothing to export yet.', why: 'No incidents were collected.', next: 'Refresh first.' }),
  'list-incomplete': () => ({ what: 'The list is incomplete.', why: 'Exporting it was not agreed to.', next: 'Export again and answer the question.' }),
  'incident-not-found': () => ({
    what: 'The incident is not in the list.',
    why: 'The list is still being collected, or a refresh has replaced it.',
    next: 'Wait for the list to end, choose another incident, or refresh a longer time window.',
  }),
  'link-not-allowed': () => ({
    what: 'The link was not opened.',
    why: 'It does not lead to a Defender portal of Microsoft.',
    next: 'Find the incident by its id in the portal.',
    help: { page: 'defender-portal', label: 'Open the Defender portal' },
  }),
  'invalid-input': () => ({ what: 'The request was not valid.', why: 'A value was not of the expected form.', next: 'Check what was entered.' }),
  'unexpected': () => ({
    what: 'Something went wrong inside XDR Desk.',
    why: 'This is a fault of the app; nothing was lost.',
    next: 'Try again. If it stays, restart the app and report it.',
  }),
} satisfies Partial<Record<ErrorCode, MessageOf>>

export const messages: Record<ErrorCode, MessageOf> = {
  ...storageMessages, ...certificateMessages, ...signInMessages, ...pasteMessages, ...networkMessages, ...service, ...app,
}

/** The words for a failure. */
export function messageOf({ code: failureCode, details }: Failure): Message {
  return messages[failureCode](details)
}
