/** @file Files that were made read-only: a rename replaces them all the same, so whoever replaces a file asks first. */
import { access, constants, stat } from 'node:fs/promises'

const anyWriteBit = 0o222

/**
 * Whether a file is there that must not be replaced: nobody may write to it, or this account may not. An administrator may write to
 * anything, so the permissions count, too.
 */
export async function isWriteProtected(file: string): Promise<boolean> {
  const facts = await stat(file).catch(() => null)
  if (!facts) return false
  return (facts.mode & anyWriteBit) === 0 || await access(file, constants.W_OK).then(() => false, () => true)
}
