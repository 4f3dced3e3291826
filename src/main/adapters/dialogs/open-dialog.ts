import type { BrowserWindow } from 'electron'
import { dialog } from 'electron'

const title = 'Open a file with incidents'

/** Returns a function that asks for a file to open, and returns null if the user cancels. */
export function createOpenDialog(window: BrowserWindow): () => Promise<string | null> {
  return async () => {
    const { canceled, filePaths: [chosen] } = await dialog.showOpenDialog(window, {
      title,
      message: title,
      buttonLabel: 'Open',
      filters: [{ name: 'Incidents (JSON, JSON Lines, Parquet)', extensions: ['json', 'jsonl', 'ndjson', 'parquet'] }, { name: 'All files', extensions: ['*'] }],
      properties: ['openFile'],
    })
    return canceled || chosen === undefined ? null : chosen
  }
}
