/** @file Sign-in with a certificate: from a file, from a made one; its key and passphrase stay where they belong. */
import type { Locator, Page } from '@playwright/test'
import type { Cloud } from '../cloud/start-cloud'
import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { generate } from 'selfsigned'
import { accepted, certificateOption, chosenCertificate, goTo, refresh, saveButton, secretOption, secretStorage, signIn, typeIds } from '../harness/user'
import { expectComplete } from '../harness/expect-complete'
import { expect, test as base } from '../harness/fixtures'
import { recordIpc } from '../harness/ipc-traffic'
import { openByKeyboard } from '../harness/system/keys'
import { chooseFiles } from '../harness/system/open-dialog'
import { chooseSavePath } from '../harness/system/save-dialog'
import { findSecrets, keyNeedles } from '../harness/secret-scan'

/** Used as it is typed, with quotes, comma and space. */
const passphrase = '"topaz & Schlüssel 4711", '

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
const saved = (page: Page) => page.getByRole('region', { name: 'Saved certificate' })
const passphraseBox = (page: Page) => page.getByLabel('Passphrase', { exact: true })

async function startCertificate(page: Page, cloud: Cloud): Promise<void> {
  await typeIds(page, cloud)
  await page.getByRole('radiogroup', { name: 'Credential' }).getByRole('radio', { name: 'Certificate', exact: true }).check()
}

/** That a certificate's region shows the subject, and what openssl says of this file: both thumbprints and the end. */
async function expectFacts(region: Locator, file: string): Promise<void> {
  await expect(region).toContainText('O=Contoso, CN=XDR exporter')
  const say = (...what: readonly string[]) => execFileSync('openssl', ['x509', '-in', file, '-noout', ...what], { encoding: 'utf8' }).trim().split('=')[1] ?? ''
  for (const [label, algorithm] of [['Thumbprint', '-sha1'], ['SHA-256', '-sha256']] as const) {
    await expect(region).toContainText(new RegExp(`${label}\\s*${say('-fingerprint', algorithm).replaceAll(':', '')}(?![\\dA-F])`))
  }
  const end = new Date(say('-enddate')).toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' })
  await expect(region).toContainText(new RegExp(`Expires\\s*${end}`))
}

const choose = (page: Page) => page.getByRole('button', { name: 'Choose a file…' }).click()
const save = (page: Page) => saveButton(page).click()

