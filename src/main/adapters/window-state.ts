/** @file Remembers the window's size and place, in a file of its own: a broken one costs nothing but the size. */
import type { BrowserWindow, Rectangle } from 'electron'
import { readFileSync, writeFileSync } from 'node:fs'
import { screen } from 'electron'
import * as v from 'valibot'

const stateSchema = v.object({
  x: v.pipe(v.number(), v.integer()),
  y: v.pipe(v.number(), v.integer()),
  width: v.pipe(v.number(), v.integer(), v.minValue(900), v.maxValue(20_000)),
  height: v.pipe(v.number(), v.integer(), v.minValue(600), v.maxValue(20_000)),
  maximized: v.boolean(),
})
export type WindowState = v.InferOutput<typeof stateSchema>

/** Whether some of it, title bar included, can be seen: screens come and go. */
function isVisible({ x, y, width }: Rectangle): boolean {
  return screen.getAllDisplays().some(({ workArea }) =>
    x + width > workArea.x + 100 && x < workArea.x + workArea.width - 100 && y >= workArea.y && y < workArea.y + workArea.height - 40)
}

/** The state of last time, or null for the default. */
export function readWindowState(file: string): WindowState | null {
  try {
    const state = v.parse(stateSchema, JSON.parse(readFileSync(file, 'utf8')))
    return isVisible(state) ? state : null
  } catch {
    return null
  }
}

/** Keeps the state whenever the window closes. */
export function keepWindowState(window: BrowserWindow, file: string): void {
  window.on('close', () => {
    const state: WindowState = { ...window.getNormalBounds(), maximized: window.isMaximized() }
    try {
      writeFileSync(file, JSON.stringify(state), { mode: 0o600 })
    } catch {
      // A size that is not remembered is no reason to keep a window from closing.
    }
  })
}
