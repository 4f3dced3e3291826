/** @file Times in UTC or in the computer's time zone. */
import type { Locator, Page } from '@playwright/test'
import { expect, test } from '../harness/fixtures'
import { collection, goTo, grid, refresh, searchBox, signIn, upToDate } from '../harness/user'

test.use({ tenant: { incidents: 8, awkward: false, redirectedShare: 0 } })

const times = (page: Page): Locator => page.getByRole('radiogroup', { name: 'Times' })

test('are chosen once, and govern the list, the incident, the status, the inputs of a window and the query', async ({ cloud, keyring, launch }) => {
  const { env } = await keyring()
  // Tokyo has no daylight saving time.
  const first = await launch({ env: { ...env, TZ: 'Asia/Tokyo' } })
  await signIn(first.page, cloud)
  await refresh(first.page)
  const { page } = first
  await expect(times(page).getByRole('radio', { name: 'Local' })).toBeChecked()
  await page.getByRole('radio', { name: 'Custom' }).check()
  const from = page.getByLabel('From', { exact: true })
  await from.fill('2026-11-20T12:00')
  await expect(collection(page)).not.toContainText('UTC')

  await times(page).getByRole('radio', { name: 'UTC' }).check()
  await expect(from).toHaveValue('20 Nov 2026, 03:00')
  await expect(collection(page)).toContainText(/\d\d:\d\d UTC/)
  await grid(page).getByRole('row').nth(1).click()
  const incident = page.getByRole('region', { name: /^Incident \d/ })
  await expect(incident.getByText(/\d\d:\d\d UTC/).first()).toBeVisible()

  // The day of an update near midnight in UTC differs in Tokyo.
  const [{ updated } = { updated: 0n }] = cloud.tenant.incidents
  const minute = new Date(Number(updated / 10_000n)).toISOString().slice(0, 16)
  await searchBox(page).fill(`updated:${minute}`)
  await upToDate(page)
  const inUtc = Number(await grid(page).getAttribute('aria-rowcount')) - 1
  expect(inUtc).toBeGreaterThan(0)
  await times(page).getByRole('radio', { name: 'Local' }).check()
  await expect(grid(page)).toHaveAttribute('aria-rowcount', '1')
  await times(page).getByRole('radio', { name: 'UTC' }).check()
  await expect(grid(page)).toHaveAttribute('aria-rowcount', `${inUtc + 1}`)
  await first.close()

  const second = await launch({ env: { ...env, TZ: 'Asia/Tokyo' } })
  await expect(times(second.page).getByRole('radio', { name: 'UTC' })).toBeChecked()
  await goTo(second.page, 'Incidents')
  await expect(second.page.getByLabel('From', { exact: true })).toHaveValue('20 Nov 2026, 03:00')
})
