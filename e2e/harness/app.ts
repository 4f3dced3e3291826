/** @file Starts the production build in the real Electron, as a person's desktop would. */
import type { ElectronApplication, Page } from '@playwright/test'
import { appendFileSync } from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { _electron } from '@playwright/test'
import { ended } from './system/process'
import { sessionEnv } from './system/session-env'

export const root = path.resolve(import.meta.dirname, '../..')

/** The Electron to test with; `npm test` sets it. */
export function electronExecutable(): string {
  const executable = process.env.XDR_DESK_ELECTRON
  if (!executable) throw new Error('XDR_DESK_ELECTRON is not set: run the tests through `npm test`.')
  return executable
}

export interface RunningApp {
  readonly electron: ElectronApplication
  readonly page: Page
  /** Everything the app wrote to its output and to the console so far. */
  readonly output: () => string
  /** Errors and warnings of the page, CSP violations among them. */
  readonly complaints: () => readonly string[]
  /** Errors that main reported as unexpected. */
  readonly unexpected: () => readonly string[]
  /** Drops complaints or unexpected errors that a test provoked; there must be one. */
  readonly forgive: (pattern: RegExp) => void
  /** Closes the window as a person would and waits for the end of the process. */
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
  /** Another program to start, such as a wrapper around Electron. */
  readonly executable?: string
}

/** XDR_DESK_GTK chooses the toolkit of the real dialogs, 3 or 4, where both are installed; without it the desktop decides. */
const toolkit: readonly string[] = process.env.XDR_DESK_GTK ? [`--gtk-version=${process.env.XDR_DESK_GTK}`] : []

/** Tells `npm test`, which counts them: a start that needs a second try must not go unnoticed. */
function noteSecondStart(): void {
  console.log('Electron was started a second time: its debugging socket did not answer')
  const { XDR_DESK_SECOND_STARTS: file } = process.env
  if (file) appendFileSync(file, '.')
}

export async function launchApp({ userData, display, switches = [], env = {}, before, executable = electronExecutable() }: LaunchOptions): Promise<RunningApp> {
  let text = ''
  let complaints: string[] = []
  const forgiven: RegExp[] = []
  const unexpected = () => (text.match(/xdr-desk: unexpected .*/g) ?? []).filter(line => !forgiven.some(pattern => pattern.test(line)))
  const start = () => _electron.launch({
    executablePath: executable,
    args: [...before ? ['-r', before] : [], root, `--user-data-dir=${userData}`, '--lang=en-US', ...toolkit, ...switches],
    chromiumSandbox: true,
    env: sessionEnv(display, env),
    timeout: 20_000,
  })
  // Now and then Chromium's debugging socket does not take Playwright's connection, or Electron dies over it; nothing of the app has run by then.
  const electron = await start().catch((error: unknown) => {
    if (!/Timeout|SIGSEGV/.test(String(error))) throw error
    noteSecondStart()
    return start()
  })
  const child = electron.process()
  const keep = (chunk: Buffer) => { text += chunk.toString() }
  child.stdout?.on('data', keep)
  child.stderr?.on('data', keep)
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
    complaints: () => complaints,
    unexpected,
    forgive: (pattern) => {
      if (![...complaints, ...unexpected()].some(text => pattern.test(text))) throw new Error(`nothing to forgive like ${pattern}`)
      complaints = complaints.filter(text => !pattern.test(text))
      forgiven.push(pattern)
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
