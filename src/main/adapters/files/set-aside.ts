/** @file Copies the content of a state file that a replacement would lose, and deletes these copies. */
import type { Contents } from './contents'
import { readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'

/** Returns `settings.damaged-<time>.json` for `settings.json`. */
function asidePath(file: string, now: Date): string {
  const { dir, name, ext } = path.parse(file)
  return path.join(dir, `${name}.damaged-${now.toISOString().replaceAll(':', '.')}${ext}`)
}

/** Preserves what a replacement would lose: writes a copy beside the file (mode 0600), or renames a file that cannot be read. Throws the system's error. */
export function setAside(file: string, contents: Contents): void {
  const aside = asidePath(file, new Date())
  if (contents.kind === 'unreadable') renameSync(file, aside)
  else if (contents.kind !== 'missing') writeFileSync(aside, contents.bytes, { mode: 0o600 })
}

/** The suffix, before the extension, in the name of a damaged file's copy. */
const asideMark = /^\.damaged-\d{4}-\d\d-\d\dT\d\d\.\d\d\.\d\d\.\d{3}Z$/

/** Deletes the copies that `setAside` made of a file. Skips a copy that cannot be deleted, and folders, which the app does not create. */
export function deleteAsides(file: string): void {
  const { dir, name, ext } = path.parse(file)
  for (const entry of entriesOf(dir)) {
    if (!entry.startsWith(name) || !entry.endsWith(ext) || !asideMark.test(entry.slice(name.length, -ext.length))) continue
    try {
      rmSync(path.join(dir, entry), { force: true })
    } catch {
      // The other copies can still be deleted.
    }
  }
}

function entriesOf(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}
