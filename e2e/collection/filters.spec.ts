/** @file Finding incidents: the query as text, chips and facets, the values of a column, and views. */
import type { Locator, Page } from '@playwright/test'
import { expect, test } from '../harness/fixtures'
import { expectAccessible } from '../harness/accessibility'
import { goTo, grid, refresh, searchBox, signIn, upToDate } from '../harness/user'
import { unmerged } from '../cloud/edit-incident'

test.use({ tenant: { incidents: 180 } })

const terms = (page: Page): Locator => page.getByRole('list', { name: 'Terms of the query' })
const problem = (page: Page): Locator => page.getByRole('status', { name: 'Query' })
const views = (page: Page): Locator => page.getByRole('list', { name: 'Views' })
const view = (page: Page, name: string): Locator => views(page).getByRole('button', { name, exact: true })
const rowCount = async (page: Page): Promise<number> => Number(await grid(page).getAttribute('aria-rowcount')) - 1

/** Opens the panel of a facet. A narrow window lists it under More filters. */
async function openFacet(page: Page, name: string): Promise<Locator> {
  const group = page.getByRole('group', { name, exact: true })
  const button = page.getByRole('button', { name, exact: true })
  if (!await button.isVisible()) await page.getByRole('button', { name: 'More filters' }).click()
  await button.click()
  await expect(group).toBeVisible()
  return group
}

test('the text, the chips and the facets are one query', async ({ cloud, launch }) => {
  const { page } = await launch()
  await page.setViewportSize({ width: 1600, height: 900 })
  await signIn(page, cloud)
  await refresh(page)
  const all = await rowCount(page)
  await page.getByRole('group', { name: 'Severity' }).getByRole('checkbox', { name: 'High' }).check()
  const assignee = await openFacet(page, 'Assignee')
  const unassigned = assignee.getByRole('checkbox', { name: 'Unassigned', exact: true })
  const count = Number(await unassigned.getAttribute('aria-description'))
  await unassigned.check()
  await upToDate(page)
  // The count of a box is the number of rows that it leaves.
  expect(await rowCount(page)).toBe(count)
  await expect(searchBox(page)).toHaveValue('severity:high assignee:none')
  await page.keyboard.press('Escape')
  await expect(assignee).toBeHidden()
  await expect(page.getByRole('button', { name: 'Assignee', exact: true })).toBeFocused()
  await expect(terms(page).getByRole('listitem')).toHaveText(['Severity: High', 'Assigned to: Unassigned'])
  await expect(page.getByText(`${count} of ${all} shown`)).toBeVisible()
  await terms(page).getByRole('button', { name: 'Remove Severity: High' }).click()
  await expect(searchBox(page)).toHaveValue('assignee:none')
  await expect(page.getByRole('group', { name: 'Severity' }).getByRole('checkbox', { name: 'High' })).not.toBeChecked()
  await terms(page).getByRole('button', { name: 'Assigned to: Unassigned', exact: true }).click()
  await expect(searchBox(page)).toBeFocused()
  await page.keyboard.type('-status:resolved')
  await expect(terms(page).getByRole('listitem')).toHaveText(['not Status: Resolved'])
})

test('a query with a problem says where and why, and filters nothing', async ({ cloud, launch }) => {
  const { page } = await launch()
  await signIn(page, cloud)
  await refresh(page)
  const all = await rowCount(page)
  await searchBox(page).fill('status:active severity:hihg')
  await expect(problem(page)).toContainText('"hihg" is not a known value of severity')
  await expect(problem(page).locator('mark')).toHaveText('hihg')
  await expect(searchBox(page)).toHaveAccessibleDescription(/not a known value of severity/)
  await upToDate(page)
  expect(await rowCount(page)).toBe(all)
  await expectAccessible(page, 'a query with a problem')
})

