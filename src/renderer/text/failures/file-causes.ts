/** @file What the system's codes for files mean, and what helps: where a place can be chosen, and where the file is the app's own. */

interface Cause {
  /** What happened, to follow a colon. */
  readonly what: string
  /** The reason as a sentence about `file`, without its end. */
  readonly why: (file: string) => string
  /** What helps whoever chooses where to save. */
  readonly choose: string
  /** What helps whoever chooses a file to open, where that is something else. */
  readonly open?: string
  /** What helps whoever cannot choose another place. */
  readonly mend: string
}

const another = 'Choose another folder'
const gone: Cause = {
  what: 'the disk is not connected',
  why: file => `The disk or network drive of ${file} does not respond`,
  choose: 'Connect it again, or choose a folder on another disk',
  mend: 'Connect it again',
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
  mend: 'Move that folder away or rename it',
}
const inUse: Cause = {
  what: 'another program uses the file',
  why: file => `Another program keeps ${file} open`,
  choose: 'Close it there, or choose another name',
  open: 'Close it there, then choose it again',
  mend: 'Close it in the other program',
}
const tooManyFiles: Cause = {
  what: 'too many files are open',
  why: file => `The system opens no more files, so ${file} cannot be opened`,
  choose: 'Close other programs',
  mend: 'Close other programs',
}
const wrongName: Cause = {
  what: 'the name is not allowed there',
  why: file => `The disk does not accept the name of ${file}`,
  choose: 'Choose a name without special characters, or another folder',
  mend: 'Give the folder a name without special characters',
}
const forbidden = (verb: 'read' | 'write'): Cause => ({
  what: `you may not ${verb} there`,
  why: file => `The system refuses to ${verb} ${file} for your account`,
  choose: 'Choose a folder of yours',
  open: 'Give your account read permission for it, or copy it to a folder of yours, then choose it again',
  mend: 'Give your account read and write permission for it and its folder',
})

const causes: ReadonlyMap<string, Cause> = new Map<string, Cause>([
  ['ENOSPC', { what: 'the disk is full', why: file => `${file} did not fit`, choose: 'Free some space or choose another disk', mend: 'Free some disk space' }],
  ['EDQUOT', { what: 'your quota on that disk is used up', why: file => `${file} did not fit into it`, choose: 'Delete files of yours there or choose another disk', mend: 'Delete other files of yours on that disk' }],
  ['EFBIG', {
    what: 'the file would be too large for that disk', why: file => `The file system does not take a file as large as ${file}`, choose: 'Choose a disk with another file system, or a shorter time window', mend: 'Move it to a disk with another file system',
  }],
  ['EROFS', { what: 'that disk is read-only', why: file => `The disk that holds ${file} can only be read`, choose: 'Choose a folder on another disk', mend: 'Make the disk writable' }],
  ['ENOENT', { what: 'the folder is gone', why: file => `The folder of ${file} is not there any more`, choose: another, mend: 'Make that folder again' }],
  ['ENOTDIR', { what: 'a part of the path is no folder', why: file => `A part of the path of ${file} is a file, not a folder`, choose: another, open: 'Choose another file', mend: 'Move that file away or rename it' }],
  ['EISDIR', isFolder], ['ENOTEMPTY', isFolder], ['EEXIST', isFolder],
  ['ENAMETOOLONG', {
    what: 'the name is too long', why: file => `The disk does not take a name or path as long as ${file}`, choose: 'Choose a shorter name, or a folder with a shorter path', mend: 'Move the folder to a shorter path',
  }],
  ['ELOOP', {
    what: 'its links lead in a circle', why: file => `Symbolic links on the path of ${file} lead back to themselves, or through too many others`, choose: 'Choose another name or folder, or remove that link', mend: 'Remove that link',
  }],
  // macOS's; the app's own word for what is no file: a device, a pipe, a socket.
  ['EFTYPE', { what: 'that is not a file', why: file => `${file} is a device, a pipe or a socket`, choose: 'Choose another name', open: 'Choose a file', mend: 'Move it away or rename it' }],
  ['EBUSY', inUse], ['ETXTBSY', inUse], ['ENOLCK', inUse],
  ['EMFILE', tooManyFiles], ['ENFILE', tooManyFiles],
  ['EINVAL', wrongName], ['EILSEQ', wrongName],
  ['EIO', broken], ['EUCLEAN', broken],
  ...['ENODEV', 'ENXIO', 'ESTALE', 'ENOTCONN', 'EHOSTDOWN', 'EHOSTUNREACH', 'ENETDOWN', 'ENETUNREACH', 'ETIMEDOUT', 'ECONNRESET', 'ECONNABORTED', 'ENOMEDIUM', 'EREMOTEIO'].map(errno => [errno, gone] as const),
])

const readGone: Cause = { what: 'the file is gone', why: file => `${file} is not there any more`, choose: 'Choose another file', mend: 'Put the file back' }

/** Returns what a code of the system means for reading or writing a file; undefined for one that says nothing to a person. */
export function fileCause(errno: string | undefined, verb: 'read' | 'write'): Cause | undefined {
  if (errno === 'EACCES' || errno === 'EPERM') return forbidden(verb)
  return verb === 'read' && errno === 'ENOENT' ? readGone : causes.get(errno ?? '')
}
