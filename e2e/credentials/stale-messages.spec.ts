/** @file A message about a form, a token or a list disappears once it no longer applies. */
import type { RunningApp } from '../harness/app'
import type { Cloud } from '../cloud/start-cloud'
import path from 'node:path'
import { always, hold } from '../cloud/faults'
import { accepted, certificateOption, chooseCloud, exportIncidents, exportStatus, finished, forgetCredentials, goTo, newProfile, profilePicker, refresh, saveButton, secretOption, signIn } from '../harness/user'
import { expect, test } from '../harness/fixtures'
import { chooseSavePath } from '../harness/system/save-dialog'

interface Context extends RunningApp { readonly cloud: Cloud, readonly folder: string }
const changes: readonly (readonly [string, (context: Context) => Promise<void>])[] = [
  ['another API', ({ page }) => page.getByRole('radio', { name: 'Microsoft Graph' }).check()],
  ['another cloud', ({ page }) => chooseCloud(page, { index: 1 })],
  ['another kind of credential', ({ page }) => certificateOption(page).check()],
  ['the tenant', ({ page }) => page.getByRole('textbox', { name: 'Tenant ID' }).press('End').then(() => page.keyboard.press('Backspace'))],
  ['the client', ({ page }) => page.getByRole('textbox', { name: 'Client ID' }).press('End').then(() => page.keyboard.press('Backspace'))],
  ['a character of a secret', ({ page }) => page.getByLabel('Client secret').press('x')],
  ['the day', ({ page }) => page.getByLabel('Secret expires on').fill('2099-01-31')],
  ['a refused Save', async ({ page, cloud }) => {
    cloud.entra.refuseWith = 7000215
    await saveButton(page).click()
    await expect(page.getByRole('alert')).toHaveText(/rejected the client secret/)
    cloud.entra.refuseWith = null
  }],
  ['a Save that the form refuses', async ({ page }) => {
    // An incomplete day is not a value, so the input reports no change.
    await page.getByLabel('Secret expires on').press('1')
    await saveButton(page).click()
    await expect(page.getByText('Enter the whole day, or clear the box.')).toBeVisible()
  }],
  ['another profile', async ({ page }) => {
    await newProfile(page)
    await profilePicker(page).selectOption({ index: 0 })
    await expect(page.getByRole('textbox', { name: 'Tenant ID' })).not.toHaveValue('')
  }],
]

test('“Saved” disappears on the first change of the form and on a refused save', async ({ cloud, folder, launch }) => {
  const app = await launch()
  const { page } = app
  await signIn(page, cloud)
  for (const [name, change] of changes) {
    await test.step(name, async () => {
      await page.reload()
      await goTo(page, 'Settings')
      await saveButton(page).click()
      await expect(accepted(page)).toBeVisible()
      await change({ ...app, cloud, folder })
      await expect(accepted(page)).toHaveCount(0)
    })
  }
})

test('“Saved” disappears when a certificate is created or discarded', async ({ cloud, folder, launch }) => {
  const { page, electron } = await launch()
  await signIn(page, cloud)
  await chooseSavePath(electron, path.join(folder, 'app.cer'))
  await certificateOption(page).check()
  await page.getByRole('button', { name: 'Create a certificate…' }).click()
  await expect(page.getByText('Created, not saved yet')).toBeVisible()
  await secretOption(page).check()
  await saveButton(page).click()
  await expect(accepted(page)).toBeVisible()
  await page.getByRole('button', { name: 'Discard', exact: true }).click()
  await page.getByRole('button', { name: 'Discard it' }).click()
  await expect(page.getByText('Not saved yet')).toHaveCount(0)
  await expect(accepted(page)).toHaveCount(0)
})

test('reports what was saved if the form changes during the save', async ({ cloud, launch }) => {
  const { page } = await launch()
  await signIn(page, cloud)
  const held = hold()
  cloud.fault('entra', always(held.fault))
  await saveButton(page).click()
  await expect(page.getByText('Checking the credentials with Entra…')).toBeVisible()
  await page.getByLabel('Client secret').fill('typed meanwhile')
  held.release()
  await expect(page.getByText('Saved without your last change.')).toBeVisible()
  await expect(accepted(page)).toHaveCount(0)
  await expect(page.getByLabel('Client secret')).toHaveValue('typed meanwhile')
  cloud.fault('entra', null)
  await page.getByLabel('Client secret').fill('')
  await expect(page.getByText('Saved without your last change.')).toHaveCount(0)
  await saveButton(page).click()
  await expect(accepted(page)).toBeVisible()
})

test('messages about exported profiles and forgotten credentials disappear with the next change', async ({ cloud, folder, launch }) => {
  const { page, electron } = await launch()
  await signIn(page, cloud)
  await chooseSavePath(electron, path.join(folder, 'profiles.json'))
  await page.getByRole('button', { name: 'Export profiles' }).click()
  await expect(page.getByText('It contains no secrets.')).toBeVisible()
  await page.getByRole('textbox', { name: 'Profile name' }).press('C')
  await expect(page.getByText('It contains no secrets.')).toHaveCount(0)
  await forgetCredentials({ electron, page })
  await expect(page.getByText('The credentials are forgotten')).toBeVisible()
  await page.getByRole('textbox', { name: 'Tenant ID' }).press('a')
  await expect(page.getByText('The credentials are forgotten')).toHaveCount(0)
})

test('the export status disappears when another list arrives', async ({ cloud, folder, launch }) => {
  const { page, electron } = await launch()
  await signIn(page, cloud)
  await refresh(page)
  await chooseSavePath(electron, path.join(folder, 'out.json'))
  await exportIncidents(page)
  await expect(exportStatus(page)).toContainText('Exported 250 incidents')
  // A run that the user did not start, like that of auto-refresh.
  await page.evaluate(() => {
    const { xdrDesk } = globalThis as unknown as { xdrDesk: { startCollection: (window: object, how: string) => Promise<unknown> } }
    return xdrDesk.startCollection({ kind: 'last', hours: 48 }, 'refresh')
  })
  await expect(exportStatus(page)).toHaveCount(0)
  await finished(page)
})
