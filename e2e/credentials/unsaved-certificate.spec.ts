/** @file An unsaved certificate stays available next to the saved credential until the user saves or discards it. */
import type { Page } from '@playwright/test'
import type { RunningApp } from '../harness/app'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { accepted, certificateOption, chosenCertificate, forgetCredentials, goTo, newProfile, profilePicker, saveButton, secretOption, secretStorage, signIn, typeIds } from '../harness/user'
import { expect, test } from '../harness/fixtures'
import { chooseFiles } from '../harness/system/open-dialog'
import { chooseSavePath } from '../harness/system/save-dialog'
import { makeCertificateFiles } from '../harness/system/openssl'

const unsaved = (page: Page) => page.getByRole('region', { name: 'Unsaved certificate' })
const discard = (page: Page) => page.getByRole('button', { name: 'Discard', exact: true })
const question = (page: Page) => page.getByRole('dialog', { name: 'Discard the certificate that was created?' })

async function make({ page, electron }: RunningApp, file: string): Promise<void> {
  await certificateOption(page).check()
  await chooseSavePath(electron, file)
  await page.getByRole('button', { name: 'Create a certificate…' }).click()
  await expect(chosenCertificate(page)).toContainText('in memory only and is lost when XDR Desk closes')
}

test('keeps an unsaved certificate while the user switches profiles, saves a secret and reloads the page', async ({ cloud, folder, launch }) => {
  const app = await launch()
  const { page } = app
  await signIn(page, cloud)
  const file = path.join(folder, 'app.cer')
  await make(app, file)

  await newProfile(page)
  await expect(secretOption(page)).toBeChecked()
  await expect(discard(page)).toHaveCount(0)
  await certificateOption(page).check()
  await expect(chosenCertificate(page)).toHaveCount(0)
  await profilePicker(page).selectOption({ index: 0 })
  await certificateOption(page).check()
  await expect(chosenCertificate(page)).toContainText('Upload “app.cer”')

  await secretOption(page).check()
  await saveButton(page).click()
  await expect(accepted(page)).toBeVisible()
  await certificateOption(page).check()
  await expect(chosenCertificate(page)).toContainText('Upload “app.cer”')

  await page.reload()
  await goTo(page, 'Settings')
  await certificateOption(page).check()
  await expect(chosenCertificate(page)).toContainText('Upload “app.cer”')
  cloud.entra.certificates = [readFileSync(file, 'utf8')]
  await saveButton(page).click()
  await expect(accepted(page)).toBeVisible()
  await expect(secretStorage(page)).toContainText(/certificate key/i)
  await expect(certificateOption(page)).toBeChecked()
  await expect(chosenCertificate(page)).toHaveCount(0)
  await expect(unsaved(page)).toHaveCount(0)
})

test('keeps the saved secret next to an unsaved certificate, and Save works without a change', async ({ cloud, folder, launch }) => {
  const app = await launch()
  const { page } = app
  await signIn(page, cloud)
  await make(app, path.join(folder, 'app.cer'))
  // Entra refuses an unknown certificate, so it does not replace the saved secret.
  await saveButton(page).click()
  await expect(page.getByRole('alert')).toContainText('certificate')
  await expect(chosenCertificate(page)).toContainText('Upload “app.cer”')
  await expect(secretStorage(page)).toContainText(/client secret/i)

  const isAsSaved = async () => {
    await expect(secretOption(page)).toBeChecked()
    await expect(page.getByLabel('Client secret')).toHaveAttribute('placeholder', /^Saved/)
    await expect(unsaved(page)).toHaveText(/Not saved yet:.*created here.*“app\.cer”/)
    await expect(chosenCertificate(page)).toBeHidden()
  }
  await goTo(page, 'Incidents')
  await goTo(page, 'Settings')
  await isAsSaved()
  await saveButton(page).click()
  await expect(accepted(page)).toBeVisible()
  await isAsSaved()
  await page.reload()
  await goTo(page, 'Settings')
  await isAsSaved()
  await page.getByRole('button', { name: 'New profile' }).click()
  await profilePicker(page).selectOption({ index: 0 })
  await isAsSaved()
  // Saving a new secret keeps the certificate.
  await page.getByLabel('Client secret').fill(cloud.entra.app.clientSecret)
  await saveButton(page).click()
  await expect(accepted(page)).toBeVisible()
  await isAsSaved()
})

