/** @file The one window: sandboxed, isolated, and shut against navigation, popups, permissions and webviews. */
import type { WebContents } from 'electron'
import path from 'node:path'
import { app, BrowserWindow, nativeTheme } from 'electron'
import { readWindowState } from './adapters/window/window-state'
import { origin, startPage } from './app-protocol'
import { preparePageSession } from './adapters/network/sessions'

/** electron-vite's address of the renderer while developing; absent in every build. */
const devServer = import.meta.env.DEV ? process.env.ELECTRON_RENDERER_URL : undefined

/** Whether `address` belongs to the app's page. */
export function isOwnPage(address: string): boolean {
  if (!URL.canParse(address)) return false
  const url = new URL(address)
  return `${url.protocol}//${url.host}` === (devServer ? new URL(devServer).origin : origin)
}

/** SECURITY: the page stays the page; everything else is opened through open-link.ts or not at all. */
function confine(contents: WebContents): void {
  // The page's session has a proxy to nowhere, so this leaves WebRTC no way at all.
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp')
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
  contents.on('will-navigate', event => event.preventDefault())
  contents.on('will-frame-navigate', event => event.preventDefault())
  contents.on('will-redirect', event => event.preventDefault())
  contents.on('will-attach-webview', event => event.preventDefault())
}

/** Applies to every web contents of the app, also ones nobody meant to make. */
export function secureContents(): void {
  app.on('web-contents-created', (_event, contents) => confine(contents))
  preparePageSession(devServer !== undefined)
}

/** How long a loaded page may take to its first paint, ms, before its window is shown without. */
const mostUnseenMs = 1000

/**
 * Shows the window at its first paint, so that nobody sees it empty. A hidden window may never paint, as on Wayland (electron/electron#48859);
 * then it is shown all the same, and nobody looks for a window that is not there.
 */
function showPainted(window: BrowserWindow): void {
  let shown = false
  const show = () => {
    if (!shown && !window.isDestroyed()) window.show()
    shown = true
  }
  window.once('ready-to-show', show)
  window.webContents.once('did-finish-load', () => { setTimeout(show, mostUnseenMs) })
}

/** Opens the window and loads the page into it. */
export function openWindow(): BrowserWindow {
  const state = readWindowState()
  const window = new BrowserWindow({
    width: 1280,
    height: 800,
    ...state,
    minWidth: 900,
    minHeight: 600,
    show: false,
    title: 'XDR Desk',
    autoHideMenuBar: true,
    // The page's own surface colours, so that nothing flashes before it paints.
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#16181d' : '#ffffff',
    webPreferences: {
      preload: path.join(import.meta.dirname, '../preload/index.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
      devTools: !app.isPackaged,
    },
  })
  if (state?.maximized) window.maximize()
  showPainted(window)
  // The title is ours, whatever a document calls itself.
  window.on('page-title-updated', event => event.preventDefault())
  void window.loadURL(devServer ?? startPage)
  return window
}
