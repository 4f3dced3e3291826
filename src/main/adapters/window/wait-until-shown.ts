import type { BrowserWindow } from 'electron'

/** Resolves once the window is on screen: at its first paint, or without one (window.ts). */
export function waitUntilShown(window: BrowserWindow): Promise<void> {
  return window.isVisible() ? Promise.resolve() : new Promise(resolve => window.once('show', () => resolve()))
}
