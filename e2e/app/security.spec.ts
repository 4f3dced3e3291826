/** @file The page is sandboxed, cannot leave the app, and shows all strings as text. */
import { spawn } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { methods } from '../../src/shared/contract/ipc'
import { electronExecutable, root } from '../harness/app'
import { refresh, searchBox, signIn } from '../harness/user'
import { expect, test } from '../harness/fixtures'
import { ended } from '../harness/system/process'
import { sessionEnv } from '../harness/system/session-env'
import { recordOpenedLinks } from '../harness/system/desktop'

test('the page is sandboxed and isolated, and has no Node', async ({ launch }) => {
  const { page, electron } = await launch()
  expect(await page.evaluate(() => ['require', 'process', 'module', 'global', 'Buffer'].map(name => typeof (globalThis as Record<string, unknown>)[name])))
    .toEqual(Array.from({ length: 5 }, () => 'undefined'))
  const preferences = await electron.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents as unknown as { getLastWebPreferences: () => Record<string, unknown> }
    return contents.getLastWebPreferences()
  })
  expect(preferences).toMatchObject({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webSecurity: true,
    webviewTag: false,
    allowRunningInsecureContent: false,
  })
  const bridge = await page.evaluate(() => Object.keys((globalThis as unknown as { xdrDesk: object }).xdrDesk).sort())
  expect(bridge).toEqual([...methods, 'on'].sort())
})

test('the content security policy only allows the app\'s own files', async ({ launch }) => {
  const { page, electron } = await launch()
  const policy = await electron.evaluate(async ({ net }) => (await net.fetch('xdr-desk://app/index.html')).headers.get('content-security-policy'))
  expect(policy).toContain('default-src \'none\'')
  expect(policy).toContain('connect-src \'none\'')
  expect(policy).not.toMatch(/unsafe|https?:|\*/)
  const statuses = await electron.evaluate(async ({ net }) => Promise.all([
    'xdr-desk://app/../../../package.json', 'xdr-desk://app/%2e%2e/%2e%2e/package.json', 'xdr-desk://app/..%5c..%5cpackage.json',
    'xdr-desk://app/%2e%2e%2fmain%2findex.js', 'xdr-desk://other/index.html', 'xdr-desk://app/none.js',
  ].map(async address => (await net.fetch(address)).status)))
  expect(statuses).toEqual(statuses.map(() => 404))
  expect(await page.evaluate(() => globalThis.open('https://example.com'))).toBeNull()
  expect(await page.evaluate(() => Notification.requestPermission())).toBe('denied')
  expect(await page.evaluate(async () => (await navigator.permissions.query({ name: 'geolocation' })).state)).toBe('denied')
})

test('blocks injected scripts and requests', async ({ launch }) => {
  const app = await launch()
  await app.page.evaluate(() => {
    const script = document.createElement('script')
    script.src = 'data:text/javascript,globalThis.injected=1'
    try { document.body.append(script) } catch { /* Trusted Types may refuse the script before the policy does. */ }
  }).catch(() => undefined)
  const fetched = await app.page.evaluate(() => fetch('https://api.security.microsoft.com/').then(() => 'sent', () => 'blocked'))
  expect(fetched).toBe('blocked')
  expect(await app.page.evaluate(() => 'injected' in globalThis)).toBe(false)
  await app.ignoreErrors(/Content Security Policy|Refused to|TrustedScript|violates/)
})

test('refuses to navigate away from the page', async ({ launch }) => {
  const { page, electron } = await launch()
  // Checked in main, because the page would wait for a navigation that never happens.
  const seen = await electron.evaluateHandle(({ BrowserWindow }) => {
    const attempts: { url: string, prevented: boolean }[] = []
    BrowserWindow.getAllWindows()[0]?.webContents.on('will-frame-navigate', event => attempts.push({ url: event.url, prevented: event.defaultPrevented }))
    return attempts
  })
  const addresses = ['https://example.com/', 'xdr-desk://elsewhere/index.html', 'http://127.0.0.1/']
  for (const address of addresses) {
    await page.evaluate((to) => { setTimeout(() => { location.href = to }) }, address)
    await expect.poll(() => seen.jsonValue()).toContainEqual({ url: address, prevented: true })
  }
  expect(await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getURL())).toBe('xdr-desk://app/index.html')
})

test('every method refuses arguments that do not match its schema', async ({ launch }) => {
  const { page } = await launch()
  const junk = [[{}], [null], ['../../x'], [{ kind: 'last', hours: 3 }], [{ tenantId: 'x', clientId: 'y', clientSecret: 1 }], [1, 2, 3], [['a']]]
  for (const method of methods) {
    for (const args of junk) {
      const reply = await page.evaluate(async ([name, values]) => {
        const bridge = (globalThis as unknown as { xdrDesk: Record<string, (...args: unknown[]) => Promise<unknown>> }).xdrDesk
        return bridge[name]?.(...values)
      }, [method, args] as const)
      expect(reply, `${method} ${JSON.stringify(args)}`).toEqual({ ok: false, failure: { code: 'invalid-input', details: {} } })
    }
  }
})

