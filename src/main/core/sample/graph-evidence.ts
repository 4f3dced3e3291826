/** @file Writes entities as Microsoft Graph's typed evidence. */
import type { Device, Entity, FileFacts, Person, SampleAlert } from './model'
import { apiTime } from './api-time'
import { mailOf } from './contoso'

type Json = Readonly<Record<string, unknown>>

const camel = (value: string): string => value.charAt(0).toLowerCase() + value.slice(1)

const account = (person: Person): Json => ({
  accountName: person.alias, domainName: 'CONTOSO', userSid: person.sid, azureAdUserId: person.objectId, userPrincipalName: mailOf(person), displayName: person.name,
})
const details = ({ sha1, sha256, name, folder, bytes }: FileFacts): Json =>
  ({ sha1, sha256, md5: null, fileName: name, filePath: folder, fileSize: bytes, filePublisher: null, signer: null, issuer: null })

/** Returns the type of evidence and its own members. */
function typed(entity: Entity, alert: SampleAlert): readonly [string, Json] {
  switch (entity.type) {
    case 'User': return ['user', { userAccount: account(entity.person), stream: null }]
    case 'Ip': return ['ip', { ipAddress: entity.address, countryLetterCode: entity.country, location: null, stream: null }]
    case 'Url': return ['url', { url: entity.url }]
    case 'File': return ['file', {
      detectionStatus: entity.device ? (entity.remediation === 'Prevented' ? 'prevented' : 'detected') : null, mdeDeviceId: entity.device?.id ?? null, fileDetails: details(entity.file),
    }]
    case 'Process': {
      const { image, commandLine, id, parentId, parent, user } = entity.process
      return ['process', {
        processId: id, parentProcessId: parentId, processCommandLine: commandLine, processCreationDateTime: apiTime(alert.firstActivity),
        parentProcessCreationDateTime: apiTime(alert.firstActivity - 90_000), detectionStatus: 'detected', mdeDeviceId: entity.device.id, imageFile: details(image),
        parentProcessImageFile: { fileName: parent, filePath: 'C:\\Windows', sha1: null, sha256: null, fileSize: null, filePublisher: null, signer: null, issuer: null },
        userAccount: account(user),
      }]
    }
    case 'Mailbox': return ['mailbox', { primaryAddress: mailOf(entity.person), displayName: entity.person.name, userAccount: account(entity.person) }]
    case 'MailMessage': {
      const { subject, sender, senderIp, recipient, messageId, networkId, delivery } = entity.message
      const from = { emailAddress: sender, displayName: null, domainName: sender.slice(sender.indexOf('@') + 1) }
      return ['analyzedMessage', {
        networkMessageId: networkId, internetMessageId: messageId, subject, language: 'en', senderIp, recipientEmailAddress: recipient, antiSpamDirection: 'inbound',
        deliveryAction: camel(delivery), deliveryLocation: delivery === 'Blocked' ? 'quarantine' : 'inbox', urn: null, threats: [], threatDetectionMethods: [], urls: [], urlCount: 0,
        attachmentsCount: 0, receivedDateTime: apiTime(alert.firstActivity), p1Sender: from, p2Sender: from,
      }]
    }
    case 'MailCluster': return ['mailCluster', { clusterBy: entity.by, clusterByValue: entity.value, emailCount: entity.count, query: null, urn: null, networkMessageIds: [] }]
    case 'OAuthApplication': return ['oauthApplication', { appId: entity.appId, displayName: entity.name, objectId: null, publisher: entity.publisher }]
  }
}

const common = (type: string, alert: SampleAlert, verdict: string, remediationStatus: string): Json => ({
  '@odata.type': `#microsoft.graph.security.${type}Evidence`,
  'createdDateTime': apiTime(alert.created),
  verdict,
  remediationStatus,
  'remediationStatusDetails': null,
  'roles': [],
  'detailedRoles': [],
  'tags': [],
})

/** Returns the evidence for an entity. */
export function evidenceOf(entity: Entity, alert: SampleAlert): Json {
  const [type, members] = typed(entity, alert)
  return { ...common(type, alert, camel(entity.verdict), camel(entity.remediation)), ...members }
}

/** Returns the evidence for a device. */
export function deviceEvidence(device: Device, alert: SampleAlert): Json {
  const { id, entraId, name, platform, version, build, isCritical, ip, user } = device
  return {
    ...common('device', alert, 'unknown', 'none'),
    firstSeenDateTime: '2026-02-11T07:42:18.5131Z',
    mdeDeviceId: id,
    azureAdDeviceId: entraId,
    deviceDnsName: name,
    hostName: name.split('.')[0],
    ntDomain: null,
    dnsDomain: null,
    osPlatform: platform,
    osBuild: build,
    version,
    healthStatus: 'active',
    riskScore: isCritical ? 'medium' : 'informational',
    rbacGroupId: 0,
    rbacGroupName: null,
    onboardingStatus: 'onboarded',
    defenderAvStatus: 'updated',
    ipInterfaces: [ip],
    lastIpAddress: ip,
    lastExternalIpAddress: null,
    vmMetadata: null,
    loggedOnUsers: [{ accountName: user.alias, domainName: 'CONTOSO' }],
    resourceAccessEvents: [],
  }
}
