/** @file The priority score, which only Microsoft Graph has. */
import type { Page } from '@playwright/test'
import { priorityScoreOf } from '../cloud/graph-incident'
import { expect, test } from '../harness/fixtures'
import { grid, refresh, signIn, signInToGraph, upToDate } from '../harness/user'

test.use({ tenant: { incidents: 20, awkward: false, redirectedShare: 0 } })

const header = (page: Page) => grid(page).getByRole('columnheader', { name: 'Priority', exact: true })

/** Returns the ID and the priority of each row, in the order of the list. */
const rows = (page: Page): Promise<readonly (readonly [string, string])[]> => grid(page).locator('[role="row"][tabindex]').evaluateAll(all =>
  all.map(row => [row.querySelector('.col-id')?.textContent?.trim() ?? '', row.querySelector('.col-priority')?.textContent?.trim() ?? ''] as const))

test('the list shows the priority score of Microsoft Graph and sorts by it, incidents without one last', async ({ cloud, launch }) => {
  const { page } = await launch()
  await page.setViewportSize({ width: 1600, height: 1600 })
  await signInToGraph(page, cloud)
  await refresh(page)
  const scores = cloud.tenant.incidents.map(({ id }) => priorityScoreOf(id))
  expect(new Set(scores).size).toBeGreaterThan(5)
  expect(scores).toContain(null)
  await header(page).getByRole('button').click()
  await expect(header(page)).toHaveAttribute('aria-sort', 'descending')
  await upToDate(page)
  const shown = await rows(page)
  expect(shown).toHaveLength(20)
  for (const [id, priority] of shown) expect(priority).toBe(String(priorityScoreOf(id) ?? '–'))
  const order = shown.map(([id]) => priorityScoreOf(id) ?? -1)
  expect(order).toEqual(order.toSorted((a, b) => b - a))
  await grid(page).locator('[role="row"][tabindex]').first().click()
  await expect(page.getByRole('region', { name: /^Incident / }).locator('header')).toContainText(`Priority ${order[0]}`)
})

test('the list of the Defender XDR API has no priority score, and says so with a dash', async ({ cloud, launch }) => {
  const { page } = await launch()
  await signIn(page, cloud)
  await refresh(page)
  await expect(header(page)).toHaveCount(0)
  await page.getByRole('button', { name: 'Columns' }).click()
  await page.getByRole('dialog', { name: 'Columns' }).getByRole('checkbox', { name: 'Priority' }).check()
  await expect(header(page)).toBeVisible()
  const shown = await rows(page)
  expect(shown.length).toBeGreaterThan(5)
  for (const [, priority] of shown) expect(priority).toBe('–')
})
