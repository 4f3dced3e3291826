/** @file The app's window: sandboxed, isolated, and without navigation, popups, permissions and webviews. */
import type { WebContents } from 'electron'
import path from 'node:path'
import { app, BrowserWindow, nativeTheme } from 'electron'
import { readWindowState } from './adapters/window/window-state'
import { origin, startPage } from './app-protocol'
import { preparePageSession } from './adapters/network/sessions'

/** The address of electron-vite's development server; undefined in every build. */
const devServer = import.meta.env.DEV ? process.env.ELECTRON_RENDERER_URL : undefined

/** Returns whether `address` is an address of the app's page. */
export function isOwnPage(address: string): boolean {
  if (!URL.canParse(address)) return false
  const url = new URL(address)
  return `${url.protocol}//${url.host}` === (devServer ? new URL(devServer).origin : origin)
}

/** SECURITY: prevents every navigation. Only open-link.ts opens anything outside the page. */
function confine(contents: WebContents): void {
  // WebRTC then uses only the proxy of the page's session, which forwards nothing, so WebRTC is blocked entirely.
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp')
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
  contents.on('will-navigate', event => event.preventDefault())
  contents.on('will-frame-navigate', event => event.preventDefault())
  contents.on('will-redirect', event => event.preventDefault())
  contents.on('will-attach-webview', event => event.preventDefault())
}

/** Secures every web contents of the app, including unintended ones, and the page's session. */
export function secureContents(): void {
  app.on('web-contents-created', (_event, contents) => confine(contents))
  preparePageSession(devServer !== undefined)
}

/** The maximum time from the page's load to its first paint, ms. After that, the window is shown without a paint. */
const maxPaintMs = 1000

/**
 * Shows the window at its first paint, so that it never appears empty. A hidden window may never paint, for example on Wayland
 * (electron/electron#48859); then the window is shown without a paint, because an app without a window cannot be used or quit.
 */
function showWhenPainted(window: BrowserWindow): void {
  let isShown = false
  const show = () => {
    if (!isShown && !window.isDestroyed()) window.show()
    isShown = true
  }
  window.once('ready-to-show', show)
  window.webContents.once('did-finish-load', () => { setTimeout(show, maxPaintMs) })
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
    // The page's own background colors, so that the window does not flash before it paints.
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
  showWhenPainted(window)
  // The title stays, whatever the page's document sets.
  window.on('page-title-updated', event => event.preventDefault())
  void window.loadURL(devServer ?? startPage)
  return window
}
