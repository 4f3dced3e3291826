import type { ApiKind } from '../../../shared/vocabulary/clouds'
import { describe, expect, it } from 'vitest'
import { incidentFrom } from './fixtures'
import { openIncident } from './incident-detail'

/** Returns the entities by type, with their fields. */
function groupsOf(api: ApiKind, alerts: unknown) {
  const incident = incidentFrom(JSON.stringify({ id: '5', incidentId: 5, alerts }), api)
  if (!incident) throw new Error('no incident')
  const { detail: { entities }, fieldsOf } = openIncident(incident, { sample: false, file: null, fetchedAt: null, api, cloud: 'worldwide', tenantId: 'tenant' })
  const whole = entities.map((entity, index) => ({ ...entity, fields: fieldsOf('entity', index) }))
  return [...new Set(entities.map(({ type }) => type))].map(type => ({ type, entities: whole.filter(entity => entity.type === type) }))
}
/** Returns the entity groups of an incident with one alert for each entity. */
const graph = (...evidence: unknown[]) => groupsOf('microsoft-graph', evidence.map(each => ({ evidence: [each] })))
const defender = (...entities: unknown[]) => groupsOf('defender-xdr', entities.map(each => ({ entities: [each] })))
const evidence = (type: string, fields: object) => ({ '@odata.type': `#microsoft.graph.security.${type}Evidence`, ...fields })
const labels = (groups: ReturnType<typeof graph>) => groups.map(({ type, entities }) => [type, ...entities.map(({ label }) => label)])

