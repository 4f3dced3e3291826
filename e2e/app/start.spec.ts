/** @file Starts under unusual conditions. A script that runs before the app creates them. */
import type { ElectronApplication } from '@playwright/test'
import { once } from 'node:events'
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { _electron } from '@playwright/test'
import { electronExecutable, root } from '../harness/app'
import { expect, test as base } from '../harness/fixtures'
import { keepResults } from '../harness/kept-results'
import { until } from '../harness/system/process'
import { sessionEnv } from '../harness/system/session-env'
import { goTo } from '../harness/user'

/** Starts the app with a script that runs for each new `window`. */
const test = base.extend<{ startBehind: (script: string) => Promise<{ electron: ElectronApplication, ended: Promise<string> }> }>({
  startBehind: async ({ display, folder, userData }, use) => {
    await use(async (script) => {
      mkdirSync(folder, { recursive: true })
      const hook = path.join(folder, 'hook.cjs')
      writeFileSync(hook, `require('electron').app.on('browser-window-created', (event, window) => { ${script} })`)
      const electron = keepResults(await _electron.launch({
        executablePath: electronExecutable(), args: ['-r', hook, root, `--user-data-dir=${userData}`], chromiumSandbox: true, env: sessionEnv(display.name),
      }))
      const child = electron.process()
      let output = ''
      for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => { output += chunk.toString() })
      return { electron, ended: once(child, 'close').then(() => output) }
    })
  },
})

test('exits without an error if its window closes during the start', async ({ startBehind }) => {
  // The app keeps running for another second to receive pending calls.
  const { ended } = await startBehind(`
    const { app } = require('electron')
    app.once('will-quit', (event) => { event.preventDefault(); setTimeout(() => app.exit(), 1000) })
    window.webContents.once('dom-ready', () => window.destroy())`)
  expect(await ended).not.toContain('xdr-desk: unexpected')
})

test('shows the window and its menu even if the hidden window never paints', async ({ startBehind }) => {
  const { electron, ended } = await startBehind('const { emit } = window; window.emit = (name, ...args) => name !== "ready-to-show" && emit.call(window, name, ...args)')
  await until('the window', () => electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible() ?? false))
  await expect((await electron.firstWindow()).getByRole('navigation')).toBeVisible()
  await until('the menu', () => electron.evaluate(({ Menu }) => Menu.getApplicationMenu() !== null))
  await electron.close()
  expect(await ended).not.toContain('xdr-desk: unexpected')
})

test('applies all styles before its first component renders', async ({ launch }) => {
  const { page } = await launch()
  const styles = () => page.evaluate(() => [...document.styleSheets].map(sheet => sheet.href?.replace(/^.*\//, '')))
  const first = await styles()
  expect(first).toEqual([expect.stringMatching(/^style-.*\.css$/)])
  for (const name of ['Access', 'Setup', 'Settings'] as const) {
    await goTo(page, name)
    await expect(page.getByRole('heading', { level: 1 }).filter({ visible: true })).toBeVisible()
  }
  expect(await styles()).toEqual(first)
})
