/** @file Secrets of every kind are where they must be and nowhere else: not in files, output, the page's memory, IPC, the clipboard, dumps. */
import type { RunningApp } from '../harness/app'
import type { Needle } from '../harness/secret-scan'
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { apiHost, graphHost, loginHost } from '../cloud/hosts'
import { startProxy } from '../cloud/proxy'
import { accepted, certificateOption, chosenCertificate, exportButton, exportStatus, goTo, profilePicker, refresh, refreshButton, saveButton, secretStorage, signIn, typeCredentials, typeIds } from '../harness/user'
import { expectComplete } from '../harness/expect-complete'
import { expect, test } from '../harness/fixtures'
import { recordIpc } from '../harness/ipc-traffic'
import { inHeap, inMemory, rendererPid } from '../harness/memory'
import { chooseFiles } from '../harness/system/open-dialog'
import { ended } from '../harness/system/process'
import { chooseSavePath } from '../harness/system/save-dialog'
import { findSecrets, encodedForms, keyNeedles } from '../harness/secret-scan'
import { always, respond } from '../cloud/faults'
import { proxyDialog, signInToProxy } from '../harness/proxy-dialog'
import { clipboardText } from '../harness/system/desktop'

test('after the journey no file and no line of output holds a secret, a token or an incident', async ({ cloud, folder, keyring, launch, userData }) => {
  const { env } = await keyring()
  const run = async (app: RunningApp) => {
    await refresh(app.page)
    await expectComplete(app.page)
    await app.page.getByRole('row').nth(1).click()
    await expect(app.page.getByRole('region', { name: 'Raw JSON' })).toBeVisible()
    await goTo(app.page, 'Access')
    await app.page.getByRole('button', { name: 'Get a new token' }).click()
    await expect(app.page.getByRole('region', { name: 'Verdict' })).toHaveText(/^Can list incidents/)
    await goTo(app.page, 'Incidents')
    await chooseSavePath(app.electron, path.join(folder, 'exported.json'))
    await exportButton(app.page).click()
    await expect(exportStatus(app.page)).toBeVisible()
    cloud.fault('api', always(respond(404, '')))
    await refresh(app.page)
    cloud.fault('api', null)
    // An unexpected error that holds all of it goes into the log.
    const held = [cloud.entra.app.clientSecret, ...cloud.entra.issued, ...cloud.tenant.incidents.slice(0, 5).map(incident => incident.bytes.toString())]
    await app.electron.evaluate(({ dialog }, message) => { Object.assign(dialog, { showSaveDialog: () => { throw new Error(message) } }) }, held.join('\n    at '))
    await exportButton(app.page).click()
    await expect(app.page.getByRole('alert').filter({ hasText: 'Something went wrong in XDR Desk' })).toBeVisible()
    app.ignoreErrors(/unexpected Error/)
  }
  const first = await launch({ env })
  await signIn(first.page, cloud)
  await run(first)
  await first.close()
  const second = await launch({ env })
  await run(second)
  await second.close()

  const texts = cloud.tenant.incidents.slice(0, 40).map(incident => /"alertId":"([^"]+)"/.exec(incident.bytes.toString())?.[1]).filter(each => each !== undefined)
  const secrets = [cloud.entra.app.clientSecret, ...cloud.entra.issued, ...cloud.entra.issued.map(token => token.split('.')[1] ?? '')]
  const needles = [...secrets, ...texts, 'Authorization: Bearer', 'client_secret=']
  const output = first.output() + second.output()

  // The scan proves itself first: every form of every needle is found where it is planted.
  const planted = path.join(userData, 'planted')
  for (const form of encodedForms(cloud.entra.app.clientSecret)) {
    writeFileSync(planted, Buffer.concat([Buffer.from('x'), form, Buffer.from('y')]))
    expect(findSecrets(needles, userData, output)).toEqual([planted])
  }
  writeFileSync(planted, '')
  expect(findSecrets(needles, userData, `${output}${texts[0]}`)).toEqual(['the output'])
  expect(findSecrets(texts, folder, '')).toEqual([path.join(folder, 'exported.json')])

  expect(findSecrets(needles, userData, output)).toEqual([])
  expect(findSecrets(secrets, folder, '')).toEqual([])
  expect(existsSync(path.join(userData, 'settings.json'))).toBe(true)
  expect(readFileSync(path.join(userData, 'logs', 'xdr-desk.log'), 'utf8').match(/unexpected Error/g)).toHaveLength(2)
})

const passphrase = 'topaz & Schlüssel 4711'
const mia = { user: 'CONTOSO\\mia', password: 'opal & "jade" 7' }

/** A PFX and its key, made outside of what the app writes to. */
function makePfx(folder: string): { readonly pfx: string, readonly key: string, readonly certificate: string } {
  mkdirSync(folder)
  const openssl = (...args: readonly string[]) => { execFileSync('openssl', [...args], { cwd: folder, stdio: 'ignore' }) }
  openssl('req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', 'app.key', '-out', 'app.crt', '-days', '300', '-subj', '/CN=XDR exporter')
  openssl('pkcs12', '-export', '-inkey', 'app.key', '-in', 'app.crt', '-passout', `pass:${passphrase}`, '-out', 'app.pfx')
  return { pfx: path.join(folder, 'app.pfx'), key: readFileSync(path.join(folder, 'app.key'), 'utf8'), certificate: readFileSync(path.join(folder, 'app.crt'), 'utf8') }
}

