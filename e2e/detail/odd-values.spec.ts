/** @file Unusual values, and entities that occur in several alerts, look the same with both APIs. */
import type { Page } from '@playwright/test'
import type { ApiKind } from '../../src/shared/vocabulary/clouds'
import type { Cloud } from '../cloud/start-cloud'
import { goTo, grid, incidentRegion, openSection, refresh, searchBox, signIn, upToDate } from '../harness/user'
import { expect, test } from '../harness/fixtures'
import { serveIncidents } from '../harness/fake-list'

test.use({ tenant: { incidents: 1 } })

const names = {
  'defender-xdr': { id: 'incidentId', name: 'incidentName', lastUpdate: 'lastUpdateTime', created: 'createdTime', alertId: 'alertId', evidence: 'entities' },
  'microsoft-graph': { id: 'id', name: 'displayName', lastUpdate: 'lastUpdateDateTime', created: 'createdDateTime', alertId: 'id', evidence: 'evidence' },
} as const

const minutesAgo = (minutes: number): string => new Date(Date.now() - minutes * 60_000).toISOString()

/** Serves a list of incidents with the given members, under the API's names. Other members get usual values. */
async function list(page: Page, cloud: Cloud, api: ApiKind, incidents: readonly Readonly<Record<string, unknown>>[]): Promise<void> {
  const its = names[api]
  const texts = incidents.map(({ id, name, lastUpdate, created, ...rest }, index) => JSON.stringify({
    [its.id]: id ?? 100 + index, [its.name]: name ?? `Incident ${index}`, [its.lastUpdate]: lastUpdate ?? minutesAgo(index), [its.created]: created ?? minutesAgo(index), alerts: [], ...rest,
  }).replaceAll(/"@raw ([^"]*)"/g, '$1'))
  serveIncidents(cloud, api, texts)
  await goTo(page, 'Settings')
  if (api === 'microsoft-graph') await page.getByRole('radiogroup', { name: 'API' }).getByRole('radio', { name: 'Microsoft Graph' }).check()
  await signIn(page, cloud)
  await refresh(page)
  await expect(grid(page)).toHaveAttribute('aria-rowcount', String(incidents.length + 1))
}

const rows = (page: Page) => grid(page).locator('.grid-scroll').getByRole('row')
/** Returns the texts of a column, from the top. */
async function column(page: Page, name: string): Promise<string[]> {
  await upToDate(page)
  return (await rows(page).locator(`.col-${name}`).allInnerTexts()).map(text => text.replace(/\s+/g, ' ').trim())
}

