/** @file Connects the app's files on this computer: the writer, and the files in the user-data folder. */
import type { BrowserWindow } from 'electron'
import type { Buffer } from 'node:buffer'
import type { FileSet } from './core/files/write-set'
import path from 'node:path'
import { app } from 'electron'
import { draftOwner } from './adapters/files/draft-owner'
import { createEntriesFile } from './adapters/files/entries-file'
import { createInterruptionFile } from './adapters/files/interruption-file'
import { createQuotaFile } from './adapters/files/quota-file'
import { createRecentFilesFile } from './adapters/files/recent-files-file'
import { createSettingsFile } from './adapters/files/settings-file'
import { deleteAsides } from './adapters/files/set-aside'
import { createClosingGuard } from './adapters/window/closing-guard'
import { rememberWindowState } from './adapters/window/window-state'
import { createFileWriter } from './core/files/write-file'

export function createStorage(window: BrowserWindow) {
  const folder = app.getPath('userData')
  const writer = createFileWriter(draftOwner(folder))
  const whileOpen = createClosingGuard(window)
  rememberWindowState(window, writer)
  const [quotaFile, interruptionFile] = [path.join(folder, 'quota.json'), path.join(folder, 'interrupted.json')]
  const [viewsFile, starsFile] = [path.join(folder, 'views.json'), path.join(folder, 'stars.json')]
  return {
    settings: createSettingsFile(folder),
    quota: createQuotaFile(quotaFile, writer),
    interruption: createInterruptionFile(interruptionFile, writer),
    recentFiles: createRecentFilesFile(path.join(folder, 'recent.json'), writer),
    /** Deletes the copies of damaged state files. Those of the settings stay, because they may contain the only copy of a secret. */
    deleteStateCopies: () => [quotaFile, interruptionFile, viewsFile, starsFile].forEach(deleteAsides),
    preferences: { views: createEntriesFile(viewsFile, writer), stars: createEntriesFile(starsFile, writer) },
    /** These write files that the user chose, and delay closing the window meanwhile. */
    writeSet: (set: FileSet) => whileOpen(() => writer.writeSet(set)),
    writeFile: (file: string, chunks: Iterable<Buffer>) => whileOpen(() => writer.write(file, chunks)),
  }
}
