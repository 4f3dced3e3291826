/** @file A triage by keyboard only, from Refresh to the text for a ticket. No mouse moves or clicks after the sign-in. */
import type { Locator, Page } from '@playwright/test'
import { expectComplete } from '../harness/expect-complete'
import { expect, test } from '../harness/fixtures'
import { clipboardText } from '../harness/system/desktop'
import { grid, searchBox, signIn } from '../harness/user'

test.use({ tenant: { incidents: 40, awkward: false, redirectedShare: 0 } })

const tab = (page: Page, name: string): Locator => page.getByRole('tab', { name, exact: true })
const incident = (page: Page): Locator => page.getByRole('region', { name: /^Incident \d/ })

/** Returns the ID of the row that has the focus. */
const focusedId = (page: Page): Promise<string> => page.evaluate(() => document.activeElement?.querySelector('.col-id')?.textContent?.trim() ?? '')

test('a triage works by keyboard only, from Refresh to the text for a ticket', async ({ cloud, launch }) => {
  const { page, electron } = await launch()
  await signIn(page, cloud)
  await electron.evaluate(({ clipboard }) => clipboard.writeText('of another app'))

  await page.keyboard.press('Control+1')
  await page.keyboard.press('Control+r')
  await expectComplete(page, { incidents: 40 })
  await expect(grid(page)).toHaveAttribute('aria-busy', 'false')
  await page.keyboard.press('/')
  await expect(searchBox(page)).toBeFocused()
  await page.keyboard.type('-severity:informational')
  await page.keyboard.press('Enter')
  const row = (position: number) => grid(page).locator(`[aria-rowindex="${position + 1}"]`)
  await expect(row(1)).toBeFocused()
  await page.keyboard.press('j')
  await page.keyboard.press('j')
  await expect(row(3)).toBeFocused()
  await page.keyboard.press('k')
  await expect(row(2)).toBeFocused()
  const id = await focusedId(page)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('region', { name: `Incident ${id}`, exact: true })).toHaveAttribute('aria-busy', 'false')

  // In the list, a key shows a section, and the list keeps the focus.
  await page.keyboard.press('2')
  await expect(page.getByRole('tabpanel', { name: 'Alerts' })).toBeVisible()
  await expect(row(2)).toBeFocused()
  for (let presses = 0; presses < 30 && !await tab(page, 'Alerts').evaluate(each => each === document.activeElement); presses++) await page.keyboard.press('Tab')
  await expect(tab(page, 'Alerts')).toBeFocused()
  await page.keyboard.press('ArrowRight')
  await expect(page.getByRole('tabpanel', { name: 'Entities' })).toBeVisible()
  await page.keyboard.press('Alt+ArrowRight')
  await expect(tab(page, 'Comments')).toBeFocused()
  await page.keyboard.press('5')
  await expect(tab(page, 'Raw JSON')).toBeFocused()

  expect(await clipboardText(electron)).toBe('of another app')
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('combobox', { name: 'Search commands' })).toBeFocused()
  await page.keyboard.type('ticket')
  await page.keyboard.press('Enter')
  await expect(incident(page).getByRole('status').getByText('Markdown copied')).toBeVisible()
  const ticket = await clipboardText(electron)
  expect(ticket).toMatch(/^### /)
  expect(ticket).toContain(`incidents/${id}`)
})

test('keys of sections do nothing while the user types, and Ctrl+A selects the text there', async ({ cloud, launch }) => {
  const { page } = await launch()
  await signIn(page, cloud)
  await page.keyboard.press('Control+1')
  await page.keyboard.press('Control+r')
  await expectComplete(page, { incidents: 40 })
  await expect(grid(page)).toHaveAttribute('aria-busy', 'false')
  await page.keyboard.press('/')
  await expect(searchBox(page)).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await expect(grid(page).locator('[aria-rowindex="2"]')).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(incident(page)).toHaveAttribute('aria-busy', 'false')
  await page.keyboard.press('4')
  await expect(page.getByRole('tabpanel', { name: 'Comments' })).toBeVisible()
  await page.keyboard.press('/')
  // A query that every incident matches, so that all of them could be selected.
  await page.keyboard.type('-2xsc')
  await expect(searchBox(page)).toHaveValue('-2xsc')
  await expect(page.getByRole('tabpanel', { name: 'Comments' })).toBeVisible()
  await page.keyboard.press('Control+a')
  await page.keyboard.type('a')
  await expect(searchBox(page)).toHaveValue('a')
  await expect(page.getByRole('status', { name: 'Selection' })).toHaveText('')
})
