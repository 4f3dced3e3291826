import type { Incident } from './incident'
import { Buffer } from 'node:buffer'
import { describe, expect, it } from 'vitest'
import { worldwide } from '../microsoft/clouds'
import { parseForDisplay } from './fields'
import { openIncident } from './incident-detail'
import { anAlert } from '../../../shared/contract/fixtures'
import { incidentFrom } from './fixtures'
import { allowedLink, incidentLink } from '../microsoft/portal'

const incident = (fields: object): Incident => {
  const read = incidentFrom(JSON.stringify({ incidentId: 5, ...fields }), 'defender-xdr')
  if (!read) throw new Error('no incident')
  return read
}
const origin = { sample: false, file: null, fetchedAt: null, api: 'defender-xdr', cloud: 'worldwide', tenantId: 'tenant' } as const
const detail = (fields: object) => openIncident(incident(fields), origin).detail
function graphDetail(fields: object) {
  const read = incidentFrom(JSON.stringify({ id: '5', ...fields }), 'microsoft-graph')
  if (!read) throw new Error('no incident')
  return openIncident(read, { ...origin, api: 'microsoft-graph' }).detail
}

describe('an incident that is opened', () => {
  it('groups devices and entities by type, each once with its number of alerts', () => {
    const ip = { entityType: 'Ip', ipAddress: '203.0.113.1', evidenceCreationTime: '1' }
    const { entities } = detail({ alerts: [
      { entities: [ip, { entityType: 'MailBox', mailboxAddress: 'a@b' }, { entityType: 'Widget', spin: 1 }, { note: 'no type' }], devices: [{ deviceDnsName: 'pc' }] },
      { entities: [{ ...ip, evidenceCreationTime: '2' }, { entityType: 'Mailbox', mailboxAddress: 'a@b' }], devices: [{ deviceDnsName: 'pc' }] },
      { entities: null },
    ] })
    expect(entities.map(({ type, label, alerts }) => [type, label, alerts])).toEqual([
      ['Device', 'pc', 2], ['Ip', '203.0.113.1', 2], ['Mailbox', 'a@b', 2], ['Widget', '1', 1], ['Unknown', 'no type', 1],
    ])
  })

  it.each(['constructor', '__proto__', 'toString'])('shows a type named %s like any other', (entityType) => {
    expect(detail({ alerts: [{ entities: [{ entityType, spin: 1 }] }] }).entities).toMatchObject([{ type: entityType, label: '1' }])
  })

  it.each([0, -1, '0', ' ? ', 5, '5', 1.5])('shows redirectIncidentId %j as received, because it identifies no other incident', (redirectIncidentId) => {
    const { summary, fields } = detail({ redirectIncidentId })
    expect(summary.redirectedTo).toBeNull()
    expect(fields).toEqual([{ name: 'redirectIncidentId', value: String(redirectIncidentId) }])
    expect(graphDetail({ redirectIncidentId: String(redirectIncidentId) }).fields).toEqual([{ name: 'redirectIncidentId', value: String(redirectIncidentId) }])
  })

  it('shows the merge target once, in the summary', () => {
    expect(detail({ redirectIncidentId: 7 })).toMatchObject({ summary: { redirectedTo: '7' }, fields: [] })
    expect(detail({ redirectIncidentId: null }).fields).toEqual([])
  })

  it('reads alerts of both APIs', () => {
    expect(detail({}).alerts).toEqual([])
    expect(detail({ alerts: [{
      alertId: 'da1', title: 'T', severity: 'HIGH', status: 'new', creationTime: 'c', firstActivity: 'f', lastActivity: 'l', resolvedTime: 'r', serviceSource: 'MicrosoftDefenderATP', detectionSource: 'OfficeATP',
      classification: 'Unknown', determination: 'NotAvailable', mitreTechniques: ['T1'], assignedTo: 'Eve', category: 'Malware',
    }, {}] }).alerts).toEqual([anAlert({
      id: 'da1', title: 'T', severity: 'High', status: 'New', created: 'c', firstActivity: 'f', lastActivity: 'l', resolved: 'r', service: 'MicrosoftDefenderForEndpoint', detectionSource: 'MicrosoftDefenderForOffice365',
      techniques: ['T1'], assignedTo: 'Eve', categories: ['Malware'],
    }), anAlert()])
    const { alerts, fields, portalHost } = graphDetail({
      'displayName': 'n', 'customTags': ['VIP'], 'alerts@odata.context': 'x', 'priorityScore': 90, 'incidentWebUrl': 'https://security.microsoft.com/incidents/5?tid=t', 'tenantId': 't',
      'alerts': [{
        id: 'da1', title: 'T', severity: 'high', status: 'inProgress', createdDateTime: 'c', firstActivityDateTime: 'f', lastActivityDateTime: 'l', resolvedDateTime: 'r', classification: 'truePositive',
        determination: 'compromisedUser', serviceSource: 'azureAdIdentityProtection', evidence: [],
      }],
    })
    expect(portalHost).toBe('security.microsoft.com')
    expect(fields).toEqual([{ name: 'tenantId', value: 't' }])
    expect(alerts).toEqual([anAlert({
      id: 'da1', title: 'T', severity: 'High', status: 'InProgress', created: 'c', firstActivity: 'f', lastActivity: 'l', resolved: 'r', classification: 'TruePositive', determination: 'CompromisedAccount',
      service: 'AADIdentityProtection',
    })])
  })

  it('keeps its text as received, and knows its length', () => {
    const raw = incident({ incidentName: 'ü' })
    const { tree, detail: { bytes } } = openIncident(raw, origin)
    expect([tree.json, bytes]).toEqual([raw.bytes, raw.bytes.length])
  })
})

