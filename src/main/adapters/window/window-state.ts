/** @file Remembers the window's size and place, in a file of its own: a broken one costs nothing but the size. */
import type { BrowserWindow } from 'electron'
import type { WindowState } from './window-place'
import { readFileSync } from 'node:fs'
import process from 'node:process'
import { screen } from 'electron'
import { replaceFile } from '../files/replace-file'
import { stateOf, usableState } from './window-place'

/** The state of last time, or null for the default. */
export function readWindowState(file: string): WindowState | null {
  try {
    const state: unknown = JSON.parse(readFileSync(file, 'utf8'))
    return usableState(state, screen.getAllDisplays().map(({ workArea }) => workArea), process.platform)
  } catch {
    return null
  }
}

/** Keeps the state whenever the window closes. */
export function keepWindowState(window: BrowserWindow, file: string): void {
  window.on('close', () => {
    try {
      replaceFile(file, JSON.stringify(stateOf(window.getNormalBounds(), window.isMaximized(), process.platform)))
    } catch {
      // A size that is not remembered is no reason to keep a window from closing.
    }
  })
}
