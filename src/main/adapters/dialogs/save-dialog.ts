import type { BrowserWindow } from 'electron'
import type { ExportFacts } from '../../core/export/export'
import type { Ask } from './confirm'
import path from 'node:path'
import { app } from 'electron'
import { askWhereToSave } from './choose-save-path'

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
export function createSaveDialog(window: BrowserWindow, ask: Ask): (question: ExportFacts) => Promise<string | null> {
  let lastFolder: string | null = null
  return async ({ fileName, incidents, complete, withoutAlerts }) => {
    const lacks = `${complete ? '' : ' of an incomplete list'}${withoutAlerts > 0 ? `, ${count.format(withoutAlerts)} without alerts` : ''}`
    const what = `Export ${count.format(incidents)} ${incidents === 1 ? 'incident' : 'incidents'}${lacks}`
    const file = await askWhereToSave(window, ask, {
      title: what,
      buttonLabel: 'Export',
      defaultPath: path.join(lastFolder ?? proposedFolder(), fileName),
      kind: 'JSON',
      extensions: ['json'],
    })
    if (file !== null) lastFolder = path.dirname(file)
    return file
  }
}
