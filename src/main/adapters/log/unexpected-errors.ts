/** @file What nothing else catches: errors of main, and processes that end by themselves. */
import type { BrowserWindow } from 'electron'
import process from 'node:process'
import { app, dialog } from 'electron'

/** Where an error came from: a call of the page, an exception that nothing caught, or a promise that nothing awaited. */
export type Origin = 'call' | 'exception' | 'rejection'

interface Deps {
  readonly report: (error: unknown, origin: Origin) => void
  readonly reportGone: (process: string, reason: string, exitCode: number) => void
}

async function offerRestart(window: BrowserWindow): Promise<void> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'error',
    title: 'Unexpected error',
    message: 'An unexpected error occurred in XDR Desk.',
    detail: 'Your settings and files are as they were, but the app may not work correctly until you restart it. '
      + 'The log says where in the code it occurred: Help > Open log folder.',
    buttons: ['Continue', 'Restart XDR Desk'],
    defaultId: 1,
    cancelId: 0,
    noLink: true,
  })
  if (response !== 1) return
  app.relaunch()
  app.quit()
}

/** Nobody could see or end an app without a window, and it would keep every later start away. */
function endStart(): void {
  dialog.showErrorBox('XDR Desk cannot start', 'An unexpected error occurred. The log says where in the code, in the folder “logs” of the app\'s data.')
  app.exit(1)
}

/** Follows them for as long as the app runs. A restart is offered once. */
export function catchUnexpected({ report, reportGone }: Deps): void {
  let window: BrowserWindow | null = null
  let isOffered = false
  app.once('browser-window-created', (_event, created) => { window = created })

  process.on('uncaughtException', (error) => {
    report(error, 'exception')
    if (!window) return endStart()
    if (isOffered || window.isDestroyed()) return
    isOffered = true
    void offerRestart(window)
  })
  process.on('unhandledRejection', (error) => {
    report(error, 'rejection')
    if (!window) endStart()
  })
  app.on('render-process-gone', (_event, _contents, { reason, exitCode }) => {
    if (reason !== 'clean-exit') reportGone('page', reason, exitCode)
  })
  app.on('child-process-gone', (_event, { type, reason, exitCode }) => {
    if (reason !== 'clean-exit') reportGone(type, reason, exitCode)
  })
}
