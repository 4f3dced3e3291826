/** @file Detects files that must not be replaced. A rename would replace them anyway, so check before each rename. */
import { accessSync, constants, statSync } from 'node:fs'
import { errnoOf } from './errno'

const anyWriteBit = 0o222

/**
 * Returns the system's name for why a file is read-only (`EACCES`, `EROFS`), or null if it can be written or does not exist. An
 * administrator may write to any file, so the file counts as read-only, too, if none of its permission bits allows writing.
 */
export function writeProtectionOf(file: string): string | null {
  const facts = statSync(file, { throwIfNoEntry: false })
  if (!facts) return null
  if ((facts.mode & anyWriteBit) === 0) return 'EACCES'
  try {
    accessSync(file, constants.W_OK)
    return null
  } catch (error) {
    return errnoOf(error) ?? 'EACCES'
  }
}
