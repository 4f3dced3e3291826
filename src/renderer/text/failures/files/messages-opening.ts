/** @file Messages for files with incidents that the user opens. */
import type { ErrorCode, FailureDetails } from '../../../../shared/contract/failure'
import type { ForeignFormat } from '../../../../shared/contract/opening'
import type { Message, MessageOf } from '../message'
import { megabytes } from '../../format'
import { chosenFile } from './messages-files'
import { quoted } from '../quoted'

const notOpened = 'The file cannot be opened'
const chooseOther = 'Choose a file that XDR Desk exported as JSON, JSON Lines or Parquet, or a response of the API.'

/** What each format is, and why it cannot be opened. */
const formats: Readonly<Record<ForeignFormat, { readonly name: string, readonly why: string }>> = {
  'manifest': { name: 'a manifest', why: 'A manifest describes exported files; the incidents are in those.' },
  'csv': { name: 'a CSV table', why: 'CSV contains only some fields of the incidents, not the incidents as received.' },
  'excel': { name: 'an Excel workbook', why: 'A workbook contains only some fields of the incidents, not the incidents as received.' },
  'parquet': { name: 'a Parquet table without incidents as received', why: 'In an export, only incidents.parquet contains them, in the column “raw”.' },
  'damaged-parquet': { name: 'a Parquet file that cannot be read', why: 'It is damaged, or compressed by a method other than Snappy.' },
  'alerts': { name: 'a list of alerts', why: 'It contains alerts without their incidents.' },
  'archive': { name: 'an archive', why: 'XDR Desk does not look into archives.' },
  'pdf': { name: 'a PDF document', why: 'A document does not contain the incidents as received.' },
  'html': { name: 'a web page', why: 'A page does not contain the incidents as received.' },
  'xml': { name: 'an XML document', why: 'The APIs send incidents as JSON.' },
  'text': { name: 'a text file without JSON', why: 'It does not begin with [ or {, as a file with incidents does.' },
  'binary': { name: 'neither JSON nor Parquet', why: 'XDR Desk does not recognize its format.' },
}

/** Returns the path in quotation marks, because others may have chosen it; `otherwise` if it is unknown. */
const fileIn = ({ path }: FailureDetails, otherwise = 'The file'): string => path ? quoted(path) : otherwise

function unreadable(details: FailureDetails, errno?: string): Message {
  return chosenFile({ ...details, ...(details.path && { path: quoted(details.path) }) }, 'read', notOpened, errno)
}

export const openingMessages = {
  'file-missing': details => unreadable(details, 'ENOENT'),
  'file-forbidden': details => unreadable(details, 'EACCES'),
  'file-not-a-file': details => unreadable(details, 'EFTYPE'),
  'file-unreadable': details => unreadable(details),
  'file-empty': details => ({ what: 'The file is empty.', why: `${fileIn(details)} contains nothing.`, next: 'Choose another file.' }),
  'file-other-format': ({ format = 'binary', sibling, ...details }) => ({
    what: `${notOpened}: it is ${formats[format].name}.`,
    why: `${fileIn(details)} contains no incidents that XDR Desk can show. ${formats[format].why}`,
    next: sibling ? `Open ${quoted(sibling)} in the same folder instead.` : chooseOther,
  }),
  'file-no-incidents': details => ({
    what: 'The file contains no incidents.',
    why: `No part of ${fileIn(details, 'the file')} is an incident of the Microsoft Defender XDR API or of Microsoft Graph.`,
    next: chooseOther,
  }),
  'file-changed': details => ({
    what: 'The file was changed after you opened it.',
    why: `Another program wrote to ${fileIn(details, 'the file')}, so its incidents are no longer where XDR Desk found them.`,
    next: 'Open the file again.',
  }),
  'file-parquet-too-large': details => ({
    what: `${notOpened}: it is too large for a Parquet file.`,
    why: `${fileIn(details)} contains ${megabytes(details.bytes ?? 0)} of incidents. XDR Desk loads them into memory and stops at ${megabytes(details.expected ?? 0)}.`,
    next: 'Export the list as JSON Lines and open that file, which has no such limit.',
  }),
  'file-out-of-memory': details => ({
    what: `${notOpened}: one of its incidents is too complex.`,
    why: `Reading ${fileIn(details, 'the file')} needed more memory than XDR Desk uses for one incident.`,
    next: chooseOther,
  }),
} satisfies Partial<Record<ErrorCode, MessageOf>>
