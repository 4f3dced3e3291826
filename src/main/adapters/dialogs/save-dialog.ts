import type { BrowserWindow } from 'electron'
import type { ExportFacts, ListState } from '../../core/export/export'
import type { Confirm } from './confirm'
import path from 'node:path'
import { app, dialog } from 'electron'
import { exportFormatFacts } from '../../../shared/vocabulary/export-formats'
import { chooseSavePath } from './choose-save-path'

const formatter = new Intl.NumberFormat('en')

const limitTexts: Readonly<Record<ListState, string>> = { 'complete': '', 'incomplete': ' of an incomplete list', 'not-recorded': ', completeness not recorded' }

/** Returns the folder to propose: the documents folder, or else the home folder; '' if the system has neither. */
function proposedFolder(): string {
  for (const name of ['documents', 'home'] as const) {
    try {
      return app.getPath(name)
    } catch {
      // This system has no such folder.
    }
  }
  return ''
}

/** Returns a function that asks where to save an export, and returns null if the user cancels. The dialog starts in the folder of the session's last export. */
export function createSaveDialog(window: BrowserWindow, confirm: Confirm): (facts: ExportFacts) => Promise<string | null> {
  let lastFolder: string | null = null
  return async ({ fileName, format, isFolder, incidents, completeness, withoutAlerts }) => {
    const limits = `${limitTexts[completeness]}${withoutAlerts > 0 ? `, ${formatter.format(withoutAlerts)} without alerts` : ''}`
    const title = `Export ${formatter.format(incidents)} ${incidents === 1 ? 'incident' : 'incidents'}${limits}`
    const { label, extension } = exportFormatFacts[format]
    const file = await chooseSavePath(window, confirm, {
      title,
      buttonLabel: 'Export',
      defaultPath: path.join(lastFolder ?? proposedFolder(), fileName),
      kind: isFolder ? `${label}, a new folder` : label,
      extensions: isFolder ? [] : [extension],
    })
    if (file !== null) lastFolder = path.dirname(file)
    return file
  }
}

/** Returns a function that asks for exported files to verify: a file or its manifest, or a folder. It returns null if the user cancels. */
export function createVerifyDialog(window: BrowserWindow): (target: 'file' | 'folder') => Promise<string | null> {
  return async (target) => {
    const title = target === 'file' ? 'Verify an exported file' : 'Verify an exported folder'
    const { canceled, filePaths: [chosen] } = await dialog.showOpenDialog(window, {
      title, message: title, buttonLabel: 'Verify', properties: [target === 'file' ? 'openFile' : 'openDirectory'],
    })
    return canceled || chosen === undefined ? null : chosen
  }
}
