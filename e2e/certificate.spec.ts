/** @file Sign-in with a certificate: from a file, from a made one; its key and passphrase stay where they belong. */
import type { Page } from '@playwright/test'
import type { Cloud } from './cloud/start-cloud'
import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { generate } from 'selfsigned'
import { collection, goTo, refresh, secretStorage, signIn, typeIds } from './harness/desk'
import { expect, test as base } from './harness/fixtures'
import { recordIpc } from './harness/ipc-traffic'
import { openByKeyboard } from './harness/keys'
import { chooseFiles } from './harness/open-dialog'
import { chooseSavePath } from './harness/save-dialog'
import { find, keyTraces } from './harness/traces'

const passphrase = 'topaz & Schlüssel 4711'

interface Files {
  readonly folder: string
  readonly at: (name: string) => string
  readonly openssl: (...args: readonly string[]) => void
  readonly read: (name: string) => string
}

const test = base.extend<{ files: Files }>({
  /** A certificate `app.crt` and its key `app.key`, made by openssl outside of what the app writes to. */
  files: async ({ folder }, use) => {
    const own = path.join(folder, 'certificates')
    mkdirSync(own)
    const openssl = (...args: readonly string[]) => { execFileSync('openssl', [...args], { cwd: own, stdio: 'ignore' }) }
    openssl('req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', 'app.key', '-out', 'app.crt', '-days', '300', '-subj', '/O=Contoso/CN=XDR exporter')
    await use({ folder: own, openssl, at: name => path.join(own, name), read: name => readFileSync(path.join(own, name), 'utf8') })
  },
})

const pfx = ['pkcs12', '-export', '-inkey', 'app.key', '-in', 'app.crt', '-passout', `pass:${passphrase}`]
const chosen = (page: Page) => page.getByRole('region', { name: 'Chosen certificate' })
const passphraseBox = (page: Page) => page.getByLabel('Passphrase', { exact: true })

async function startCertificate(page: Page, cloud: Cloud): Promise<void> {
  await typeIds(page, cloud)
  await page.getByRole('radiogroup', { name: 'Credential' }).getByRole('radio', { name: 'Certificate', exact: true }).check()
}

const choose = (page: Page) => page.getByRole('button', { name: 'Choose a file…' }).click()
const save = (page: Page) => page.getByRole('button', { name: 'Save' }).click()

