import { createHash } from 'node:crypto'
import { statSync } from 'node:fs'
import os from 'node:os'

/** What tells a folder from one of the same name on another computer. */
function folderFacts(folder: string): readonly number[] {
  try {
    const { dev, ino, birthtimeMs } = statSync(folder)
    return [dev, ino, birthtimeMs]
  } catch {
    return []
  }
}

/**
 * Returns 8 hexadecimal digits that mark drafts as this app's on this computer. Of the apps that use one folder for their data only one
 * runs at a time, so whatever bears its mark and is not being written was left over.
 */
export function draftOwner(userData: string): string {
  return createHash('sha256').update([os.hostname(), userData, ...folderFacts(userData)].join('\0')).digest('hex').slice(0, 8)
}