/** Every type of evidence, with its identifying fields and its name on screen. */
const types: readonly (readonly [type: string, fields: object, name: string, label: string])[] = [
  ['user', { userAccount: { userPrincipalName: 'eve@contoso.example', accountName: 'eve' } }, 'User', 'eve@contoso.example'],
  ['servicePrincipal', { servicePrincipalName: 'Sync', appId: 'a', servicePrincipalObjectId: 'o' }, 'ServicePrincipal', 'Sync'],
  ['securityGroup', { displayName: 'Admins', sid: 'S-1', securityGroupId: 'g' }, 'SecurityGroup', 'Admins'],
  ['activeDirectoryDomain', { activeDirectoryDomainName: 'contoso.example' }, 'ActiveDirectoryDomain', 'contoso.example'],
  ['cloudLogonRequest', { requestId: 'r-1' }, 'CloudLogonRequest', 'r-1'],
  ['cloudLogonSession', { account: { userAccount: { userPrincipalName: 'eve@x' } }, browser: 'Edge', sessionId: 's-1' }, 'CloudLogonSession', 's-1'],
  ['hostLogonSession', { account: { userAccount: { userPrincipalName: 'eve@x' } }, host: { deviceDnsName: 'pc' }, sessionId: '999' }, 'HostLogonSession', '999'],
  ['device', { deviceDnsName: 'pc', hostName: 'p', mdeDeviceId: 'd' }, 'Device', 'pc'],
  ['file', { detectionStatus: 'detected', fileDetails: { sha256: 'ab', fileName: 'x.exe' } }, 'File', 'x.exe'],
  ['fileHash', { algorithm: 'sha256', value: 'abcd' }, 'FileHash', 'abcd'],
  ['process', { processId: 4, imageFile: { fileName: 'cmd.exe' }, userAccount: { accountName: 'eve' } }, 'Process', 'cmd.exe'],
  ['registryKey', { registryHive: 'HKLM', registryKey: 'Run' }, 'Registry', 'HKLM\\Run'],
  ['registryValue', { registryHive: 'HKLM', registryKey: 'Run', registryValue: 'x.exe', registryValueName: 'Start', registryValueType: 'String' }, 'Registry', 'HKLM\\Run\\Start'],
  ['malware', { category: 'Trojan', name: 'Emotet' }, 'Malware', 'Emotet'],
  ['ioTDevice', { deviceId: 'i', deviceName: 'camera', macAddress: '00:11' }, 'IoTDevice', 'camera'],
  ['nic', { ipAddress: { ipAddress: '10.0.0.1' }, macAddress: '00:11' }, 'Nic', '00:11'],
  ['ip', { countryLetterCode: 'DE', ipAddress: '203.0.113.1' }, 'Ip', '203.0.113.1'],
  ['url', { url: 'https://x.example' }, 'Url', 'https://x.example'],
  ['dns', { dnsServerIp: { ipAddress: '10.0.0.2' }, domainName: 'x.example' }, 'Dns', 'x.example'],
  ['networkConnection', { destinationAddress: { ipAddress: '203.0.113.7' }, destinationPort: 443, sourceAddress: { ipAddress: '10.0.0.1' } }, 'NetworkConnection', '203.0.113.7:443'],
  ['analyzedMessage', { networkMessageId: 'n', recipientEmailAddress: 'a@b', subject: 'Invoice' }, 'MailMessage', 'Invoice'],
  ['mailCluster', { clusterBy: 'Subject', clusterByValue: 'c1' }, 'MailCluster', 'Subject: c1'],
  ['mailbox', { displayName: 'Finance', primaryAddress: 'fin@contoso.example', upn: 'u' }, 'Mailbox', 'fin@contoso.example'],
  ['mailboxConfiguration', { configurationId: 'rule-1', mailboxPrimaryAddress: 'fin@contoso.example' }, 'MailboxConfiguration', 'fin@contoso.example rule-1'],
  ['submissionMail', { networkMessageId: 'n', recipient: 'a@b', subject: 'Invoice', submissionId: 's-2' }, 'SubmissionMail', 'Invoice (s-2)'],
  ['teamsMessage', { campaignId: 'c', messageId: 'm-1', senderFromAddress: 'e@x', subject: 'Hi' }, 'TeamsMessage', 'Hi (m-1)'],
  ['cloudApplication', { appId: 7, displayName: 'Box', instanceName: 'i' }, 'CloudApplication', 'Box'],
  ['oauthApplication', { appId: 'a', displayName: 'Mail Sync' }, 'OAuthApplication', 'Mail Sync'],
  ['aiAgent', { agentId: 'g', agentName: 'Helper' }, 'AIAgent', 'Helper'],
  ['azureResource', { resourceId: '/subscriptions/1', resourceName: 'vm', resourceType: 't' }, 'AzureResource', '/subscriptions/1'],
  ['amazonResource', { amazonAccountId: '1', amazonResourceId: 'arn:aws:s3', resourceName: 'b' }, 'AmazonResource', 'arn:aws:s3'],
  ['googleCloudResource', { fullResourceName: '//storage/x', projectId: 'p', resourceName: 'x' }, 'GoogleCloudResource', '//storage/x'],
  ['blobContainer', { name: 'c', storageResource: { resourceId: 'r' }, url: 'https://b/c' }, 'BlobContainer', 'https://b/c'],
  ['blob', { etag: 'e', name: 'f', url: 'https://b/c/f' }, 'Blob', 'https://b/c/f'],
  ['sasToken', { allowedIpAddresses: 'any', signatureHash: 'sig' }, 'SasToken', 'sig'],
  ['container', { args: ['a'], containerId: 'c-1', name: 'web' }, 'Container', 'web (c-1)'],
  ['containerImage', { digestImage: { imageId: 'sha256:1' }, imageId: 'nginx' }, 'ContainerImage', 'sha256:1'],
  ['containerRegistry', { registry: 'r.example' }, 'ContainerRegistry', 'r.example'],
  ['kubernetesCluster', { cloudResource: { resourceId: 'r' }, distribution: 'AKS', name: 'prod' }, 'KubernetesCluster', 'prod'],
  ...['Controller', 'Pod', 'Secret', 'ServiceAccount', 'Service'].map(kind =>
    [`kubernetes${kind}`, { labels: { a: 'b' }, name: 'n', namespace: { cluster: { name: 'prod' }, name: 'shop' } }, `Kubernetes${kind}`, 'shop/n'] as const),
  ['kubernetesNamespace', { cluster: { name: 'prod' }, name: 'shop' }, 'KubernetesNamespace', 'shop'],
  ['gitHubOrganization', { company: 'Contoso', login: 'contoso', orgId: '1' }, 'GitHubOrganization', 'contoso'],
  ['gitHubRepo', { baseUrl: 'https://github.com/contoso/x', repoId: '1' }, 'GitHubRepo', 'https://github.com/contoso/x'],
  ['gitHubUser', { email: 'e@x', login: 'eve', userId: '1' }, 'GitHubUser', 'eve'],
]

