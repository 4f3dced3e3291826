import type { BrowserWindow } from 'electron'
import type { News } from '../core/collection/news'
import { Notification } from 'electron'

/** Shows a desktop notification; a press on it brings the window to the front and opens what it is about: an incident, or the list. */
export function createNotifier(window: BrowserWindow, open: (incident: string | null) => void): (news: News) => void {
  /** Electron forgets what nobody holds, and its press with it. */
  let latest: Notification | null = null
  return ({ title, body, incident }) => {
    if (!Notification.isSupported()) return
    latest?.close()
    latest = new Notification({ title, body })
    latest.on('click', () => {
      if (window.isDestroyed()) return
      if (window.isMinimized()) window.restore()
      window.show()
      window.focus()
      open(incident)
    })
    latest.show()
  }
}
