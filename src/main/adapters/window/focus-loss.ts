import type { BrowserWindow } from 'electron'

/** Calls `act` when a person who had the window before them turns away from it; not again until they have come back. */
export function onWindowBlur(window: BrowserWindow, act: () => void): void {
  let looking = true
  const back = () => { looking = true }
  const away = () => {
    if (looking) act()
    looking = false
  }
  window.on('focus', back)
  window.on('blur', away)
  window.on('hide', away)
  window.on('minimize', away)
}
