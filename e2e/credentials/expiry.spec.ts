/** @file Reminders of the expiry of a secret or a certificate, which the user enters, Entra reports or the certificate contains. */
import type { Page } from '@playwright/test'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { generate } from 'selfsigned'
import { accepted, certificateOption, chosenCertificate, forgetCredentials, goTo, profilePicker, refresh, saveButton, signIn, typeCredentials, typeIds } from '../harness/user'
import { expectComplete } from '../harness/expect-complete'
import { expect, test } from '../harness/fixtures'
import { chooseFiles } from '../harness/system/open-dialog'
import { shownDate } from './shown-date'

const dayMs = 86_400_000
/** Returns noon in `days` days: a test that runs past midnight still gets the same day. */
const inDays = (days: number): Date => new Date(new Date().setHours(12, 0, 0, 0) + days * dayMs)
/** Formats a day for a date input. */
const typed = (date: Date): string => [date.getFullYear(), date.getMonth() + 1, date.getDate()].map(part => String(part).padStart(2, '0')).join('-')
const shown = (date: Date): string => shownDate(date, { day: 'numeric', month: 'short', year: 'numeric' })

const reminder = (page: Page) => page.getByRole('status', { name: 'Expiry', exact: true })
const dayBox = (page: Page) => page.getByLabel('Secret expires on')
const save = async (page: Page) => {
  await saveButton(page).click()
  await expect(accepted(page)).toBeVisible()
}

test('reminds of a secret\'s expiry 30 and 7 days in advance, and can be dismissed until the next reminder', async ({ cloud, keyring, launch }) => {
  const { env } = await keyring()
  const first = await launch({ env })
  await goTo(first.page, 'Settings')
  await dayBox(first.page).fill(typed(inDays(31)))
  await typeCredentials(first.page, cloud)
  await expect(accepted(first.page)).toBeVisible()
  await expect(reminder(first.page)).toHaveCount(0)
  await first.close()

  const { page } = await launch({ env })
  await page.clock.install({ time: inDays(1) })
  await page.reload()
  await expect(reminder(page)).toContainText(`The client secret expires in 30 days, on ${shown(inDays(31))}.`)
  await goTo(page, 'Settings')
  await expect(dayBox(page)).toHaveValue(typed(inDays(31)))
  await reminder(page).getByRole('button', { name: 'Dismiss' }).click()
  await expect(reminder(page)).toHaveCount(0)
  await page.reload()
  await expect(profilePicker(page)).toBeVisible()
  await expect(reminder(page)).toHaveCount(0)
  // Days pass while the app is running.
  await page.clock.fastForward(22 * dayMs)
  await expect(page.getByRole('heading', { name: 'Incidents' })).toBeVisible()
  await expect(reminder(page)).toHaveCount(0)
  await page.clock.fastForward(dayMs)
  await expect(reminder(page)).toContainText('expires in 7 days')
  await reminder(page).getByRole('button', { name: 'Dismiss' }).click()
  await page.clock.fastForward(8 * dayMs)
  await expect(reminder(page)).toContainText(`The client secret expired on ${shown(inDays(31))}.`)

  // The user changes and clears the date without typing the secret again.
  await reminder(page).getByRole('button', { name: 'Open Settings' }).click()
  await expect(page.getByText('That day has passed.')).toBeVisible()
  await dayBox(page).fill(typed(inDays(400)))
  await save(page)
  await expect(reminder(page)).toHaveCount(0)
  await dayBox(page).fill('')
  await save(page)
  await page.reload()
  await goTo(page, 'Settings')
  await expect(dayBox(page)).toHaveValue('')
})

