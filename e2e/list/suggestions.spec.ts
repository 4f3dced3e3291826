/** @file Suggestions in the search box: fields and values, by keyboard and with the pointer. */
import type { Locator, Page } from '@playwright/test'
import { expectAccessible } from '../harness/accessibility'
import { expect, test } from '../harness/fixtures'
import { grid, refresh, searchBox, signIn, upToDate } from '../harness/user'

test.use({ tenant: { incidents: 180 } })

const list = (page: Page): Locator => page.getByRole('listbox', { name: 'Suggestions' })
const option = (page: Page, name: string | RegExp): Locator => list(page).getByRole('option', { name })
const rowCount = async (page: Page): Promise<number> => Number(await grid(page).getAttribute('aria-rowcount')) - 1

test('completes fields and values by keyboard, and counts what a value would leave', async ({ cloud, launch }) => {
  const { page } = await launch()
  await signIn(page, cloud)
  await refresh(page)
  await searchBox(page).fill('-status:resolved ')
  await page.keyboard.type('sev')
  await expect(option(page, 'severity:')).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('Tab')
  await expect(searchBox(page)).toHaveValue('-status:resolved severity:')
  await expect(list(page).getByRole('option')).toHaveText([/^high/, /^medium/, /^low/, /^informational/, /^unspecified/, /^"Catastrophic"/, /^none/])
  await expect(searchBox(page)).not.toHaveAttribute('aria-activedescendant')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await expect(option(page, /^medium/)).toHaveAttribute('aria-selected', 'true')
  await expect(searchBox(page)).toHaveAttribute('aria-activedescendant', await option(page, /^medium/).getAttribute('id') ?? '')
  const count = Number.parseInt(await option(page, /^medium/).getAttribute('aria-description') ?? '')
  await expectAccessible(page, 'suggestions')
  await page.keyboard.press('Enter')
  await expect(searchBox(page)).toHaveValue('-status:resolved severity:medium')
  await expect(list(page)).toHaveCount(0)
  await upToDate(page)
  expect(await rowCount(page)).toBe(count)
  await expect(searchBox(page)).toBeFocused()
})

test('completes values in groups and in quotation marks, with the pointer', async ({ cloud, launch }) => {
  const { page } = await launch()
  await signIn(page, cloud)
  await refresh(page)
  await searchBox(page).fill('status:(new,in')
  await option(page, /In progress/).click()
  await expect(searchBox(page)).toHaveValue('status:(new,"In progress")')
  await expect(searchBox(page)).toBeFocused()
  await page.keyboard.type(',act')
  await page.keyboard.press('Enter')
  await expect(searchBox(page)).toHaveValue('status:(new,"In progress",active)')
})

test('Escape closes the suggestions first, and then clears the box', async ({ cloud, launch }) => {
  const { page } = await launch()
  await signIn(page, cloud)
  await refresh(page)
  await searchBox(page).pressSequentially('device:')
  await expect(list(page).getByRole('option')).toHaveCount(10)
  await expect(page.getByText(/\+ \d+\smore\. Type to find them\./)).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(list(page)).toHaveCount(0)
  await expect(searchBox(page)).toHaveValue('device:')
  await page.keyboard.press('Escape')
  await expect(searchBox(page)).toHaveValue('')
  // A word that is the whole name of a field can be meant as it is.
  await page.keyboard.type('user')
  await expect(option(page, 'user:')).toHaveAttribute('aria-selected', 'false')
  await page.keyboard.press('Tab')
  await expect(searchBox(page)).not.toBeFocused()
  await expect(searchBox(page)).toHaveValue('user')
})
