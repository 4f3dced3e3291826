import { from, hold } from '../cloud/faults'
import { apiTime, createTenant } from '../cloud/tenant'
import { cancelButton, chooseCreatedBetween, collection, exportButton, finished, goTo, grid, hoursAgo, inputTime, refresh, refreshButton, reloadButton, searchBox, signIn } from '../harness/user'
import { expectComplete } from '../harness/expect-complete'
import { expect, test } from '../harness/fixtures'
import { createdBetween, unmerged } from '../cloud/edit-incident'

for (const [incidents, pages] of [[0, 1], [1, 1], [100, 2], [101, 2], [200, 2], [4321, 44]] as const) {
  test.describe(() => {
    test.use({ tenant: { incidents, seed: 21 } })

    test(`lists ${incidents} incidents completely`, async ({ cloud, launch }) => {
      const { page } = await launch()
      await signIn(page, cloud)
      if (incidents === 100) cloud.defender.options.links = 'none'
      await refresh(page)
      await expectComplete(page, { incidents, pages })
      await expect(exportButton(page)).toBeEnabled()
      if (incidents === 0) {
        await expect(page.getByText('No incident was updated in the last 48 hours')).toBeVisible()
        await expect(page.getByRole('button', { name: 'Try a longer window' })).toBeVisible()
        return
      }
      await page.getByRole('switch', { name: 'Show merged' }).check()
      await expect(grid(page)).toHaveAttribute('aria-rowcount', String(incidents + 1))
    })
  })
}

test('requests the time window on every page, even if the nextLink drops it', async ({ cloud, launch }) => {
  const { page } = await launch()
  await signIn(page, cloud)
  const before = Date.now()
  await refresh(page)
  const requests = cloud.listRequests()
  expect(requests.length).toBe(3)
  for (const { url } of requests) {
    expect(url.searchParams.get('$top')).toBe('100')
    const from = /^lastUpdateTime ge (\S+)$/.exec(url.searchParams.get('$filter') ?? '')?.[1] ?? ''
    expect(from).toMatch(/\.\d{7}Z$/)
    const hours = (Date.now() - Date.parse(from)) / 3_600_000
    expect(hours).toBeGreaterThanOrEqual(48)
    expect(Date.parse(from)).toBeGreaterThanOrEqual(before - 48 * 3_600_000)
  }
  expect(requests.map(({ url }) => url.searchParams.get('$skip'))).toEqual([null, '100', '200'])
})

test.describe('time windows', () => {
  test.use({ tenant: { incidents: 400, spanHours: 800, seed: 4 } })

  test('lists the last 24 hours, 7 days, 30 days and a custom window', async ({ cloud, launch }) => {
    const { page } = await launch()
    await signIn(page, cloud)
    await goTo(page, 'Incidents')
    for (const [name, hours] of [['24 hours', 24], ['7 days', 168], ['30 days', 720]] as const) {
      await page.getByRole('radiogroup', { name: 'Time window' }).getByRole('radio', { name }).check()
      await refresh(page)
      await expect(collection(page)).toHaveText(new RegExp(`^${cloud.tenant.within(hours).length}\\sincidents`))
    }
    // A window by creation time with an end, from a service that refuses an upper bound.
    cloud.defender.options.refuseUpperBound = true
    const [start, end] = [hoursAgo(300), hoursAgo(100)]
    await chooseCreatedBetween(page, start, end)
    await refresh(page)
    const inside = createdBetween(cloud.tenant, start, end)
    await expect(collection(page)).toHaveText(new RegExp(`^${inside.length}\\sincidents`))
    await page.getByLabel('To', { exact: true }).fill(inputTime(new Date(start.getTime() - 60_000)))
    await expect(page.getByText('The window ends before it begins.')).toBeVisible()
    await expect(refreshButton(page)).toBeDisabled()
  })
})

