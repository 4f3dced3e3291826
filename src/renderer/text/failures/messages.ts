/** @file The message of every failure: what happened, why, and what to do next. */
import type { Message, MessageOf } from './message'
import type { ErrorCode, Failure, FailureDetails } from '../../../shared/contract/failure'
import { count, countdown, plural } from '../format'
import { visibleLine } from '../visible-text'
import { reportText, statusText } from './message-parts'
import { apiMessages } from './messages-api'
import { certificateMessages } from './messages-certificate'
import { fileListMessages } from './files/messages-file-list'
import { fileMessages } from './files/messages-files'
import { foreignLink } from './messages-location'
import { networkMessages } from './messages-network'
import { openingMessages } from './files/messages-opening'
import { pasteMessages } from './messages-paste'
import { signInMessages } from './messages-sign-in'
import { storageMessages } from './messages-storage'

const maxNames = 10
const defenderPortal = { page: 'defender-portal', label: 'Open the Defender portal' } as const

/** Returns a description of the unread incidents by ID, or by position and the incident before each. */
function unreadNames({ count: all = 0, incidents = [], after = [], rowNumbers = [] }: FailureDetails): string {
  const names = incidents.length > 0
    ? incidents.map(id => `incident ${visibleLine(id, 40)}`)
    : after.map((id, index) => `${rowNumbers[index] ? `number ${count(rowNumbers[index])}, ` : ''}${id === '' ? 'the first in the list' : `the one after incident ${visibleLine(id, 40)}`}`)
  const shown = names.slice(0, maxNames)
  return `${shown.join('; ')}${all > shown.length ? `; and ${count(all - shown.length)} more` : ''}`
}

/** Messages for failures of the list as a whole, and of reading it page by page. */
const list = {
  'foreign-link': foreignLink,
  'repeated-link': details => ({
    what: 'The API\'s links to the next page form a loop.',
    why: `After ${plural(details.count ?? 0, 'incident')}, a link led back to a page that had already been read.`,
    next: 'Refresh, or choose a shorter time window.',
  }),
  'repeated-pages': details => ({
    what: 'The API stopped sending new incidents before the end of the list.',
    why: details.count ? `Page after page contained only incidents that had already arrived. ${plural(details.count, 'incident')} arrived in total.` : 'Page after page was empty, but linked to another one.',
    next: 'Refresh in a few minutes. If it keeps happening, choose a shorter time window.',
  }),
  'incidents-missing': details => ({
    what: `The API counts ${plural(details.expected ?? 0, 'incident')} but sent only ${count(details.count ?? 0)}.`,
    why: 'XDR Desk requested every page, but no more incidents arrived.',
    next: 'Refresh in a few minutes, or choose a shorter time window.',
  }),
  'list-unordered': () => ({
    what: 'The API sends the list in a different order each time.',
    why: 'Incidents arrived twice although they had not changed, so others may have been skipped.',
    next: 'Refresh in a few minutes, or choose a shorter time window.',
  }),
  'paging-limit': details => ({
    what: `The API does not page beyond ${plural(details.count ?? 0, 'incident')}${statusText(details)}.`,
    why: `It refused the next page, and a window with an earlier end did not return the rest either.${reportText(details)}`,
    next: 'Choose a shorter time window and refresh.',
  }),
  'list-moving': () => ({
    what: 'The list changes faster than it can be read.',
    why: 'Incidents moved each time XDR Desk read the list to its end.',
    next: 'Refresh in a few minutes, or choose a shorter time window.',
  }),
  'incidents-unread': details => ({
    what: `The service could not deliver ${plural(details.count ?? 1, 'incident')}.`,
    why: `Requesting ${details.count === 1 ? 'it' : 'each of them'} alone failed as well: ${unreadNames(details)}. The rest of the list is here.`,
    next: `Open ${details.count === 1 ? 'it' : 'them'} in the Defender portal, and refresh later.`,
    help: defenderPortal,
  }),
  'entries-unreadable': details => ({
    what: `The list has ${plural(details.count ?? 1, 'entry', 'entries')} that could not be read.`,
    why: `There is no usable incident ID for ${unreadNames(details)}. The rest of the list is here.`,
    next: 'Look in the Defender portal for the incident next to it, and refresh later.',
    help: defenderPortal,
  }),
} satisfies Partial<Record<ErrorCode, MessageOf>>

const app = {
  'cancelled': () => ({ what: 'Loading canceled.', why: 'The incidents already loaded are kept.', next: 'Refresh to load the whole window.' }),
  'no-token': () => ({
    what: 'There is no token in memory.',
    why: 'None was requested in this session, or it was removed with its credentials.',
    next: 'Get a new token, then test it.',
    go: 'access',
  }),
  'clock-off': (details) => {
    const seconds = details.seconds ?? 0
    return {
      what: `This computer's clock is ${countdown(Math.abs(seconds))} ${seconds > 0 ? 'ahead' : 'behind'}.`,
      why: 'The time window depends on this clock, so it starts at the wrong time, and valid tokens may look expired.',
      next: 'Set the clock to network time, then refresh.',
    }
  },
  'nothing-to-export': () => ({ what: 'There is nothing to export yet.', why: 'No incidents are loaded.', next: 'Refresh first.' }),
  'list-incomplete': () => ({ what: 'The list is incomplete.', why: 'You chose not to export it.', next: 'Export again and confirm the incomplete list.' }),
  'incident-not-found': () => ({
    what: 'The incident is not in the list.',
    why: 'The list is still loading, or a refresh has replaced it.',
    next: 'Wait until the list is loaded, choose another incident, or refresh with a longer time window.',
  }),
  'link-not-allowed': () => ({
    what: 'The link was not opened.',
    why: 'It does not lead to one of Microsoft\'s Defender portals.',
    next: 'Find the incident by its ID in the portal.',
    help: defenderPortal,
  }),
  'invalid-input': () => ({ what: 'The request was not valid.', why: 'A value did not have the expected form.', next: 'Check what you entered.' }),
  'unexpected': () => ({
    what: 'Something went wrong in XDR Desk.',
    why: 'This is an error in the app; nothing was lost.',
    next: 'Try again. If it keeps happening, restart the app and report it.',
  }),
} satisfies Partial<Record<ErrorCode, MessageOf>>

export const messages: Record<ErrorCode, MessageOf> = {
  ...storageMessages, ...fileMessages, ...openingMessages, ...fileListMessages, ...certificateMessages, ...signInMessages, ...pasteMessages, ...networkMessages,
  ...apiMessages, ...list, ...app,
}

/** Returns the message for a failure. */
export function messageOf({ code: failureCode, details }: Failure): Message {
  return messages[failureCode](details)
}
