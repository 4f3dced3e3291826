import type { BrowserWindow } from 'electron'
import { app } from 'electron'

/** Holds back the window's closing while something is being written, and closes it afterwards. */
export function createClosingGuard(window: BrowserWindow): <T>(work: () => Promise<T>) => Promise<T> {
  let writing = 0
  let quitting = false
  let closeWanted = false
  app.on('before-quit', () => { quitting = true })
  window.on('close', (event) => {
    if (writing === 0) return
    event.preventDefault()
    closeWanted = true
  })
  return async (work) => {
    writing++
    try {
      return await work()
    } finally {
      writing--
      if (writing === 0 && closeWanted) {
        if (quitting) app.quit()
        else window.close()
      }
    }
  }
}