test('lists an incident once, with its latest update, if it changes during a pass', async ({ cloud, launch }) => {
  const [moved] = createTenant({ incidents: 1, seed: 99, now: Date.now() + 1000 }).incidents
  const last = cloud.tenant.incidents.at(-1)
  if (!moved || !last) throw new Error('no incident')
  // The last incident is updated after the first page: it moves to the top, the page boundaries shift, and an ID repeats.
  const later = { ...last, updated: moved.updated, bytes: Buffer.from(last.bytes.toString().replace(apiTime(last.updated), apiTime(moved.updated)).replace(/"incidentName":"[^"]*"/, '"incidentName":"Moved to the top"')) }
  cloud.fault('api', (nth) => {
    if (nth === 2) cloud.defender.replace(later)
    return undefined
  })
  const { page } = await launch()
  await signIn(page, cloud)
  await refresh(page)
  await expectComplete(page, { incidents: 250 })
  // The pass missed the incident at both its old and its new position. A request for the changes made during the pass found it.
  await expect(grid(page)).toContainText('Moved to the top')
  expect(cloud.listRequests().at(-1)?.url.searchParams.get('$skip')).toBeNull()
})

test('Cancel keeps the loaded incidents and reports an incomplete list', async ({ cloud, launch }) => {
  const { fault, release } = hold()
  cloud.fault('api', from(2, fault))
  const { page } = await launch()
  await signIn(page, cloud)
  await goTo(page, 'Incidents')
  await refreshButton(page).click()
  await expect(page.getByRole('progressbar', { name: 'Collecting' })).toBeVisible()
  await expect(collection(page)).toHaveText(/100\sincidents( \(\d+ merged, hidden\))? · back to [^·]+ · 1\spage/)
  await expect(refreshButton(page)).toBeDisabled()
  await expect(grid(page)).toBeVisible()
  await cancelButton(page).click()
  await finished(page)
  release()
  await expect(collection(page)).toHaveText(/^100\sincidents .* · 1\spage · .* · incomplete: Loading canceled · back to [^·]+ · as of /)
  await expect(page.getByRole('progressbar')).toHaveCount(0)
})

test('shows the previous list until the new one is complete', async ({ cloud, launch }) => {
  const { page } = await launch()
  await signIn(page, cloud)
  await refresh(page)
  const { fault, release } = hold()
  cloud.fault('api', from(3, fault))
  await reloadButton(page).click()
  await expect(collection(page)).toHaveText(/200\sincidents( \(\d+ merged, hidden\))? · back to [^·]+ · 2\spages · showing 250 as of/)
  const rows = await grid(page).getAttribute('aria-rowcount')
  release()
  await finished(page)
  await expectComplete(page, { incidents: 250 })
  await expect(grid(page)).toHaveAttribute('aria-rowcount', rows ?? '')
})

test('filters, searches and sorts the list', async ({ cloud, launch }) => {
  const { page } = await launch()
  await signIn(page, cloud)
  await refresh(page)
  const shown = unmerged(cloud.tenant)
  interface Shape { severity: string, status: string, incidentName: string }
  const parsed = shown.map(incident => JSON.parse(incident.bytes.toString()) as Shape)
  const count = (test: (incident: Shape) => boolean) => String(parsed.filter(test).length + 1)
  await expect(grid(page)).toHaveAttribute('aria-rowcount', String(shown.length + 1))

  const severity = page.getByRole('group', { name: 'Severity' })
  await severity.getByRole('checkbox', { name: 'High' }).check()
  await expect(grid(page)).toHaveAttribute('aria-rowcount', count(each => each.severity === 'High'))
  await severity.getByRole('checkbox', { name: 'Catastrophic' }).check()
  await page.getByRole('group', { name: 'Status' }).getByRole('checkbox', { name: 'Active', exact: true }).check()
  await expect(grid(page)).toHaveAttribute('aria-rowcount', count(each => ['High', 'Catastrophic'].includes(each.severity) && each.status === 'Active'))
  await page.getByRole('button', { name: 'Clear filters' }).click()
  await expect(grid(page)).toHaveAttribute('aria-rowcount', String(shown.length + 1))

  await searchBox(page).fill('name:powershell')
  await expect(grid(page)).toHaveAttribute('aria-rowcount', count(each => each.incidentName.toLowerCase().includes('powershell')))
  await searchBox(page).fill('9007199254740993')
  await expect(page.getByRole('row').nth(1)).toContainText('9007199254740993')
  await searchBox(page).fill('')

  await page.getByRole('columnheader', { name: 'Severity' }).getByRole('button').click()
  await expect(page.getByRole('columnheader', { name: 'Severity' })).toHaveAttribute('aria-sort', 'descending')
})
