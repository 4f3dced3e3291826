/** @file Pictures of unusual values, and of entities in several alerts. */
import type { Locator, Page } from '@playwright/test'
import type { Cloud } from '../../e2e/cloud/start-cloud'
import { goTo, openSection, reloadAll } from '../../e2e/harness/user'
import { serveIncidents } from '../../e2e/harness/fake-list'

interface Studio {
  readonly page: Page
  readonly cloud: Cloud
  readonly shoot: (name: string, part?: Locator) => Promise<void>
}

const evidence = (type: string, fields: object) => ({ '@odata.type': `#microsoft.graph.security.${type}Evidence`, 'createdDateTime': '2026-11-24T11:00:00Z', 'remediationStatus': 'active', ...fields })
const file = (sha256: string) => ({ fileDetails: { fileName: 'invoice.pdf.exe', filePath: 'C:\\Users\\Public', sha256 } })

/** Returns an incident whose values have undocumented types. */
function oddIncident(): object {
  return {
    id: '@raw -4', displayName: 'Quarterly\u200B report \u202Efdp.exe', severity: 3, status: ['Waiting for the customer', null], assignedTo: { displayName: 'Adele Vance', mail: null },
    lastUpdateDateTime: Math.floor(Date.now() / 1000) - 600, createdDateTime: '0001-01-01T00:00:00Z', customTags: ['VIP', null, 'Finance'], priorityScore: '@raw 9.70E+1',
    context: { workspace: { name: 'soc', region: 'weu', extra: { a: [1, null, { b: 2 }] } } }, comments: ['Called the user, who knows nothing.', { comment: 'Host isolated.', createdByDisplayName: 'Lidia Holloway', createdDateTime: '2026-11-24T11:00:00Z' }],
    deep: `@raw ${'['.repeat(3000)}${']'.repeat(3000)}`,
    alerts: [
      { id: 'da1', title: 'Malware was prevented', severity: 'A severity that nobody has ever heard of', status: 'new', createdDateTime: 1795518000, evidence: [
        evidence('device', { deviceDnsName: 'wks-17.contoso.example', verdict: 'suspicious' }), evidence('file', { ...file('a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60718293a4b5c6d7e8f90'), verdict: 'malicious' }),
        evidence('file', { ...file('00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff'), verdict: 'noThreatsFound' }), evidence('analyzedMessage', { subject: '\uFEFF', internetMessageId: '<4711@mail.example>' }),
        evidence('registryValue', { registryHive: 'HKEY_LOCAL_MACHINE', registryKey: 'SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Run', registryValueName: 'Updater', verdict: 'malicious' }),
      ] },
      { id: 'da2', title: ' ', severity: ' HIGH ', status: 'inProgress', createdDateTime: null, evidence: [
        evidence('device', { deviceDnsName: 'WKS-17.contoso.example', verdict: 'malicious', remediationStatus: 'remediated' }), evidence('teamsMessage', { subject: 'Please sign', messageId: '1763982000123', verdict: 'suspicious' }),
        evidence('process', { processId: 4120, processCommandLine: `powershell.exe -nop -w hidden -enc ${'QUJD'.repeat(60)}`, verdict: 'malicious' }), evidence('aiAgent', { agentName: 'Helpdesk agent', verdict: 'unknown' }), 'an element that is a text',
      ] },
      'An alert that is a text',
    ],
  }
}

/** Takes pictures of unusual values. Microsoft Graph must be the selected API. */
export async function pictureOddValues({ page, cloud, shoot }: Studio): Promise<void> {
  const plain = (index: number) => ({
    id: index % 3 === 0 ? `@raw 1E+${20 + index}` : `case-${index}/a`, displayName: index % 4 === 1 ? '   ' : 'Impossible travel activity', severity: ` Odd severity ${index}`, status: `Odd status ${index}`,
    assignedTo: index % 2 === 0 ? null : ['Mia', 'Lidia'], lastUpdateDateTime: new Date(Date.now() - index * 3_600_000).toISOString(), createdDateTime: index % 5 === 0 ? 'yesterday' : Date.now() - index * 7_200_000, alerts: [null, {}, 'text'],
  })
  const texts = [oddIncident(), ...Array.from({ length: 99 }, (_, index) => plain(index))].map(each => JSON.stringify(each).replaceAll(/"@raw ([^"]*)"/g, '$1'))
  serveIncidents(cloud, 'microsoft-graph', texts)
  await goTo(page, 'Incidents')
  await page.keyboard.press('Escape')
  await reloadAll(page)
  await shoot('values-list')
  const more = page.getByRole('group', { name: 'Severity' }).getByRole('button')
  await more.click()
  await shoot('values-filters')
  await more.click()
  await page.getByRole('row').filter({ hasText: 'Quarterly' }).click()
  await openSection(page, 'Timeline')
  await shoot('values-incident')
  const entities = await openSection(page, 'Entities')
  await shoot('values-entities')
  await entities.getByRole('button', { name: /^Fields of / }).first().click()
  await entities.locator('dd').first().waitFor()
  await shoot('values-entity')
  await openSection(page, 'Comments')
  await shoot('values-comments')
  await openSection(page, 'Raw JSON')
  await page.getByRole('treeitem').first().waitFor()
  await shoot('values-raw')
  await page.keyboard.press('Escape')
  cloud.fault('graph', null)
}
