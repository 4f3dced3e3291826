import { Buffer } from 'node:buffer'
import { describe, expect, it } from 'vitest'
import { worldwide } from '../cloud'
import { detailLink, toDetail } from './incident-detail'
import { readPage } from '../collection/page'

function source(fields: object) {
  const [incident] = readPage(Buffer.from(JSON.stringify({ value: [{ id: '5', ...fields }] })), 'microsoft-graph').incidents
  if (!incident) throw new Error('no incident')
  return { incident, api: 'microsoft-graph', cloud: worldwide, tenantId: 'tenant' } as const
}
const detail = (fields: object) => toDetail(source(fields))
const evidence = (type: string, fields: object) => ({ '@odata.type': `#microsoft.graph.security.${type}Evidence`, ...fields })
const entities = (...found: unknown[]) => detail({ alerts: [{ evidence: found }] }).entities.map(group => [group.type, group.entities.map(each => each.label)])

describe('the detail of an incident of Microsoft Graph', () => {
  it('names evidence of every known type by what identifies it', () => {
    expect(entities(
      evidence('device', { deviceDnsName: 'pc', mdeDeviceId: 'ab' }),
      evidence('user', { userAccount: { accountName: 'eve', userPrincipalName: 'eve@contoso.example' } }),
      evidence('file', { detectionStatus: 'detected', fileDetails: { sha1: 'cd', fileName: 'x.exe' } }),
      evidence('process', { processId: 4, imageFile: { fileName: 'cmd.exe' }, userAccount: { accountName: 'eve' } }),
      evidence('ip', { ipAddress: '203.0.113.1' }),
      evidence('url', { url: 'https://x.example' }),
      evidence('mailbox', { primaryAddress: 'a@b' }),
      evidence('analyzedMessage', { subject: 'Invoice' }),
      evidence('mailCluster', { clusterBy: 'Subject' }),
      evidence('registryKey', { registryKey: 'Run' }),
      evidence('registryValue', { registryKey: 'RunOnce', registryValue: 'x' }),
      evidence('oauthApplication', { displayName: 'Sync' }),
      evidence('securityGroup', { displayName: 'Admins' }),
    )).toEqual([
      ['Device', ['pc']], ['User', ['eve@contoso.example']], ['File', ['x.exe']], ['Process', ['cmd.exe']], ['Ip', ['203.0.113.1']], ['Url', ['https://x.example']],
      ['Mailbox', ['a@b']], ['MailMessage', ['Invoice']], ['MailCluster', ['Subject']], ['Registry', ['Run', 'RunOnce']], ['OAuthApplication', ['Sync']], ['SecurityGroup', ['Admins']],
    ])
  })

  it('shows types that nobody knows under their own name', () => {
    expect(entities(evidence('kubernetesPod', { createdDateTime: 't', name: 'pod' }), { '@odata.type': '#contoso.thing', 'spin': 1 }, { note: 'no type' }, evidence('constructor', {}), { '@odata.type': '__proto__' }))
      .toEqual([['KubernetesPod', ['pod']], ['#contoso.thing', ['1']], ['Unknown', ['no type']], ['Constructor', ['']], ['__proto__', ['']]])
  })

  it('shows an entity once with all its fields, however deep, and the alerts that name it', () => {
    const file = evidence('file', { verdict: 'malicious', tags: [], fileDetails: { '@odata.type': '#x', 'fileName': 'x.exe', 'issuer': null, 'a': { b: { c: 1 } } }, roles: ['compromised'] })
    const { entities: [group] } = detail({ alerts: [{ evidence: [{ createdDateTime: '1', ...file }] }, { evidence: [{ createdDateTime: '2', ...file }, { createdDateTime: '3', ...file }] }] })
    expect(group?.entities).toEqual([{ label: 'x.exe', alerts: 2, fields: [
      { name: 'createdDateTime', value: '1' }, { name: 'verdict', value: 'malicious' }, { name: 'fileDetails.fileName', value: 'x.exe' },
      { name: 'fileDetails.a.b', value: '{"c":1}' }, { name: 'roles', value: 'compromised' },
    ] }])
  })

  it('has alerts and comments in either spelling, and every other field', () => {
    const read = detail({
      'displayName': 'n', 'customTags': ['VIP'], 'alerts@odata.context': 'x', 'priorityScore': 90, 'incidentWebUrl': 'https://security.microsoft.com/incidents/5?tid=t',
      'alerts': [{ id: 'da1', title: 'T', severity: 'high', status: 'inProgress', category: 'Malware', serviceSource: 'microsoftDefenderForEndpoint', createdDateTime: 'c', description: 'd', mitreTechniques: ['T1'], resolvedDateTime: null, additionalData: { x: 1 } }],
      'comments': [{ comment: 'a', createdByDisplayName: 'Eve', createdDateTime: 't' }, { comment: 'b', createdBy: 'Bob', createdTime: 'u' }],
    })
    expect(read).toMatchObject({
      portalHost: 'security.microsoft.com',
      fields: [{ name: 'customTags', value: 'VIP' }, { name: 'priorityScore', value: '90' }],
      comments: [{ text: 'a', by: 'Eve', at: 't' }, { text: 'b', by: 'Bob', at: 'u' }],
    })
    expect(read.alerts).toEqual([{
      id: 'da1', title: 'T', severity: 'High', status: 'InProgress', category: 'Malware', service: 'microsoftDefenderForEndpoint', created: 'c', description: 'd',
      more: [{ name: 'mitreTechniques', value: 'T1' }, { name: 'additionalData.x', value: '1' }],
    }])
  })

  it('takes what is missing, null or odd', () => {
    expect(detail({})).toMatchObject({ alerts: [], entities: [], comments: [], fields: [] })
    expect(detail({ alerts: null, comments: null })).toMatchObject({ alerts: [], entities: [], comments: [], fields: [] })
    expect(detail({ alerts: [null, 7, { evidence: null }, { evidence: [null, 1, 'x'] }], comments: [{}, 'x'] }))
      .toMatchObject({ alerts: [{ id: '', more: [] }, { title: '' }], entities: [], comments: [{ text: '', by: '', at: '' }] })
  })

  it('offers no link to anywhere else', () => {
    expect(detailLink(source({ incidentWebUrl: 'https://security.microsoft.com.evil.example/' }))).toBeNull()
    expect(detailLink(source({}))?.href).toBe('https://security.microsoft.com/incidents/5?tid=tenant')
  })
})
