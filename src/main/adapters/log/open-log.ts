import type { BrowserWindow } from 'electron'
import { dialog } from 'electron'
import { openFolder } from '../desktop/open-link'

/** Opens the log's folder. If that fails, shows the folder's path. @param prepareFolder creates the folder and returns its path. */
export async function openLog(window: BrowserWindow, prepareFolder: () => string): Promise<void> {
  const folder = prepareFolder()
  if (await openFolder(folder)) return
  await dialog.showMessageBox(window, {
    type: 'info',
    title: 'Log folder',
    message: 'The system could not open the log folder.',
    detail: `The log is in “${folder}”.`,
    buttons: ['OK'],
  })
}