test('does not use portal dialogs, which drop the suggested file name', async ({ launch }) => {
  const { electron } = await launch()
  expect(await electron.evaluate(({ app }) => app.commandLine.getSwitchValue('xdg-portal-required-version'))).toBe('4')
})

test('a second start focuses the first window and exits', async ({ cloud, display, launch, userData }) => {
  const { page, electron } = await launch()
  await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.minimize())
  const second = spawn(electronExecutable(), [root, `--user-data-dir=${userData}`, ...cloud.switches], { env: sessionEnv(display.name), stdio: 'ignore' })
  await ended(second)
  expect(second.exitCode).toBe(0)
  await expect.poll(() => electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map(window => window.isMinimized()))).toEqual([false])
  await expect(page.getByRole('heading', { name: 'Incidents', exact: true })).toBeVisible()
})

test('starts with the window size of the last session', async ({ launch }) => {
  const first = await launch()
  await first.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setBounds({ x: 20, y: 30, width: 1010, height: 700 }))
  await first.close()
  const { electron } = await launch()
  const bounds = await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds())
  expect(bounds).toMatchObject({ width: 1010, height: 700 })
})

const place = { x: 20, y: 30, width: 1010, height: 700, maximized: false }
const damaged = [
  ['cut off', JSON.stringify(place).slice(0, 20)],
  ['null', 'null'],
  ['too narrow', JSON.stringify({ ...place, width: 100 })],
  ['much too tall', JSON.stringify({ ...place, height: 1e9 })],
  ['not a number', JSON.stringify({ ...place, x: '20' })],
  ['outside every screen', JSON.stringify({ ...place, x: 15_000 })],
] as const
for (const [name, text] of damaged) {
  test(`starts at the default size if the remembered size is ${name}`, async ({ launch, userData }) => {
    mkdirSync(userData, { recursive: true })
    writeFileSync(path.join(userData, 'window.json'), text)
    const { electron } = await launch()
    const bounds = await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds())
    expect(bounds).toMatchObject({ width: 1280, height: 800 })
  })
}

test('ignores other window options in the file of the remembered size', async ({ launch, userData }) => {
  mkdirSync(userData, { recursive: true })
  writeFileSync(path.join(userData, 'window.json'), JSON.stringify({ ...place, closable: false, movable: false, kiosk: true }))
  const { electron } = await launch()
  const window = await electron.evaluate(({ BrowserWindow }) => {
    const [first] = BrowserWindow.getAllWindows()
    return { ...first?.getBounds(), closable: first?.closable, movable: first?.movable, kiosk: first?.kiosk }
  })
  expect(window).toMatchObject({ width: 1010, height: 700, closable: true, movable: true, kiosk: false })
})

test('shows API strings as text, with hidden characters made visible', async ({ cloud, launch }) => {
  const { page, electron } = await launch()
  await signIn(page, cloud)
  await refresh(page)
  await page.getByRole('switch', { name: 'Show merged' }).check()
  for (const [search, shown] of [['name:"<img"', '<img src=x onerror=alert(1)>'], ['name:gnp.exe', '⟨U+202E⟩gnp.exe']] as const) {
    await searchBox(page).fill(search)
    await expect(page.getByRole('row').nth(1)).toContainText(shown)
  }
  expect(await page.locator('img').count()).toBe(0)

  // Only links to allow-listed portals open in the browser.
  await searchBox(page).fill('')
  const openedLinks = await recordOpenedLinks(electron)
  const id = cloud.tenant.incidents[0]?.id ?? ''
  await page.getByRole('row').nth(1).click()
  await page.getByRole('link', { name: 'Open in Defender' }).click()
  await expect.poll(openedLinks).toEqual([expect.stringContaining(`https://security.microsoft.com/incidents/${id}?tid=`)])
})

test.describe(() => {
  test.use({ tenant: { incidents: 5, redirectedShare: 0, awkward: false } })

  test('does not offer a portal link to another host', async ({ cloud, launch }) => {
    const [incident] = cloud.tenant.incidents
    if (!incident) throw new Error('no incident')
    cloud.defender.replace({ ...incident, bytes: Buffer.from(incident.bytes.toString().replace('https://security.microsoft.com/', 'https://security.microsoft.com.evil.example/')) })
    const { page } = await launch()
    await signIn(page, cloud)
    await refresh(page)
    await page.getByRole('row').nth(1).click()
    await expect(page.getByText('The link does not lead to a Defender portal')).toBeVisible()
    await expect(page.getByRole('link', { name: 'Open in Defender' })).toHaveCount(0)
  })
})