test('discards an unsaved certificate with its key only after a question', async ({ cloud, folder, launch }) => {
  const app = await launch()
  const { page } = app
  await signIn(page, cloud)
  await make(app, path.join(folder, 'app.cer'))
  await discard(page).click()
  await expect(question(page)).toContainText('is in memory only')
  await page.getByRole('button', { name: 'Keep it' }).click()
  await expect(chosenCertificate(page)).toBeVisible()
  // Choosing or making another certificate would also discard the unsaved certificate.
  for (const name of ['Choose a file…', 'Create a certificate…']) {
    await page.getByRole('button', { name }).click()
    await expect(question(page)).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(question(page)).toBeHidden()
    await expect(chosenCertificate(page)).toContainText('Upload “app.cer”')
  }
  await secretOption(page).check()
  await discard(page).click()
  await question(page).getByRole('button', { name: 'Discard it' }).click()
  await expect(unsaved(page)).toHaveCount(0)
  await expect(secretOption(page)).toBeFocused()
  await page.reload()
  await goTo(page, 'Settings')
  await certificateOption(page).check()
  await expect(page.getByRole('button', { name: 'Create a certificate…' })).toBeVisible()
  await expect(chosenCertificate(page)).toHaveCount(0)
  await saveButton(page).click()
  await expect(page.getByText('Choose a certificate file, or create a certificate.')).toBeVisible()
})

test('discards a chosen file without a question, even before its passphrase is entered', async ({ cloud, folder, launch }) => {
  const pfx = makeCertificateFiles(path.join(folder, 'certificates')).makePfx('app.pfx', 'topaz')
  const { page, electron } = await launch()
  await signIn(page, cloud)
  await certificateOption(page).check()
  await chooseFiles(electron, pfx)
  await page.getByRole('button', { name: 'Choose a file…' }).click()
  const passphrase = page.getByLabel('Passphrase', { exact: true })
  await expect(passphrase).toBeFocused()
  await discard(page).click()
  await expect(passphrase).toHaveCount(0)
  await page.getByRole('button', { name: 'Choose a file…' }).click()
  await passphrase.fill('topaz')
  await page.keyboard.press('Enter')
  await expect(chosenCertificate(page)).toContainText('“app.pfx”')
  await goTo(page, 'Access')
  await goTo(page, 'Settings')
  await expect(secretOption(page)).toBeChecked()
  await expect(unsaved(page)).toHaveText(/Not saved yet: the certificate file.*“app\.pfx”/)
  await discard(page).click()
  await expect(unsaved(page)).toHaveCount(0)
  await saveButton(page).click()
  await expect(accepted(page)).toBeVisible()
})

test('shows the saved certificate again after Discard', async ({ cloud, folder, launch }) => {
  const app = await launch()
  const { page } = app
  await typeIds(page, cloud)
  const first = path.join(folder, 'first.cer')
  await make(app, first)
  cloud.entra.certificates = [readFileSync(first, 'utf8')]
  await saveButton(page).click()
  await expect(accepted(page)).toBeVisible()
  await make(app, path.join(folder, 'second.cer'))
  await goTo(page, 'Access')
  await goTo(page, 'Settings')
  await expect(chosenCertificate(page)).toHaveText(/Created, not saved yet.*“second\.cer”.*Discard it to keep the saved certificate/)
  await discard(page).click()
  await question(page).getByRole('button', { name: 'Discard it' }).click()
  await expect(page.getByRole('region', { name: 'Saved certificate' })).toBeVisible()
  await saveButton(page).click()
  await expect(accepted(page)).toBeVisible()
})

test('keeps a new profile with an unsaved certificate when the user switches profiles', async ({ cloud, folder, launch }) => {
  const app = await launch()
  const { page } = app
  await signIn(page, cloud)
  await page.getByRole('button', { name: 'New profile' }).click()
  await typeIds(page, cloud)
  await make(app, path.join(folder, 'app.cer'))
  const profiles = profilePicker(page)
  await profiles.selectOption({ index: 0 })
  await expect(secretStorage(page)).toContainText(/client secret/i)
  await expect(profiles.getByRole('option')).toHaveCount(2)
  await profiles.selectOption({ index: 1 })
  // The profile has no saved credential, so the form shows the certificate.
  await expect(certificateOption(page)).toBeChecked()
  await expect(chosenCertificate(page)).toContainText('Upload “app.cer”')
  await discard(page).click()
  await question(page).getByRole('button', { name: 'Discard it' }).click()
  await profiles.selectOption({ index: 0 })
  await expect(profiles.getByRole('option')).toHaveCount(1)
})

test('warns about an unsaved key before it forgets the credentials, and discards the key with them', async ({ cloud, folder, launch }) => {
  const app = await launch()
  const { page } = app
  await signIn(page, cloud)
  await make(app, path.join(folder, 'app.cer'))
  const [question] = await forgetCredentials(app)
  expect(question?.detail).toContain('its key is lost')
  await expect(page.getByText('The credentials are forgotten')).toBeVisible()
  await expect(secretOption(page)).toBeChecked()
  await expect(unsaved(page)).toHaveCount(0)
  await certificateOption(page).check()
  await expect(chosenCertificate(page)).toHaveCount(0)
})
