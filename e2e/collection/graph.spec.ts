/** @file Microsoft Graph instead of the Defender XDR API: window, table, detail, export and verdict work the same. */
import type { Page } from '@playwright/test'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { from, respond } from '../cloud/faults'
import { foreignHost, graphHost } from '../cloud/hosts'
import { apiTime } from '../cloud/tenant'
import { accepted, chooseGraph, collection, exportIncidents, exportStatus, finished, goTo, grid, openSection, refresh, refreshButton, saveButton, searchBox, secretStorage, signIn, signInToGraph, typeCredentials } from '../harness/user'
import { expectComplete } from '../harness/expect-complete'
import { expect, test } from '../harness/fixtures'
import { chooseSavePath } from '../harness/system/save-dialog'
import { expectAccessible } from '../harness/accessibility'
import { exportOf } from '../harness/expected-export'
import { unmerged } from '../cloud/edit-incident'

const choice = (page: Page) => page.getByRole('radiogroup', { name: 'API' })
const verdict = (page: Page) => page.getByRole('region', { name: 'Verdict' })

test('lists incidents completely, filters them and exports them as received', async ({ cloud, folder, launch }) => {
  const { page, electron } = await launch()
  await signInToGraph(page, cloud)
  await expect(page.getByRole('navigation')).toContainText('Microsoft Graph')
  await refresh(page)
  await expectComplete(page, { incidents: 250, pages: 6 })

  const requests = cloud.listRequests()
  // Five full pages, and a request for the page after the last one.
  expect(requests.map(({ host }) => host)).toEqual(Array.from({ length: 6 }, () => graphHost))
  for (const { url } of requests) {
    expect(url.searchParams.get('$filter')).toMatch(/^lastUpdateDateTime ge \S+\.\d{7}Z$/)
    expect(url.searchParams.get('$top')).toBe('50')
    expect(url.searchParams.get('$expand')).toBe('alerts')
  }

  // Filters treat the values of both APIs alike.
  const shown = unmerged(cloud.tenant)
  const parsed = shown.map(incident => JSON.parse(cloud.graph.bytesOf(incident).toString()) as { severity: string, status: string })
  const count = (matches: (incident: { severity: string, status: string }) => boolean) => String(parsed.filter(matches).length + 1)
  await expect(grid(page)).toHaveAttribute('aria-rowcount', String(shown.length + 1))
  await page.getByRole('group', { name: 'Severity' }).getByRole('checkbox', { name: 'High' }).check()
  await expect(grid(page)).toHaveAttribute('aria-rowcount', count(each => each.severity === 'high'))
  await page.getByRole('group', { name: 'Status' }).getByRole('checkbox', { name: 'In progress' }).check()
  await expect(grid(page)).toHaveAttribute('aria-rowcount', count(each => each.severity === 'high' && each.status === 'inProgress'))
  await page.getByRole('button', { name: 'Clear filters' }).click()
  // One value that Graph hides as unknownFutureValue, and one undocumented value.
  await page.getByRole('group', { name: 'Status' }).getByRole('checkbox', { name: 'Awaiting action' }).check()
  await expect(grid(page)).toHaveAttribute('aria-rowcount', count(each => each.status === 'awaitingAction'))
  await expect(page.getByRole('group', { name: 'Severity' }).getByRole('checkbox', { name: 'catastrophic' })).toBeVisible()

  const file = path.join(folder, 'out.json')
  await chooseSavePath(electron, file)
  await exportIncidents(page)
  await expect(exportStatus(page)).toContainText('Exported 250 incidents')
  expect(readFileSync(file, 'latin1')).toBe(exportOf(cloud.tenant.incidents.map(each => cloud.graph.bytesOf(each))))
})

