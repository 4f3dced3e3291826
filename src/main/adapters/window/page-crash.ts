import type { BrowserWindow } from 'electron'
import { app, dialog } from 'electron'

const minuteMs = 60_000

/**
 * Reloads the page when its process ends unexpectedly: main has the data that the page showed. If this happens twice within a minute, the user
 * decides, because reloading could continue forever.
 * @param now ms since 1970.
 */
export function reloadAfterCrash(window: BrowserWindow, now: () => number): void {
  let lastCrash = -Infinity

  const offerReload = async () => {
    const { response } = await dialog.showMessageBox(window, {
      type: 'error',
      message: 'XDR Desk\'s window stopped working twice.',
      detail: 'Your settings and files are as they were, and what was collected is still there. If it stops again, close other programs or choose a shorter time window.',
      buttons: ['Load the window again', 'Quit XDR Desk'],
      defaultId: 0,
      cancelId: 0,
    })
    if (response === 1) app.quit()
    else window.webContents.reload()
  }

  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit') return
    const previousCrash = lastCrash
    lastCrash = now()
    if (lastCrash - previousCrash < minuteMs) void offerReload()
    else window.webContents.reload()
  })
}
