/** @file Microsoft Graph supports the same refreshes, filters and windows as the Defender XDR API. */
import type { Locator, Page } from '@playwright/test'
import type { Cloud } from '../cloud/start-cloud'
import { createdBetween, edited, newestWithSeverity, unmerged } from '../cloud/edit-incident'
import { graphHost } from '../cloud/hosts'
import { chooseCreatedBetween, goTo, grid, hoursAgo, incidentRegion, refresh, signInToGraph } from '../harness/user'
import { expectComplete } from '../harness/expect-complete'
import { expect, test } from '../harness/fixtures'

const changes = (page: Page): Locator => page.getByRole('status', { name: 'Changes' })
const meter = (page: Page): Locator => page.getByRole('meter', { name: 'Quota' })
const rowOf = (page: Page, id: string): Locator => page.getByRole('row').filter({ hasText: id })
const severity = (page: Page, name: string): Locator => page.getByRole('group', { name: 'Severity' }).getByRole('checkbox', { name, exact: true })

/** Returns the filters of all requests, starting with the nth. Expects each request to go to Graph and to include alerts. */
function filters(cloud: Cloud, from: number): readonly string[] {
  const requests = cloud.listRequests().slice(from)
  for (const { host, url } of requests) {
    expect(host).toBe(graphHost)
    expect(url.searchParams.get('$expand')).toBe('alerts')
  }
  return requests.map(({ url }) => url.searchParams.get('$filter') ?? '')
}

test.describe('with Microsoft Graph, the app', () => {
  test.use({ tenant: { incidents: 220, seed: 33, awkward: false } })

  test('requests only changes in a refresh, counts and marks them, and shows the previous values', async ({ cloud, launch }) => {
    const { page } = await launch()
    await signInToGraph(page, cloud)
    await refresh(page)
    await expectComplete(page, { incidents: 220, pages: 5 })
    await expect(changes(page)).toHaveCount(0)
    await expect(meter(page)).toHaveAttribute('aria-valuetext', '145 of 150 calls left this minute')
    const whole = filters(cloud, 0)
    expect(new Set(whole).size).toBe(1)

    await refresh(page)
    await expect(changes(page)).toHaveText(/^Nothing changed since \d\d:\d\d$/)
    const raised = newestWithSeverity(cloud.tenant, 'Medium')
    const lowered = newestWithSeverity(cloud.tenant, 'High')
    const resolved = newestWithSeverity(cloud.tenant, 'Low')
    cloud.defender.replace(edited(raised, { severity: 'High', assignedTo: 'mia@contoso.example' }))
    cloud.defender.replace(edited(lowered, { severity: 'Low' }))
    cloud.defender.replace(edited(resolved, { status: 'AwaitingAction' }))
    await refresh(page)
    await expectComplete(page, { incidents: 220, pages: 1 })
    // Each refresh sends one request, from at most two minutes before the newest known update.
    const later = filters(cloud, whole.length)
    expect(later).toHaveLength(2)
    for (const filter of later) {
      expect(filter).toMatch(/^lastUpdateDateTime ge \S+Z$/)
      expect(filter > `${whole[0]}`).toBe(true)
    }

    await expect(changes(page)).toHaveText(/^3 changed since \d\d:\d\d$/)
    await expect(rowOf(page, raised.id).getByRole('img', { name: /^Severity raised/ })).toBeVisible()
    await expect(rowOf(page, lowered.id).getByRole('img', { name: 'Severity lowered' })).toBeVisible()
    await expect(rowOf(page, resolved.id).getByRole('img', { name: 'Status' })).toBeVisible()
    await page.getByRole('switch', { name: 'Changed only' }).check()
    await expect(grid(page)).toHaveAttribute('aria-rowcount', '4')
    await severity(page, 'High').check()
    await expect(grid(page)).toHaveAttribute('aria-rowcount', '2')
    await rowOf(page, raised.id).click()
    const block = page.getByRole('region', { name: /^Incident / })
    await expect(block).toContainText('Severity Medium → High')
    await expect(block).toContainText('→ mia@contoso.example')
    await expect(incidentRegion(page, raised.id).getByRole('tab', { name: 'Alerts' })).toBeVisible()
    await severity(page, 'High').uncheck()
    await rowOf(page, resolved.id).click()
    await expect(block).toContainText('→ Awaiting action')
  })
})

test('shows the severities of both APIs in one group of filters', async ({ cloud, launch }) => {
  const { page } = await launch()
  await signInToGraph(page, cloud)
  await refresh(page)
  const sent = unmerged(cloud.tenant)
    .map(each => (JSON.parse(cloud.graph.bytesOf(each).toString()) as { severity: string }).severity)
  const names = [['High', 'high'], ['Medium', 'medium'], ['Low', 'low'], ['Informational', 'informational'], ['Unspecified', 'unknown'], ['catastrophic', 'catastrophic']] as const
  await expect(page.getByRole('group', { name: 'Severity' }).getByRole('checkbox')).toHaveCount(names.length)
  let chosen = 0
  for (const [name, value] of names) {
    const count = sent.filter(each => each === value).length
    expect(count).toBeGreaterThan(0)
    chosen += count
    await severity(page, name).check()
    await expect(grid(page)).toHaveAttribute('aria-rowcount', String(chosen + 1))
  }
  expect(chosen).toBe(sent.length)
})

test.describe('a custom window', () => {
  test.use({ tenant: { incidents: 900, spanHours: 800, seed: 4, awkward: false } })

  test('by creation time is collected completely and then refreshed', async ({ cloud, launch }) => {
    const { page } = await launch()
    await signInToGraph(page, cloud)
    await goTo(page, 'Incidents')
    const [start, end] = [hoursAgo(300), hoursAgo(100)]
    await chooseCreatedBetween(page, start, end)
    await refresh(page)
    const inside = createdBetween(cloud.tenant, start, end)
    expect(inside.length).toBeGreaterThan(150)
    await expectComplete(page, { incidents: inside.length })
    await page.getByRole('switch', { name: 'Show merged' }).check()
    await expect(grid(page)).toHaveAttribute('aria-rowcount', String(inside.length + 1))
    const whole = filters(cloud, 0)
    expect(whole).toHaveLength(Math.floor(inside.length / 50) + 1)
    expect(new Set(whole)).toEqual(new Set([`createdDateTime ge ${apiForm(start)} and createdDateTime le ${apiForm(end)}`]))

    // The refresh finds changes only in incidents that were created in the window.
    const raised = inside.find(each => !each.redirected && JSON.parse(each.bytes.toString()).severity === 'Medium')
    const outside = cloud.tenant.incidents.find(each => !inside.includes(each) && !each.redirected)
    if (!raised || !outside) throw new Error('no incident')
    cloud.defender.replace(edited(raised, { severity: 'High' }))
    cloud.defender.replace(edited(outside, { severity: 'High' }))
    await refresh(page)
    await expect(changes(page)).toHaveText(/^1 changed since \d\d:\d\d$/)
    await expectComplete(page, { incidents: inside.length, pages: 1 })
    const [later, ...more] = filters(cloud, whole.length)
    expect(more).toEqual([])
    expect(later).toMatch(new RegExp(`^${whole[0]} and lastUpdateDateTime ge \\S+Z$`))
  })
})

/** Formats a time for a filter, with all seven fractional digits. */
function apiForm(date: Date): string {
  return date.toISOString().replace('Z', '0000Z')
}
