/** @file Microsoft Graph cannot deliver some alerts with the list. The app reports them as missing and loads them when the user opens the incident. */
import type { Page } from '@playwright/test'
import type { Cloud } from '../cloud/start-cloud'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { hold } from '../cloud/faults'
import { graphHost } from '../cloud/hosts'
import { collection, exportIncidents, exportStatus, grid, openSection, refresh, searchBox, signInToGraph, upToDate } from '../harness/user'
import { expectComplete } from '../harness/expect-complete'
import { expect, test } from '../harness/fixtures'
import { skipRetryPauses } from '../harness/timers'
import { chooseSavePath } from '../harness/system/save-dialog'
import { expectAccessible } from '../harness/accessibility'
import { exportOf } from '../harness/expected-export'
import { unmergedAt } from '../cloud/edit-incident'

test.use({ tenant: { incidents: 120, seed: 5 } })

const missing = (page: Page) => page.getByRole('status', { name: 'Missing alerts' })
const isAlone = (url: URL) => url.pathname !== '/v1.0/security/incidents'

/** Returns the nth incident that is not merged, with the number of its alerts. */
function anyOf({ tenant }: Cloud, nth: number) {
  const incident = unmergedAt(tenant, nth)
  const { alerts } = JSON.parse(incident.bytes.toString()) as { alerts: readonly unknown[] }
  return { ...incident, alerts: alerts.length }
}

async function open(page: Page, id: string) {
  await searchBox(page).fill(id)
  await upToDate(page)
  await page.getByRole('row').nth(1).click()
  return page.getByRole('region', { name: `Incident ${id}` })
}

test('reports an incident without alerts in the list and the export until the user opens it', async ({ cloud, folder, launch }) => {
  const bad = anyOf(cloud, 30)
  cloud.graph.options.unexpandable = ({ id }, isSingle) => id === bad.id && !isSingle
  const { page, electron } = await launch()
  await skipRetryPauses(electron)
  await signInToGraph(page, cloud)
  await refresh(page)
  await expectComplete(page, { incidents: 120, withoutAlerts: 1 })
  await expect(missing(page)).toContainText('did not send the alerts of 1 incident. XDR Desk requests an incident\'s alerts again when you open it.')
  await missing(page).getByRole('button', { name: 'Show them' }).click()
  await expect(searchBox(page)).toHaveValue('alerts:none')
  await expect(grid(page)).toHaveAttribute('aria-rowcount', '2')
  await expect(page.getByRole('row').nth(1)).toContainText(bad.id)
  await page.getByRole('button', { name: 'Clear filters' }).click()

  const file = path.join(folder, 'out.json')
  const dialog = await chooseSavePath(electron, file)
  const contents = (source: 'without-alerts' | 'single') => exportOf(cloud.tenant.incidents.map(each => cloud.graph.bytesOf(each, each.id === bad.id ? source : 'listed')))
  await exportIncidents(page)
  await expect(exportStatus(page)).toContainText('Exported 120 incidents, 1 of them without alerts.')
  expect(path.basename((await dialog.options()).defaultPath)).toMatch(/^Latest Incidents \S+ \(1 without alerts\)\.json$/)
  expect((await dialog.options()).title).toBe('Export 120 incidents, 1 without alerts')
  expect(readFileSync(file, 'latin1')).toBe(contents('without-alerts'))

  // An unknown number of alerts sorts first, because it may be the highest.
  await page.getByRole('columnheader', { name: 'Alerts' }).getByRole('button').click()
  await expect(page.getByRole('row').nth(1)).toContainText(bad.id)
  await expect(page.getByRole('row').nth(1).locator('.col-alerts').getByRole('img', { name: 'Not known' })).toHaveText('–')

  const before = cloud.listRequests().length
  const detail = await open(page, bad.id)
  await expect(detail.getByRole('tab', { name: 'Alerts' })).toHaveAccessibleDescription(String(bad.alerts))
  await expect(page.getByRole('row').nth(1).locator('.col-alerts')).toHaveText(new RegExp(String.raw`^\d+/${bad.alerts}\salerts?$`))
  const requests = cloud.listRequests().slice(before)
  expect(requests.map(({ host, url }) => [host, url.pathname, url.search])).toEqual([[graphHost, `/v1.0/security/incidents/${bad.id}`, '?$expand=alerts']])
  await expectComplete(page)
  await expect(missing(page)).toHaveCount(0)

  await exportIncidents(page)
  await expect(exportStatus(page)).toHaveText(/Exported 120\sincidents\./)
  expect(path.basename((await dialog.options()).defaultPath)).toMatch(/^Latest Incidents \S+Z\.json$/)
  expect(readFileSync(file, 'latin1')).toBe(contents('single'))

  // A refresh neither requests the incident again nor counts it as changed.
  await searchBox(page).fill('')
  await refresh(page)
  await expect(page.getByText('Nothing changed')).toBeVisible()
  expect(cloud.listRequests().slice(before + 1).filter(({ url }) => isAlone(url))).toEqual([])
})

test('sends few requests if the service cannot deliver any alerts, and shows an incident while its alerts load', async ({ cloud, launch }) => {
  cloud.graph.options.unexpandable = () => true
  const { page, electron } = await launch()
  await skipRetryPauses(electron)
  await signInToGraph(page, cloud)
  await refresh(page)
  await expectComplete(page, { incidents: 120, withoutAlerts: 120 })
  expect(cloud.listRequests().length).toBeLessThan(20)
  await expect(grid(page).getByRole('img', { name: 'Not known' }).first()).toBeVisible()

  const incident = anyOf(cloud, 2)
  const held = hold()
  cloud.fault('graph', (_nth, url) => isAlone(url) ? held.fault : undefined)
  const detail = await open(page, incident.id)
  const alerts = await openSection(page, 'Alerts')
  await expect(alerts.getByRole('progressbar', { name: 'Fetching alerts' })).toBeVisible()
  await expect(detail).toContainText('Assigned to')
  held.release()
  await expect(alerts.getByRole('alert')).toHaveText(/could not deliver the incident with its alerts \(HTTP 500\).*requested only this incident, twice, without success\..*Try again/)
  for (const name of ['Timeline', 'Entities', 'Alerts'] as const) await expect((await openSection(page, name)).getByRole('button', { name: 'Try again' })).toBeVisible()
  await expectAccessible(page, 'alerts that could not be loaded')
  cloud.graph.options.unexpandable = (_incident, isSingle) => !isSingle
  await alerts.getByRole('button', { name: 'Try again' }).click()
  await expect(detail.getByRole('tab', { name: 'Alerts' })).toHaveAccessibleDescription(String(incident.alerts))
  await expect(collection(page)).toContainText('119 without alerts')
})