test('requests only changes in a refresh', async ({ cloud, launch }) => {
  const { page } = await launch()
  await signInToGraph(page, cloud)
  await refresh(page)
  const before = cloud.listRequests().length
  const changed = cloud.tenant.incidents.findLast(incident => !incident.redirected)
  if (!changed) throw new Error('no incident')
  const updated = BigInt(Date.now()) * 10_000n
  const name = 'Changed a moment ago'
  const json = changed.bytes.toString().replaceAll(apiTime(changed.updated), apiTime(updated)).replace(/"incidentName":"[^"]*"/, `"incidentName":"${name}"`)
  cloud.defender.replace({ ...changed, updated, bytes: Buffer.from(json) })
  await refreshButton(page).click()
  await expect(page.getByRole('row').nth(1)).toContainText(name)
  await finished(page)
  await expectComplete(page, { incidents: 250, pages: 1 })
  expect(cloud.listRequests().length).toBe(before + 1)
})

test.describe(() => {
  test.use({ tenant: { incidents: 60, seed: 3 } })

  test('shows an incident with its alerts, entities, comments and link', async ({ cloud, launch }) => {
    const { page } = await launch()
    await signInToGraph(page, cloud)
    await refresh(page)
    // One incident has 150 alerts, which contain evidence of every type.
    const large = cloud.tenant.incidents.find(({ bytes }) => (JSON.parse(bytes.toString()) as { alerts: unknown[] }).alerts.length === 150)
    if (!large) throw new Error('no incident with 150 alerts')
    await page.getByRole('switch', { name: 'Show merged' }).check()
    await searchBox(page).fill(large.id)
    await page.getByRole('row').nth(1).click()
    const detail = page.getByRole('region', { name: `Incident ${large.id}` })
    await expect(detail.getByRole('tab', { name: 'Alerts' })).toHaveAccessibleDescription('150')
    const entities = await openSection(page, 'Entities')
    const more = entities.getByRole('button', { name: /^Show (?:the other|[\d,]+\smore)/ })
    while (await more.isVisible()) await more.click()
    for (const type of ['Device', 'User', 'IP address', 'URL', 'File', 'Process', 'Mailbox', 'Email', 'Email cluster', 'OAuth app', 'Registry', 'QuantumWidget']) {
      await expect(entities.getByRole('cell').getByText(type, { exact: true }).filter({ visible: true }).first()).toBeVisible()
    }
    await entities.getByRole('button', { name: /^Fields of powershell\.exe -nop/ }).first().click()
    await expect(entities.getByText('imageFile.fileName').first()).toBeVisible()
    await expect(detail.getByRole('link', { name: 'Open in Defender' })).toBeVisible()
    const raw = await openSection(page, 'Raw JSON')
    await expect(raw.getByRole('treeitem', { name: /^alerts: \[ 150\selements \]/ })).toBeVisible()
  })
})

