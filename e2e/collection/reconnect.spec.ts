/** @file A run that fails because of sleep or a lost network restarts automatically. Meanwhile the screen keeps its data. */
import type { ElectronApplication, Page } from '@playwright/test'
import type { HeldTimers } from '../harness/timers'
import { from } from '../cloud/faults'
import { collection, finished, goTo, grid, refresh, refreshButton, reloadAll, signIn } from '../harness/user'
import { expectComplete } from '../harness/expect-complete'
import { expect, test } from '../harness/fixtures'
import { holdTimers, skipRetryPauses } from '../harness/timers'
import { setOnline } from '../harness/system/desktop'
import { wake } from '../harness/clock'

const broken = { kind: 'drop' } as const
/** Skips the pauses between attempts of a request, and holds the five-second timer of the network checks. */
async function holdNetworkChecks(electron: ElectronApplication): Promise<HeldTimers> {
  await skipRetryPauses(electron)
  return holdTimers(electron, 5000)
}

/** Waits until main has processed all previous events. */
const settled = (page: Page) => page.evaluate(() => (globalThis as unknown as { xdrDesk: { about: () => Promise<unknown> } }).xdrDesk.about())

test('keeps the rows of an interrupted reload and completes it when the computer wakes', async ({ cloud, launch }) => {
  const { page, electron } = await launch()
  await setOnline(electron, true)
  const checks = await holdNetworkChecks(electron)
  await signIn(page, cloud)
  await refresh(page)
  const rows = await grid(page).getAttribute('aria-rowcount') ?? ''
  cloud.fault('api', from(3, broken))
  await reloadAll(page)
  await expect(collection(page)).toHaveText(/^250\sincidents .* 2\spages .* incomplete: The connection to api\.security\.microsoft\.com failed · back to [^·]+ · 50 of them kept from \d\d:\d\d · as of /)
  await expect(grid(page)).toHaveAttribute('aria-rowcount', rows)
  await expect(page.getByRole('alert')).toHaveText(/failed.*tried 5\stimes/)

  // The network is available, so the app waits for the computer to wake before it retries.
  expect(await checks.fire()).toBe(0)
  const requests = cloud.listRequests().length
  cloud.fault('api', null)
  await wake(electron)
  await expectComplete(page, { incidents: 250, pages: 3 })
  await expect(grid(page)).toHaveAttribute('aria-rowcount', rows)
  await expect(page.getByRole('alert')).toHaveCount(0)
  expect(cloud.listRequests().length).toBe(requests + 3)
  // The complete list is not loaded again.
  await wake(electron)
  await settled(page)
  expect(await checks.fire()).toBe(0)
  expect(cloud.listRequests().length).toBe(requests + 3)
})

test('restarts a run that fails soon after waking, once', async ({ cloud, launch }) => {
  const { page, electron } = await launch()
  await setOnline(electron, true)
  const checks = await holdNetworkChecks(electron)
  await signIn(page, cloud)
  await wake(electron)
  cloud.fault('api', from(2, broken))
  await refresh(page)
  await expect(collection(page)).toHaveText(/^100\sincidents .* incomplete: The connection to/)
  const requests = cloud.listRequests().length
  expect(await checks.fire()).toBe(1)
  // All five attempts to read the first page fail, and the run does not restart again.
  await expect.poll(() => cloud.listRequests().length).toBe(requests + 5)
  await finished(page)
  expect(await checks.fire()).toBe(0)
  expect(cloud.listRequests().length).toBe(requests + 5)
})

test('waits for the network and then restarts automatically', async ({ cloud, launch }) => {
  const { page, electron } = await launch()
  await setOnline(electron, false)
  const checks = await holdNetworkChecks(electron)
  await signIn(page, cloud)
  await goTo(page, 'Incidents')
  await page.getByRole('radio', { name: '7 days' }).check()
  cloud.fault('api', from(2, broken))
  await refresh(page)
  await expect(collection(page)).toHaveText(/^100\sincidents .* incomplete: The connection to/)
  // The user selects a different window from the interrupted run's.
  await page.getByRole('radio', { name: '24 hours' }).check()
  const requests = cloud.listRequests().length
  for (let check = 0; check < 3; check++) expect(await checks.fire()).toBe(1)
  await settled(page)
  expect(cloud.listRequests().length).toBe(requests)

  cloud.fault('api', null)
  await setOnline(electron, true)
  expect(await checks.fire()).toBe(1)
  await expectComplete(page, { incidents: 250, window: 'the last 7 days' })
  const filter = cloud.listRequests().at(-1)?.url.searchParams.get('$filter') ?? ''
  expect((Date.now() - Date.parse(filter.replace('lastUpdateTime ge ', ''))) / 3_600_000).toBeCloseTo(7 * 24, 0)
  expect(await checks.fire()).toBe(0)
})

test('does not interrupt a run that the user starts', async ({ cloud, launch }) => {
  const { page, electron } = await launch()
  await setOnline(electron, false)
  const checks = await holdNetworkChecks(electron)
  await signIn(page, cloud)
  cloud.fault('api', from(2, broken))
  await refresh(page)
  await expect(collection(page)).toHaveText(/^100\sincidents .* incomplete/)
  cloud.fault('api', null)
  await refreshButton(page).click()
  await expectComplete(page, { incidents: 250 })
  const requests = cloud.listRequests().length
  await setOnline(electron, true)
  expect(await checks.fire()).toBe(0)
  await wake(electron)
  await settled(page)
  expect(cloud.listRequests().length).toBe(requests)
})
