/** @file The files that were opened last. Only their paths are stored. */
import type { RecentFile } from '../../../../shared/contract/opened-file'
import { createHash } from 'node:crypto'
import path from 'node:path'
import { maxRecentFiles } from '../../../../shared/contract/opened-file'

/** The stored paths, the latest first. */
export interface RecentFilesFile {
  readonly read: () => readonly string[]
  /** A failure is ignored: the files can be opened in another way. */
  readonly write: (files: readonly string[]) => void
}

export interface RecentFiles {
  readonly add: (file: string) => void
  readonly list: () => Promise<readonly RecentFile[]>
  /** Returns the path of a file of the list; null if it is no longer in it. */
  readonly pathOf: (id: string) => string | null
  readonly clear: () => void
}

/** Identifies a path. SECURITY: the page requests a file by this, so that it cannot name another path. */
const idOf = (file: string): string => createHash('sha256').update(file).digest('base64url')

/** @param exists returns whether there is a file of that name. */
export function createRecentFiles(stored: RecentFilesFile, exists: (file: string) => Promise<boolean>): RecentFiles {
  return {
    add: file => stored.write([file, ...stored.read().filter(each => each !== file)].slice(0, maxRecentFiles)),
    list: async () => {
      const files: RecentFile[] = []
      // One after another, because each waits in a thread of its own if a network drive does not respond.
      for (const file of stored.read()) {
        const { base: name, dir: folder } = path.parse(file)
        files.push({ id: idOf(file), name, folder, missing: !await exists(file) })
      }
      return files
    },
    pathOf: id => stored.read().find(file => idOf(file) === id) ?? null,
    clear: () => stored.write([]),
  }
}
