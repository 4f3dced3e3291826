/** @file Writes a file whole or not at all: a temporary file in the same folder, synced, then renamed. */
import type { FileHandle } from 'node:fs/promises'
import type { ErrorCode } from '../../../shared/contract/failure'
import type { Buffer } from 'node:buffer'
import { randomBytes } from 'node:crypto'
import { open, readdir, realpath, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { AppError } from '../base/errors'
import { errnoOf } from './errno'
import { renameOnto } from './rename'
import { isWriteProtected } from './write-protection'

const batchBytes = 4 * 1024 * 1024
/** writev takes at most 1,024 buffers on Linux. */
const batchBuffers = 1024

const byErrno: Readonly<Record<string, ErrorCode>> = {
  ENOSPC: 'export-disk-full',
  EDQUOT: 'export-disk-full',
  EFBIG: 'export-disk-full',
  EACCES: 'export-not-allowed',
  EPERM: 'export-not-allowed',
  EROFS: 'export-not-allowed',
  ENOENT: 'export-folder-gone',
  ENOTDIR: 'export-folder-gone',
}

function exportError(error: unknown, file: string): AppError {
  if (error instanceof AppError) return error
  const errno = errnoOf(error)
  return new AppError(byErrno[errno ?? ''] ?? 'export-failed', { path: file, ...(errno && { serverCode: errno }) })
}

/** Writes every byte; a short write goes on behind what was written. */
async function writeAll(file: FileHandle, buffers: readonly Buffer[]): Promise<number> {
  let rest = [...buffers]
  let total = 0
  while (rest.length > 0) {
    let { bytesWritten } = await file.writev(rest)
    total += bytesWritten
    while (rest[0] && bytesWritten >= rest[0].length) {
      bytesWritten -= rest[0].length
      rest = rest.slice(1)
    }
    if (rest[0] && bytesWritten > 0) rest = [rest[0].subarray(bytesWritten), ...rest.slice(1)]
  }
  return total
}

async function writeBatches(file: FileHandle, chunks: Iterable<Buffer>): Promise<number> {
  let batch: Buffer[] = []
  let size = 0
  let total = 0
  for (const chunk of chunks) {
    batch.push(chunk)
    size += chunk.length
    if (size >= batchBytes || batch.length >= batchBuffers) {
      total += await writeAll(file, batch)
      batch = []
      size = 0
    }
  }
  return total + await writeAll(file, batch)
}

/** Makes the rename itself last through a power cut; file systems that cannot are left as they are. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => null)
  await handle?.sync().catch(() => undefined)
  await handle?.close()
}

/** Drafts that are being written now. */
const live = new Set<string>()

/** Removes drafts that an earlier export of this owner was killed over. Others may still be written by their owners. */
async function removeOrphans(folder: string, owner: string): Promise<void> {
  const ours = new RegExp(`^\\.xdr-desk-export-${owner}[\\da-f]{8}\\.tmp$`)
  const names = await readdir(folder).catch(() => [])
  const orphans = names.filter(name => ours.test(name)).map(name => path.join(folder, name)).filter(file => !live.has(file))
  await Promise.all(orphans.map(orphan => rm(orphan, { force: true }).catch(() => undefined)))
}

/** A rename would replace a file that was made read-only, and even a device. Throws AppError `export-read-only`, or the system's error. */
async function checkReplaceable(target: string, file: string): Promise<void> {
  if (isWriteProtected(target)) throw new AppError('export-read-only', { path: file })
  const facts = await stat(target).catch(() => null)
  if (facts && !facts.isFile()) throw Object.assign(new Error('not a file'), { code: facts.isDirectory() ? 'EISDIR' : 'EFTYPE' })
}

/**
 * Writes `chunks` to `file` (mode 0600), replacing what is there only once everything is on disk. Returns the bytes
 * written. Throws AppError `export-…` and leaves nothing behind.
 */
export type WriteFile = (file: string, chunks: Iterable<Buffer>) => Promise<number>

/** @param owner 8 hexadecimal digits that no other process uses while this one runs; the next start of this app uses them again. */
export function createWriteFile(owner: string): WriteFile {
  return async (file, chunks) => {
    // A symbolic link is followed, as for any program that saves to it.
    const target = await realpath(file).catch(() => file)
    const folder = path.dirname(target)
    const draft = path.join(folder, `.xdr-desk-export-${owner}${randomBytes(4).toString('hex')}.tmp`)
    live.add(draft)
    try {
      await removeOrphans(folder, owner)
      await checkReplaceable(target, file)
      const handle = await open(draft, 'wx', 0o600)
      let bytes: number
      try {
        bytes = await writeBatches(handle, chunks)
        await handle.sync()
      } finally {
        await handle.close()
      }
      await renameOnto(draft, target)
      await syncFolder(folder)
      return bytes
    } catch (error) {
      await rm(draft, { force: true }).catch(() => undefined)
      throw exportError(error, file)
    } finally {
      live.delete(draft)
    }
  }
}
