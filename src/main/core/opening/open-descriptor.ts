/** @file Opens a file that the user chose. It may be anything: a folder, a pipe that nobody writes to, a device without an end. */
import type { BigIntStats } from 'node:fs'
import type { OpenedFileState } from './opened-file'
import { close, constants, fstat, fstatSync, open, stat } from 'node:fs'
import { promisify } from 'node:util'
import type { ErrorCode } from '../../../shared/contract/failure'
import { AppError } from '../base/errors'
import { errnoOf } from '../files/errno'
import { readAt } from './file-source'

const [openAsync, statAsync, fstatAsync] = [promisify(open), promisify(stat), promisify(fstat)]

/** Opens without waiting for a pipe. Windows has no such flag. */
const withoutWaiting = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)

const byErrno: Readonly<Record<string, ErrorCode>> = {
  ENOENT: 'file-missing',
  ENOTDIR: 'file-missing',
  ERR_INVALID_ARG_VALUE: 'file-missing',
  EACCES: 'file-forbidden',
  EPERM: 'file-forbidden',
  EISDIR: 'file-not-a-file',
  ELOOP: 'file-not-a-file',
  ENXIO: 'file-not-a-file',
}

/** Returns the AppError `file-…` for a system error while opening `path`. */
function openingError(error: unknown, path: string): AppError {
  const errno = errnoOf(error)
  return new AppError(byErrno[errno ?? ''] ?? 'file-unreadable', { path, ...(errno?.startsWith('E') && !errno.startsWith('ERR_') && { serverCode: errno }) })
}

export interface Descriptor {
  readonly number: number
  readonly size: number
  /** When the file was last written, ms since 1970. */
  readonly modifiedMs: number
  /** Throws AppError `file-changed` if the file was written since it was opened, and `file-unreadable` if it is closed. */
  readonly check: () => void
  /** Compares the file with the one that has its path by now. */
  readonly state: () => Promise<OpenedFileState>
  readonly close: () => void
}

/** Throws AppError `file-not-a-file` or `file-empty` for a file that cannot have incidents. */
function checkKind(descriptor: number, facts: BigIntStats, path: string): void {
  if (facts.isDirectory()) throw new AppError('file-not-a-file', { path, serverCode: 'EISDIR' })
  // Reading from a device can have effects, so it is not tried.
  if (!facts.isFile()) throw new AppError('file-not-a-file', { path })
  if (facts.size > 0n) return
  // Files of /proc have no size, but may have contents without an end.
  const [first] = (() => {
    try {
      return readAt(descriptor, 0, 1)
    } catch {
      return [0]
    }
  })()
  throw new AppError(first === undefined ? 'file-empty' : 'file-not-a-file', { path })
}

const isUnchanged = (now: BigIntStats, then: BigIntStats): boolean => now.size === then.size && now.mtimeNs === then.mtimeNs
const isSameFile = (now: BigIntStats, then: BigIntStats): boolean => now.ino === then.ino && now.dev === then.dev

function createDescriptor(number: number, facts: BigIntStats, path: string): Descriptor {
  let isClosed = false
  return {
    number,
    size: Number(facts.size),
    modifiedMs: Number(facts.mtimeNs / 1_000_000n),
    check: () => {
      // The system gives the number of a closed descriptor to another file.
      if (isClosed) throw new AppError('file-unreadable', { path })
      if (!isUnchanged(fstatSync(number, { bigint: true }), facts)) throw new AppError('file-changed', { path })
    },
    state: async () => {
      if (isClosed || !isUnchanged(await fstatAsync(number, { bigint: true }), facts)) return 'changed'
      const now = await statAsync(path, { bigint: true }).catch(() => null)
      if (now === null) return 'missing'
      return isSameFile(now, facts) ? 'unchanged' : 'replaced'
    },
    close: () => {
      if (!isClosed) close(number)
      isClosed = true
    },
  }
}

/** Opens a file. Throws AppError `file-missing`, `file-forbidden`, `file-not-a-file`, `file-empty` or `file-unreadable`. */
export async function openDescriptor(path: string): Promise<Descriptor> {
  const number = await openAsync(path, withoutWaiting).catch((error: unknown) => { throw openingError(error, path) })
  try {
    const facts = await fstatAsync(number, { bigint: true })
    checkKind(number, facts, path)
    return createDescriptor(number, facts, path)
  } catch (error) {
    close(number)
    throw error instanceof AppError ? error : openingError(error, path)
  }
}
