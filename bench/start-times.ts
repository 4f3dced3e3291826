/**
 * @file Measures a start from outside, in the same way for the floor and the app: the X server reports when the window is mapped (both map it
 * at ready-to-show), and then the page reports when its largest content was painted. In the app that is the first screen with its button,
 * which appears once main has returned the settings: from then on the app is usable.
 */
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync } from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { createInterface } from 'node:readline'
import { chromium } from '@playwright/test'
import { electronExecutable } from '../e2e/harness/app'
import { ended, until } from '../e2e/harness/system/process'
import { sessionEnv } from '../e2e/harness/system/session-env'

/** Defines a helper of the compiler that runs these scripts. Functions that are sent into a page call it. */
export const defineNameHelper = 'globalThis.__name = value => value'

export interface StartTimes { readonly mapped: number, readonly painted: number }

/** Watches the display. `mapped` returns when (ms since 1970) a window at least 900 pixels wide was mapped, or null before. */
function windowMapped(display: string): { readonly ready: Promise<void>, readonly mapped: () => number | null, readonly stop: () => void } {
  const spy = spawn('xev', ['-root', '-event', 'substructure'], { env: { ...process.env, DISPLAY: display }, stdio: ['ignore', 'pipe', 'ignore'] })
  const large = new Set<string>()
  let event = ''
  let mapped: number | null = null
  createInterface(spy.stdout).on('line', (line) => {
    event = /^\w+ event/.test(line) ? line.split(' ')[0] ?? '' : event
    const id = /window (0x[\da-f]+)/.exec(line)?.[1]
    const width = Number(/width (\d+)/.exec(line)?.[1] ?? 0)
    if (id && width >= 900) large.add(id)
    if (event === 'MapNotify' && id && large.has(id)) mapped ??= Date.now()
  })
  // xev does not report when it is connected, so callers wait a moment after its start.
  return { ready: new Promise(resolve => spy.once('spawn', () => resolve())), mapped: () => mapped, stop: () => spy.kill() }
}

/** Starts the app in a folder once and measures it. The user data goes to a new folder in `work`, which the caller removes. */
export async function measureStart(folder: string, display: string, work: string): Promise<StartTimes> {
  const userData = mkdtempSync(path.join(work, 'start-'))
  const spy = windowMapped(display)
  await spy.ready
  await new Promise((resolve) => { setTimeout(resolve, 300) })
  const began = Date.now()
  const child = spawn(electronExecutable(), [folder, `--user-data-dir=${userData}`, '--remote-debugging-port=0'], { env: sessionEnv(display), stdio: 'ignore' })
  // In about one of several hundred starts on a virtual display, Chromium never paints and the floor's window never appears.
  await until('the window', () => spy.mapped() !== null).catch((error: unknown) => {
    child.kill('SIGKILL')
    throw error
  }).finally(spy.stop)
  const mapped = (spy.mapped() ?? NaN) - began
  const portFile = path.join(userData, 'DevToolsActivePort')
  await until('the debugging port', () => { try { return readFileSync(portFile, 'utf8').includes('\n') } catch { return false } })
  const browser = await chromium.connectOverCDP(`http://127.0.0.1:${readFileSync(portFile, 'utf8').split('\n')[0]}`)
  const page = browser.contexts()[0]?.pages()[0]
  if (!page) throw new Error('the app has no page')
  await page.evaluate(defineNameHelper)
  // The largest paint is the page's main text, which appears once main has returned the settings.
  const painted = await page.evaluate(() => new Promise<number>((resolve) => {
    let last = 0
    new PerformanceObserver((list) => { for (const entry of list.getEntries()) last = entry.startTime })
      .observe({ type: 'largest-contentful-paint', buffered: true })
    setTimeout(() => resolve(performance.timeOrigin + last), 500)
  })) - began
  await browser.close()
  child.kill('SIGKILL')
  await ended(child)
  return { mapped, painted }
}