it('parses like JSON.parse if all numbers are exact', () => {
  expect(parseForDisplay(Buffer.from('{"a":[1,2.5,"x",null,true]}'))).toEqual({ a: [1, 2.5, 'x', null, true] })
})

describe('links', () => {
  const hosts = ['security.microsoft.com']
  it.each([
    'javascript:alert(1)', 'file:///etc/passwd', 'smb://security.microsoft.com/', 'ms-msdt:/id', 'http://security.microsoft.com/', 'https:\\\\security.microsoft.com/x',
    'https://security.microsoft.com@evil.example/', 'https://user:pw@security.microsoft.com/', 'https://security.microsoft.com:444/', 'https://security.microsoft.com.evil.example/',
    'https://security.microsoft.com./', 'https://evil.example/#https://security.microsoft.com', ' https://security.microsoft.com/', 'https://security.micro\tsoft.com/', 'https://ｓecurity.microsoft.com.evil/', '',
  ])('to %j are refused', (address) => {
    expect(allowedLink(address, hosts)).toBeNull()
  })

  it('lead to the portal, and are created if an incident has none', () => {
    expect(allowedLink('https://SECURITY.microsoft.com/incidents/5?tid=x', hosts)?.href).toBe('https://security.microsoft.com/incidents/5?tid=x')
    expect(incidentLink({ cloud: worldwide, tenantId: 'a&b' }, '5', undefined)?.href).toBe('https://security.microsoft.com/incidents/5?tid=a%26b')
    expect(incidentLink({ cloud: worldwide, tenantId: 't' }, '5', 'https://evil.example/')).toBeNull()
  })

  it('keep an ID of any form in one path segment', () => {
    const pathOf = (id: string) => incidentLink({ cloud: worldwide, tenantId: 't' }, id, '')?.pathname
    expect(['-4', '1E+21', 'a/b?c#d', '...', '⁄'].map(pathOf)).toEqual(['-4', '1E%2B21', 'a%2Fb%3Fc%23d', '...', '%E2%81%84'].map(each => `/incidents/${each}`))
  })
})