test('a PFX with its passphrase: sealed, used after a restart, and nothing of it anywhere else', async ({ cloud, files, folder, keyring, launch, userData }) => {
  files.openssl(...pfx, '-out', 'app.pfx')
  cloud.entra.certificates = [files.read('app.crt')]
  const { env } = await keyring()
  const first = await launch({ env })
  const traffic = await recordIpc(first.electron)
  await startCertificate(first.page, cloud)
  await chooseFiles(first.electron, files.at('app.pfx'))
  await choose(first.page)
  await expect(passphraseBox(first.page)).toBeFocused()
  await passphraseBox(first.page).fill('not it')
  await first.page.keyboard.press('Enter')
  await expect(first.page.getByRole('alert')).toHaveText(/passphrase does not open the file.*Enter it again/)
  await passphraseBox(first.page).fill(passphrase)
  await first.page.getByRole('button', { name: 'Open', exact: true }).click()
  await expect(chosen(first.page)).toContainText('O=Contoso, CN=XDR exporter')
  await expect(passphraseBox(first.page)).toHaveCount(0)
  await save(first.page)
  await expect(first.page.getByText('Entra accepted the credentials')).toBeVisible()
  await expect(secretStorage(first.page)).toHaveText('Certificate key sealed by GNOME Keyring (gnome_libsecret).')
  const told = await traffic()
  await first.close()

  const second = await launch({ env })
  const later = await recordIpc(second.electron)
  await refresh(second.page)
  await expect(collection(second.page)).toContainText('complete')
  await goTo(second.page, 'Settings')
  await expect(second.page.getByRole('radio', { name: 'Certificate', exact: true })).toBeChecked()
  await expect(second.page.getByRole('region', { name: 'Saved certificate' })).toContainText('CN=XDR exporter')
  // Saving again without a choice keeps it.
  await save(second.page)
  await expect(second.page.getByText('Entra accepted the credentials')).toBeVisible()
  const toldLater = await later()
  await second.close()

  const output = [first.output(), second.output(), told, toldLater].join('\n')
  expect(told).toMatch(/answer of openCertificate: .*"ok":true.*"subject":"O=Contoso, CN=XDR exporter"/)
  expect(told).toMatch(/answer of saveCredentials: .*"ok":true/)
  expect(toldLater).toMatch(/event \["settings",/)
  const needles = [passphrase, ...keyTraces(files.read('app.key')), files.folder]
  // The scan proves itself first.
  const planted = path.join(userData, 'planted')
  for (const each of needles) {
    writeFileSync(planted, each)
    expect(find(needles, userData, output)).toEqual([planted])
  }
  writeFileSync(planted, '')
  expect(find(needles, userData, `${output}${passphrase}`)).toEqual(['the output'])
  expect(find(needles, userData, output)).toEqual([])
  expect(find([passphrase], folder, '')).toEqual([])
})

test('PEM files of certificate and key, through the real dialog; for this session without a keyring', async ({ cloud, display, files, launch }) => {
  writeFileSync(files.at('app.pem'), files.read('app.crt') + files.read('app.key'))
  cloud.entra.certificates = [files.read('app.crt')]
  const first = await launch()
  await startCertificate(first.page, cloud)
  await choose(first.page)
  await openByKeyboard(display.name, 'Choose a certificate with its private key', files.at('app.pem'))
  await expect(chosen(first.page)).toContainText('“app.pem”')
  await save(first.page)
  await expect(first.page.getByText('Entra accepted the credentials')).toBeVisible()
  await expect(secretStorage(first.page)).toContainText('Certificate key kept for this session only')
  await refresh(first.page)
  await expect(collection(first.page)).toContainText('complete')
  await first.close()

  const { page, electron } = await launch()
  await refresh(page)
  await expect(page.getByRole('alert')).toHaveText(/certificate's key is not saved.*for one session.*Choose the certificate's file/)
  await goTo(page, 'Settings')
  await chooseFiles(electron, files.at('app.key'), files.at('app.crt'))
  await choose(page)
  await expect(chosen(page)).toContainText('“app.key + app.crt”')
  await save(page)
  await expect(page.getByText('Entra accepted the credentials')).toBeVisible()
})

test('a certificate made here: its public part is uploaded, its key stays', async ({ cloud, folder, keyring, launch, userData }) => {
  const { env } = await keyring()
  const first = await launch({ env })
  await startCertificate(first.page, cloud)
  const file = path.join(folder, 'for entra.cer')
  const dialog = await chooseSavePath(first.electron, file)
  await first.page.getByRole('button', { name: 'Make a certificate…' }).click()
  await expect(chosen(first.page)).toContainText('Upload “for entra.cer”')
  expect(path.basename((await dialog.asked()).defaultPath)).toMatch(/^XDR Desk [\dA-F]{8}\.cer$/)
  const publicPart = readFileSync(file, 'utf8')
  expect(publicPart).toMatch(/^-----BEGIN CERTIFICATE-----/)
  expect(publicPart).not.toContain('PRIVATE')

  // Uploading takes its time: until then the key is kept, and Settings says what is missing.
  await save(first.page)
  await expect(first.page.getByText('Saved, but unchecked.')).toBeVisible()
  await expect(first.page.getByText('Entra does not know the certificate')).toBeVisible()
  await expect(secretStorage(first.page)).toContainText('Certificate key sealed by')
  expect(find(['PRIVATE KEY'], userData, first.output())).toEqual([])
  await first.close()

  const { page } = await launch({ env })
  await refresh(page)
  await expect(page.getByRole('alert')).toHaveText(/Entra does not know the certificate.*Upload.*AADSTS700027/)
  cloud.entra.certificates = [publicPart]
  await refresh(page)
  await expect(collection(page)).toContainText('complete')
})

test('a made certificate that Entra does not know leaves a secret that works', async ({ cloud, folder, launch }) => {
  const { page, electron } = await launch()
  await signIn(page, cloud)
  await startCertificate(page, cloud)
  const file = path.join(folder, 'app.cer')
  await chooseSavePath(electron, file)
  await page.getByRole('button', { name: 'Make a certificate…' }).click()
  await expect(chosen(page)).toBeVisible()
  await save(page)
  await expect(page.getByRole('alert')).toHaveText(/Entra does not know the certificate/)
  await expect(secretStorage(page)).toContainText('Client secret')
  await refresh(page)
  await expect(collection(page)).toContainText('complete')
  // It waits for the upload, also while another page is open.
  cloud.entra.certificates = [readFileSync(file, 'utf8')]
  await goTo(page, 'Settings')
  await expect(chosen(page)).toContainText('Upload “app.cer”')
  await save(page)
  await expect(page.getByText('Entra accepted the credentials')).toBeVisible()
  await expect(secretStorage(page)).toContainText('Certificate key')
})

test('every kind of file is read, or refused with what to do, in the real runtime', async ({ cloud, files, launch }) => {
  const { at, openssl, read } = files
  openssl(...pfx, '-legacy', '-out', 'old.pfx')
  openssl(...pfx, '-keypbe', 'PBE-SHA1-3DES', '-certpbe', 'PBE-SHA1-3DES', '-macalg', 'sha1', '-out', 'windows.pfx')
  for (const [name, args] of [['aes.key', ['pkcs8', '-topk8', '-v2', 'aes-256-cbc']], ['traditional.key', ['rsa', '-traditional', '-aes256']]] as const) {
    openssl(...args, '-in', 'app.key', '-out', name, '-passout', `pass:${passphrase}`)
  }
  openssl('req', '-x509', '-newkey', 'rsa:1024', '-nodes', '-keyout', 'short.key', '-out', 'short.crt', '-subj', '/CN=short')
  openssl('req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-keyout', 'ec.key', '-out', 'ec.crt', '-subj', '/CN=ec')
  const expired = await generate([{ name: 'commonName', value: 'expired' }], { keySize: 2048, notBeforeDate: new Date('2025-01-01'), notAfterDate: new Date('2026-01-01') })
  writeFileSync(at('expired.pem'), expired.private + expired.cert)
  writeFileSync(at('large.pem'), '')
  truncateSync(at('large.pem'), 2_000_000)
  writeFileSync(at('text.pem'), 'no certificate')
  writeFileSync(at('two.pem'), read('app.key') + read('short.key') + read('app.crt'))
  const { page, electron } = await launch()
  await startCertificate(page, cloud)
  for (const names of [['old.pfx'], ['windows.pfx'], ['app.crt', 'aes.key'], ['traditional.key', 'app.crt']]) {
    await chooseFiles(electron, ...names.map(at))
    await choose(page)
    await passphraseBox(page).fill(passphrase)
    await page.keyboard.press('Enter')
    await expect(chosen(page)).toContainText(`“${names.join(' + ')}”`)
  }
  const refused: readonly (readonly [readonly string[], RegExp])[] = [
    [['app.crt'], /no private key.*Choose a PFX or PEM file/],
    [['app.key'], /no certificate in the file.*together/],
    [['short.key', 'short.crt'], /key is too short.*1024 bits/],
    [['ec.key', 'ec.crt'], /no RSA key.*kind EC/],
    [['app.key', 'short.crt'], /does not fit the certificate/],
    [['two.pem'], /2 private keys.*file of its own/],
    [['expired.pem'], /certificate expired on 1 Jan 2026.*Get a new certificate/],
    [['large.pem'], /too large for a certificate.*“large\.pem” has 2\.0 MB/],
    [['text.pem'], /cannot be read.*PEM or PFX/],
    [['gone.pem'], /cannot be opened.*“gone\.pem” \(ENOENT\)/],
  ]
  for (const [names, message] of refused) {
    await chooseFiles(electron, ...names.map(at))
    await choose(page)
    await expect(page.getByRole('alert')).toHaveText(message)
    await expect(page.getByRole('alert')).not.toContainText(files.folder)
    await expect(chosen(page)).toHaveCount(0)
  }
  await save(page)
  await expect(page.getByText('Choose the file of a certificate, or make one.')).toBeVisible()
  expect(cloud.requests).toEqual([])
})
