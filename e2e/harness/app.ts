/** @file Starts the production build in the real Electron, as the desktop does. */
import type { ElectronApplication, Page } from '@playwright/test'
import { appendFileSync } from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { _electron, expect } from '@playwright/test'
import { keepResults } from './kept-results'
import { ended } from './system/process'
import { sessionEnv } from './system/session-env'

export const root = path.resolve(import.meta.dirname, '../..')

/** Returns the path of the Electron under test, which `npm test` provides. */
export function electronExecutable(): string {
  const executable = process.env.XDR_DESK_ELECTRON
  if (!executable) throw new Error('XDR_DESK_ELECTRON is not set: run the tests through `npm test`.')
  return executable
}

export interface RunningApp {
  readonly electron: ElectronApplication
  readonly page: Page
  /** Returns everything that the app has written to its output and to the console. */
  readonly output: () => string
  /** Returns errors and warnings of the page, including CSP violations. */
  readonly complaints: () => readonly string[]
  /** Returns the errors that main reported as unexpected. */
  readonly unexpected: () => readonly string[]
  /** Waits for an error that a test provokes, and ignores every error that matches. Fails if none is reported. */
  readonly ignoreErrors: (pattern: RegExp) => Promise<void>
  /** Closes the app and waits for its process to exit. */
  readonly close: () => Promise<void>
  readonly kill: () => Promise<void>
}

export interface LaunchOptions {
  readonly userData: string
  readonly display: string
  readonly switches?: readonly string[]
  readonly env?: Readonly<Record<string, string>>
  /** A script that runs before the app. */
  readonly before?: string
  /** The program to start instead of Electron, such as a wrapper around it. */
  readonly executable?: string
}

/** XDR_DESK_GTK selects the GTK version of the real dialogs, 3 or 4, if both are installed. By default the desktop decides. */
const toolkit: readonly string[] = process.env.XDR_DESK_GTK ? [`--gtk-version=${process.env.XDR_DESK_GTK}`] : []

/** Reports a repeated start to `npm test`, which counts and prints them. */
function reportSecondStart(): void {
  console.log('Electron was started a second time: its debugging socket did not respond')
  const { XDR_DESK_SECOND_STARTS: file } = process.env
  if (file) appendFileSync(file, '.')
}

/** Starts the app and waits for its first page. Starts Electron a second time if its debugging socket does not respond. */
export async function launchApp({ userData, display, switches = [], env = {}, before, executable = electronExecutable() }: LaunchOptions): Promise<RunningApp> {
  let text = ''
  const complaints: string[] = []
  const ignored: RegExp[] = []
  const counts = (line: string) => !ignored.some(pattern => pattern.test(line))
  const unexpected = () => (text.match(/xdr-desk: unexpected .*/g) ?? []).filter(counts)
  const start = () => _electron.launch({
    executablePath: executable,
    args: [...before ? ['-r', before] : [], root, `--user-data-dir=${userData}`, '--lang=en-US', ...toolkit, ...switches],
    chromiumSandbox: true,
    env: sessionEnv(display, env),
    timeout: 20_000,
  })
  // Occasionally Chromium's debugging socket does not accept Playwright's connection, or Electron crashes on it, before any code of the app runs.
  const electron = keepResults(await start().catch((error: unknown) => {
    if (!/Timeout|SIGSEGV/.test(String(error))) throw error
    reportSecondStart()
    return start()
  }))
  const child = electron.process()
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => { text += chunk.toString() })
  const page = await electron.firstWindow()
  page.on('console', (message) => {
    text += `console ${message.type()}: ${message.text()}\n`
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text())
  })
  page.on('pageerror', error => complaints.push(error.message))
  await page.getByRole('navigation').waitFor()
  return {
    electron,
    page,
    output: () => text,
    complaints: () => complaints.filter(counts),
    unexpected,
    ignoreErrors: async (pattern) => {
      await expect.poll(() => [...complaints, ...unexpected()], `an error that matches ${pattern}`).toContainEqual(expect.stringMatching(pattern))
      ignored.push(pattern)
    },
    close: async () => {
      await electron.close().catch(() => undefined)
      await ended(child)
    },
    kill: async () => {
      child.kill('SIGKILL')
      await ended(child)
    },
  }
}
