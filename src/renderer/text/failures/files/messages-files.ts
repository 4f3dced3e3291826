/** @file Messages for files that cannot be read or written. The system's error code selects the cause. */
import type { ErrorCode, FailureDetails } from '../../../../shared/contract/failure'
import type { Message, MessageOf } from '../message'
import { count as countOf } from '../../format'
import { fileCause } from './file-causes'
import { quoted } from '../quoted'

const codeText = ({ serverCode }: FailureDetails): string => serverCode ? ` (${serverCode})` : ''
const sentence = (text: string): string => text.replace(/^the file/, 'The file')

/**
 * Returns the message for a file that the user chose. `what`: the operation that failed. `errno`: the system's code to assume if the
 * system gave none that has a message.
 */
export function chosenFile(details: FailureDetails, verb: 'read' | 'write', what: string, errno?: string): Message {
  const file = details.path ?? 'the file'
  const cause = fileCause(details.serverCode, verb) ?? fileCause(errno, verb)
  return {
    what: cause ? `${what}: ${cause.what}.` : `${what}.`,
    why: sentence(`${cause ? cause.why(file) : `The system could not ${verb} ${file}`}${codeText(details)}.`),
    next: `${(verb === 'read' && cause?.toOpen) || cause?.toSave || (verb === 'read' ? 'Choose another file' : 'Choose another folder')}.`,
  }
}

function exported(details: FailureDetails, errno?: string): Message {
  const { why, next, ...message } = chosenFile(details, 'write', 'The export was not saved', errno)
  return { ...message, why: `${why} No partial file was left.`, next: next.replace(/\.$/, ', then export again.') }
}

/** Returns the reason and the next step for one of the app's own files, whose location is fixed. */
function ownFile(details: FailureDetails, verb: 'read' | 'write'): Pick<Message, 'why' | 'next'> {
  const file = details.path ?? 'the file'
  const cause = fileCause(details.serverCode, verb)
  return {
    why: sentence(`${cause ? cause.why(file) : `The system could not ${verb} ${file}`}${codeText(details)}.`),
    next: cause?.forOwnFile ?? 'Give your account permission to read and write the file and its folder',
  }
}

export const fileMessages = {
  'export-disk-full': details => exported(details, 'ENOSPC'),
  'export-not-allowed': details => exported(details, 'EACCES'),
  'export-folder-gone': details => exported(details, 'ENOENT'),
  'export-failed': details => exported(details),
  'export-read-only': ({ path = 'The file' }) => ({
    what: 'The export was not saved: the file is write-protected.',
    why: `${path} exists, and its permissions do not let you change it. No partial file was left.`,
    next: 'Choose another name, or allow writing to the file, then export again.',
  }),
  'export-folder-taken': ({ path = 'The folder' }) => ({
    what: 'The export was not saved: the folder is not empty.',
    why: `${path} already contains files, and XDR Desk replaces no folder with contents. No partial file was left.`,
    next: 'Choose another name, then export again.',
  }),
  'export-name-taken': ({ path = 'The file' }) => ({
    what: 'The export was not saved: a file has that name.',
    why: `This format needs a folder, and ${path} is a file. No partial file was left.`,
    next: 'Choose another name, then export again.',
  }),
  'export-too-many-rows': ({ path = 'A table', count = 0, expected = 0 }) => ({
    what: 'The export was not saved: the list is too long for this format.',
    why: `${path} would have ${countOf(count)} rows, and the format allows ${countOf(expected)}. No file was written.`,
    next: 'Choose another format, or fewer incidents.',
  }),
  'manifest-missing': ({ path = 'The file' }) => ({
    what: 'There is no manifest to verify with.',
    why: `No manifest that describes ${path} is beside it.`,
    next: 'Choose a file or folder that was exported with a manifest.',
  }),
  'manifest-several': ({ path = 'The folder' }) => ({
    what: 'The folder has several manifests.',
    why: `More than one file in ${path} ends with .manifest.json.`,
    next: 'Choose the manifest or the exported file itself.',
  }),
  'manifest-unreadable': (details) => {
    const file = details.path ?? 'The file'
    const cause = details.serverCode ? fileCause(details.serverCode, 'read') : undefined
    return {
      what: 'The manifest cannot be read.',
      why: details.serverCode
        ? sentence(`${cause?.why(file) ?? `The system could not read ${file}`}${codeText(details)}.`)
        : `${file} is not a manifest that this version of XDR Desk understands. It may be damaged, or from a later version.`,
      next: 'Choose another file, or export the list again.',
    }
  },
  'certificate-unwritable': (details) => {
    const { why, next, ...message } = chosenFile(details, 'write', 'The certificate was not saved')
    return { ...message, why: `${why} Its new key was discarded.`, next: next.replace(/\.$/, ', then create a certificate again.') }
  },
  'certificate-file-unreadable': details => chosenFile({ ...details, ...(details.path && { path: quoted(details.path) }) }, 'read', 'The file cannot be opened'),
  'settings-unreadable': (details) => {
    const { why, next } = ownFile(details, 'read')
    return { what: 'The settings file cannot be read.', why: `${why} Nothing was deleted.`, next: `${next}, then restart XDR Desk.` }
  },
  'settings-unwritable': (details) => {
    const { why, next } = ownFile(details, 'write')
    return {
      what: 'The settings cannot be saved.',
      why: `${why} The file is unchanged: what you saved applies to this session only, and what you deleted is still in the file.`,
      next: `${next}, then save again.`,
    }
  },
  'preferences-unwritable': (details) => {
    const { why, next } = ownFile(details, 'write')
    return { what: 'Your change to the list\'s views, stars or columns was not saved.', why: `${why} The file is unchanged.`, next: `${next}, then try again.` }
  },
  'preferences-not-forgotten': (details) => {
    const { why, next } = ownFile(details, 'write')
    return {
      what: 'The credentials are forgotten, but not all views and stars of the profile.',
      why: `${why} The file may still contain some of them.`,
      next: `${next}, then delete the file. It may also contain views or stars of other profiles.`,
    }
  },
  'profiles-unreadable': details => details.serverCode
    ? chosenFile(details, 'read', 'No profiles were imported')
    : {
        what: 'No profiles were imported.',
        why: 'The file does not contain profiles exported by XDR Desk. Nothing was changed.',
        next: 'Choose a file saved with Export profiles.',
      },
} satisfies Partial<Record<ErrorCode, MessageOf>>
