import type { BrowserWindow } from 'electron'
import type { SaveQuestion } from '../core/api'
import path from 'node:path'
import { app, dialog } from 'electron'

const count = new Intl.NumberFormat('en')

/** Where to propose to save: the documents folder, else home. Some systems have neither. */
function proposedFolder(): string {
  for (const place of ['documents', 'home'] as const) {
    try {
      return app.getPath(place)
    } catch {
      // Not known on this system: the next one.
    }
  }
  return ''
}

/** The OS's save dialog; null when it is cancelled. It starts in the folder of the last export of this session. */
export function createSaveDialog(window: BrowserWindow): (question: SaveQuestion) => Promise<string | null> {
  let lastFolder: string | null = null
  return async ({ fileName, incidents, complete, withoutAlerts }) => {
    const lacks = `${complete ? '' : ' of an incomplete list'}${withoutAlerts > 0 ? `, ${count.format(withoutAlerts)} without alerts` : ''}`
    const what = `Export ${count.format(incidents)} ${incidents === 1 ? 'incident' : 'incidents'}${lacks}`
    const { canceled, filePath } = await dialog.showSaveDialog(window, {
      title: what,
      message: what,
      buttonLabel: 'Export',
      defaultPath: path.join(lastFolder ?? proposedFolder(), fileName),
      filters: [{ name: 'JSON', extensions: ['json'] }],
      properties: ['createDirectory', 'showOverwriteConfirmation'],
    })
    if (canceled || !filePath) return null
    lastFolder = path.dirname(filePath)
    return filePath
  }
}
