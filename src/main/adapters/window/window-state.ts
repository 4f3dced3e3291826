/**
 * @file Stores the window's size and place in a separate file, so that damage to it affects nothing else. The first paint waits for the state, so
 * reading it must not load the writer.
 */
import type { BrowserWindow } from 'electron'
import type { FileWriter } from '../../core/files/write-file'
import type { StateSchema } from '../files/state-file'
import type { WindowState } from './window-place'
import path from 'node:path'
import process from 'node:process'
import { app, screen } from 'electron'
import { createStateFile, readState } from '../files/state-file'
import { checkWindowState, stateOf, usableState } from './window-place'

const fileOf = (): string => path.join(app.getPath('userData'), 'window.json')

const schema: StateSchema<WindowState> = { version: 1, members: ['width', 'height', 'maximized', 'x', 'y'], check: checkWindowState }

/** Returns the state in which the window was closed last, or null if there is none that can be used. */
export function readWindowState(): WindowState | null {
  const state = readState(fileOf(), schema)
  return state && usableState(state, screen.getAllDisplays().map(({ workArea }) => workArea), process.platform)
}

/** Stores the state whenever the window closes. */
export function rememberWindowState(window: BrowserWindow, writer: FileWriter): void {
  const file = createStateFile(fileOf(), schema, writer)
  window.on('close', () => {
    try {
      file.write(stateOf(window.getNormalBounds(), window.isMaximized(), process.platform))
    } catch {
      // A failure to store the size must not keep the window open.
    }
  })
}
