import type { BrowserWindow } from 'electron'

/** Resolves once the window is on screen, which it is from its first paint on. */
export function whenPainted(window: BrowserWindow): Promise<void> {
  return window.isVisible() ? Promise.resolve() : new Promise(resolve => window.once('show', () => resolve()))
}
