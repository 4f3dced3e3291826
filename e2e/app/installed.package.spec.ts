/** @file The installed package: release fuses, sandbox, real keyring, real save dialog. Run by `npm test -- --system`. */
import { spawn } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses'
import { chromium } from '@playwright/test'
import { root } from '../harness/app'
import { exportIncidents, exportStatus, goTo, openSection, refresh, secretStorage, signIn } from '../harness/user'
import { expectComplete } from '../harness/expect-complete'
import { expect, test } from '../harness/fixtures'
import { saveByKeyboard } from '../harness/system/keys'
import { ended, until } from '../harness/system/process'
import { sessionEnv } from '../harness/system/session-env'
import { expectWholeExport } from '../harness/expected-export'

const program = '/usr/bin/xdr-desk'
const binary = '/opt/XDR Desk/xdr-desk'

/** Starts the installed app and attaches to its page, because the release fuses disable the inspector that Playwright's launch needs. */
async function start(userData: string, display: string, args: readonly string[]) {
  const portFile = path.join(userData, 'DevToolsActivePort')
  rmSync(portFile, { force: true })
  const spawned = () => spawn(program, [`--user-data-dir=${userData}`, '--remote-debugging-port=0', '--lang=en-US', ...args], { env: sessionEnv(display, keyringEnv), stdio: 'ignore' })
  const connected = async () => {
    await until('the debugging port', () => existsSync(portFile) && readFileSync(portFile, 'utf8').includes('\n'))
    return chromium.connectOverCDP(`http://127.0.0.1:${readFileSync(portFile, 'utf8').split('\n')[0]}`, { timeout: 10_000 })
  }
  let child = spawned()
  // Occasionally the debugging socket refuses the connection before any code of the app runs, as in harness/app.ts.
  const browser = await connected().catch(async (error: unknown) => {
    if (!String(error).includes('Timeout')) throw error
    console.log('the app was started a second time: its debugging socket did not respond')
    child.kill('SIGKILL')
    await ended(child)
    rmSync(portFile, { force: true })
    child = spawned()
    return connected()
  })
  await until('the page', () => browser.contexts().some(context => context.pages().length > 0))
  const page = browser.contexts()[0]?.pages()[0]
  if (!page) throw new Error('no page')
  const complaints: string[] = []
  page.on('console', message => ['error', 'warning'].includes(message.type()) && complaints.push(message.text()))
  await page.getByRole('navigation').waitFor()
  return {
    page,
    complaints,
    pid: child.pid ?? 0,
    close: async () => {
      await browser.close()
      child.kill('SIGTERM')
      await ended(child)
    },
  }
}

let keyringEnv: Readonly<Record<string, string>> = {}

/** Returns the seccomp mode of each renderer process: 2 means a filter, which only the sandbox installs. */
function rendererSeccomp(): readonly string[] {
  return readdirSync('/proc').filter(name => /^\d+$/.test(name)).flatMap((pid) => {
    try {
      const line = readFileSync(`/proc/${pid}/cmdline`, 'utf8')
      if (!line.startsWith(binary) || !line.includes('--type=renderer')) return []
      return [/^Seccomp:\s*(\d)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? '']
    } catch {
      return []
    }
  })
}

test('has the fuses of a release', async () => {
  const wire = await getCurrentFuseWire(binary)
  const state = (fuse: FuseV1Options) => String.fromCharCode(Number(wire[fuse]))
  const off = [
    FuseV1Options.RunAsNode,
    FuseV1Options.EnableNodeOptionsEnvironmentVariable,
    FuseV1Options.EnableNodeCliInspectArguments,
    FuseV1Options.EnableCookieEncryption,
    FuseV1Options.LoadBrowserProcessSpecificV8Snapshot,
    FuseV1Options.GrantFileProtocolExtraPrivileges,
  ]
  for (const fuse of off) {
    expect(state(fuse), FuseV1Options[fuse]).toBe('0')
  }
  for (const fuse of [FuseV1Options.OnlyLoadAppFromAsar, FuseV1Options.EnableEmbeddedAsarIntegrityValidation]) {
    expect(state(fuse), FuseV1Options[fuse]).toBe('1')
  }
})

test('installs the desktop entry, the icon and the code archive', () => {
  // The desktop matches windows to this entry by its file name; Electron reads that name from package.json.
  const { desktopName } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { desktopName: string }
  const entry = readFileSync(path.join('/usr/share/applications', desktopName), 'utf8').split('\n')
  expect(entry).toEqual(expect.arrayContaining(['Name=XDR Desk', 'Icon=xdr-desk', `StartupWMClass=${path.parse(desktopName).name}`]))
  expect(existsSync('/usr/share/icons/hicolor/256x256/apps/xdr-desk.png')).toBe(true)
  expect(readdirSync('/opt/XDR Desk/resources')).toEqual(expect.arrayContaining(['app.asar']))
  expect(readdirSync('/opt/XDR Desk/resources').filter(name => name === 'app' || name.includes('default_app'))).toEqual([])
})

test('contains the licenses of the bundled packages', () => {
  const licenses = (part: string) => readFileSync(`/opt/XDR Desk/resources/licenses/${part}.md`, 'utf8').split(/^## /m).slice(1)
  const namesOf = (part: string) => licenses(part).map(text => text.slice(0, text.indexOf(' - ')))
  expect(namesOf('main')).toEqual(expect.arrayContaining(['@azure/msal-node', 'csv-stringify', 'electron-store', 'hyparquet', 'node-forge']))
  expect(namesOf('renderer')).toEqual(expect.arrayContaining(['@tanstack/vue-virtual', '@vue/runtime-dom', 'lucide']))
  // One package only names its license.
  for (const text of ['main', 'renderer'].flatMap(licenses)) expect(text).toMatch(text.startsWith('@nodable/entities ') ? /\(MIT\)/ : /copyright|permission/i)
})

test('signs in, restarts, refreshes and exports as an ordinary user', async ({ cloud, display, folder, keyring, userData }) => {
  expect(process.getuid?.()).not.toBe(0)
  keyringEnv = (await keyring()).env
  const first = await start(userData, display.name, cloud.switches)
  expect(rendererSeccomp()).toEqual(['2'])
  await signIn(first.page, cloud)
  await expect(secretStorage(first.page)).toContainText('gnome_libsecret')
  await first.close()

  const second = await start(userData, display.name, cloud.switches)
  await refresh(second.page)
  await expectComplete(second.page, { incidents: 250 })
  await second.page.getByRole('row').nth(1).click()
  await openSection(second.page, 'Raw JSON')
  await second.page.keyboard.press('Escape')
  await exportIncidents(second.page)
  const file = path.join(folder, 'installed.json')
  await saveByKeyboard(display.name, 'Export 250 incidents', file)
  await expect(exportStatus(second.page)).toContainText('Exported 250 incidents')
  expectWholeExport(file, cloud)
  await goTo(second.page, 'Access')
  await expect(second.page.getByRole('region', { name: 'Verdict' })).toHaveText(/^\s*Can list incidents/)
  expect([...first.complaints, ...second.complaints]).toEqual([])
  await second.close()
})
