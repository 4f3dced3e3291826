/** @file The overview above the list: its numbers, its filters, its tables, and when it is folded. */
import type { Locator, Page } from '@playwright/test'
import { expectAccessible } from '../harness/accessibility'
import { expect, test } from '../harness/fixtures'
import { grid, refresh, searchBox, signIn, upToDate } from '../harness/user'

test.use({ tenant: { incidents: 250, awkward: false, redirectedShare: 0 } })

const overview = (page: Page): Locator => page.getByRole('region', { name: 'Overview' })
const toggle = (page: Page): Locator => page.getByRole('button', { name: 'Overview', exact: true })
const tables = (page: Page): Locator => overview(page).getByRole('button', { name: 'Tables' })
const bars = (page: Page, picture: string): Locator => overview(page).getByRole('toolbar', { name: picture }).getByRole('button')
const bar = (page: Page, picture: string, label: string): Locator => bars(page, picture).and(page.getByRole('button', { name: label }))

/** Returns the number in a bar's name, such as `High, 9 incidents`. */
const numberOf = async (of: Locator): Promise<number> => Number(/, (\d+)\sincidents?$/.exec(await of.getAttribute('aria-label') ?? '')?.[1])

async function expectRows(page: Page, count: number): Promise<void> {
  await upToDate(page)
  await expect(grid(page)).toHaveAttribute('aria-rowcount', String(count + 1))
}

/** Ten rows stay visible below the overview. */
const wide = { width: 1280, height: 900 }

test('shows the numbers of the list, and each part filters by a click and by keyboard', async ({ cloud, launch }) => {
  const { page } = await launch()
  await page.setViewportSize(wide)
  await signIn(page, cloud)
  await refresh(page)
  const { incidents } = cloud.tenant
  const sent = incidents.map(({ bytes }) => JSON.parse(bytes.toString()) as { readonly severity: string })
  for (const severity of ['High', 'Medium', 'Low']) {
    expect(await numberOf(bar(page, 'Severity', severity))).toBe(sent.filter(each => each.severity === severity).length)
  }
  const unassigned = incidents.filter(each => each.assignedTo === null).length
  expect(await numberOf(bar(page, 'Assignee', 'Unassigned'))).toBe(unassigned)
  const perHour = await bars(page, 'Last updates per hour').all()
  const numbers = await Promise.all(perHour.map(numberOf))
  expect(numbers.reduce((sum, each) => sum + each, 0)).toBe(250)

  await bar(page, 'Assignee', 'Unassigned').click()
  await expectRows(page, unassigned)
  await expect(bar(page, 'Assignee', 'Unassigned')).toHaveAttribute('aria-pressed', 'true')
  await expect(searchBox(page)).toHaveValue('assignee:none')
  await bar(page, 'Assignee', 'Unassigned').click()
  await expectRows(page, 250)

  const most = numbers.indexOf(Math.max(...numbers))
  await perHour[most]?.click()
  await expectRows(page, numbers[most] ?? 0)
  await expect(searchBox(page)).toHaveValue(/^updated:>=\S+ updated:<\S+$/)
  // The other hours keep their numbers, so that another one can be chosen.
  expect(await Promise.all(perHour.map(numberOf))).toEqual(numbers)
  const next = most === 0 ? 1 : most - 1
  await page.keyboard.press(next < most ? 'ArrowLeft' : 'ArrowRight')
  await page.keyboard.press('Enter')
  await expectRows(page, numbers[next] ?? 0)
  await page.keyboard.press('Enter')
  await expectRows(page, 250)
})

test('is accessible, as pictures and as tables, whose values filter, too', async ({ cloud, launch }) => {
  const { page } = await launch()
  await page.setViewportSize(wide)
  await signIn(page, cloud)
  await refresh(page)
  await expectAccessible(page, 'the pictures')
  const active = await numberOf(bar(page, 'Status', 'Active'))
  await tables(page).click()
  const row = overview(page).getByRole('table', { name: 'Status' }).getByRole('row', { name: 'Active' })
  await expect(row.getByRole('cell')).toHaveText(String(active))
  await row.getByRole('button', { name: 'Active' }).click()
  await expectRows(page, active)
  await expectAccessible(page, 'the tables')
})

test('is remembered for the profile, and starts folded in a small window', async ({ cloud, keyring, launch }) => {
  const { env } = await keyring()
  const first = await launch({ env })
  await first.page.setViewportSize(wide)
  await signIn(first.page, cloud)
  await refresh(first.page)
  await tables(first.page).click()
  const table = (page: Page): Locator => overview(page).getByRole('table', { name: 'Status' })
  await expect(table(first.page)).toBeVisible()
  await first.close()

  const { page } = await launch({ env })
  await page.setViewportSize(wide)
  await refresh(page)
  await expect(table(page)).toBeVisible()
  await page.setViewportSize({ width: 900, height: 600 })
  await expect(overview(page)).toHaveCount(0)
  await expect(toggle(page)).toHaveAttribute('aria-expanded', 'false')
  await toggle(page).click()
  await expect(bar(page, 'Status', 'Active')).toBeVisible()
  await page.setViewportSize(wide)
  await expect(table(page)).toBeVisible()
  await page.keyboard.press('Control+k')
  await page.keyboard.type('hide the overview')
  await page.keyboard.press('Enter')
  await expect(overview(page)).toHaveCount(0)
})
