/** @file Changes since an earlier list, merged incidents, the quota and auto-refresh. */
import type { Locator, Page } from '@playwright/test'
import type { Fields } from '../cloud/edit-incident'
import type { Cloud } from '../cloud/start-cloud'
import type { StoredIncident } from '../cloud/tenant'
import { readFileSync } from 'node:fs'
import { edited, newestWithSeverity, unmergedAt } from '../cloud/edit-incident'
import { finished, forgetCredentials, goTo, grid, incidentRegion, refresh, reloadButton, searchBox, signIn } from '../harness/user'
import { expectComplete } from '../harness/expect-complete'
import { expect, test } from '../harness/fixtures'
import { holdTimers } from '../harness/timers'
import { first, respond } from '../cloud/faults'
import { settingsFile } from '../harness/settings-file'

test.use({ tenant: { incidents: 120, seed: 33, awkward: false } })

const changes = (page: Page): Locator => page.getByRole('status', { name: 'Changes' })
const changedOnly = (page: Page): Locator => page.getByRole('switch', { name: 'Changed only' })
const meter = (page: Page): Locator => page.getByRole('meter', { name: 'Quota' })
const rowOf = (page: Page, id: string): Locator => page.getByRole('row').filter({ hasText: id })

/** Changes an incident now, as an analyst does. */
const edit = (cloud: Cloud, incident: StoredIncident, changed: Partial<Fields>) => cloud.defender.replace(edited(incident, changed))

test('counts, marks and filters changes, and shows the previous values', async ({ cloud, launch }) => {
  const { page } = await launch()
  await signIn(page, cloud)
  await refresh(page)
  await expect(changes(page)).toHaveCount(0)
  await expect(changedOnly(page)).toHaveCount(0)
  await expect(meter(page)).toHaveAttribute('aria-valuenow', '48')
  await expect(meter(page)).toHaveAttribute('aria-valuetext', '48 of 50 calls left this minute · 1,498 of 1,500 this hour')

  await refresh(page)
  await expect(changes(page)).toHaveText(/^Nothing changed since \d\d:\d\d$/)
  await expect(meter(page)).toHaveAttribute('aria-valuenow', '47')

  const raised = newestWithSeverity(cloud.tenant, 'Medium')
  const lowered = newestWithSeverity(cloud.tenant, 'High')
  edit(cloud, raised, { severity: 'High', status: 'Active', assignedTo: 'mia@contoso.example' })
  edit(cloud, lowered, { severity: 'Low' })
  await refresh(page)
  await expect(changes(page)).toHaveText(/^2 changed since \d\d:\d\d$/)
  await expect(page.getByRole('group', { name: 'Changed' }).getByRole('checkbox')).toHaveCount(2)
  await expect(page.getByRole('list', { name: 'Views' }).getByRole('button', { name: 'Changed' })).toHaveAccessibleDescription('2')
  await expect(rowOf(page, raised.id).getByRole('img', { name: /^Severity raised/ })).toBeVisible()
  await expect(rowOf(page, lowered.id).getByRole('img', { name: 'Severity lowered' })).toBeVisible()
  await expect(grid(page).getByRole('img', { name: /Severity|New/ })).toHaveCount(2)

  const before = await grid(page).getAttribute('aria-rowcount')
  await changedOnly(page).check()
  await expect(grid(page)).toHaveAttribute('aria-rowcount', '3')
  await page.getByRole('group', { name: 'Severity' }).getByRole('checkbox', { name: 'High' }).check()
  await expect(grid(page)).toHaveAttribute('aria-rowcount', '2')
  await rowOf(page, raised.id).click()
  const block = incidentRegion(page, raised.id)
  await expect(block).toContainText('Severity Medium → High')
  await expect(block).toContainText('→ mia@contoso.example')
  await page.getByRole('button', { name: 'Clear filters' }).click()
  await expect(changedOnly(page)).not.toBeChecked()
  await expect(grid(page)).toHaveAttribute('aria-rowcount', before ?? '')
})

