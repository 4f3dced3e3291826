import type { BrowserWindow } from 'electron'
import type { Command } from '../../shared/model'
import type { News } from '../core/news'
import { Notification } from 'electron'

type Emit = (...event: ['openIncident', string] | ['command', Command]) => void

/** Shows a desktop notification; a press on it brings the window to the front and opens what it is about. */
export function createNotifier(window: BrowserWindow, emit: Emit): (news: News) => void {
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
      if (incident === null) emit('command', 'show-incidents')
      else emit('openIncident', incident)
    })
    latest.show()
  }
}
