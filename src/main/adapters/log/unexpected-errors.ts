/** @file Errors of main that nothing else catches, and processes that end unexpectedly. */
import type { BrowserWindow } from 'electron'
import process from 'node:process'
import { app, dialog } from 'electron'

/** The origin of an error: a call from the page, an uncaught exception, or a rejected promise that nothing awaited. */
export type Origin = 'call' | 'exception' | 'rejection'

interface Deps {
  readonly report: (error: unknown, origin: Origin) => void
  /** Reports a process that ended, with Electron's reason. */
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

/** Quits an app that has no window: the user could neither see nor quit it, and it would prevent every later start. */
function quitAtStart(): void {
  dialog.showErrorBox('XDR Desk cannot start', 'An unexpected error occurred. The log says where in the code, in the folder “logs” of the app\'s data.')
  app.exit(1)
}

/** Reports unexpected errors for as long as the app runs, and offers a restart once. */
export function handleUnexpectedErrors({ report, reportGone }: Deps): void {
  let window: BrowserWindow | null = null
  let isRestartOffered = false
  app.once('browser-window-created', (_event, created) => { window = created })

  process.on('uncaughtException', (error) => {
    report(error, 'exception')
    if (!window) return quitAtStart()
    if (isRestartOffered || window.isDestroyed()) return
    isRestartOffered = true
    void offerRestart(window)
  })
  process.on('unhandledRejection', (error) => {
    report(error, 'rejection')
    if (!window) quitAtStart()
  })
  app.on('render-process-gone', (_event, _contents, { reason, exitCode }) => {
    if (reason !== 'clean-exit') reportGone('page', reason, exitCode)
  })
  app.on('child-process-gone', (_event, { type, reason, exitCode }) => {
    if (reason !== 'clean-exit') reportGone(type, reason, exitCode)
  })
}
