import type { BrowserWindow } from 'electron'
import { app, dialog } from 'electron'

const minuteMs = 60_000

/**
 * Loads the page again when its process ended: main holds what it showed. Where that happens twice within a minute the person is
 * asked, since loading would go on for ever.
 */
export function whenPageCrashes(window: BrowserWindow, now: () => number): void {
  let last = -Infinity

  const ask = async () => {
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
    const before = last
    last = now()
    if (last - before < minuteMs) void ask()
    else window.webContents.reload()
  })
}
