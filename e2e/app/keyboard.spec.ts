/** @file The shortcut that switches to the next profile, by real keys. */
import type { Locator, Page } from '@playwright/test'
import { collection, goTo, grid, newProfile, profilePicker, refresh, signIn } from '../harness/user'
import { expectComplete } from '../harness/expect-complete'
import { expect, test } from '../harness/fixtures'
import { sendKeys } from '../harness/system/keys'

test.use({ tenant: { incidents: 60, awkward: false } })

const shown = (page: Page): Locator => profilePicker(page).locator('option:checked')
const searchBox = (page: Page): Locator => searchBox(page)

async function name(page: Page, text: string): Promise<void> {
  const box = page.getByRole('textbox', { name: 'Profile name' })
  await box.fill(text)
  await box.press('Enter')
  await expect(shown(page)).toHaveText(text)
}

test('Ctrl+Shift+P switches to the next profile, also while a search is typed', async ({ cloud, display, keyring, launch }) => {
  const { env } = await keyring()
  const { page } = await launch({ env })
  const nextProfile = () => sendKeys(display.name, '^XDR Desk$', 'key', 'ctrl+shift+p')
  await signIn(page, cloud)
  await name(page, 'Contoso')
  await refresh(page)
  await expectComplete(page, { incidents: 60 })
  // With one profile there is no next one: the list stays.
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
  // Nothing of the other one is left, neither its list nor what was typed; and no letter was typed by the shortcut.
  await expect(collection(page)).toHaveText('Nothing collected yet')
  await expect(grid(page)).toHaveCount(0)
  await expect(searchBox(page)).toHaveValue('')
  await searchBox(page).click()
  await nextProfile()
  await expect(shown(page)).toHaveText('Contoso')
  await expectComplete(page, { incidents: 60 })
  await expect(searchBox(page)).toHaveValue('')
})
