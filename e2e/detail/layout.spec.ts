/** @file How the list and the open incident share windows of different widths. */
import type { Locator, Page } from '@playwright/test'
import { expectAccessible } from '../harness/accessibility'
import { expect, test } from '../harness/fixtures'
import { grid, refresh, signIn } from '../harness/user'

test.use({ tenant: { incidents: 30, awkward: false, redirectedShare: 0 } })

const incident = (page: Page): Locator => page.getByRole('region', { name: /^Incident \d/ })
const back = (page: Page): Locator => page.getByRole('button', { name: 'Back to the list' })
const widthOf = async (each: Locator): Promise<number> => (await each.boundingBox())?.width ?? 0

test('in a narrow window the incident takes the place of the list, with ways back', async ({ cloud, launch }) => {
  const { page } = await launch()
  await page.setViewportSize({ width: 900, height: 600 })
  await signIn(page, cloud)
  await refresh(page)
  const row = grid(page).getByRole('row').nth(3)
  await row.click()
  await expect(back(page)).toBeFocused()
  await expect(grid(page)).toBeHidden()
  expect(await widthOf(incident(page))).toBeGreaterThan(700)
  const first = await incident(page).getAttribute('aria-label')
  await page.keyboard.press(']')
  await expect(incident(page)).not.toHaveAttribute('aria-label', first ?? '')
  await page.keyboard.press('[')
  await expect(incident(page)).toHaveAttribute('aria-label', first ?? '')
  await expectAccessible(page, 'narrow')
  await page.keyboard.press('Escape')
  await expect(incident(page)).toHaveCount(0)
  await expect(row).toBeFocused()
  await page.keyboard.press('Enter')
  await back(page).click()
  await expect(row).toBeFocused()

  // A wider window shows both, without another click.
  await page.keyboard.press('Enter')
  await expect(grid(page)).toBeHidden()
  await page.setViewportSize({ width: 1280, height: 800 })
  await expect(grid(page)).toBeVisible()
  await expect(back(page)).toHaveCount(0)
})

test('a window that becomes narrow leaves the focus in an open menu', async ({ cloud, launch }) => {
  const { page } = await launch()
  await page.setViewportSize({ width: 1280, height: 800 })
  await signIn(page, cloud)
  await refresh(page)
  await grid(page).getByRole('row').nth(3).click()
  await incident(page).getByRole('button', { name: 'Copy', exact: true }).click()
  const item = page.getByRole('menuitem').first()
  await expect(item).toBeFocused()
  await page.setViewportSize({ width: 900, height: 600 })
  await expect(grid(page)).toBeHidden()
  await expect(item).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(item).toHaveCount(0)
  await expect(incident(page)).toBeVisible()
})

test('a wide window gives its room to the list and the incident', async ({ cloud, launch }) => {
  const { page } = await launch()
  await page.setViewportSize({ width: 2560, height: 1440 })
  await signIn(page, cloud)
  await refresh(page)
  await grid(page).getByRole('row').nth(1).click()
  await expect(incident(page)).toBeVisible()
  expect(await widthOf(incident(page))).toBeGreaterThan(850)
  expect(await widthOf(grid(page))).toBeGreaterThan(1200)
})
