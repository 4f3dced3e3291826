/** @file The words for files that cannot be read or written. The system's code names the cause. */
import type { ErrorCode, FailureDetails } from '../../../shared/contract/failure'
import type { Message, MessageOf } from './message'
import { fileCause } from './file-causes'
import { quoted } from './quoted'

const reason = ({ serverCode }: FailureDetails): string => serverCode ? ` (${serverCode})` : ''

/** Files that somebody chose. `what`: what did not happen. `errno`: what the failure's own code stands for, if the system's is not known. */
function chosen(details: FailureDetails, verb: 'read' | 'write', what: string, errno?: string): Message {
  const file = details.path ?? 'the file'
  const cause = fileCause(details.serverCode, verb) ?? fileCause(errno, verb)
  return {
    what: cause ? `${what}: ${cause.what}.` : `${what}.`,
    why: `${cause ? cause.why(file) : `The system could not ${verb} ${file}`}${reason(details)}.`.replace(/^the file/, 'The file'),
    next: `${(verb === 'read' && cause?.open) || cause?.choose || (verb === 'read' ? 'Choose another file' : 'Choose another folder')}.`,
  }
}

function exported(details: FailureDetails, errno?: string): Message {
  const { why, next, ...message } = chosen(details, 'write', 'The export was not saved', errno)
  return { ...message, why: `${why} No partial file was left.`, next: next.replace(/\.$/, ', then export again.') }
}

/** The app's own files, which stand where they stand. */
function settings(details: FailureDetails, verb: 'read' | 'write'): Pick<Message, 'why' | 'next'> {
  const file = details.path ?? 'the file'
  const cause = fileCause(details.serverCode, verb)
  return {
    why: `${cause ? cause.why(file) : `The system refuses to ${verb} ${file}`}${reason(details)}.`.replace(/^the file/, 'The file'),
    next: cause?.mend ?? 'Give your account read and write permission for it and its folder',
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
  'certificate-unwritable': (details) => {
    const { why, next, ...message } = chosen(details, 'write', 'The certificate was not saved')
    return { ...message, why: `${why} The key that was made is dropped.`, next: next.replace(/\.$/, ', then make a certificate again.') }
  },
  'certificate-file-unreadable': details => chosen({ ...details, ...(details.path && { path: quoted(details.path) }) }, 'read', 'The file cannot be opened'),
  'settings-unreadable': (details) => {
    const { why, next } = settings(details, 'read')
    return { what: 'The settings file cannot be read.', why: `${why} Nothing was deleted.`, next: `${next}, then restart.` }
  },
  'settings-unwritable': (details) => {
    const { why, next } = settings(details, 'write')
    return {
      what: 'The settings cannot be written.',
      why: `${why} The file is as it was: what you saved is used for this session only, and what was to be deleted is still in it.`,
      next: `${next}, then save again.`,
    }
  },
  'profiles-unreadable': details => details.serverCode
    ? chosen(details, 'read', 'No profiles were imported')
    : {
        what: 'No profiles were imported.',
        why: 'The file is not one that XDR Desk exported profiles to. Nothing was changed.',
        next: 'Choose a file that was made by Export profiles.',
      },
} satisfies Partial<Record<ErrorCode, MessageOf>>
