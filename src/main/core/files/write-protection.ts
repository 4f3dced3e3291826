/** @file Files that were made read-only: a rename replaces them all the same, so whoever replaces a file asks first. */
import { accessSync, constants, statSync } from 'node:fs'

const anyWriteBit = 0o222

/**
 * Returns whether a file is there that must not be replaced: nobody may write to it, or this account may not. An administrator may write
 * to anything, so the permissions count, too.
 */
export function isWriteProtected(file: string): boolean {
  const facts = statSync(file, { throwIfNoEntry: false })
  if (!facts) return false
  if ((facts.mode & anyWriteBit) === 0) return true
  try {
    accessSync(file, constants.W_OK)
    return false
  } catch {
    return true
  }
}