test('keeps an expiry date only for its own secret, and refuses an incomplete date', async ({ cloud, launch }) => {
  const { page } = await launch()
  await goTo(page, 'Settings')
  await dayBox(page).fill(typed(inDays(20)))
  await signIn(page, cloud)
  await goTo(page, 'Settings')
  await page.getByLabel('Client secret').fill('another')
  await expect(dayBox(page)).toHaveValue('')
  await page.getByLabel('Client secret').fill('')
  await expect(dayBox(page)).toHaveValue(typed(inDays(20)))
  await dayBox(page).fill('')
  await dayBox(page).pressSequentially('12')
  await saveButton(page).click()
  await expect(page.getByText('Enter the whole day, or clear the box.')).toBeVisible()
  await expect(dayBox(page)).toBeFocused()
})

test('reports a secret as expired once Entra has refused it, until the user saves another', async ({ cloud, keyring, launch }) => {
  const { env } = await keyring()
  const first = await launch({ env })
  await signIn(first.page, cloud)
  cloud.entra.refuseWith = 7000222
  await goTo(first.page, 'Access')
  await first.page.getByRole('button', { name: 'Get a new token' }).click()
  await expect(first.page.getByRole('alert')).toContainText('expired')
  await goTo(first.page, 'Incidents')
  await expect(reminder(first.page)).toContainText(`The client secret has expired: Entra refused it on ${shown(new Date())}.`)
  await first.close()

  cloud.entra.refuseWith = null
  const { page } = await launch({ env })
  await expect(reminder(page)).toContainText('Entra refused it on')
  await reminder(page).getByRole('button', { name: 'Open Settings' }).click()
  await expect(page.getByText('Entra refused the saved secret on')).toBeVisible()
  await expect(page.getByText('The saved secret has expired. Paste the Value of a new one.')).toBeVisible()
  await expect(page.getByLabel('Client secret')).toHaveAttribute('placeholder', /^Expired/)
  await page.getByLabel('Client secret').fill(cloud.entra.app.clientSecret)
  await save(page)
  await expect(reminder(page)).toHaveCount(0)
  await expect(page.getByText('Entra refused the saved secret')).toHaveCount(0)
})

test('reminds of a certificate\'s expiry, and offers to switch if the certificate belongs to another profile', async ({ cloud, folder, keyring, launch }) => {
  const made = await generate([{ name: 'commonName', value: 'exporter' }], { keySize: 2048, algorithm: 'sha256', notAfterDate: inDays(10) })
  const pem = path.join(folder, 'exporter.pem')
  writeFileSync(pem, made.cert + made.private)
  cloud.entra.certificates = [made.cert]
  const { env } = await keyring()
  const { page, electron } = await launch({ env })
  await typeIds(page, cloud)
  await certificateOption(page).check()
  await chooseFiles(electron, pem)
  await page.getByRole('button', { name: 'Choose a file…' }).click()
  await expect(chosenCertificate(page)).toBeVisible()
  await save(page)
  await expect(reminder(page)).toContainText(`The certificate expires in 10 days, on ${shown(inDays(10))}.`)
  await expect(reminder(page)).toContainText('Create or choose another certificate')
  await page.getByRole('textbox', { name: 'Profile name' }).fill('Exporter')
  await page.keyboard.press('Enter')

  await page.getByRole('button', { name: 'New profile' }).click()
  await expect(reminder(page)).toHaveCount(0)
  const other = page.getByRole('status', { name: 'Expiry in other profiles' })
  await expect(other).toContainText('Exporter: certificate expires in 10 days')
  await other.getByRole('button', { name: 'Switch to Exporter' }).click()
  await expect(profilePicker(page).locator('option:checked')).toHaveText('Exporter')
  await expect(reminder(page)).toContainText('expires in 10 days')
  await refresh(page)
  await expectComplete(page)
  await page.getByRole('button', { name: 'Dismiss' }).click()

  // Forgetting also removes the dismissed reminders.
  await goTo(page, 'Settings')
  await forgetCredentials({ electron, page })
  await expect(page.getByText('The credentials are forgotten.')).toBeVisible()
  expect(await page.evaluate(() => localStorage.getItem('expiry-dismissed'))).toBe('{}')
})
