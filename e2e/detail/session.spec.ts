/** @file What the session remembers of an open incident: when refreshes saw its changes, and its content after it left the list. */
import { edited, newestWithSeverity } from '../cloud/edit-incident'
import { serveIncidents } from '../harness/fake-list'
import { expect, test } from '../harness/fixtures'
import { grid, incidentRegion, openSection, refresh, reloadAll, signIn } from '../harness/user'

test.use({ tenant: { incidents: 30, awkward: false, redirectedShare: 0 } })

test('shows each change once, with the time at which a refresh saw it, also after the list was marked as seen', async ({ cloud, launch }) => {
  const { page } = await launch()
  await signIn(page, cloud)
  await refresh(page)
  const incident = newestWithSeverity(cloud.tenant, 'Medium')
  await grid(page).getByRole('row').filter({ hasText: incident.id }).click()
  const header = incidentRegion(page, incident.id).locator('header')
  const seen = (await openSection(page, 'Timeline')).getByRole('listitem').filter({ hasText: 'Refresh:' })
  await expect(seen).toHaveCount(0)

  const raised = edited(incident, { severity: 'High', status: 'Active' })
  cloud.defender.replace(raised)
  await refresh(page)
  await expect(header).toContainText(/Severity Medium → High \(refresh at \d\d:\d\d\)/)
  const severity = seen.filter({ hasText: 'Severity Medium → High' })
  await expect(severity).toHaveText(/^\s*\d\d:\d\d/)
  cloud.defender.replace(edited(raised, { severity: 'High', assignedTo: 'mia@contoso.example' }))
  await refresh(page)
  await expect(header).toContainText(/→ mia@contoso\.example \(refresh at \d\d:\d\d\)/)
  await expect(severity).toHaveCount(1)
  await expect(seen.filter({ hasText: 'mia@contoso.example' })).toHaveCount(1)

  await page.getByRole('button', { name: 'Mark seen' }).click()
  await expect(header).not.toContainText('Changed since')
  await expect(severity).toHaveCount(1)
})

test('an incident that left the list keeps its raw JSON, its entities and its copies', async ({ cloud, launch }) => {
  const { page } = await launch()
  const incident = (incidentId: number) => JSON.stringify({
    incidentId, incidentName: `Case ${incidentId}`, severity: 'High', status: 'Active', createdTime: new Date().toISOString(), lastUpdateTime: new Date(Date.now() - incidentId * 60_000).toISOString(),
    alerts: [{ alertId: 'a', title: 'Password spray', entities: [{ entityType: 'User', userPrincipalName: 'megan@contoso.example', aadUserId: 'a-b-c' }] }],
  })
  serveIncidents(cloud, 'defender-xdr', [1, 2].map(incident))
  await signIn(page, cloud)
  await refresh(page)
  await grid(page).getByRole('row').nth(1).click()
  await expect(incidentRegion(page, '1')).toHaveAttribute('aria-busy', 'false')
  serveIncidents(cloud, 'defender-xdr', [incident(2)])
  await reloadAll(page)
  const region = incidentRegion(page, '1')
  await expect(region.getByText('The new list does not contain this incident')).toBeVisible()
  const json = await openSection(page, 'Raw JSON')
  await json.getByRole('treeitem', { name: 'alerts: [ 1 element ]' }).click()
  await expect(json.getByRole('treeitem', { level: 2 })).toHaveCount(1)
  await json.getByRole('searchbox', { name: 'Search JSON' }).fill('megan@')
  await expect(json.getByRole('list', { name: 'Matches' }).getByRole('button')).toHaveCount(1)
  await (await openSection(page, 'Entities')).getByRole('button', { name: 'Fields of megan@contoso.example' }).click()
  await expect(region.getByText('a-b-c')).toBeVisible()
  await region.getByRole('button', { name: 'Copy', exact: true }).click()
  await region.getByRole('menuitem', { name: 'Copy as Markdown' }).click()
  await expect(region.getByText('Markdown copied')).toBeVisible()
  await expect(page.getByRole('alert')).toHaveCount(0)
})
