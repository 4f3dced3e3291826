/** @file Pictures of Settings with a certificate, and of expiry reminders. */
import type { ElectronApplication, Page } from '@playwright/test'
import type { Cloud } from '../../e2e/cloud/start-cloud'
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { certificateOption, chosenCertificate, forgetCredentials, goTo, saveButton, secretOption, signIn } from '../../e2e/harness/user'
import { chooseFiles } from '../../e2e/harness/system/open-dialog'
import { chooseSavePath } from '../../e2e/harness/system/save-dialog'
import { makeCertificateFiles } from '../../e2e/harness/system/openssl'

interface Studio {
  readonly page: Page
  readonly electron: ElectronApplication
  readonly cloud: Cloud
  readonly shoot: (name: string) => Promise<void>
}

/** Takes pictures of a certificate that is opened, chosen, refused and saved. Restores the secret afterwards. */
export async function pictureCertificates({ page, electron, cloud, shoot }: Studio): Promise<void> {
  const files = mkdtempSync(path.join(os.tmpdir(), 'xdr-desk-certificate-'))
  const certificates = makeCertificateFiles(files, '/O=Contoso/OU=Security operations/CN=XDR exporter')
  const pfx = certificates.makePfx('soc-exporter.pfx', 'topaz')
  // tsx adds calls of its helper `__name` to functions, which the app lacks.
  await electron.evaluate('globalThis.__name = of => of')
  await chooseFiles(electron, pfx)
  await certificateOption(page).check()
  await shoot('settings-certificate')
  await page.getByRole('button', { name: 'Choose a file…' }).click()
  await page.getByLabel('Passphrase', { exact: true }).fill('opal')
  await page.keyboard.press('Enter')
  await page.getByRole('alert').waitFor()
  await shoot('settings-certificate-passphrase')
  await page.getByLabel('Passphrase', { exact: true }).fill('topaz')
  await page.keyboard.press('Enter')
  await chosenCertificate(page).waitFor()
  await shoot('settings-certificate-chosen')
  cloud.entra.certificates = [certificates.read('app.crt')]
  await saveButton(page).click()
  await page.getByText('Entra accepted the credentials').waitFor()
  await shoot('settings-certificate-saved')
  await chooseSavePath(electron, path.join(files, 'XDR Desk.cer'))
  await page.getByRole('button', { name: 'Create a certificate…' }).click()
  await page.getByText('Created, not saved yet').waitFor()
  await shoot('settings-certificate-made')
  rmSync(files, { recursive: true, force: true })
  await secretOption(page).check()
  await signIn(page, cloud)
  await page.getByRole('region', { name: 'Unsaved certificate' }).waitFor()
  await page.getByLabel('Client secret').fill(`"${cloud.entra.app.clientSecret}",`)
  await shoot('settings-certificate-unsaved')
  await page.getByLabel('Client secret').fill('')
  await page.getByRole('button', { name: 'Discard', exact: true }).click()
  await shoot('settings-certificate-discard')
  await page.getByRole('button', { name: 'Discard it' }).click()
}

/** Formats a day for a date input. */
function inDays(days: number): string {
  const date = new Date(Date.now() + days * 86_400_000)
  return [date.getFullYear(), date.getMonth() + 1, date.getDate()].map(part => String(part).padStart(2, '0')).join('-')
}

/** Takes pictures of a secret that expires soon, one in another profile and one that Entra refuses. Clears the expiry afterwards. */
export async function pictureExpiry({ page, electron, cloud, shoot }: Studio): Promise<void> {
  const day = page.getByLabel('Secret expires on')
  const reminder = page.getByRole('status', { name: 'Expiry', exact: true })
  await page.getByLabel('Client secret').fill(cloud.entra.app.clientSecret)
  await day.fill(inDays(23))
  await saveButton(page).click()
  await reminder.waitFor()
  await goTo(page, 'Incidents')
  await shoot('incidents-expiry')
  await goTo(page, 'Settings')
  await page.getByRole('textbox', { name: 'Profile name' }).fill('Contoso')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Duplicate profile' }).click()
  await page.getByRole('status', { name: 'Expiry in other profiles' }).waitFor()
  cloud.entra.refuseWith = 7000222
  await saveButton(page).click()
  await page.getByText('Entra refused the saved secret').waitFor()
  await shoot('settings-expired')
  await goTo(page, 'Incidents')
  await shoot('incidents-expired')
  cloud.entra.refuseWith = null
  await goTo(page, 'Settings')
  await forgetCredentials({ electron, page })
  await page.getByRole('textbox', { name: 'Profile name' }).fill('')
  await page.keyboard.press('Enter')
  await signIn(page, cloud)
  await day.fill('')
  await saveButton(page).click()
  await reminder.waitFor({ state: 'detached' })
}
