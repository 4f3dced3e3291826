/** @file Secrets of every kind stay out of files, output, the page's memory, IPC traffic, the clipboard and crash dumps. */
import type { RunningApp } from '../harness/app'
import type { Needle } from '../harness/secret-scan'
import type { Cloud } from '../cloud/start-cloud'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { apiHost, graphHost, loginHost } from '../cloud/hosts'
import { startProxy } from '../cloud/proxy'
import { accepted, certificateOption, chosenCertificate, exportIncidents, exportStatus, goTo, openSection, profilePicker, refresh, refreshButton, saveButton, secretStorage, signIn, typeCredentials, typeIds } from '../harness/user'
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
import { makeCertificateFiles } from '../harness/system/openssl'
import { settingsFile } from '../harness/settings-file'

test('writes no secret, token or incident to any file or to the output during a journey', async ({ cloud, folder, keyring, launch, userData }) => {
  const { env } = await keyring()
  const run = async (app: RunningApp) => {
    await refresh(app.page)
    await expectComplete(app.page)
    await app.page.getByRole('row').nth(1).click()
    await openSection(app.page, 'Raw JSON')
    await goTo(app.page, 'Access')
    await app.page.getByRole('button', { name: 'Get a new token' }).click()
    await expect(app.page.getByRole('region', { name: 'Verdict' })).toHaveText(/^Can list incidents/)
    await goTo(app.page, 'Incidents')
    await chooseSavePath(app.electron, path.join(folder, 'exported.json'))
    await exportIncidents(app.page)
    await expect(exportStatus(app.page)).toBeVisible()
    cloud.fault('api', always(respond(404, '')))
    await refresh(app.page)
    cloud.fault('api', null)
    // An unexpected error, whose message contains all of these, is logged.
    const held = [cloud.entra.app.clientSecret, ...cloud.entra.issued, ...cloud.tenant.incidents.slice(0, 5).map(incident => incident.bytes.toString())]
    await app.electron.evaluate(({ dialog }, message) => { Object.assign(dialog, { showSaveDialog: () => { throw new Error(message) } }) }, held.join('\n    at '))
    await exportIncidents(app.page)
    await expect(app.page.getByRole('alert').filter({ hasText: 'Something went wrong in XDR Desk' })).toBeVisible()
    await app.ignoreErrors(/unexpected Error/)
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

  // Write every encoded form of a needle to a file to prove that the search finds it.
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
  expect(existsSync(settingsFile(userData))).toBe(true)
  expect(readFileSync(path.join(userData, 'logs', 'xdr-desk.log'), 'utf8').match(/unexpected Error/g)).toHaveLength(2)
})

const passphrase = 'topaz & Schlüssel 4711'
/** A token for another API that the user pastes into Access. */
const pasted = ['eyJhbGciOiJub25lIn0', Buffer.from(JSON.stringify({ aud: 'https://api.securitycenter.microsoft.com', uti: 'pasted-by-hand' })).toString('base64url'), 'c2lnbmF0dXJl'].join('.')
const mia = { user: 'CONTOSO\\mia', password: 'opal & "jade" 7' }

/** Copies the facts of a refusal for support, inspects a pasted token, and collects. */
async function work({ page }: RunningApp, refuse: (number: number | null) => void, pasted: string): Promise<void> {
  await goTo(page, 'Access')
  refuse(7000215)
  await page.getByRole('button', { name: 'Get a new token' }).click()
  await page.getByRole('button', { name: 'Copy for support' }).click()
  await expect(page.getByText('Copied')).toBeVisible()
  refuse(null)
  await page.getByRole('button', { name: 'Get a new token' }).click()
  await expect(page.getByRole('region', { name: 'Verdict', exact: true })).toHaveText(/^Can list incidents/)
  await page.getByRole('button', { name: 'Inspect another token' }).click()
  await page.getByRole('textbox', { name: 'Access token' }).fill(pasted)
  await expect(page.getByRole('region', { name: 'Verdict of the pasted token' })).toBeVisible()
  await page.getByRole('button', { name: 'Clear', exact: true }).click()
  await refresh(page)
  await expectComplete(page)
}

/** First writes each needle to a file to prove that the search finds it, then expects no needle in the folder or the output. */
function expectNoTrace(needles: readonly Needle[], { folder, output }: { readonly folder: string, readonly output: string }): void {
  const planted = path.join(folder, 'planted')
  for (const each of needles) {
    writeFileSync(planted, each)
    expect(findSecrets(needles, folder, output)).toEqual([planted])
  }
  writeFileSync(planted, '')
  expect(findSecrets(needles, folder, output)).toEqual([])
}

/** Adds a profile that signs in with the certificate. */
async function addCertificateProfile({ page, electron }: RunningApp, cloud: Cloud, pfx: string): Promise<void> {
  await goTo(page, 'Settings')
  await page.getByRole('button', { name: 'New profile' }).click()
  await typeIds(page, cloud)
  await certificateOption(page).check()
  await chooseFiles(electron, pfx)
  await page.getByRole('button', { name: 'Choose a file…' }).click()
  await page.getByLabel('Passphrase', { exact: true }).fill(passphrase)
  await page.keyboard.press('Enter')
  await expect(chosenCertificate(page)).toBeVisible()
  expect(await inHeap(page, [passphrase])).toEqual([])
  await saveButton(page).click()
  await expect(secretStorage(page)).toContainText('Certificate key encrypted by')
}

/** Crashes the page, then the app itself. */
async function crash({ page, electron }: RunningApp): Promise<void> {
  const crashed = page.waitForEvent('crash')
  await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer())
  await crashed
  const child = electron.process()
  process.kill(child.pid ?? 0, 'SIGSEGV')
  await ended(child)
}

