/** @file Sign-in with a certificate from a file or created in the app. Its key and passphrase are in no file except the settings file. */
import type { Locator, Page } from '@playwright/test'
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { accepted, certificateOption, chosenCertificate, goTo, refresh, saveButton, secretOption, secretStorage, signIn } from '../harness/user'
import { expectComplete } from '../harness/expect-complete'
import { expect } from '../harness/fixtures'
import { openFileDialog, passphrase, passphraseBox, startCertificate, test } from '../harness/certificate-files'
import { recordIpc } from '../harness/ipc-traffic'
import { openByKeyboard } from '../harness/system/keys'
import { chooseFiles } from '../harness/system/open-dialog'
import { chooseSavePath } from '../harness/system/save-dialog'
import { findSecrets, keyNeedles } from '../harness/secret-scan'
import { shownDate } from './shown-date'

const saved = (page: Page) => page.getByRole('region', { name: 'Saved certificate' })

/** Expects the region to show the certificate's subject, thumbprints and expiry as OpenSSL reports them. */
async function expectFacts(region: Locator, file: string): Promise<void> {
  await expect(region).toContainText('O=Contoso, CN=XDR exporter')
  const say = (...what: readonly string[]) => execFileSync('openssl', ['x509', '-in', file, '-noout', ...what], { encoding: 'utf8' }).trim().split('=')[1] ?? ''
  for (const [label, algorithm] of [['Thumbprint', '-sha1'], ['SHA-256', '-sha256']] as const) {
    await expect(region).toContainText(new RegExp(`${label}\\s*${say('-fingerprint', algorithm).replaceAll(':', '')}(?![\\dA-F])`))
  }
  const end = shownDate(new Date(say('-enddate')), { dateStyle: 'medium', timeZone: 'UTC' })
  await expect(region).toContainText(new RegExp(`Expires\\s*${end}`))
}

