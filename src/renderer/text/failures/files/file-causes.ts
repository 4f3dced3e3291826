/** @file The meaning of the system's error codes for files, and the advice for files that the user chose and for the app's own files. */

interface Cause {
  /** What happened, as text after a colon. */
  readonly what: string
  /** The reason as a sentence about `file`, without a full stop. */
  readonly why: (file: string) => string
  /** The next step if the user chose where to save. */
  readonly toSave: string
  /** The next step if the user chose a file to open; by default, `toSave`. */
  readonly toOpen?: string
  /** The next step for one of the app's own files, whose location is fixed. */
  readonly forOwnFile: string
}

const another = 'Choose another folder'
const gone: Cause = {
  what: 'the disk is not connected',
  why: file => `The disk or network drive that holds ${file} does not respond`,
  toSave: 'Reconnect it, or choose a folder on another disk',
  forOwnFile: 'Reconnect it',
}
const broken: Cause = {
  what: 'the disk failed',
  why: file => `The disk reported an error for ${file}`,
  toSave: 'Choose another disk, and have this one checked',
  forOwnFile: 'Have the disk checked',
}
const isFolder: Cause = {
  what: 'a folder has that name',
  why: file => `${file} is a folder, not a file`,
  toSave: 'Choose another name',
  toOpen: 'Choose a file',
  forOwnFile: 'Move or rename that folder',
}
const inUse: Cause = {
  what: 'another program is using the file',
  why: file => `Another program has ${file} open`,
  toSave: 'Close it there, or choose another name',
  toOpen: 'Close it there, then choose it again',
  forOwnFile: 'Close it in the other program',
}
const tooManyFiles: Cause = {
  what: 'too many files are open',
  why: file => `The system has reached its limit of open files, so ${file} cannot be opened`,
  toSave: 'Close other programs',
  forOwnFile: 'Close other programs',
}
const wrongName: Cause = {
  what: 'the name is not allowed there',
  why: file => `The disk does not accept the name of ${file}`,
  toSave: 'Choose a name without special characters, or another folder',
  forOwnFile: 'Rename the folder without special characters',
}
const forbidden = (verb: 'read' | 'write'): Cause => ({
  what: `you don't have permission to ${verb} there`,
  why: file => `Your account is not allowed to ${verb} ${file}`,
  toSave: 'Choose a folder that you can write to',
  toOpen: 'Give your account permission to read it, or copy it to one of your folders, then choose it again',
  forOwnFile: 'Give your account permission to read and write the file and its folder',
})

const causes: ReadonlyMap<string, Cause> = new Map<string, Cause>([
  ['ENOSPC', { what: 'the disk is full', why: file => `${file} did not fit`, toSave: 'Free up some space or choose another disk', forOwnFile: 'Free up some disk space' }],
  ['EDQUOT', {
    what: 'your quota on that disk is used up', why: file => `${file} did not fit within it`, toSave: 'Delete some of your files there, or choose another disk', forOwnFile: 'Delete some of your other files on that disk',
  }],
  ['EFBIG', {
    what: 'the file is too large for that disk', why: file => `The file system does not support a file as large as ${file}`, toSave: 'Choose a disk with another file system, or a shorter time window', forOwnFile: 'Move it to a disk with another file system',
  }],
  ['EROFS', { what: 'that disk is read-only', why: file => `The disk that holds ${file} can only be read`, toSave: 'Choose a folder on another disk', forOwnFile: 'Make the disk writable' }],
  ['ENOENT', { what: 'the folder no longer exists', why: file => `The folder of ${file} was moved or deleted`, toSave: another, forOwnFile: 'Create that folder again' }],
  ['ENOTDIR', { what: 'part of the path is not a folder', why: file => `Part of the path of ${file} is a file, not a folder`, toSave: another, toOpen: 'Choose another file', forOwnFile: 'Move or rename that file' }],
  ['EISDIR', isFolder], ['ENOTEMPTY', isFolder], ['EEXIST', isFolder],
  ['ENAMETOOLONG', {
    what: 'the name is too long', why: file => `The disk does not support a name or path as long as ${file}`, toSave: 'Choose a shorter name, or a folder with a shorter path', forOwnFile: 'Move the folder to a shorter path',
  }],
  ['ELOOP', {
    what: 'its symbolic links form a loop', why: file => `Symbolic links on the path of ${file} form a loop, or there are too many of them`, toSave: 'Choose another name or folder, or remove the link', forOwnFile: 'Remove the link',
  }],
  // Reported by macOS, and by this app for anything that is not a regular file.
  ['EFTYPE', { what: 'that is not a file', why: file => `${file} is a device, a pipe or a socket`, toSave: 'Choose another name', toOpen: 'Choose a file', forOwnFile: 'Move or rename it' }],
  ['EBUSY', inUse], ['ETXTBSY', inUse], ['ENOLCK', inUse],
  ['EMFILE', tooManyFiles], ['ENFILE', tooManyFiles],
  ['EINVAL', wrongName], ['EILSEQ', wrongName],
  ['EIO', broken], ['EUCLEAN', broken],
  ...['ENODEV', 'ENXIO', 'ESTALE', 'ENOTCONN', 'EHOSTDOWN', 'EHOSTUNREACH', 'ENETDOWN', 'ENETUNREACH', 'ETIMEDOUT', 'ECONNRESET', 'ECONNABORTED', 'ENOMEDIUM', 'EREMOTEIO'].map(errno => [errno, gone] as const),
])

const fileGone: Cause = { what: 'the file no longer exists', why: file => `${file} was moved or deleted`, toSave: 'Choose another file', forOwnFile: 'Restore the file' }

/** Returns the meaning of a system error code for reading or writing a file; undefined for a code that has no message of its own. */
export function fileCause(errno: string | undefined, verb: 'read' | 'write'): Cause | undefined {
  if (errno === 'EACCES' || errno === 'EPERM') return forbidden(verb)
  return verb === 'read' && errno === 'ENOENT' ? fileGone : causes.get(errno ?? '')
}
