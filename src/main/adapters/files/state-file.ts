/** @file A state file of the app's own: read whole, and copied aside before something unreadable in it is replaced. */
import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { errnoOf } from '../../core/files/errno'

/** Returns the file's bytes; null if there is none. Throws the system's error. */
export function readStateFile(file: string): Uint8Array | null {
  try {
    return readFileSync(file)
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return null
    throw error
  }
}

/** `settings.json` as `settings.damaged-<time>.json`. */
function asideOf(file: string, now: Date): string {
  const { dir, name, ext } = path.parse(file)
  return path.join(dir, `${name}.damaged-${now.toISOString().replaceAll(':', '.')}${ext}`)
}

/** Writes a copy with these bytes (mode 0600) beside the file. Throws the system's error. */
export function copyAside(file: string, bytes: Uint8Array): void {
  writeFileSync(asideOf(file, new Date()), bytes, { mode: 0o600 })
}

/** Gives another name to something that cannot be read and so not be copied. Throws the system's error. */
export function moveAside(file: string): void {
  renameSync(file, asideOf(file, new Date()))
}
