/** @file Remembers the window's size and place, in a file of its own: a broken one costs nothing but the size. */
import type { BrowserWindow, Rectangle } from 'electron'
import { readFileSync } from 'node:fs'
import { screen } from 'electron'
import { replaceFile } from './replace-file'

export interface WindowState extends Rectangle {
  readonly maximized: boolean
}

const most = 100_000
const isBetween = (least: number, value: unknown): boolean => Number.isInteger(value) && Number(value) >= least && Number(value) <= most

/** By hand: the window waits for it, and loading the library that checks elsewhere takes longer than all of this. */
function isState(value: unknown): value is WindowState {
  const { x, y, width, height, maximized } = Object(value) as Partial<Record<keyof WindowState, unknown>>
  return isBetween(-most, x) && isBetween(-most, y) && isBetween(900, width) && isBetween(600, height) && typeof maximized === 'boolean'
}

/** Whether some of it, title bar included, can be seen: screens come and go. */
function isVisible({ x, y, width }: Rectangle): boolean {
  return screen.getAllDisplays().some(({ workArea }) =>
    x + width > workArea.x + 100 && x < workArea.x + workArea.width - 100 && y >= workArea.y && y < workArea.y + workArea.height - 40)
}

/** The state of last time, or null for the default. */
export function readWindowState(file: string): WindowState | null {
  try {
    const state: unknown = JSON.parse(readFileSync(file, 'utf8'))
    if (!isState(state) || !isVisible(state)) return null
    const { x, y, width, height, maximized } = state
    // SECURITY: nothing else of the file becomes an option of the window.
    return { x, y, width, height, maximized }
  } catch {
    return null
  }
}

/** Keeps the state whenever the window closes. */
export function keepWindowState(window: BrowserWindow, file: string): void {
  window.on('close', () => {
    const state: WindowState = { ...window.getNormalBounds(), maximized: window.isMaximized() }
    try {
      replaceFile(file, JSON.stringify(state))
    } catch {
      // A size that is not remembered is no reason to keep a window from closing.
    }
  })
}