test('counts changes from the list that the user has seen', async ({ cloud, launch }) => {
  const { page } = await launch()
  await signIn(page, cloud)
  await refresh(page)
  edit(cloud, newestWithSeverity(cloud.tenant, 'Medium'), { severity: 'High' })
  await refresh(page)
  await expect(changes(page)).toHaveText(/^1 changed since \d\d:\d\d$/)
  edit(cloud, newestWithSeverity(cloud.tenant, 'Low'), { status: 'InProgress', severity: 'Low' })
  await refresh(page)
  await expect(changes(page)).toHaveText(/^2 changed since \d\d:\d\d$/)
  const kinds = page.getByRole('group', { name: 'Changed' })
  await kinds.getByRole('checkbox', { name: 'raised' }).check()
  await expect(searchBox(page)).toHaveValue('is:raised')
  await expect(grid(page)).toHaveAttribute('aria-rowcount', '2')
  await kinds.getByRole('checkbox', { name: 'raised' }).uncheck()
  await changedOnly(page).check()
  await expect(grid(page)).toHaveAttribute('aria-rowcount', '3')
  await page.getByRole('button', { name: 'Mark seen' }).click()
  await expect(changes(page)).toHaveText(/^Nothing changed since \d\d:\d\d$/)
  await expect(page.getByRole('heading', { name: 'No incident matches' })).toBeVisible()
  // Lists of different windows cannot be compared, so the switch disappears and must no longer hide rows.
  await page.getByRole('radio', { name: '24 hours' }).check()
  await refresh(page)
  await expect(changes(page)).toHaveCount(0)
  await expect(changedOnly(page)).toHaveCount(0)
  await expect(page.getByRole('row').nth(1)).toBeVisible()
})

test('Reload all requests every incident, Refresh only changes', async ({ cloud, launch }) => {
  const { page } = await launch()
  await signIn(page, cloud)
  await refresh(page)
  const first = cloud.listRequests().length
  await refresh(page)
  expect(cloud.listRequests().length).toBe(first + 1)
  await reloadButton(page).click()
  await finished(page)
  expect(cloud.listRequests().length).toBe(first * 2 + 1)
  await expectComplete(page, { incidents: 120, pages: 2 })
  await expect(changes(page)).toHaveText(/^Nothing changed since \d\d:\d\d$/)
})

test('links a merged incident to the incident it was merged into', async ({ cloud, launch }) => {
  const { page } = await launch()
  await signIn(page, cloud)
  await refresh(page)
  const [merged, by, into] = [unmergedAt(cloud.tenant, 0), unmergedAt(cloud.tenant, 1), unmergedAt(cloud.tenant, 2)] as const
  const shown = Number(await grid(page).getAttribute('aria-rowcount'))
  edit(cloud, by, { status: 'Redirected', redirectIncidentId: Number(into.id) })
  edit(cloud, merged, { status: 'Redirected', redirectIncidentId: Number(by.id) })
  await refresh(page)
  await expect(changes(page)).toHaveText(/^2 changed since \d\d:\d\d \(2 merged, hidden\)$/)
  await expect(grid(page)).toHaveAttribute('aria-rowcount', String(shown - 2))
  await changedOnly(page).check()
  await expect(page.getByRole('heading', { name: 'No incident matches' })).toBeVisible()
  await page.getByRole('switch', { name: 'Show merged' }).check()
  await expect(grid(page)).toHaveAttribute('aria-rowcount', '3')
  await rowOf(page, merged.id).click()
  await expect(incidentRegion(page, merged.id)).toContainText(`merged into ${by.id}`)
  await page.getByRole('button', { name: `Show incident ${into.id}` }).click()
  const detail = page.getByRole('region', { name: `Incident ${into.id}` })
  await expect(detail).toContainText('Merged incidents')
  await expect(detail).toContainText(`#${merged.id}`)
  await expect(detail).toContainText(`#${by.id}`)

  await page.getByRole('button', { name: 'Clear filters' }).click()
  await page.getByRole('switch', { name: 'Show merged' }).uncheck()
  // A merged incident opens while the list hides it.
  await detail.getByRole('button', { name: `Show incident ${by.id}` }).click()
  await expect(incidentRegion(page, by.id)).toContainText(`#${into.id}`)
  await searchBox(page).fill(merged.id)
  await expect(grid(page)).toHaveAttribute('aria-rowcount', '2')
  await expect(page.getByRole('row').nth(1)).toContainText(into.id)
})

test('lists, finds and opens incidents that were merged in a circle', async ({ cloud, launch }) => {
  const [one, two, itself] = [unmergedAt(cloud.tenant, 0), unmergedAt(cloud.tenant, 1), unmergedAt(cloud.tenant, 2)] as const
  edit(cloud, one, { status: 'Redirected', redirectIncidentId: Number(two.id) })
  edit(cloud, two, { status: 'Redirected', redirectIncidentId: Number(one.id) })
  edit(cloud, itself, { status: 'Redirected', redirectIncidentId: Number(itself.id) })
  const { page } = await launch()
  await signIn(page, cloud)
  await refresh(page)
  await expectComplete(page, { incidents: 120 })
  // An incident that redirects to itself is not merged; the field appears as received.
  for (const { id } of [one, two]) {
    await searchBox(page).fill(id)
    await rowOf(page, id).click()
    await expect(incidentRegion(page, id)).toContainText('in a circle')
  }
  await searchBox(page).fill(itself.id)
  await rowOf(page, itself.id).click()
  const detail = incidentRegion(page, itself.id)
  await detail.getByText('Other fields').click()
  await expect(detail).toContainText(`redirectIncidentId${itself.id}`)
})

