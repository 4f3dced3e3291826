/** @file The navigation in a window at 200 % zoom, which shows only icons until the user opens it. */
import { expectAccessible } from '../harness/accessibility'
import { expect, test } from '../harness/fixtures'
import { goTo, grid, profilePicker, refresh, signIn } from '../harness/user'

test.use({ tenant: { incidents: 20, awkward: false, redirectedShare: 0 } })

test('a narrow window offers views, the quota, times and profiles by mouse and by keyboard', async ({ cloud, launch }) => {
  const { page } = await launch()
  await signIn(page, cloud)
  await refresh(page)
  await page.setViewportSize({ width: 640, height: 400 })
  const menu = page.getByRole('button', { name: 'Views, quota and profile' })
  const unassigned = page.getByRole('list', { name: 'Views' }).getByRole('button', { name: 'Unassigned', exact: true })
  const shown = async () => ((await profilePicker(page).boundingBox())?.width ?? 0) > 40
  await expect.poll(shown).toBe(false)
  await menu.click()
  await expect(menu).toHaveAttribute('aria-expanded', 'true')
  await expect.poll(shown).toBe(true)
  await expect(page.getByRole('meter', { name: 'Quota' })).toBeInViewport()
  await expectAccessible(page, 'the open navigation')
  await unassigned.click()
  await expect(menu).toHaveAttribute('aria-expanded', 'false')
  await expect(unassigned).toHaveAttribute('aria-current', 'true')
  await menu.press('Enter')
  await expect.poll(shown).toBe(true)
  await page.keyboard.press('Escape')
  await expect.poll(shown).toBe(false)
  await expect(menu).toBeFocused()
  await menu.press('Enter')
  // The page behind it closes it.
  await grid(page).getByRole('row').first().click({ position: { x: 300, y: 10 } })
  await expect(menu).toHaveAttribute('aria-expanded', 'false')
  await goTo(page, 'Settings')
  await page.setViewportSize({ width: 1280, height: 800 })
  await expect(menu).toBeHidden()
})
