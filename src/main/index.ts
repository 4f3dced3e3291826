/** @file Starts the main process: first the settings that must precede `ready`, then the window and IPC, and everything else while the page loads. */
import type { BrowserWindow, IpcMainInvokeEvent } from 'electron'
import type { FilesToOpen } from './adapters/desktop/files-to-open'
import path from 'node:path'
import process from 'node:process'
import { app, ipcMain, Menu } from 'electron'
import { bringToFront } from './adapters/desktop/bring-to-front'
import { sendNoClientCertificate } from './adapters/network/client-certificates'
import { registerWithDesktop } from './adapters/desktop/desktop'
import { reloadAfterCrash } from './adapters/window/page-crash'
import { openLog } from './adapters/log/open-log'
import { waitUntilShown } from './adapters/window/wait-until-shown'
import { handleUnexpectedErrors } from './adapters/log/unexpected-errors'
import { registerScheme, serveApp, warmUp } from './app-protocol'
import { AppError } from './core/base/errors'
import { createFilesToOpen, fileArgument, fileInData } from './adapters/desktop/files-to-open'
import { serve } from './ipc'
import { followPageErrors, prepareLogFolder, reportGone, reportUnexpected } from './log'
import { setMenu } from './menu'
import { blockNameLookups } from './adapters/network/sessions'
import { isOwnPage, openWindow, secureContents } from './window'

/** Returns whether a message comes from the app's page, in its main frame. */
function isTrusted({ senderFrame, sender }: IpcMainInvokeEvent, window: BrowserWindow): boolean {
  return senderFrame !== null && sender === window.webContents && senderFrame === sender.mainFrame && isOwnPage(senderFrame.url)
}

function start(filesToOpen: FilesToOpen): void {
  serveApp(path.join(import.meta.dirname, '../renderer'))
  secureContents()
  const window = openWindow()
  reloadAfterCrash(window, Date.now)
  followPageErrors(window.webContents)
  const domReady = new Promise<void>(resolve => window.webContents.once('dom-ready', () => resolve()))
  serve({
    ipcMain,
    // Waits until the page is loaded, because loading the methods blocks main, which serves the page's files.
    loadMethods: async () => {
      await domReady
      const { createApp } = await import('./create-app')
      // If the window has been closed meanwhile, no page is waiting for a response.
      if (window.isDestroyed()) throw new AppError('cancelled')
      return createApp(window, filesToOpen)
    },
    isTrusted: event => isTrusted(event, window),
    onUnexpected: error => reportUnexpected(error),
  })
  void waitUntilShown(window).then(() => setMenu({
    command: name => window.webContents.send('command', name),
    openLog: () => void openLog(window, prepareLogFolder),
  }))
  app.on('second-instance', (_event, _args, _folder, data) => {
    bringToFront(window)
    const file = fileInData(data)
    if (file !== null) filesToOpen.open(file)
  })
}

handleUnexpectedErrors({ report: reportUnexpected, reportGone })
app.enableSandbox()
// The app's menu is built after the first paint. Without this call, Electron would build its default menu before the paint.
Menu.setApplicationMenu(null)
registerScheme()
registerWithDesktop(app, process.platform, process.execPath)
sendNoClientCertificate(app)
blockNameLookups()
warmUp()
const file = fileArgument(process.argv, { appPath: app.isPackaged ? null : app.getAppPath(), folder: process.cwd() })
// A second start passes its file on to the first.
if (app.requestSingleInstanceLock({ file })) {
  const filesToOpen = createFilesToOpen()
  if (file !== null) filesToOpen.open(file)
  // macOS passes files by this event, which may precede `ready`.
  app.on('open-file', (event, opened) => {
    event.preventDefault()
    filesToOpen.open(opened)
  })
  app.on('window-all-closed', () => app.quit())
  void app.whenReady().then(() => start(filesToOpen))
} else {
  app.quit()
}