test('does not count an active incident without a redirect target as merged', async ({ cloud, launch }) => {
  const [zero, negative] = [unmergedAt(cloud.tenant, 0), unmergedAt(cloud.tenant, 1)] as const
  edit(cloud, zero, { status: 'Active', redirectIncidentId: 0 })
  edit(cloud, negative, { status: 'Active', redirectIncidentId: -1 })
  const { page } = await launch()
  await signIn(page, cloud)
  await refresh(page)
  for (const [{ id }, value] of [[zero, '0'], [negative, '-1']] as const) {
    await rowOf(page, id).click()
    const detail = incidentRegion(page, id)
    await detail.getByText('Other fields').click()
    await expect(detail).toContainText(`redirectIncidentId${value}`)
    await expect(detail).not.toContainText('Merged into')
  }
})

test('shows the remaining quota, and how long the service blocks requests', async ({ cloud, launch }) => {
  const { page } = await launch()
  await signIn(page, cloud)
  await goTo(page, 'Incidents')
  await expect(meter(page)).toHaveAttribute('aria-valuetext', '50 of 50 calls left this minute · 1,500 of 1,500 this hour')
  cloud.fault('api', first(respond(429, '', { 'Retry-After': '4' })))
  await page.getByRole('button', { name: 'Refresh', exact: true }).click()
  await expect(meter(page)).toHaveAttribute('aria-valuetext', /^blocked by the service for [1-5]\ss · 4\d of 50 calls left/)
  await expect(meter(page)).toContainText(/Blocked for [1-5]\ss/)
  await finished(page)
  await expect(meter(page)).toHaveAttribute('aria-valuetext', /^47 of 50 calls left this minute/)
})

test('leaves auto-refresh off by default and stores the user\'s choice', async ({ cloud, launch, userData }) => {
  const first = await launch()
  await signIn(first.page, cloud)
  const group = (page: Page) => page.getByRole('radiogroup', { name: 'Auto-refresh' })
  await expect(group(first.page).getByRole('radio', { name: 'Off' })).toBeChecked()
  const severity = first.page.getByLabel('Desktop notification')
  await expect(severity).toBeDisabled()
  await group(first.page).getByRole('radio', { name: '15 minutes' }).check()
  await severity.selectOption({ label: 'Medium and above' })
  await expect.poll(() => readFileSync(settingsFile(userData), 'utf8')).toContain('"medium"')
  await first.close()

  const { page, electron } = await launch()
  await goTo(page, 'Settings')
  await expect(group(page).getByRole('radio', { name: '15 minutes' })).toBeChecked()
  await expect(page.getByLabel('Desktop notification')).toHaveValue('medium')
  await expect(page.getByRole('textbox', { name: 'Tenant ID' })).toHaveValue(cloud.entra.app.tenantId)
  await forgetCredentials({ electron, page })
  await expect(group(page).getByRole('radio', { name: 'Off' })).toBeChecked()
})

test('auto-refreshes after a manual refresh and notifies once of severe incidents; a click opens the incident', async ({ cloud, keyring, launch, notifications, userData }) => {
  const session = await keyring()
  const desktop = await notifications(session)
  const { page, electron } = await launch({ env: session.env })
  await signIn(page, cloud)
  // The test decides when five minutes have passed.
  const { fire: passFiveMinutes } = await holdTimers(electron, 300_000)
  await page.getByRole('radiogroup', { name: 'Auto-refresh' }).getByRole('radio', { name: '5 minutes', exact: true }).check()
  await page.getByLabel('Desktop notification').selectOption({ label: 'High' })
  expect(await passFiveMinutes()).toBe(0)

  await refresh(page)
  const raised = newestWithSeverity(cloud.tenant, 'Medium')
  const kept = newestWithSeverity(cloud.tenant, 'Low')
  edit(cloud, raised, { severity: 'High', incidentName: '<b>Not bold</b> & more' })
  edit(cloud, kept, { severity: 'Medium' })
  expect(await passFiveMinutes()).toBe(1)
  await expect.poll(desktop.shown).toEqual([['1 incident raised to High', expect.stringContaining('‹b›Not bold‹/b› ＆ more')]])
  await goTo(page, 'Access')
  await desktop.click()
  await expect(page.getByRole('region', { name: `Incident ${raised.id}` })).toBeVisible()
  await goTo(page, 'Settings')
  await page.getByRole('radiogroup', { name: 'Auto-refresh' }).getByRole('radio', { name: 'Off' }).check()
  await expect.poll(() => readFileSync(settingsFile(userData), 'utf8')).not.toMatch(/"minutes":\s*5/)
  const requests = cloud.listRequests().length
  expect(await passFiveMinutes()).toBe(0)
  expect(cloud.listRequests().length).toBe(requests)
  expect(desktop.shown().length).toBe(1)
})
