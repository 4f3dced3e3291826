/** @file Large tenants, large incidents, pages that cannot be delivered, and the call quota. */
import { cancelButton, collection, finished, goTo, grid, openSection, refresh, refreshButton, reloadAll, reloadButton, signIn } from '../harness/user'
import { expectComplete } from '../harness/expect-complete'
import { neverSpendQuota } from '../harness/clock'
import { skipRetryPauses } from '../harness/timers'
import { expect, test } from '../harness/fixtures'
import { respond } from '../cloud/faults'

const tooMuch = respond(504, '<html>Gateway Timeout</html>')

test.describe(() => {
  test.use({ tenant: { incidents: 100, incidentBytes: 1_000_000, awkward: false } })

  test('lists a page of 100 MB completely', async ({ cloud, launch }) => {
    const { page } = await launch()
    await signIn(page, cloud)
    await refresh(page)
    await expectComplete(page, { incidents: 100 })
  })
})

test.describe(() => {
  test.use({ tenant: { incidents: 4, incidentBytes: 20_000_000, redirectedShare: 0 } })

  test('lists and opens an incident of 20 MB with 150 alerts', async ({ cloud, launch }) => {
    const { page } = await launch()
    await signIn(page, cloud)
    await refresh(page)
    await expectComplete(page, { incidents: 4 })
    await grid(page).getByRole('row').filter({ hasText: '150' }).click()
    await expect(page.getByRole('tab', { name: 'Alerts' })).toHaveAccessibleDescription('150')
    const raw = await openSection(page, 'Raw JSON')
    const padding = raw.getByRole('treeitem', { name: /^padding: / })
    await padding.click()
    await expect(padding).toHaveAttribute('aria-selected', 'true')
    await raw.getByRole('searchbox', { name: 'Search JSON' }).fill('T1059.001')
    await raw.getByRole('list', { name: 'Matches' }).getByRole('button').first().click()
    await expect(raw.getByRole('treeitem', { name: /T1059\.001/ })).toBeFocused()
    await page.keyboard.press('Escape')
    await expect(page.getByRole('region', { name: /^Incident / })).toHaveCount(0)
  })
})

test.describe(() => {
  test.use({ tenant: { incidents: 50_000, awkward: false } })

  test('lists 50,000 incidents completely', async ({ cloud, launch }) => {
    test.slow()
    const { page, electron } = await launch()
    await signIn(page, cloud)
    await neverSpendQuota(electron)
    await goTo(page, 'Incidents')
    await refreshButton(page).click()
    await finished(page, 90_000)
    await expectComplete(page, { incidents: 50_000 })
  })
})

test('reads smaller pages if the service never delivers full pages', async ({ cloud, launch }) => {
  const { page, electron } = await launch()
  await signIn(page, cloud)
  await skipRetryPauses(electron)
  cloud.fault('api', (_nth, url) => Number(url.searchParams.get('$top')) > 25 ? tooMuch : undefined)
  await goTo(page, 'Incidents')
  await refreshButton(page).click()
  await finished(page, 50_000)
  await expectComplete(page, { incidents: 250 })
})

test('identifies an incident that the service cannot deliver, and lists all others', async ({ cloud, launch }) => {
  test.slow()
  const { page, electron } = await launch()
  await signIn(page, cloud)
  await neverSpendQuota(electron)
  await skipRetryPauses(electron)
  const bad = cloud.defender.incidents[120]
  const before = cloud.defender.incidents[119]
  const withBad = (_nth: number, url: URL) => {
    const [skip, top] = ['$skip', '$top'].map(name => Number(url.searchParams.get(name) ?? 0))
    return (skip ?? 0) <= 120 && 120 < (skip ?? 0) + (top ?? 0) ? tooMuch : undefined
  }
  cloud.fault('api', withBad)
  await goTo(page, 'Incidents')
  await refreshButton(page).click()
  await finished(page, 50_000)
  await expect(collection(page)).toContainText(/^249\sincidents .* incomplete: The service could not deliver 1\sincident/)
  await expect(page.getByRole('alert')).toContainText(`the one after incident ${before?.id}`)
  await expect(page.getByRole('alert')).toContainText('Defender portal')
  // An earlier list contained the incident, so the message gives its own ID. After an incomplete list, a refresh reads the whole list again.
  cloud.fault('api', null)
  await refresh(page)
  await expectComplete(page, { incidents: 250 })
  cloud.fault('api', withBad)
  await reloadButton(page).click()
  await finished(page, 50_000)
  await expect(page.getByRole('alert')).toContainText(`incident ${bad?.id}`)
})

test.describe(() => {
  test.use({ tenant: { incidents: 4321 } })

  test('sends requests without pauses until the quota is used up, then waits without causing a 429', async ({ cloud, keyring, launch, userData }) => {
    cloud.defender.options.quotaPerMinute = 50
    const { env } = await keyring()
    const first = await launch({ env, userData })
    await signIn(first.page, cloud)
    await refresh(first.page)
    await expectComplete(first.page, { incidents: 4_321, pages: 44 })
    await expect(first.page.getByRole('meter', { name: 'Quota' })).toHaveAttribute('aria-valuenow', '6')
    await reloadButton(first.page).click()
    await expect(collection(first.page)).toContainText(/600\sincidents( \(\d+ merged, hidden\))? · back to [^·]+ · 6\spages · waiting [1-5]?\d\ss for the API's quota/)
    await cancelButton(first.page).click()
    await finished(first.page)
    await first.close()

    // The count of calls is stored for the next start.
    const { page } = await launch({ env, userData })
    await goTo(page, 'Incidents')
    await refreshButton(page).click()
    await expect(collection(page)).toContainText(/waiting [1-5]?\d\ss for the API's quota/)
    await cancelButton(page).click()
    await finished(page)
    expect(cloud.defender.throttled()).toBe(0)
  })
})

test('Reload all reads every incident, Refresh only changes', async ({ cloud, launch }) => {
  const { page } = await launch()
  await signIn(page, cloud)
  await refresh(page)
  const filters = () => cloud.listRequests().map(({ url }) => url.searchParams.get('$filter') ?? '')
  const before = filters().length
  await refresh(page)
  expect(filters()).toHaveLength(before + 1)
  await expectComplete(page, { incidents: 250, pages: 1 })
  await reloadAll(page)
  expect(filters()).toHaveLength(before + 1 + before)
  await expectComplete(page, { incidents: 250, pages: 3 })
})
