/**
 * @file Writes whole files for the app: writes a draft in the same folder and renames it onto the file, so that a kill of the app leaves either the
 * old or the new file. Asynchronous for exports of any size; synchronous for small files that must be written before main continues.
 * Only the settings are written differently, by electron-store (adapters/files/settings-file.ts).
 */
import type { Buffer } from 'node:buffer'
import type { Drafts } from './drafts'
import type { WriteSet } from './write-set'
import { readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { open } from 'node:fs/promises'
import path from 'node:path'
import { AppError } from '../base/errors'
import { realFile, removeDraft, removeOrphans, requireRegularFile, syncFolder } from './draft-steps'
import { createDrafts } from './drafts'
import { systemError } from './errno'
import { exportError } from './export-error'
import { renameOnto, renameOntoSync } from './rename-onto'
import { writeChunks } from './write-chunks'
import { createWriteSet } from './write-set'
import { writeProtectionOf } from './write-protection'

export interface FileWriter {
  /**
   * Writes `chunks` to `file` (mode 0600) and resolves with the number of bytes once they and the rename are on the disk. Throws AppError
   * `export-…` and leaves no draft behind.
   */
  readonly write: (file: string, chunks: Iterable<Buffer>) => Promise<number>
  readonly writeSet: WriteSet
  /**
   * Writes a small file (mode 0600) before it returns. Does not wait for the disk: a power cut may lose the change. Throws the system's
   * error and leaves no draft behind; a read-only file throws `EACCES` or `EROFS`.
   */
  readonly writeSync: (file: string, text: string) => void
  /** Removes a file, if it exists, and the drafts that a kill left in its folder. Throws the system's error. */
  readonly removeSync: (file: string) => void
}

async function writeDraft(draft: string, chunks: Iterable<Buffer>): Promise<number> {
  const handle = await open(draft, 'wx', 0o600)
  try {
    const bytes = await writeChunks(handle, chunks)
    await handle.sync()
    return bytes
  } finally {
    await handle.close()
  }
}

function createWrite(drafts: Drafts): FileWriter['write'] {
  return async (file, chunks) => {
    const target = await realFile(file)
    const folder = path.dirname(target)
    const draft = drafts.begin(folder)
    try {
      await removeOrphans(drafts, folder)
      if (writeProtectionOf(target) !== null) throw new AppError('export-read-only', { path: file })
      requireRegularFile(target)
      const bytes = await writeDraft(draft, chunks)
      await renameOnto(draft, target)
      await syncFolder(folder)
      return bytes
    } catch (error) {
      await removeDraft(draft)
      throw exportError(error, file)
    } finally {
      drafts.end(draft)
    }
  }
}

/** Runs `act` and ignores its failure, which only leaves an extra file. */
function ifPossible(act: () => void): void {
  try {
    act()
  } catch {
    // The next write tries to remove them again.
  }
}

function removeOrphansSync(drafts: Drafts, folder: string): void {
  ifPossible(() => {
    for (const orphan of drafts.orphansIn(folder, readdirSync(folder))) rmSync(orphan, { force: true, recursive: true })
  })
}

function realpathOrItself(file: string): string {
  try {
    return realpathSync(file)
  } catch {
    return file
  }
}

function createWriteSync(drafts: Drafts): FileWriter['writeSync'] {
  return (file, text) => {
    const target = realpathOrItself(file)
    const folder = path.dirname(target)
    const draft = drafts.begin(folder)
    try {
      removeOrphansSync(drafts, folder)
      const protection = writeProtectionOf(target)
      if (protection !== null) throw systemError(protection, 'read-only')
      requireRegularFile(target)
      writeFileSync(draft, text, { mode: 0o600, flag: 'wx' })
      renameOntoSync(draft, target)
    } catch (error) {
      ifPossible(() => rmSync(draft, { force: true }))
      throw error
    } finally {
      drafts.end(draft)
    }
  }
}

/** Creates the writer. @param owner 8 hexadecimal digits that no other running process uses. The next start of this app uses them again. */
export function createFileWriter(owner: string): FileWriter {
  const drafts = createDrafts(owner)
  return {
    write: createWrite(drafts),
    writeSet: createWriteSet(drafts),
    writeSync: createWriteSync(drafts),
    removeSync: (file) => {
      rmSync(file, { force: true })
      removeOrphansSync(drafts, path.dirname(file))
    },
  }
}