test('More filters lists the facets for which there is no room, and 50 values of each', async ({ cloud, launch }) => {
  const { page } = await launch()
  await page.setViewportSize({ width: 900, height: 600 })
  await signIn(page, cloud)
  await refresh(page)
  const device = await openFacet(page, 'Device')
  await expect(device.getByRole('checkbox')).toHaveCount(50)
  await expectAccessible(page, 'facet in a panel')
  await device.getByRole('button', { name: /^\+ \d+\smore$/ }).click()
  await expect(device.getByText(/\+ \d+\smore\. Search to find them\./)).toBeVisible()
  await device.getByRole('searchbox', { name: 'Search Device' }).fill('none')
  await expect(device.getByRole('checkbox')).toHaveCount(1)
  await device.getByRole('checkbox', { name: 'None' }).check()
  await expect(searchBox(page)).toHaveValue('device:none')
})

test('the values of a column add up, and one of them filters the list', async ({ cloud, launch }) => {
  const { page } = await launch()
  await signIn(page, cloud)
  await refresh(page)
  const shown = unmerged(cloud.tenant).length
  await page.getByRole('columnheader', { name: 'Status' }).getByRole('button').focus()
  await page.keyboard.press('f')
  const dialog = page.getByRole('dialog', { name: 'Values of Status' })
  const values = dialog.getByRole('list', { name: 'Values' }).getByRole('button')
  await expect(dialog.getByRole('status')).toContainText(`in ${shown} incidents`)
  const counts = await values.evaluateAll(buttons => buttons.map(button => Number(button.getAttribute('aria-description'))))
  expect(counts.reduce((sum, each) => sum + each, 0)).toBe(shown)
  await expectAccessible(page, 'values of a column')
  const [first = 0] = counts
  await values.first().click()
  await upToDate(page)
  expect(await rowCount(page)).toBe(first)
})

test('views are given, saved, counted, renamed and deleted', async ({ cloud, launch }) => {
  const first = await launch()
  const { page } = first
  await signIn(page, cloud)
  await refresh(page)
  const all = await rowCount(page)
  await expect(view(page, 'All')).toHaveAttribute('aria-description', String(all))
  await expect(view(page, 'All')).toHaveAttribute('aria-current', 'true')
  const requests = cloud.listRequests().length
  await view(page, 'My open').click()
  await page.getByRole('textbox', { name: 'Your name in the portal' }).fill('megan.bowen@contoso.example')
  await page.keyboard.press('Enter')
  await expect(searchBox(page)).toHaveValue('assignee:me -status:resolved')
  await upToDate(page)
  await expect(view(page, 'My open')).toHaveAttribute('aria-description', String(await rowCount(page)))

  await searchBox(page).fill('severity:(high,medium)')
  await page.getByRole('button', { name: 'Save view' }).click()
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Urgent')
  await expectAccessible(page, 'save a view')
  await page.getByRole('checkbox', { name: /Only for the last 48 hours/ }).check()
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await upToDate(page)
  await expect(view(page, 'Urgent')).toHaveAttribute('aria-description', String(await rowCount(page)))
  await expect(view(page, 'Urgent')).toHaveAttribute('aria-current', 'true')
  expect(cloud.listRequests().length).toBe(requests)

  await page.getByRole('radio', { name: '24 hours' }).check()
  await refresh(page)
  await expect(view(page, 'Urgent')).toHaveAttribute('aria-description', '–')
  const sent = cloud.listRequests().length
  await view(page, 'Urgent').click()
  await expect(page.getByRole('radio', { name: '48 hours' })).toBeChecked()
  await expect(page.getByText('Showing the last 24 hours. Refresh to load the last 48 hours.')).toBeVisible()
  expect(cloud.listRequests().length).toBe(sent)
  await page.getByRole('button', { name: 'Options of Urgent' }).click()
  await page.getByRole('button', { name: 'Rename view' }).click()
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Most urgent')
  await page.keyboard.press('Enter')
  await expect(view(page, 'Most urgent')).toBeVisible()
  await first.close()

  const { page: again } = await launch()
  await again.getByRole('button', { name: 'Options of Most urgent' }).click()
  await again.getByRole('button', { name: 'Delete view' }).click()
  const question = again.getByRole('dialog', { name: 'Delete the view “Most urgent”?' })
  await question.getByRole('button', { name: 'Delete view' }).click()
  await expect(view(again, 'Most urgent')).toHaveCount(0)
  await goTo(again, 'Settings')
  await expect(again.getByRole('textbox', { name: 'Your name in the portal' })).toHaveValue('megan.bowen@contoso.example')
})