it('knows the 48 types of evidence', () => {
  expect(new Set(types.map(([type]) => type)).size).toBe(48)
})

it.each(types)('names evidence of type %s by its identifying fields', (type, fields, name, label) => {
  // Members that every element has, before and after the others.
  const base = { createdDateTime: '2026-11-24T11:00:00Z', verdict: 'suspicious', remediationStatus: 'none', remediationStatusDetails: null, roles: ['compromised'], detailedRoles: ['Victim'], tags: ['VIP'] }
  expect(labels(graph(evidence(type, { ...base, ...fields }), evidence(type, { ...fields, ...base, verdict: 'malicious' })))).toEqual([[name, label]])
})

it.each([
  ['Device', { deviceDnsName: 'pc' }], ['User', { userPrincipalName: 'eve@x' }], ['User', { accountName: 'eve', domainName: '' }], ['Ip', { ipAddress: '203.0.113.1' }], ['Url', { url: 'https://x' }],
  ['File', { fileName: 'x.exe', sha1: 'ab' }], ['File', { fileName: 'x.exe', filePath: 'C:\\' }], ['Process', { fileName: 'cmd.exe', processId: 4, processCreationTime: 't' }], ['MailBox', { mailboxAddress: 'a@b' }],
  ['MailMessage', { subject: 'Invoice', internetMessageId: 'm', recipient: 'a@b' }], ['MailCluster', { clusterBy: 'Subject', clusterByValue: 'c' }], ['OAuthApplication', { applicationName: 'Sync', applicationId: 'a' }],
  ['SecurityGroup', { securityGroupName: 'Admins', securityGroupId: 'g' }], ['Registry', { registryHive: 'HKLM', registryKey: 'Run' }], ['QuantumWidget', { spin: '1' }],
])('shows one %s with two verdicts once', (entityType, fields) => {
  const one = { entityType, ...fields, verdict: 'Suspicious', remediationStatus: 'Active', evidenceCreationTime: '1', detectionStatus: 'Detected' }
  const other = { entityType, ...fields, verdict: 'Malicious', remediationStatus: 'Remediated', evidenceCreationTime: '2', detectionStatus: 'Prevented' }
  const [group, ...more] = defender(one, other, one)
  expect(more).toEqual([])
  expect(group?.entities).toMatchObject([{ verdicts: ['Malicious', 'Suspicious'], remediation: ['Active', 'Remediated'], alerts: 3, qualifier: '' }])
  expect(group?.entities[0]?.fields).toContainEqual({ name: 'verdict', value: 'Suspicious\nMalicious' })
})

