/** @file The meaning of the system's error codes for files, and the advice for files that the user chose and for the app's own files. */

interface Cause {
  /** What happened, as text after a colon. */
  readonly what: string
  /** The reason as a sentence about `file`, without a full stop. */
  readonly why: (file: string) => string
  /** What to do if the user chose where to save. */
  readonly choose: string
  /** What to do if the user chose a file to open, if it differs. */
  readonly open?: string
  /** What to do for one of the app's own files, whose location is fixed. */
  readonly mend: string
}

const another = 'Choose another folder'
const gone: Cause = {
  what: 'the disk is not connected',
  why: file => `The disk or network drive that holds ${file} does not respond`,
  choose: 'Reconnect it, or choose a folder on another disk',
  mend: 'Reconnect it',
}
const broken: Cause = {
  what: 'the disk failed',
  why: file => `The disk reported an error for ${file}`,
  choose: 'Choose another disk, and have this one checked',
  mend: 'Have the disk checked',
}
const isFolder: Cause = {
  what: 'a folder has that name',
  why: file => `${file} is a folder, not a file`,
  choose: 'Choose another name',
  open: 'Choose a file',
  mend: 'Move or rename that folder',
}
const inUse: Cause = {
  what: 'another program is using the file',
  why: file => `Another program has ${file} open`,
  choose: 'Close it there, or choose another name',
  open: 'Close it there, then choose it again',
  mend: 'Close it in the other program',
}
const tooManyFiles: Cause = {
  what: 'too many files are open',
  why: file => `The system has reached its limit of open files, so ${file} cannot be opened`,
  choose: 'Close other programs',
  mend: 'Close other programs',
}
const wrongName: Cause = {
  what: 'the name is not allowed there',
  why: file => `The disk does not accept the name of ${file}`,
  choose: 'Choose a name without special characters, or another folder',
  mend: 'Rename the folder without special characters',
}
const forbidden = (verb: 'read' | 'write'): Cause => ({
  what: `you don't have permission to ${verb} there`,
  why: file => `Your account is not allowed to ${verb} ${file}`,
  choose: 'Choose a folder that you can write to',
  open: 'Give your account permission to read it, or copy it to one of your folders, then choose it again',
  mend: 'Give your account permission to read and write the file and its folder',
})

const causes: ReadonlyMap<string, Cause> = new Map<string, Cause>([
  ['ENOSPC', { what: 'the disk is full', why: file => `${file} did not fit`, choose: 'Free up some space or choose another disk', mend: 'Free up some disk space' }],
  ['EDQUOT', {
    what: 'your quota on that disk is used up', why: file => `${file} did not fit within it`, choose: 'Delete some of your files there, or choose another disk', mend: 'Delete some of your other files on that disk',
  }],
  ['EFBIG', {
    what: 'the file is too large for that disk', why: file => `The file system does not support a file as large as ${file}`, choose: 'Choose a disk with another file system, or a shorter time window', mend: 'Move it to a disk with another file system',
  }],
  ['EROFS', { what: 'that disk is read-only', why: file => `The disk that holds ${file} can only be read`, choose: 'Choose a folder on another disk', mend: 'Make the disk writable' }],
  ['ENOENT', { what: 'the folder no longer exists', why: file => `The folder of ${file} was moved or deleted`, choose: another, mend: 'Create that folder again' }],
  ['ENOTDIR', { what: 'part of the path is not a folder', why: file => `Part of the path of ${file} is a file, not a folder`, choose: another, open: 'Choose another file', mend: 'Move or rename that file' }],
  ['EISDIR', isFolder], ['ENOTEMPTY', isFolder], ['EEXIST', isFolder],
  ['ENAMETOOLONG', {
    what: 'the name is too long', why: file => `The disk does not support a name or path as long as ${file}`, choose: 'Choose a shorter name, or a folder with a shorter path', mend: 'Move the folder to a shorter path',
  }],
  ['ELOOP', {
    what: 'its symbolic links form a loop', why: file => `Symbolic links on the path of ${file} form a loop, or there are too many of them`, choose: 'Choose another name or folder, or remove the link', mend: 'Remove the link',
  }],
  // Reported by macOS, and by this app for anything that is not a regular file.
  ['EFTYPE', { what: 'that is not a file', why: file => `${file} is a device, a pipe or a socket`, choose: 'Choose another name', open: 'Choose a file', mend: 'Move or rename it' }],
  ['EBUSY', inUse], ['ETXTBSY', inUse], ['ENOLCK', inUse],
  ['EMFILE', tooManyFiles], ['ENFILE', tooManyFiles],
  ['EINVAL', wrongName], ['EILSEQ', wrongName],
  ['EIO', broken], ['EUCLEAN', broken],
  ...['ENODEV', 'ENXIO', 'ESTALE', 'ENOTCONN', 'EHOSTDOWN', 'EHOSTUNREACH', 'ENETDOWN', 'ENETUNREACH', 'ETIMEDOUT', 'ECONNRESET', 'ECONNABORTED', 'ENOMEDIUM', 'EREMOTEIO'].map(errno => [errno, gone] as const),
])

const fileGone: Cause = { what: 'the file no longer exists', why: file => `${file} was moved or deleted`, choose: 'Choose another file', mend: 'Restore the file' }

/** Returns the meaning of a system error code for reading or writing a file; undefined for a code that has no message of its own. */
export function fileCause(errno: string | undefined, verb: 'read' | 'write'): Cause | undefined {
  if (errno === 'EACCES' || errno === 'EPERM') return forbidden(verb)
  return verb === 'read' && errno === 'ENOENT' ? fileGone : causes.get(errno ?? '')
}
