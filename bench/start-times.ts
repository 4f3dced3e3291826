/**
 * @file How long a start takes, seen from outside and alike for the floor and the app: the X server tells when the window is
 * mapped (both map it at ready-to-show), and afterwards the page's own record tells when its largest content was painted. In
 * the app that is the first page with its button, which is there once main has answered what is saved: then it can be used.
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

/** The compiler that runs these scripts marks functions with a helper, which functions sent into a page need there. */
export const defineNameHelper = 'globalThis.__name = value => value'

export interface StartTimes { readonly mapped: number, readonly painted: number }

/** `mapped`: the time (ms since 1970) at which a window at least 900 wide was mapped on the display, once it was. */
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
  // xev says nothing once it listens; its connection is up as soon as it prints its first line for a window of ours.
  return { ready: new Promise(resolve => spy.once('spawn', () => resolve())), mapped: () => mapped, stop: () => spy.kill() }
}

/** Starts an app's folder once and measures it. `work` takes the profile; it is removed with the rest at the end. */
export async function measureStart(folder: string, display: string, work: string): Promise<StartTimes> {
  const userData = mkdtempSync(path.join(work, 'start-'))
  const spy = windowMapped(display)
  await spy.ready
  await new Promise((resolve) => { setTimeout(resolve, 300) })
  const began = Date.now()
  const child = spawn(electronExecutable(), [folder, `--user-data-dir=${userData}`, '--remote-debugging-port=0'], { env: sessionEnv(display), stdio: 'ignore' })
  // In one of some hundred starts on a virtual display Chromium never paints, and the floor's window is never shown.
  await until('the window', () => spy.mapped() !== null).catch((error: unknown) => {
    child.kill('SIGKILL')
    throw error
  }).finally(spy.stop)
  const mapped = (spy.mapped() ?? NaN) - began
  const portFile = path.join(userData, 'DevToolsActivePort')
  await until('the debugging port', () => { try { return readFileSync(portFile, 'utf8').includes('\n') } catch { return false } })
  const browser = await chromium.connectOverCDP(`http://127.0.0.1:${readFileSync(portFile, 'utf8').split('\n')[0]}`)
  const page = browser.contexts()[0]?.pages()[0]
  if (!page) throw new Error('no page')
  await page.evaluate(defineNameHelper)
  // The largest paint is the page's main text, which is there once main has answered what is saved.
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