/** Refuses once, so that the facts for support are copied; judges a token that somebody pasted; collects. */
async function work({ page }: RunningApp, refuse: (number: number | null) => void, pasted: string): Promise<void> {
  await goTo(page, 'Access')
  refuse(7000215)
  await page.getByRole('button', { name: 'Get a new token' }).click()
  await page.getByRole('button', { name: 'Copy for support' }).click()
  await expect(page.getByText('Copied')).toBeVisible()
  refuse(null)
  await page.getByRole('button', { name: 'Get a new token' }).click()
  await expect(page.getByRole('region', { name: 'Verdict', exact: true })).toHaveText(/^Can list incidents/)
  await page.getByRole('button', { name: 'Judge another token' }).click()
  await page.getByRole('textbox', { name: 'Token to judge' }).fill(pasted)
  await expect(page.getByRole('region', { name: 'Verdict of the pasted token' })).toBeVisible()
  await page.getByRole('button', { name: 'Clear', exact: true }).click()
  await refresh(page)
  await expectComplete(page)
}

test('secrets of every kind after a whole run with a proxy, a secret, a certificate and crashes: none found', async ({ cloud, folder, keyring, launch, userData }) => {
  const { pfx, key, certificate } = makePfx(path.join(folder, 'certificates'))
  cloud.entra.certificates = [certificate]
  const proxy = await startProxy({ hosts: [loginHost, apiHost, graphHost], cloudPort: cloud.port, user: mia })
  const switches = [...cloud.trustSwitches, `--proxy-server=${proxy.address}`]
  const home = path.join(folder, 'home')
  mkdirSync(home)
  const env = { ...(await keyring()).env, HOME: home, TMPDIR: home }
  const pasted = ['eyJhbGciOiJub25lIn0', Buffer.from(JSON.stringify({ aud: 'https://api.securitycenter.microsoft.com', uti: 'pasted-by-hand' })).toString('base64url'), 'c2lnbmF0dXJl'].join('.')
  const refuse = (number: number | null) => { cloud.entra.refuseWith = number }

  // Everything is typed once.
  const first = await launch({ env, switches })
  const said = await recordIpc(first.electron)
  await typeCredentials(first.page, cloud)
  await signInToProxy(first.page, mia)
  await expect(proxyDialog(first.page)).toBeHidden()
  await expect(accepted(first.page)).toBeVisible()
  // What was typed is garbage of the page at once, which nobody can reach.
  expect(await inHeap(first.page, [cloud.entra.app.clientSecret, mia.password])).toEqual([])
  await work(first, refuse, pasted)
  await goTo(first.page, 'Settings')
  await first.page.getByRole('button', { name: 'New profile' }).click()
  await typeIds(first.page, cloud)
  await certificateOption(first.page).check()
  await chooseFiles(first.electron, pfx)
  await first.page.getByRole('button', { name: 'Choose a file…' }).click()
  await first.page.getByLabel('Passphrase', { exact: true }).fill(passphrase)
  await first.page.keyboard.press('Enter')
  await expect(chosenCertificate(first.page)).toBeVisible()
  expect(await inHeap(first.page, [passphrase])).toEqual([])
  await saveButton(first.page).click()
  await expect(secretStorage(first.page)).toContainText('Certificate key sealed by')
  await work(first, refuse, pasted)

  expect(cloud.entra.assertions.length).toBeGreaterThan(0)
  const never: readonly Needle[] = [...cloud.entra.issued, ...cloud.entra.assertions, ...keyNeedles(key)]
  const typed = [cloud.entra.app.clientSecret, passphrase, mia.password, pasted]
  // What main alone has was never there.
  expect(await inHeap(first.page, [...typed, ...cloud.entra.issued])).toEqual([])
  expect(await inHeap(first.page, [cloud.entra.app.tenantId])).toEqual([cloud.entra.app.tenantId])
  expect(inMemory(await rendererPid(first), [...never, cloud.entra.app.tenantId])).toEqual([cloud.entra.app.tenantId])
  const copied = await clipboardText(first.electron)
  const answers = [await said()]
  await first.close()

  // From now on nothing is typed but the proxy's password, which is kept nowhere.
  const second = await launch({ env, switches })
  const saidLater = await recordIpc(second.electron)
  await profilePicker(second.page).selectOption({ index: 0 })
  await refreshButton(second.page).click()
  await signInToProxy(second.page, mia)
  await expect(proxyDialog(second.page)).toBeHidden()
  await expectComplete(second.page)
  const secrets: readonly Needle[] = [cloud.entra.app.clientSecret, passphrase, pasted, ...cloud.entra.issued, ...cloud.entra.assertions, ...keyNeedles(key)]
  expect(inMemory(await rendererPid(second), [...secrets, cloud.entra.app.tenantId])).toEqual([cloud.entra.app.tenantId])
  // The look sees what is there.
  expect(inMemory(second.electron.process().pid ?? 0, [cloud.entra.app.clientSecret])).toEqual([cloud.entra.app.clientSecret])
  answers.push(await saidLater())
  // The page crashes, then the app itself: neither leaves a dump.
  const crashed = second.page.waitForEvent('crash')
  await second.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer())
  await crashed
  const child = second.electron.process()
  process.kill(child.pid ?? 0, 'SIGSEGV')
  await ended(child)
  await proxy.close()

  const output = [first.output(), second.output(), copied, ...answers].join('\n')
  expect(copied).toContain('AADSTS7000215')
  expect(answers.join('\n')).toMatch(/reply to saveCredentials: .*"ok":true/)
  const all = [...secrets, mia.password]
  const planted = path.join(userData, 'planted')
  for (const each of all) {
    writeFileSync(planted, each)
    expect(findSecrets(all, userData, output)).toEqual([planted])
  }
  writeFileSync(planted, '')
  expect(findSecrets(all, userData, output)).toEqual([])
  expect(findSecrets(all, home, '')).toEqual([])
})
