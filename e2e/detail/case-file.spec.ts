/** @file An incident as a case file: sections, copies, entities, the tree of its JSON, and the way to the next incident. */
import type { Page } from '@playwright/test'
import type { Cloud } from '../cloud/start-cloud'
import { incidentRegion, openSection, refresh, sections, signIn } from '../harness/user'
import { expect, test } from '../harness/fixtures'
import { clipboardText } from '../harness/system/desktop'
import { serveIncidents } from '../harness/fake-list'

test.use({ tenant: { incidents: 1 } })

const at = (clock: string) => `2026-11-24T${clock}:00Z`
const url = { entityType: 'Url', url: 'https://evil.example/a', verdict: 'Malicious', remediationStatus: 'Blocked' }
const alert = (title: string, more: object) => ({ alertId: `da-${title}`, title, severity: 'High', status: 'New', serviceSource: 'MicrosoftDefenderForEndpoint', entities: [url], ...more })

function incident(incidentId: number): string {
  return JSON.stringify({
    incidentId, incidentName: `Case ${incidentId} <b>x</b>\u202E`, severity: 'High', status: 'Active', assignedTo: null, classification: 'TruePositive', determination: 'Phishing', tags: ['VIP'],
    createdTime: at('10:30'), lastUpdateTime: new Date(Date.now() - incidentId * 60_000).toISOString(), big: '@raw 12345678901234567890.10', resolvingComment: 'A field of its own',
    comments: [{ comment: 'Called the user.', createdBy: 'Lidia', createdTime: at('12:00') }],
    alerts: [
      alert('Inbox rule', { firstActivity: at('10:19'), creationTime: at('10:40'), status: 'Resolved', resolvedTime: at('11:00'), mitreTechniques: ['T1564'] }),
      alert('Password spray', { firstActivity: at('10:04'), creationTime: at('10:04'), entities: [{ entityType: 'User', userPrincipalName: 'megan@contoso.example' }, url] }),
      alert('No time', {}),
    ],
  }).replaceAll(/"@raw ([^"]*)"/g, '$1')
}

async function openFirst(page: Page, cloud: Cloud): Promise<void> {
  serveIncidents(cloud, 'defender-xdr', [1, 2, 3].map(incident))
  await signIn(page, cloud)
  await refresh(page)
  await page.getByRole('row').nth(1).click()
  await expect(incidentRegion(page, '1')).toHaveAttribute('aria-busy', 'false')
}

test('the sections are tabs with one tab stop, and the header says who, what, when and how far', async ({ cloud, launch }) => {
  const { page } = await launch()
  await openFirst(page, cloud)
  const region = incidentRegion(page, '1')
  await expect(region.getByRole('heading', { level: 2 })).toHaveText('Case 1 <b>x</b>⟨U+202E⟩')
  for (const text of ['Active', 'VIP', 'True positive / Phishing', '1 user', '3, 2 active', 'Unassigned']) await expect(region.locator('header')).toContainText(text)
  await region.getByText('Other fields').click()
  await expect(region.locator('header')).toContainText('resolvingCommentA field of its own')
  const tabs = page.getByRole('tablist', { name: 'Sections' }).getByRole('tab')
  expect(await tabs.evaluateAll(all => all.map(tab => tab.getAttribute('aria-label')))).toEqual([...sections])
  await expect(page.getByRole('tab', { name: 'Alerts', exact: true })).toHaveAccessibleDescription('3')
  await page.getByRole('tab', { name: 'Timeline' }).focus()
  for (const [key, name] of [['ArrowRight', 'Alerts'], ['End', 'Raw JSON'], ['ArrowRight', 'Timeline'], ['ArrowLeft', 'Raw JSON'], ['Home', 'Timeline']] as const) {
    await page.keyboard.press(key)
    await expect(page.getByRole('tab', { name, exact: true })).toBeFocused()
    await expect(page.getByRole('tabpanel', { name, exact: true })).toBeVisible()
    await expect(page.locator('[role="tab"][tabindex="0"]')).toHaveCount(1)
    await expect(page.getByRole('tabpanel')).toHaveCount(1)
  }
})

test('the timeline arranges alerts, comments and the incident by day, and loses nothing without a time', async ({ cloud, launch }) => {
  const { page } = await launch()
  await openFirst(page, cloud)
  const panel = await openSection(page, 'Timeline')
  await expect(panel.getByRole('heading', { level: 3 })).toHaveText(['Tuesday, 24 Nov 2026', /2026$/, 'Without a time'])
  const events = (await panel.getByRole('listitem').allInnerTexts()).map(text => text.replace(/\s+/g, ' '))
  expect(events[0]).toMatch(/^\d\d:04 Password spray High First activity, alert created Endpoint megan@contoso\.example, https:\/\/evil\.example\/a$/)
  expect(events.slice(1).map(text => text.replace(/^\d\d:/, ''))).toEqual([
    '19 Inbox rule High First activity Endpoint T1564 https://evil.example/a', '30 Incident created', '40 Alert created: Inbox rule', '00 Alert resolved: Inbox rule',
    '00 Comment by Lidia: Called the user.', expect.stringMatching(/Incident last updated$/), 'No time High Endpoint https://evil.example/a',
  ])
})