test('a PFX with its passphrase: sealed, used after a restart, and nothing of it anywhere else', async ({ cloud, files, folder, keyring, launch, userData }) => {
  // Signed as some authorities sign: what is read must not be written anew, or its thumbprint is another.
  files.openssl('req', '-x509', '-key', 'app.key', '-out', 'app.crt', '-days', '300', '-subj', '/O=Contoso/CN=XDR exporter', '-sigopt', 'rsa_padding_mode:pss', '-sigopt', 'rsa_pss_saltlen:20')
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
  await expectFacts(chosenCertificate(first.page), files.at('app.crt'))
  await expect(passphraseBox(first.page)).toHaveCount(0)
  await save(first.page)
  await expect(accepted(first.page)).toBeVisible()
  await expect(secretStorage(first.page)).toHaveText('Certificate key sealed by GNOME Keyring (gnome_libsecret).')
  const told = await traffic()
  await first.close()

  const second = await launch({ env })
  const later = await recordIpc(second.electron)
  await refresh(second.page)
  await expectComplete(second.page)
  await goTo(second.page, 'Settings')
  await expect(certificateOption(second.page)).toBeChecked()
  await expectFacts(saved(second.page), files.at('app.crt'))
  // Saving again without a choice keeps it.
  await save(second.page)
  await expect(accepted(second.page)).toBeVisible()
  const toldLater = await later()
  await second.close()

  const output = [first.output(), second.output(), told, toldLater].join('\n')
  expect(told).toMatch(/reply to openCertificate: .*"ok":true.*"subject":"O=Contoso, CN=XDR exporter"/)
  expect(told).toMatch(/reply to saveCredentials: .*"ok":true/)
  expect(toldLater).toMatch(/event \["settings",/)
  const needles = [passphrase, ...keyNeedles(files.read('app.key')), files.folder]
  // The scan proves itself first.
  const planted = path.join(userData, 'planted')
  for (const each of needles) {
    writeFileSync(planted, each)
    expect(findSecrets(needles, userData, output)).toEqual([planted])
  }
  writeFileSync(planted, '')
  expect(findSecrets(needles, userData, `${output}${passphrase}`)).toEqual(['the output'])
  expect(findSecrets(needles, userData, output)).toEqual([])
  expect(findSecrets([passphrase], folder, '')).toEqual([])
})

test('PEM files of certificate and key, through the real dialog; for this session without a keyring', async ({ cloud, display, files, launch }) => {
  writeFileSync(files.at('app.pem'), files.read('app.crt') + files.read('app.key'))
  cloud.entra.certificates = [files.read('app.crt')]
  const first = await launch()
  await startCertificate(first.page, cloud)
  await choose(first.page)
  await openByKeyboard(display.name, 'Choose a certificate with its private key', files.at('app.pem'))
  await expect(chosenCertificate(first.page)).toContainText('“app.pem”')
  await save(first.page)
  await expect(accepted(first.page)).toBeVisible()
  await expect(secretStorage(first.page)).toContainText('Certificate key kept for this session only')
  await refresh(first.page)
  await expectComplete(first.page)
  await first.close()

  const { page, electron } = await launch()
  await refresh(page)
  await expect(page.getByRole('alert')).toHaveText(/certificate's key is not saved.*for one session.*Choose the certificate's file/)
  await goTo(page, 'Settings')
  await chooseFiles(electron, files.at('app.key'), files.at('app.crt'))
  await choose(page)
  await expect(chosenCertificate(page)).toContainText('“app.key + app.crt”')
  await save(page)
  await expect(accepted(page)).toBeVisible()
})

test('a certificate made here: its public part is uploaded, its key stays', async ({ cloud, folder, keyring, launch, userData }) => {
  const { env } = await keyring()
  const first = await launch({ env })
  await startCertificate(first.page, cloud)
  const file = path.join(folder, 'for entra.cer')
  const dialog = await chooseSavePath(first.electron, file)
  await first.page.getByRole('button', { name: 'Make a certificate…' }).click()
  await expect(chosenCertificate(first.page)).toContainText('Upload “for entra.cer”')
  expect(path.basename((await dialog.options()).defaultPath)).toMatch(/^XDR Desk [\dA-F]{8}\.cer$/)
  const publicPart = readFileSync(file, 'utf8')
  expect(publicPart).toMatch(/^-----BEGIN CERTIFICATE-----/)
  expect(publicPart).not.toContain('PRIVATE')

  // Uploading takes its time: until then the key is kept, and Settings says what is missing.
  await save(first.page)
  await expect(first.page.getByText('Saved, but unchecked.')).toBeVisible()
  await expect(first.page.getByText('Entra does not recognize the certificate')).toBeVisible()
  await expect(secretStorage(first.page)).toContainText('Certificate key sealed by')
  expect(findSecrets(['PRIVATE KEY'], userData, first.output())).toEqual([])
  await first.close()

  const { page } = await launch({ env })
  await refresh(page)
  await expect(page.getByRole('alert')).toHaveText(/Entra does not recognize the certificate.*Upload.*AADSTS700027/)
  cloud.entra.certificates = [publicPart]
  await refresh(page)
  await expectComplete(page)
})

test('a made certificate that Entra does not know leaves a secret that works', async ({ cloud, folder, launch }) => {
  const { page, electron } = await launch()
  await signIn(page, cloud)
  await startCertificate(page, cloud)
  const file = path.join(folder, 'app.cer')
  await chooseSavePath(electron, file)
  await page.getByRole('button', { name: 'Make a certificate…' }).click()
  await expect(chosenCertificate(page)).toBeVisible()
  await save(page)
  await expect(page.getByRole('alert')).toHaveText(/Entra does not recognize the certificate/)
  await expect(secretStorage(page)).toContainText('Client secret')
  await refresh(page)
  await expectComplete(page)
  // It waits for the upload, also while another page is open.
  cloud.entra.certificates = [readFileSync(file, 'utf8')]
  await goTo(page, 'Settings')
  // The form is about what is saved; the certificate stands beside it.
  await expect(secretOption(page)).toBeChecked()
  await certificateOption(page).check()
  await expect(chosenCertificate(page)).toContainText('Upload “app.cer”')
  await save(page)
  await expect(accepted(page)).toBeVisible()
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
  // Of these, Electron's crypto knows P-256 and Ed25519 alone.
  const curves = ['prime256v1', 'secp256k1', 'brainpoolP256r1'].map(curve => [curve, 'EC', '-pkeyopt', `ec_paramgen_curve:${curve}`] as const)
  for (const [name, ...kind] of [...curves, ['pss', 'RSA-PSS'], ['ed', 'ED25519']] as const) {
    openssl('genpkey', '-out', `${name}.key`, '-algorithm', ...kind)
    openssl('req', '-x509', '-key', `${name}.key`, '-out', `${name}.crt`, '-subj', `/CN=${name}`)
  }
  openssl('ec', '-in', 'secp256k1.key', '-out', 'sec1.key')
  openssl('pkcs12', '-export', '-inkey', 'secp256k1.key', '-in', 'secp256k1.crt', '-passout', 'pass:', '-out', 'ec.pfx')
  openssl('req', '-x509', '-key', 'app.key', '-out', 'nameless.crt', '-subj', '/', '-addext', 'subjectAltName=DNS:xdr.example')
  const expired = await generate([{ name: 'commonName', value: 'expired' }], { keySize: 2048, notBeforeDate: new Date('2025-01-01'), notAfterDate: new Date('2026-01-01') })
  writeFileSync(at('expired.pem'), expired.private + expired.cert)
  writeFileSync(at('large.pem'), Buffer.alloc(2_000_000))
  writeFileSync(at('text.pem'), 'no certificate')
  writeFileSync(at('two.pem'), read('app.key') + read('short.key') + read('app.crt'))
  const { page, electron } = await launch()
  await startCertificate(page, cloud)
  for (const names of [['old.pfx'], ['windows.pfx'], ['app.crt', 'aes.key'], ['traditional.key', 'app.crt']]) {
    await chooseFiles(electron, ...names.map(at))
    await choose(page)
    await passphraseBox(page).fill(passphrase)
    await page.keyboard.press('Enter')
    await expect(chosenCertificate(page)).toContainText(`“${names.join(' + ')}”`)
  }
  await chooseFiles(electron, at('app.key'), at('nameless.crt'))
  await choose(page)
  await expect(chosenCertificate(page)).toContainText(/Subject\s*none/)
  const refused: readonly (readonly [readonly string[], RegExp])[] = [
    [['app.crt'], /contains no private key.*Choose a PFX or PEM file/],
    [['app.key'], /file contains no certificate.*together/],
    [['short.key', 'short.crt'], /key is too short.*1024 bits/],
    ...[...curves.map(([name]) => [`${name}.key`, `${name}.crt`]), ['sec1.key', 'secp256k1.crt'], ['ec.pfx']].map(names => [names, /no RSA key.*type EC\./] as const),
    [['pss.key', 'pss.crt'], /no RSA key.*type RSA-PSS\./],
    [['ed.key', 'ed.crt'], /no RSA key.*type Ed25519\./],
    [['app.key', 'short.crt'], /does not match the certificate/],
    [['two.pem'], /2 private keys.*its own file/],
    [['expired.pem'], /certificate expired on 1 Jan 2026.*Get a new certificate/],
    [['large.pem'], /too large for a certificate.*“large\.pem” has 2\.0 MB/],
    [['text.pem'], /cannot be read.*PEM or PFX/],
    [['gone.pem'], /cannot be opened: the file no longer exists.*“gone\.pem” was moved or deleted \(ENOENT\)/],
  ]
  for (const [names, message] of refused) {
    await chooseFiles(electron, ...names.map(at))
    await choose(page)
    await expect(page.getByRole('alert')).toHaveText(message)
    await expect(page.getByRole('alert')).not.toContainText(files.folder)
    await expect(chosenCertificate(page)).toHaveCount(0)
  }
  await save(page)
  await expect(page.getByText('Choose the file of a certificate, or make one.')).toBeVisible()
  expect(cloud.requests).toEqual([])
})
