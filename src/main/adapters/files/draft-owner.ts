import { createHash } from 'node:crypto'
import { statSync } from 'node:fs'
import os from 'node:os'

/** Returns values that distinguish a folder from one of the same name on another computer. */
function folderFacts(folder: string): readonly number[] {
  try {
    const { dev, ino, birthtimeMs } = statSync(folder)
    return [dev, ino, birthtimeMs]
  } catch {
    return []
  }
}

/**
 * Returns 8 hexadecimal digits that mark drafts as written by the app with this user-data folder on this computer. Only one instance of the app at a time
 * uses a folder, so a marked draft that the instance is not writing is an orphan.
 */
export function draftOwner(userData: string): string {
  return createHash('sha256').update([os.hostname(), userData, ...folderFacts(userData)].join('\0')).digest('hex').slice(0, 8)
}