test('seals the key of a PFX file, uses it after a restart and stores it nowhere else', async ({ cloud, files, folder, keyring, launch, userData }) => {
  // Some certificate authorities issue such certificates. Encoding the certificate again would change its thumbprint.
  files.openssl('req', '-x509', '-key', 'app.key', '-out', 'app.crt', '-days', '300', '-subj', '/O=Contoso/CN=XDR exporter', '-sigopt', 'rsa_padding_mode:pss', '-sigopt', 'rsa_pss_saltlen:20')
  files.makePfx('app.pfx', passphrase)
  cloud.entra.certificates = [files.read('app.crt')]
  const { env } = await keyring()
  const first = await launch({ env })
  const traffic = await recordIpc(first.electron)
  await startCertificate(first.page, cloud)
  await chooseFiles(first.electron, files.pathOf('app.pfx'))
  await openFileDialog(first.page)
  await expect(passphraseBox(first.page)).toBeFocused()
  await passphraseBox(first.page).fill('not it')
  await first.page.keyboard.press('Enter')
  await expect(first.page.getByRole('alert')).toHaveText(/passphrase does not open the file.*Enter the passphrase again/)
  await passphraseBox(first.page).fill(passphrase)
  await first.page.getByRole('button', { name: 'Open', exact: true }).click()
  await expectFacts(chosenCertificate(first.page), files.pathOf('app.crt'))
  await expect(passphraseBox(first.page)).toHaveCount(0)
  const publicFile = path.join(folder, 'for entra.cer')
  await chooseSavePath(first.electron, publicFile)
  await first.page.getByRole('button', { name: 'Save certificate for Entra…' }).click()
  await expect(chosenCertificate(first.page)).toContainText('Saved “for entra.cer”, which contains no key.')
  expect(readFileSync(publicFile, 'utf8')).toMatch(/^-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----\s*$/)
  await saveButton(first.page).click()
  await expect(accepted(first.page)).toBeVisible()
  await expect(secretStorage(first.page)).toHaveText('Certificate key encrypted by GNOME Keyring (gnome_libsecret).')
  const sent = await traffic()
  await first.close()

  const second = await launch({ env })
  const later = await recordIpc(second.electron)
  await refresh(second.page)
  await expectComplete(second.page)
  await goTo(second.page, 'Settings')
  await expect(certificateOption(second.page)).toBeChecked()
  await expectFacts(saved(second.page), files.pathOf('app.crt'))
  // Saving again without a new file keeps the certificate.
  await saveButton(second.page).click()
  await expect(accepted(second.page)).toBeVisible()
  const sentLater = await later()
  await second.close()

  const output = [first.output(), second.output(), sent, sentLater].join('\n')
  expect(sent).toMatch(/reply to openCertificate: .*"ok":true.*"subject":"O=Contoso, CN=XDR exporter"/)
  expect(sent).toMatch(/reply to saveCredentials: .*"ok":true/)
  expect(sentLater).toMatch(/event \["settings",/)
  const needles = [passphrase, ...keyNeedles(files.read('app.key')), files.folder]
  // Write each needle to a file to prove that the search finds it.
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

test('reads PEM files through the real dialog, and without a keyring keeps their key for this session only', async ({ cloud, display, files, launch }) => {
  writeFileSync(files.pathOf('app.pem'), files.read('app.crt') + files.read('app.key'))
  cloud.entra.certificates = [files.read('app.crt')]
  const first = await launch()
  await startCertificate(first.page, cloud)
  await openFileDialog(first.page)
  await openByKeyboard(display.name, 'Choose a certificate with its private key', files.pathOf('app.pem'))
  await expect(chosenCertificate(first.page)).toContainText('“app.pem”')
  await saveButton(first.page).click()
  await expect(accepted(first.page)).toBeVisible()
  await expect(secretStorage(first.page)).toContainText('the certificate key is kept for this session only')
  await refresh(first.page)
  await expectComplete(first.page)
  await first.close()

  const { page, electron } = await launch()
  await refresh(page)
  await expect(page.getByRole('alert')).toHaveText(/certificate's key is not saved.*for one session.*Choose the certificate's file/)
  await goTo(page, 'Settings')
  await chooseFiles(electron, files.pathOf('app.key'), files.pathOf('app.crt'))
  await openFileDialog(page)
  await expect(chosenCertificate(page)).toContainText('“app.key + app.crt”')
  await saveButton(page).click()
  await expect(accepted(page)).toBeVisible()
})

test('exports the public part of a certificate created in the app, and keeps its key', async ({ cloud, folder, keyring, launch, userData }) => {
  const { env } = await keyring()
  const first = await launch({ env })
  await startCertificate(first.page, cloud)
  const file = path.join(folder, 'for entra.cer')
  const dialog = await chooseSavePath(first.electron, file)
  await first.page.getByRole('button', { name: 'Create a certificate…' }).click()
  await expect(chosenCertificate(first.page)).toContainText('Upload “for entra.cer”')
  expect(path.basename((await dialog.options()).defaultPath)).toMatch(/^XDR Desk [\dA-F]{8}\.cer$/)
  const publicPart = readFileSync(file, 'utf8')
  expect(publicPart).toMatch(/^-----BEGIN CERTIFICATE-----/)
  expect(publicPart).not.toContain('PRIVATE')

  // Until the user uploads the certificate to Entra, the key stays saved and Settings reports what is missing.
  await saveButton(first.page).click()
  await expect(first.page.getByText('Saved, but not checked.')).toBeVisible()
  await expect(first.page.getByText('Entra does not recognize the certificate')).toBeVisible()
  await expect(secretStorage(first.page)).toContainText('Certificate key encrypted by')
  expect(findSecrets(['PRIVATE KEY'], userData, first.output())).toEqual([])
  await first.close()

  const { page } = await launch({ env })
  await refresh(page)
  await expect(page.getByRole('alert')).toHaveText(/Entra does not recognize the certificate.*Upload.*AADSTS700027/)
  cloud.entra.certificates = [publicPart]
  await refresh(page)
  await expectComplete(page)
})

test('does not replace a working secret with a certificate that Entra does not know yet', async ({ cloud, folder, launch }) => {
  const { page, electron } = await launch()
  await signIn(page, cloud)
  await startCertificate(page, cloud)
  const file = path.join(folder, 'app.cer')
  await chooseSavePath(electron, file)
  await page.getByRole('button', { name: 'Create a certificate…' }).click()
  await expect(chosenCertificate(page)).toBeVisible()
  await saveButton(page).click()
  await expect(page.getByRole('alert')).toHaveText(/Entra does not recognize the certificate/)
  await expect(secretStorage(page)).toContainText(/client secret/i)
  await refresh(page)
  await expectComplete(page)
  // The certificate stays available until the upload, even if the user opens another page.
  cloud.entra.certificates = [readFileSync(file, 'utf8')]
  await goTo(page, 'Settings')
  // The form shows the saved secret; the certificate is listed separately.
  await expect(secretOption(page)).toBeChecked()
  await certificateOption(page).check()
  await expect(chosenCertificate(page)).toContainText('Upload “app.cer”')
  await saveButton(page).click()
  await expect(accepted(page)).toBeVisible()
  await expect(secretStorage(page)).toContainText(/certificate key/i)
})
