/** @file Compares exported files with their manifest. */
import type { FileState, VerifiedFile, VerifyReport } from '../../../shared/contract/export'
import type { FoundManifest } from './manifest-files'
import type { Manifest } from './manifest'
import { createHash } from 'node:crypto'
import { lstat, open, readdir } from 'node:fs/promises'
import path from 'node:path'
import { Buffer } from 'node:buffer'
import { AppError } from '../base/errors'
import { errnoOf } from '../files/errno'
import { readSafely } from './manifest-files'

/** The bytes that are read and hashed at once: about a millisecond of main's time. */
const pieceBytes = 1024 * 1024

/** The maximum number of extra names in a report. */
const maxExtra = 100

interface Watch {
  /** Receives the number of bytes that are read. */
  readonly onBytes: (bytes: number) => void
  readonly signal: AbortSignal
}

/** Returns the SHA-256 of a regular file, as hexadecimal digits; null if it has another size by now. Throws the system's error, or AppError `cancelled`. */
export async function hashOf(file: string, bytes: number, { onBytes, signal }: Watch): Promise<string | null> {
  await using handle = await open(file, readSafely)
  const facts = await handle.stat()
  if (!facts.isFile() || facts.size !== bytes) return null
  const hash = createHash('sha256')
  const buffer = Buffer.allocUnsafe(pieceBytes)
  let rest = bytes
  while (rest > 0) {
    if (signal.aborted) throw new AppError('cancelled')
    const { bytesRead } = await handle.read(buffer, 0, Math.min(pieceBytes, rest), null)
    if (bytesRead === 0) return null
    hash.update(buffer.subarray(0, bytesRead))
    rest -= bytesRead
    onBytes(bytesRead)
  }
  return hash.digest('hex')
}

/** Returns the state of a file. SECURITY: `name` is a plain name, and a link is not followed, so nothing outside the folder is read. */
async function stateOf(folder: string, { name, bytes, sha256 }: Manifest['files'][number], watch: Watch): Promise<FileState> {
  const file = path.join(folder, name)
  try {
    const facts = await lstat(file)
    if (facts.isSymbolicLink()) return 'link'
    if (!facts.isFile()) return 'other'
    if (facts.size !== bytes) return 'changed'
    return await hashOf(file, bytes, watch) === sha256 ? 'unchanged' : 'changed'
  } catch (error) {
    if (error instanceof AppError) throw error
    return errnoOf(error) === 'ENOENT' ? 'missing' : 'unreadable'
  }
}

/** Returns the names in the folder that the manifest does not list, if the folder is an export of several files. Other folders may hold anything. */
async function extraIn({ folder, name, manifest: { files } }: FoundManifest): Promise<readonly string[]> {
  if (files.length < 2) return []
  const known = new Set([name, ...files.map(file => file.name)])
  const names = await readdir(folder).catch(() => [])
  return names.filter(each => !known.has(each)).sort().slice(0, maxExtra)
}

/** Returns the number of bytes that the check of a manifest reads at most. */
export const bytesOf = ({ files }: Manifest): number => files.reduce((sum, { bytes }) => sum + bytes, 0)

/** Compares size and hash of every file. Throws AppError `cancelled` when the signal aborts. */
export async function verifyFiles(found: FoundManifest, watch: Watch): Promise<VerifyReport> {
  const { folder, name, manifest } = found
  const files: VerifiedFile[] = []
  for (const file of manifest.files) files.push({ name: file.name, state: await stateOf(folder, file, watch), bytes: file.bytes, rows: file.rows })
  return {
    kind: 'verified',
    manifest: name,
    folder,
    sample: manifest.sample,
    profile: manifest.profile,
    what: manifest.query?.what ?? 'all',
    incidents: manifest.counts.incidents,
    complete: manifest.completeness.complete,
    reason: manifest.completeness.reason,
    fetchedAt: manifest.fetchedAt,
    exportedAt: manifest.exportedAt,
    files,
    extra: await extraIn(found),
  }
}
