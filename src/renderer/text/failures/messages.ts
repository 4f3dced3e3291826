/** @file The words of every failure: what happened, why, and what to do next. */
import type { Message, MessageOf } from './message'
import type { ErrorCode, Failure, FailureDetails } from '../../../shared/contract/failure'
import { count, countdown, plural } from '../format'
import { says, status } from './message-parts'
import { apiMessages } from './messages-api'
import { foreignLink } from './messages-location'
import { certificateMessages } from './messages-certificate'
import { fileMessages } from './messages-files'
import { pasteMessages } from './messages-paste'
import { networkMessages } from './messages-network'
import { signInMessages } from './messages-sign-in'
import { storageMessages } from './messages-storage'
import { visibleLine } from '../visible-text'

const mostNames = 10

/** Names incidents by their ids, or by their places and the incidents before them. */
function unreadNames({ count: all = 0, incidents = [], after = [], places = [] }: FailureDetails): string {
  const names = incidents.length > 0
    ? incidents.map(id => `incident ${visibleLine(id, 40)}`)
    : after.map((id, index) => `${places[index] ? `number ${count(places[index])}, ` : ''}${id === '' ? 'the first of the list' : `the one after incident ${visibleLine(id, 40)}`}`)
  const shown = names.slice(0, mostNames)
  return `${shown.join('; ')}${all > shown.length ? `; and ${count(all - shown.length)} more` : ''}`
}

/** Of the list as a whole, and of reading it page by page. */
const list = {
  'foreign-link': foreignLink,
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
    why: `It refused the next page, and the rest could not be requested by an earlier end of the window either.${says(details)}`,
    next: 'Choose a shorter time window and refresh.',
  }),
  'list-moving': () => ({
    what: 'The list changes faster than it can be read.',
    why: 'Every time it was read to its end, incidents had moved meanwhile.',
    next: 'Refresh in a few minutes, or choose a shorter time window.',
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
    next: 'Try again. If it keeps happening, restart the app and report it.',
  }),
} satisfies Partial<Record<ErrorCode, MessageOf>>

export const messages: Record<ErrorCode, MessageOf> = {
  ...storageMessages, ...fileMessages, ...certificateMessages, ...signInMessages, ...pasteMessages, ...networkMessages, ...apiMessages, ...list, ...app,
}

/** The words for a failure. */
export function messageOf({ code: failureCode, details }: Failure): Message {
  return messages[failureCode](details)
}