test('copies an incident as received, for a ticket and as commands without the token, and its entities defanged', async ({ cloud, launch }) => {
  const { page, electron } = await launch()
  await openFirst(page, cloud)
  const copy = async (name: string, note: string) => {
    await page.getByRole('button', { name: 'Copy', exact: true }).click()
    await page.getByRole('menuitem', { name }).click()
    await expect(page.getByRole('status').getByText(note)).toBeVisible()
    return clipboardText(electron)
  }
  expect(await copy('Copy as JSON', 'JSON copied')).toBe(incident(1).replace(/"lastUpdateTime":"[^"]*"/, /"lastUpdateTime":"[^"]*"/.exec(await clipboardText(electron))?.[0] ?? ''))
  const ticket = await copy('Copy as Markdown', 'Markdown copied')
  expect(ticket).toContain('### High · Case 1 &lt;b>x&lt;/b>⟨U+202E⟩')
  expect(ticket).toContain('URL `hxxps://evil[.]example/a` · Malicious')
  for (const [name, note, placeholder] of [['Copy as cURL', 'cURL command copied', '$TOKEN'], ['Copy as PowerShell', 'PowerShell command copied', '$env:TOKEN']] as const) {
    const command = await copy(name, note)
    expect(command).toContain('https://api.security.microsoft.com/api/incidents/1\'')
    expect(command).toContain(placeholder)
    for (const token of cloud.entra.issued) expect(command).not.toContain(token)
  }
  const panel = await openSection(page, 'Entities')
  await panel.getByRole('button', { name: 'Copy https://evil.example/a defanged' }).click()
  await expect(page.getByText('Copied defanged')).toBeVisible()
  expect(await clipboardText(electron)).toBe('hxxps://evil[.]example/a')
  await panel.getByRole('button', { name: 'Copy https://evil.example/a', exact: true }).click()
  await expect.poll(() => clipboardText(electron)).toBe('https://evil.example/a')
})

test('the menu of copies works by keyboard, and Escape closes it alone', async ({ cloud, launch }) => {
  const { page } = await launch()
  await openFirst(page, cloud)
  const button = page.getByRole('button', { name: 'Copy', exact: true })
  await button.focus()
  await page.keyboard.press('ArrowDown')
  await expect(page.getByRole('menuitem', { name: 'Copy as JSON' })).toBeFocused()
  await page.keyboard.press('ArrowUp')
  await expect(page.getByRole('menuitem', { name: 'Copy as PowerShell' })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(button).toBeFocused()
  await expect(page.getByRole('menu')).toHaveCount(0)
  await expect(incidentRegion(page, '1')).toBeVisible()
})

test('the tree of the JSON folds, searches and copies as received', async ({ cloud, launch }) => {
  const { page, electron } = await launch()
  await openFirst(page, cloud)
  const panel = await openSection(page, 'Raw JSON')
  const item = (name: string | RegExp) => panel.getByRole('treeitem', { name })
  await expect(item('big: 12345678901234567890.10')).toBeVisible()
  await item('alerts: [ 3 elements ]').click()
  await expect(item('alerts: [ 3 elements ]')).toHaveAttribute('aria-expanded', 'true')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowRight')
  await expect(panel.getByRole('treeitem', { level: 3 }).first()).toBeVisible()
  await page.keyboard.press('ArrowLeft')
  await page.keyboard.press('ArrowLeft')
  await expect(item('alerts: [ 3 elements ]')).toBeFocused()
  const search = panel.getByRole('searchbox', { name: 'Search JSON' })
  await search.fill('MEGAN@')
  await panel.getByRole('list', { name: 'Matches' }).getByRole('button', { name: /\$\.alerts\[1\]\.entities\[0\]\.userPrincipalName/ }).click()
  await expect(item('userPrincipalName: "megan@contoso.example"')).toBeFocused()
  await panel.getByRole('button', { name: 'Copy path' }).click()
  await expect(panel.getByText('Path copied')).toBeVisible()
  expect(await clipboardText(electron)).toBe('$.alerts[1].entities[0].userPrincipalName')
  await item('big: 12345678901234567890.10').click()
  await panel.getByRole('button', { name: 'Copy value' }).click()
  await expect(panel.getByText('Value copied')).toBeVisible()
  expect(await clipboardText(electron)).toBe('12345678901234567890.10')
  await search.press('Escape')
  await expect(panel.getByRole('list', { name: 'Matches' })).toHaveCount(0)
  await expect(incidentRegion(page, '1')).toBeVisible()
})

test('leads to the previous and the next incident by button and by key, in the same section', async ({ cloud, launch }) => {
  const { page } = await launch()
  await openFirst(page, cloud)
  await openSection(page, 'Comments')
  await expect(page.getByRole('button', { name: 'Previous incident' })).toBeDisabled()
  await page.getByRole('button', { name: 'Next incident' }).click()
  await expect(incidentRegion(page, '2')).toHaveAttribute('aria-busy', 'false')
  await page.getByRole('tab', { name: 'Comments' }).focus()
  await page.keyboard.press('Alt+ArrowDown')
  await expect(incidentRegion(page, '3')).toHaveAttribute('aria-busy', 'false')
  await expect(page.getByRole('tabpanel', { name: 'Comments' })).toContainText('Called the user.')
  await expect(page.getByRole('button', { name: 'Next incident' })).toBeDisabled()
  await page.keyboard.press('Alt+ArrowUp')
  await expect(incidentRegion(page, '2')).toBeVisible()
})
