import type { BrowserWindow } from 'electron'

/** Calls `act` when the window loses the focus, is hidden or is minimized. Does not call it again until the window has regained the focus. */
export function onFocusLoss(window: BrowserWindow, act: () => void): void {
  let isFocused = true
  const focused = () => { isFocused = true }
  const lost = () => {
    if (isFocused) act()
    isFocused = false
  }
  window.on('focus', focused)
  window.on('blur', lost)
  window.on('hide', lost)
  window.on('minimize', lost)
}