for (const api of ['defender-xdr', 'microsoft-graph'] as const) {
  test.describe(`${api}: unusual values`, () => {
    test('shows values of unexpected types as they are, in the list and in the incident', async ({ cloud, launch }) => {
      const { page } = await launch()
      await list(page, cloud, api, [
        { name: '   ', severity: 3, status: ['Active', null], assignedTo: { displayName: 'Adele', mail: null }, lastUpdate: Math.floor(Date.now() / 1000) - 7200, created: Date.now() - 3 * 3_600_000,
          alerts: [null, { title: 'A real one' }, 'str', 5], comments: ['first', null, 'second'], labels: ['a', null, 'b'] },
        { id: -4, alerts: { title: 'Only one' }, comments: { comment: 'An object', createdBy: 'Eve' } },
        { id: '@raw 1E+21', comments: 'A text' },
        { id: 'case/7 ?', name: 'Deep', extra: `@raw ${'['.repeat(3000)}7${']'.repeat(3000)}` },
      ])
      await page.getByRole('columnheader', { name: 'Alerts' }).getByRole('button').click()
      const first = rows(page).first()
      await expect(first).toContainText('(no name)')
      await expect(first).toContainText('displayName: Adele')
      const shown = ['severity', 'status', 'name', 'id', 'alerts', 'assignedTo', 'lastUpdate', 'created'].map(async name => (await column(page, name))[0])
      expect(await Promise.all(shown)).toEqual(['3', 'Active', '(no name)', '100', '3/3 alerts', 'displayName: Adele', '2 h ago', '3 h ago'])
      await first.click()
      await expect(page.getByRole('tab', { name: 'Alerts' })).toHaveAccessibleDescription('3')
      await expect((await openSection(page, 'Alerts')).locator('.item-title')).toHaveText(['A real one', 'str', '5'])
      await expect((await openSection(page, 'Comments')).locator('blockquote')).toHaveText([/^\s*\(no author\)\s*first$/, /^\s*\(no author\)\s*second$/])
      await incidentRegion(page, '100').getByText('Other fields').click()
      await expect(incidentRegion(page, '100')).toContainText('labelsa, b')
      await expect(incidentRegion(page, '100').locator('dl').first()).toHaveText(/Assigned to\s*displayName: Adele/)
      for (const [id, alerts, comment] of [['-4', ['Only one'], /^Eve\s*An object$/], ['1E+21', [], /^\s*\(no author\)\s*A text$/], ['case/7 ?', [], null]] as const) {
        await rows(page).filter({ has: page.getByText(id, { exact: true }) }).click()
        await expect(page.getByRole('region', { name: `Incident ${id}` })).toHaveAttribute('aria-busy', 'false')
        await expect((await openSection(page, 'Alerts')).locator('.item-title')).toHaveText([...alerts])
        if (comment !== null) await expect((await openSection(page, 'Comments')).locator('blockquote')).toHaveText(comment)
        const written = JSON.stringify(id === '-4' ? -4 : id).replace('"1E+21"', '1E+21')
        await expect((await openSection(page, 'Raw JSON')).getByRole('treeitem', { name: `${names[api].id}: ${written}`, exact: true })).toBeVisible()
      }
      await expect(page.getByRole('treeitem', { name: 'extra: [ 1 element ]' })).toBeVisible()
      await expect(page.getByRole('alert')).toHaveCount(0)
    })

    test('sorts, filters and searches values of unexpected types by the same rules as other values', async ({ cloud, launch }) => {
      const { page } = await launch()
      const day = new Date().toISOString().slice(0, 10)
      const at = (clock: string) => `${day}T${clock}`
      await list(page, cloud, api, [
        { name: 'Power\u200BShell', severity: ' High ', created: at('12:00:00+02:00') },
        { name: 'Cafe\u0301', severity: 'HIGH', created: at('11:00:00Z') },
        { name: 'İSTANBUL', severity: 'h\u200Bigh', created: '' },
        { name: 'Ｆｕｌｌ', severity: 'high', created: 'yesterday' },
      ])
      // One for all spellings of High, and those that are always offered.
      await expect(page.getByRole('group', { name: 'Severity' }).getByRole('checkbox')).toHaveCount(4)
      await page.getByRole('group', { name: 'Severity' }).getByRole('checkbox', { name: 'High' }).check()
      await expect(grid(page)).toHaveAttribute('aria-rowcount', '5')
      const search = searchBox(page)
      for (const [needle, id] of [['powershell', '100'], ['caf\u00E9', '101'], ['istanbul', '102'], ['FULL', '103'], ['ca\u200Bfe', '101']] as const) {
        await search.fill(needle)
        await expect(grid(page)).toHaveAttribute('aria-rowcount', '2')
        expect(await column(page, 'id')).toEqual([id])
      }
      await search.fill('')
      const header = page.getByRole('columnheader', { name: 'Created' })
      await header.getByRole('button').click()
      await expect(header).toHaveAttribute('aria-sort', 'descending')
      expect(await column(page, 'id')).toEqual(['101', '100', '102', '103'])
      await header.getByRole('button').click()
      await expect(header).toHaveAttribute('aria-sort', 'ascending')
      expect(await column(page, 'id')).toEqual(['100', '101', '102', '103'])
    })
  })

  test.describe(`${api}: many values and shared entities`, () => {
    test('leaves enough room for the list next to 99 unknown values', async ({ cloud, launch }) => {
      const { page } = await launch()
      await page.setViewportSize({ width: 900, height: 600 })
      await list(page, cloud, api, Array.from({ length: 99 }, (_, index) => ({ severity: `Odd severity ${index}`, status: `Odd status ${index}` })))
      const height = async () => (await grid(page).boundingBox())?.height ?? 0
      expect(await height()).toBeGreaterThan(200)
      const group = page.getByRole('group', { name: 'Status' })
      await page.getByRole('button', { name: 'Status', exact: true, expanded: false }).click()
      await expect(group.getByRole('checkbox')).toHaveCount(50)
      await group.getByRole('searchbox', { name: 'Search Status' }).fill('status 57')
      await group.getByRole('checkbox', { name: 'Odd status 57', exact: true }).check()
      await expect(grid(page)).toHaveAttribute('aria-rowcount', '2')
      await page.keyboard.press('Escape')
      expect(await height()).toBeGreaterThan(200)
      await page.getByRole('button', { name: 'Status', exact: true, expanded: false }).click()
      await expect(group.getByRole('checkbox', { name: 'Odd status 57', exact: true })).toBeChecked()
      await page.keyboard.press('Escape')
      await page.getByRole('button', { name: 'Clear filters' }).click()
      await expect(grid(page)).toHaveAttribute('aria-rowcount', '100')
    })

    test('shows an entity once, with all its verdicts', async ({ cloud, launch }) => {
      const { page } = await launch()
      const typed = (type: string, fields: object) => api === 'microsoft-graph'
        ? { '@odata.type': `#microsoft.graph.security.${type}Evidence`, ...fields }
        : { entityType: `${type.charAt(0).toUpperCase()}${type.slice(1)}`, ...fields }
      const host = (verdict: string) => typed('device', { deviceDnsName: 'pc.contoso.example', verdict })
      const ip = (verdict: string, remediationStatus: string) => typed('ip', { ipAddress: '203.0.113.1', verdict, remediationStatus })
      const file = (sha256: string) => typed('file', api === 'microsoft-graph' ? { fileDetails: { fileName: 'x.exe', sha256 } } : { fileName: 'x.exe', sha256 })
      const mail = api === 'microsoft-graph' ? typed('analyzedMessage', { subject: '\uFEFF', internetMessageId: '<1@x>' }) : typed('mailMessage', { subject: '\uFEFF', internetMessageId: '<1@x>' })
      const alert = (title: string, ...evidence: unknown[]) => ({ title, [names[api].evidence]: evidence })
      await list(page, cloud, api, [{ alerts: [
        alert('First', host('malicious'), ip('suspicious', 'active'), file('aa11'), mail), alert('Second', host('Suspicious'), ip('malicious', 'remediated'), file('bb22')),
      ] }])
      await rows(page).first().click()
      const entities = await openSection(page, 'Entities')
      expect((await entities.getByRole('row').allInnerTexts()).slice(1).map(text => text.replace(/\s+/g, ' ').replace(' [.]', '').trim())).toEqual([
        'Device pc.contoso.example Malicious, Suspicious 2 –', 'IP address 203.0.113.1 Malicious, Suspicious Remediation: active, remediated 2 –',
        'File x.exe aa11 1 –', 'File x.exe bb22 1 –', 'Email <1@x> 1 –',
      ])
      await entities.getByRole('button', { name: 'Fields of 203.0.113.1' }).click()
      await expect(entities.locator('dd')).toHaveText(['203.0.113.1', 'suspicious\nmalicious', 'active\nremediated'])
    })
  })
}
