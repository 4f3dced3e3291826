/** @file Using the app by keyboard only: a whole journey, and shortcuts sent as real keys. */
import path from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { collection, exportButton, exportStatus, finished, goTo, grid, newProfile, profilePicker, refresh, searchBox, signIn } from '../harness/user'
import { expectComplete } from '../harness/expect-complete'
import { expect, test } from '../harness/fixtures'
import { saveByKeyboard, sendKeys } from '../harness/system/keys'
import { expectWholeExport } from '../harness/expected-export'

const shown = (page: Page): Locator => profilePicker(page).locator('option:checked')

async function name(page: Page, text: string): Promise<void> {
  const box = page.getByRole('textbox', { name: 'Profile name' })
  await box.fill(text)
  await box.press('Enter')
  await expect(shown(page)).toHaveText(text)
}

/** Presses Tab until the element has the focus. Throws if Tab never reaches it. */
async function tabTo(page: Page, role: 'button' | 'textbox' | 'link' | 'row' | 'searchbox', name: string): Promise<void> {
  const target = page.getByRole(role, { name, exact: role !== 'row' }).first()
  for (let presses = 0; presses < 60; presses++) {
    if (await target.evaluate(element => element === document.activeElement).catch(() => false)) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`${role} ${name} cannot be reached by Tab`)
}

test('the whole journey works by keyboard only', async ({ cloud, launch }) => {
  const { page } = await launch()
  const step = (number: number) => page.getByRole('button', { name: new RegExp(`^Step ${number}:`) })
  await tabTo(page, 'button', 'Connect a tenant')
  await page.keyboard.press('Enter')
  await tabTo(page, 'textbox', 'Profile name')
  await page.keyboard.type('Contoso')
  await page.keyboard.press('Enter')
  await tabTo(page, 'textbox', 'Tenant ID')
  await page.keyboard.type(cloud.entra.app.tenantId)
  await page.keyboard.press('Tab')
  await page.keyboard.type(cloud.entra.app.clientId)
  await page.keyboard.press('Enter')
  for (const number of [3, 4]) {
    await expect(step(number)).toBeFocused()
    await tabTo(page, 'button', 'Continue')
    await page.keyboard.press('Enter')
  }
  await expect(step(5)).toBeFocused()
  await tabTo(page, 'button', 'Open app registrations')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  await page.keyboard.type(cloud.entra.app.clientSecret)
  await page.keyboard.press('Enter')
  // The list loads by itself.
  await expect(grid(page)).toBeVisible()
  await finished(page)
  await expectComplete(page)

  const rows = page.getByRole('row')
  const first = (await rows.nth(1).locator('.col-id').textContent())?.trim() ?? ''
  const second = (await rows.nth(2).locator('.col-id').textContent())?.trim() ?? ''
  await tabTo(page, 'row', first)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('region', { name: `Incident ${first}` })).toBeVisible()
  await page.keyboard.press('ArrowDown')
  await expect(page.getByRole('region', { name: `Incident ${second}` })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('region', { name: /^Incident / })).toHaveCount(0)
  await page.keyboard.press('End')
  const count = Number(await grid(page).getAttribute('aria-rowcount'))
  await expect(page.locator(`[aria-rowindex="${count}"]`)).toBeFocused()
})

test('shortcuts refresh, search, export through the real save dialog, and open Settings', async ({ cloud, display, folder, launch }) => {
  const { page } = await launch()
  await signIn(page, cloud)
  await sendKeys(display.name, '^XDR Desk$', 'key', 'ctrl+1')
  await expect(page.getByRole('heading', { name: 'Incidents', exact: true })).toBeVisible()
  await sendKeys(display.name, '^XDR Desk$', 'key', 'ctrl+r')
  await expectComplete(page, { incidents: 250 })
  await sendKeys(display.name, '^XDR Desk$', 'key', 'ctrl+f')
  await expect(searchBox(page)).toBeFocused()
  await sendKeys(display.name, '^XDR Desk$', 'key', 'ctrl+shift+e')
  const file = path.join(folder, 'by keyboard.json')
  await saveByKeyboard(display.name, 'Export 250 incidents', file)
  await expect(exportStatus(page)).toHaveText(/Exported 250\sincidents\.\s*by keyboard\.json ·/)
  expectWholeExport(file, cloud)

  // Enter saves with the last choice. Escape in the real dialog cancels the export.
  await sendKeys(display.name, '^XDR Desk$', 'key', 'ctrl+e')
  await expect(page.getByRole('dialog', { name: 'Export incidents' }).getByRole('radio', { name: 'All', exact: true })).toBeFocused()
  await sendKeys(display.name, '^XDR Desk$', 'key', 'Return')
  await sendKeys(display.name, 'Export 250 incidents', 'key', 'Escape')
  await expect(exportButton(page)).toBeEnabled()
  await sendKeys(display.name, '^XDR Desk$', 'key', 'ctrl+comma')
  await expect(page.getByRole('heading', { name: 'Settings', exact: true })).toBeVisible()
})

test.describe(() => {
  test.use({ tenant: { incidents: 60, awkward: false } })

  test('Ctrl+Shift+P switches to the next profile, even while the user types a search', async ({ cloud, display, keyring, launch }) => {
    const { env } = await keyring()
    const { page } = await launch({ env })
    const nextProfile = () => sendKeys(display.name, '^XDR Desk$', 'key', 'ctrl+shift+p')
    await signIn(page, cloud)
    await name(page, 'Contoso')
    await refresh(page)
    await expectComplete(page, { incidents: 60 })
    // With only one profile, the list stays.
    await nextProfile()
    await sendKeys(display.name, '^XDR Desk$', 'key', 'ctrl+f')
    await expect(searchBox(page)).toBeFocused()
    await expect(shown(page)).toHaveText('Contoso')
    await expect(grid(page)).toBeVisible()

    await goTo(page, 'Settings')
    await newProfile(page)
    await signIn(page, cloud)
    await name(page, 'Fabrikam')
    await goTo(page, 'Access')
    await nextProfile()
    await expect(shown(page)).toHaveText('Contoso')
    await expect(page.getByRole('heading', { name: 'Access', exact: true })).toBeVisible()

    await goTo(page, 'Incidents')
    await searchBox(page).click()
    await page.keyboard.type('powershell')
    await nextProfile()
    await expect(shown(page)).toHaveText('Fabrikam')
    // The other profile's list and search are gone, and the shortcut typed no letter.
    await expect(collection(page)).toHaveText('')
    await expect(grid(page)).toHaveCount(0)
    await expect(searchBox(page)).toHaveValue('')
    await searchBox(page).click()
    await nextProfile()
    await expect(shown(page)).toHaveText('Contoso')
    await expectComplete(page, { incidents: 60 })
    await expect(searchBox(page)).toHaveValue('')
  })
})