describe('an entity', () => {
  it('shows the values of all its alerts', () => {
    const file = { fileDetails: { sha256: 'ab', fileName: 'x.exe' } }
    expect(graph(evidence('file', { ...file, verdict: 'malicious', tags: ['a', null] }), evidence('file', { ...file, verdict: 'Malicious', tags: [] }), evidence('file', { fileDetails: { sha256: 'AB', fileName: 'y.exe' } })))
      .toEqual([{ type: 'File', entities: [{
        type: 'File', key: 'ab', label: 'x.exe', qualifier: '', verdicts: ['Malicious'], remediation: [], alerts: 3,
        fields: [
          { name: 'fileDetails.sha256', value: 'ab\nAB' }, { name: 'fileDetails.fileName', value: 'x.exe\ny.exe' }, { name: 'verdict', value: 'malicious\nMalicious' }, { name: 'tags', value: 'a' },
        ],
      }] }])
  })

  it('counts an alert that mentions it twice once', () => {
    expect(groupsOf('defender-xdr', [{ entities: [{ entityType: 'Ip', ipAddress: '1' }, { entityType: 'ip', ipAddress: '1' }], devices: { deviceDnsName: 'pc' } }])).toMatchObject([
      { type: 'Device', entities: [{ label: 'pc', alerts: 1 }] }, { type: 'Ip', entities: [{ label: '1', alerts: 1 }] },
    ])
  })

  it('is distinguished from one with the same name by its identifier', () => {
    const file = (sha256: string) => evidence('file', { fileDetails: { fileName: 'x.exe', sha256 } })
    expect(graph(file('ab'), file('cd'), evidence('file', { fileDetails: { fileName: 'y.exe', sha256: 'ef' } }))[0]?.entities.map(({ label, qualifier }) => [label, qualifier]))
      .toEqual([['x.exe', 'ab'], ['x.exe', 'cd'], ['y.exe', '']])
    const mail = (recipientEmailAddress: string) => evidence('analyzedMessage', { subject: 'Hi', networkMessageId: 'n', recipientEmailAddress })
    expect(graph(mail('a@x'), mail('b@x'))[0]?.entities.map(({ qualifier }) => qualifier)).toEqual(['a@x n', 'b@x n'])
    expect(defender({ entityType: 'Url', url: 'https://x/A' }, { entityType: 'Url', url: 'https://x/a' })[0]?.entities).toHaveLength(2)
    expect(defender({ entityType: 'User', accountName: 'admin', domainName: 'A' }, { entityType: 'User', accountName: 'admin', domainName: 'B' })[0]?.entities.map(({ qualifier }) => qualifier)).toEqual(['admin A', 'admin B'])
  })

  it('without an identifier includes mentions that differ only in their verdicts', () => {
    expect(defender({ entityType: 'Ip', verdict: 'Malicious', note: 'a' }, { entityType: 'Ip', verdict: 'Suspicious', note: 'a' }, { entityType: 'Ip', note: 'b' })[0]?.entities.map(({ label, alerts }) => [label, alerts]))
      .toEqual([['a', 2], ['b', 1]])
    expect(defender({ entityType: 'Ip', verdict: 'Malicious' }, { entityType: 'Ip', verdict: 'Suspicious' })[0]?.entities).toHaveLength(2)
  })
})

it.each(['\uFEFF', ' ', '\u200B\u2060', '', null, [], {}])('a mail is not named by the subject %j', (subject) => {
  expect(labels(graph(evidence('analyzedMessage', { subject, internetMessageId: '<1@x>' })))).toEqual([['MailMessage', '<1@x>']])
  expect(labels(defender({ entityType: 'MailMessage', subject, internetMessageId: '<1@x>' }))).toEqual([['MailMessage', '<1@x>']])
})

it('shows unknown types by their own names, and elements that are not objects as text', () => {
  expect(labels(graph(
    evidence('quantumPod', { createdDateTime: 't', name: 'pod' }), { '@odata.type': '#contoso.thing', 'spin': 1 }, { note: 'no type' }, evidence('constructor', {}), { '@odata.type': '__proto__' }, { entityType: 'ip', ipAddress: '1' },
  ))).toEqual([['QuantumPod', 'pod'], ['#contoso.thing', '1'], ['Unknown', 'no type'], ['Constructor', ''], ['__proto__', ''], ['Ip', '1']])
  for (const groups of [groupsOf('microsoft-graph', [{ evidence: [null, 1, 'x', ['y', null]] }]), groupsOf('defender-xdr', { entities: [null, 1, 'x', ['y', null]], devices: null })]) {
    expect(labels(groups)).toEqual([['Unknown', '1', 'x', 'y']])
  }
  expect(labels(groupsOf('defender-xdr', { devices: ['pc', { deviceDnsName: 'lap' }] }))).toEqual([['Device', 'pc', 'lap']])
  expect(labels(groupsOf('microsoft-graph', { evidence: evidence('ip', { ipAddress: '1' }) }))).toEqual([['Ip', '1']])
})

it('lists distinct verdicts, unknown ones first, then the worst', () => {
  const ip = (verdict: unknown) => evidence('ip', { ipAddress: '1', verdict })
  expect(graph(ip('noThreatsFound'), ip('suspicious'), ip('MALICIOUS '), ip('malicious'), ip('dubious'), ip('Dubious'), ip(null), ip(7))[0]?.entities[0]?.verdicts)
    .toEqual(['dubious', '7', 'Malicious', 'Suspicious', 'NoThreatsFound'])
})
