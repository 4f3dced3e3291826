/** @file Small files of the app's own: whole at any moment, also where the app is killed. */
import { rmSync, writeFileSync } from 'node:fs'
import { renameOntoSync } from '../core/files/rename'

/** One name for all drafts of a file: what a kill left is written over by the next. */
const draftOf = (file: string): string => `${file}.tmp`

/**
 * Replaces a file as a whole (mode 0600): a kill between leaves the old one. Not synced: what these files hold may be lost with the
 * power, and main does not wait for the disk.
 */
export function replaceFile(file: string, text: string): void {
  writeFileSync(draftOf(file), text, { mode: 0o600 })
  renameOntoSync(draftOf(file), file)
}

/** Removes a file and what a kill left of it. */
export function removeFile(file: string): void {
  for (const each of [file, draftOf(file)]) rmSync(each, { force: true })
}