test('requires a role of Microsoft Graph, not of the Defender XDR API', async ({ cloud, launch }) => {
  cloud.entra.roles = ['Incident.ReadWrite.All']
  cloud.entra.graphRoles = []
  const { page } = await launch()
  await signInToGraph(page, cloud)
  await page.getByRole('button', { name: 'See what is missing' }).click()
  await expect(verdict(page)).toHaveText(/^\s*Cannot list incidents.*roles claim is missing.*Microsoft Graph.*Application permissions.*SecurityIncident\.Read\.All.*Grant admin consent/)
  await refresh(page)
  await expect(page.getByRole('alert')).toHaveText(/isn't allowed to list incidents.*Missing application roles.*Open Access/)

  cloud.entra.graphRoles = ['SecurityIncident.Read.All']
  await goTo(page, 'Access')
  await page.getByRole('button', { name: 'Get a new token' }).click()
  await expect(verdict(page)).toHaveText(/^\s*Can list incidents.*SecurityIncident\.Read\.All/)
  await expect(page.getByRole('list', { name: 'Roles' })).toContainText('This is all that XDR Desk needs.')

  // The verdict describes the claims, even if they do not change what the token allows.
  cloud.entra.claims = { roles: ['Incident.Read.All'] }
  await page.getByRole('button', { name: 'Get a new token' }).click()
  await expect(verdict(page)).toHaveText(/^\s*Cannot list incidents.*Incident\.Read\.All gives access to Defender XDR, not to Microsoft Graph/)
  await expect(page.getByRole('list', { name: 'Roles' })).toContainText('It does not give access to Microsoft Graph.')
  cloud.entra.claims = { aud: 'https://api.security.microsoft.com' }
  await page.getByRole('button', { name: 'Get a new token' }).click()
  await expect(verdict(page)).toHaveText(/^\s*Cannot list incidents.*the token is for Defender XDR, but XDR Desk requested one for Microsoft Graph/)
})

test('shows a partial response, and never reports it as complete', async ({ cloud, launch }) => {
  cloud.graph.options.warning = '199 - "Microsoft/Defender for Office 365/504/10000"'
  const { page } = await launch()
  await signInToGraph(page, cloud)
  await refresh(page)
  await expect(collection(page)).toHaveText(/^250\sincidents .* · incomplete: graph\.microsoft\.com sent only part of the list · back to [^·]+ · as of /)
  await expect(page.getByRole('alert').or(page.getByRole('status')).getByText('Defender for Office 365/504/10000').first()).toBeVisible()
  cloud.graph.options.warning = null
  await refresh(page)
  await expectComplete(page, { incidents: 250 })
})

test('refuses a nextLink to another host and keeps the loaded incidents', async ({ cloud, launch }) => {
  cloud.graph.options.link = `https://${foreignHost}/v1.0/security/incidents?$skip=50`
  const { page } = await launch()
  await signInToGraph(page, cloud)
  await refresh(page)
  await expect(page.getByRole('alert')).toHaveText(/names another host/)
  await expect(collection(page)).toHaveText(/^50\sincidents .* incomplete/)
  expect(cloud.foreignRequests).toEqual([])
})

test('reports an incomplete list after a failed page and keeps the loaded incidents', async ({ cloud, launch }) => {
  cloud.fault('graph', from(3, respond(403, '')))
  const { page } = await launch()
  await signInToGraph(page, cloud)
  await refresh(page)
  await expect(collection(page)).toHaveText(/^100\sincidents .* · incomplete: The request to graph\.microsoft\.com was refused \(HTTP 403\)/)
})

test('stores the choice of API, keeps the saved secret and drops the list', async ({ cloud, keyring, launch }) => {
  const { env } = await keyring()
  const first = await launch({ env })
  await signIn(first.page, cloud)
  await expect(choice(first.page).getByRole('radio', { name: 'Defender XDR' })).toBeChecked()
  await refresh(first.page)
  await expect(collection(first.page)).toHaveText(/^250\sincidents .* · 3\spages/)
  await chooseGraph(first.page)
  await expect(choice(first.page).locator('..').locator('..')).toContainText('SecurityIncident.Read.All of “Microsoft Graph”')
  await saveButton(first.page).click()
  await expect(accepted(first.page)).toBeVisible()
  await goTo(first.page, 'Incidents')
  await expect(grid(first.page)).toHaveCount(0)
  await first.close()

  const second = await launch({ env })
  await goTo(second.page, 'Settings')
  await expect(choice(second.page).getByRole('radio', { name: 'Microsoft Graph' })).toBeChecked()
  await expect(secretStorage(second.page)).not.toContainText('this session only')
  await refresh(second.page)
  await expectComplete(second.page, { incidents: 250, pages: 6 })
})

test('offers the choice of API by keyboard and without accessibility violations', async ({ cloud, launch }) => {
  cloud.entra.graphRoles = []
  const { page } = await launch()
  await goTo(page, 'Settings')
  await choice(page).getByRole('radio', { name: 'Defender XDR' }).focus()
  await page.keyboard.press('ArrowRight')
  await expect(choice(page).getByRole('radio', { name: 'Microsoft Graph' })).toBeChecked()
  await expect(choice(page)).toHaveAccessibleDescription(/SecurityIncident\.Read\.All/)
  await signIn(page, cloud)
  for (const screen of ['Settings', 'Access'] as const) {
    await goTo(page, screen)
    await expectAccessible(page, screen)
  }
})

test('reports a tenant without Microsoft Graph', async ({ cloud, launch }) => {
  cloud.entra.refuseWith = 500011
  const { page } = await launch()
  await chooseGraph(page)
  await typeCredentials(page, cloud)
  await expect(page.getByRole('alert')).toHaveText(/Microsoft Graph was not found.*the service principal “Microsoft Graph”/)
})
