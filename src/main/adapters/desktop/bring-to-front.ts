import type { BrowserWindow } from 'electron'

/** Shows and focuses the window. Under Wayland the desktop may only mark it as needing attention: no app can take the focus there. */
export function bringToFront(window: Pick<BrowserWindow, 'isDestroyed' | 'isMinimized' | 'restore' | 'show' | 'focus'>): void {
  if (window.isDestroyed()) return
  if (window.isMinimized()) window.restore()
  window.show()
  window.focus()
}
