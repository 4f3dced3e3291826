import type { BrowserWindow } from 'electron'
import { app } from 'electron'

/** Returns a function that runs `work`, delays closing the window until it has ended, and closes the window then. */
export function createClosingGuard(window: BrowserWindow): <T>(work: () => Promise<T>) => Promise<T> {
  let running = 0
  let isQuitting = false
  let isCloseDelayed = false
  app.on('before-quit', () => { isQuitting = true })
  window.on('close', (event) => {
    if (running === 0) return
    event.preventDefault()
    isCloseDelayed = true
  })
  return async (work) => {
    running++
    try {
      return await work()
    } finally {
      running--
      if (running === 0 && isCloseDelayed) {
        if (isQuitting) app.quit()
        else window.close()
      }
    }
  }
}
