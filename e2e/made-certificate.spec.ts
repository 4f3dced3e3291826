/** @file A made certificate waits for its upload: its key is nowhere else. */
import type { Page } from '@playwright/test'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { goTo, secretStorage, signIn } from './harness/desk'
import { expect, test } from './harness/fixtures'
import { chooseSavePath } from './harness/save-dialog'

const chosen = (page: Page) => page.getByRole('region', { name: 'Chosen certificate' })
const certificate = (page: Page) => page.getByRole('radio', { name: 'Certificate', exact: true })

test('it waits while another profile is in sight, something else is saved and the page is built anew', async ({ cloud, folder, launch }) => {
  const { page, electron } = await launch()
  await signIn(page, cloud)
  await certificate(page).check()
  const file = path.join(folder, 'app.cer')
  await chooseSavePath(electron, file)
  await page.getByRole('button', { name: 'Make a certificate…' }).click()
  await expect(chosen(page)).toContainText('in memory only, and gone when the app closes')

  await page.getByRole('button', { name: 'New profile' }).click()
  await expect(page.getByRole('textbox', { name: 'Tenant ID' })).toHaveValue('')
  await certificate(page).check()
  await expect(chosen(page)).toHaveCount(0)
  await page.getByRole('combobox', { name: 'Profile' }).selectOption({ index: 0 })
  await certificate(page).check()
  await expect(chosen(page)).toContainText('Upload “app.cer”')

  await page.getByRole('radio', { name: 'Client secret', exact: true }).check()
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('Entra accepted the credentials')).toBeVisible()
  await certificate(page).check()
  await expect(chosen(page)).toContainText('Upload “app.cer”')

  await page.reload()
  await goTo(page, 'Settings')
  await certificate(page).check()
  await expect(chosen(page)).toContainText('Upload “app.cer”')
  cloud.entra.certificates = [readFileSync(file, 'utf8')]
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('Entra accepted the credentials')).toBeVisible()
  await expect(secretStorage(page)).toContainText('Certificate key')
  await expect(chosen(page)).toHaveCount(0)
})
