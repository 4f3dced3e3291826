/** @file Messages for the list of an opened file. */
import type { ErrorCode } from '../../../../shared/contract/failure'
import type { MessageOf } from '../message'
import { count as countOf } from '../../format'

export const fileListMessages = {
  'file-damaged': ({ count = 0 }) => ({
    what: 'Not all of the file could be read.',
    why: `${count > 0 ? `The number of parts that are not incidents, or are damaged, is ${countOf(count)}.` : 'The end of the file is missing.'} The rest of the list is here.`,
    next: 'Open another copy of the file, or export the list again.',
  }),
  'file-one-page': () => ({
    what: 'The file contains only a part of the list.',
    why: 'It is a response of the API that links to a further page, which is not in the file.',
    next: 'Open a file with all pages of the list.',
  }),
  'file-without-alerts': () => ({
    what: 'The file does not contain the alerts of this incident.',
    why: 'They were missing when the file was written, and an opened file sends no request.',
    next: 'Open the incident in the Defender portal.',
  }),
} satisfies Partial<Record<ErrorCode, MessageOf>>