test('leaks no secret in a run with a proxy, a client secret, a certificate and crashes', async ({ cloud, folder, keyring, launch, userData }) => {
  const { makePfx, read } = makeCertificateFiles(path.join(folder, 'certificates'))
  const pfx = makePfx('app.pfx', passphrase)
  cloud.entra.certificates = [read('app.crt')]
  const proxy = await startProxy({ hosts: [loginHost, apiHost, graphHost], cloudPort: cloud.port, user: mia })
  const switches = [...cloud.trustSwitches, `--proxy-server=${proxy.address}`]
  const home = path.join(folder, 'home')
  mkdirSync(home)
  const env = { ...(await keyring()).env, HOME: home, TMPDIR: home }
  const refuse = (number: number | null) => { cloud.entra.refuseWith = number }

  // In the first session, the user types every secret.
  const first = await launch({ env, switches })
  const traffic = await recordIpc(first.electron)
  await typeCredentials(first.page, cloud)
  await signInToProxy(first.page, mia)
  await expect(proxyDialog(first.page)).toBeHidden()
  await expect(accepted(first.page)).toBeVisible()
  // The page drops typed secrets immediately.
  expect(await inHeap(first.page, [cloud.entra.app.clientSecret, mia.password])).toEqual([])
  await work(first, refuse, pasted)
  await addCertificateProfile(first, cloud, pfx)
  await work(first, refuse, pasted)
  expect(cloud.entra.assertions.length).toBeGreaterThan(0)
  const mainOnly = (): readonly Needle[] => [...cloud.entra.issued, ...cloud.entra.assertions, ...keyNeedles(read('app.key'))]
  const { tenantId, clientSecret } = cloud.entra.app
  expect(await inHeap(first.page, [clientSecret, passphrase, mia.password, pasted, ...cloud.entra.issued])).toEqual([])
  expect(await inHeap(first.page, [tenantId])).toEqual([tenantId])
  expect(inMemory(await rendererPid(first), [...mainOnly(), tenantId])).toEqual([tenantId])
  const copied = await clipboardText(first.electron)
  expect(copied).toContain('AADSTS7000215')
  const sent = await traffic()
  await first.close()

  // In the second session, the user types only the proxy's password, which is not stored.
  const second = await launch({ env, switches })
  const laterTraffic = await recordIpc(second.electron)
  await profilePicker(second.page).selectOption({ index: 0 })
  await refreshButton(second.page).click()
  await signInToProxy(second.page, mia)
  await expect(proxyDialog(second.page)).toBeHidden()
  await expectComplete(second.page)
  const secrets = [clientSecret, passphrase, pasted, ...mainOnly()]
  expect(inMemory(await rendererPid(second), [...secrets, tenantId])).toEqual([tenantId])
  // Prove that the search works: main has the secret in memory.
  expect(inMemory(second.electron.process().pid ?? 0, [clientSecret])).toEqual([clientSecret])
  const sentLater = await laterTraffic()
  await crash(second)
  await proxy.close()

  expect(`${sent}\n${sentLater}`).toMatch(/reply to saveCredentials: .*"ok":true/)
  expectNoTrace([...secrets, mia.password], { folder: userData, output: [first.output(), second.output(), copied, sent, sentLater].join('\n') })
  expect(findSecrets([...secrets, mia.password], home, '')).toEqual([])
})
