/** @file Small files of the app's own: whole at any moment, also where the app is killed. */
import { rmSync, writeFileSync } from 'node:fs'
import { renameOntoSync } from '../../core/files/rename'
import { isWriteProtected } from '../../core/files/write-protection'

/** One name for all drafts of a file: what a kill left is written over by the next. */
const draftOf = (file: string): string => `${file}.tmp`

/**
 * Replaces a file as a whole (mode 0600): a kill between leaves the old one. Not synced: what these files hold may be lost with the
 * power, and main does not wait for the disk. Throws the system's error; a file that was made read-only is not replaced.
 */
export function replaceFile(file: string, text: string): void {
  if (isWriteProtected(file)) throw Object.assign(new Error('read-only'), { code: 'EACCES' })
  writeFileSync(draftOf(file), text, { mode: 0o600 })
  renameOntoSync(draftOf(file), file)
}

/** Removes a file and what a kill left of it. */
export function removeFile(file: string): void {
  for (const each of [file, draftOf(file)]) rmSync(each, { force: true })
}
