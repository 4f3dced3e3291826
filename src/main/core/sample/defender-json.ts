/**
 * @file Writes an incident as the Defender XDR API sends it. The members and their order are those of captured responses: all members of an alert are always
 * present, and null members of an entity are omitted. Source: learn.microsoft.com/en-us/defender-xdr/api-list-incidents.
 */
import type { Device, Entity, FileFacts, Person, SampleAlert, SampleIncident } from './model'
import { apiTime } from './api-time'
import { mailOf, tenantId } from './contoso'

type Json = Readonly<Record<string, unknown>>

export const portalLink = (id: number): string => `https://security.microsoft.com/incidents/${id}?tid=${tenantId}`

const files = ({ sha1, sha256, name, folder }: FileFacts): Json => ({ sha1, sha256, fileName: name, filePath: folder })
const account = (person: Person): Json =>
  ({ accountName: person.alias, domainName: 'CONTOSO', userSid: person.sid, aadUserId: person.objectId, userPrincipalName: mailOf(person) })

function members(entity: Entity, alert: SampleAlert): Json {
  switch (entity.type) {
    case 'User': return account(entity.person)
    case 'Ip': return { ipAddress: entity.address }
    case 'Url': return { url: entity.url }
    case 'File': return {
      ...files(entity.file), ...(entity.device ? { detectionStatus: entity.remediation === 'Prevented' ? 'Prevented' : 'Detected', deviceId: entity.device.id } : {}),
    }
    case 'Process': {
      const { image, commandLine, id, parentId, parent, user } = entity.process
      const { accountName, domainName, userSid, userPrincipalName } = account(user)
      return {
        ...files(image), processId: id, processCommandLine: commandLine, processCreationTime: apiTime(alert.firstActivity), parentProcessId: parentId,
        parentProcessCreationTime: apiTime(alert.firstActivity - 90_000), parentProcessFileName: parent, parentProcessFilePath: 'C:\\Windows', accountName, domainName, userSid,
        userPrincipalName, detectionStatus: 'Detected', deviceId: entity.device.id,
      }
    }
    case 'Mailbox': return {
      accountName: entity.person.alias, userSid: entity.person.sid, aadUserId: entity.person.objectId, userPrincipalName: mailOf(entity.person),
      mailboxDisplayName: entity.person.name, mailboxAddress: mailOf(entity.person),
    }
    case 'MailMessage': {
      const { recipient, sender, subject, messageId, delivery } = entity.message
      return { userPrincipalName: recipient, sender, recipient, subject, internetMessageId: messageId, deliveryAction: delivery }
    }
    case 'MailCluster': return { clusterBy: entity.by, clusterByValue: entity.value, emailCount: entity.count }
    case 'OAuthApplication': return { applicationId: entity.appId, applicationName: entity.name }
  }
}

function entityJson(entity: Entity, alert: SampleAlert): Json {
  const { type, verdict, remediation } = entity
  return {
    entityType: type,
    evidenceCreationTime: apiTime(alert.created),
    ...(verdict === 'Unknown' ? {} : { verdict }),
    remediationStatus: remediation,
    ...members(entity, alert),
  }
}

const deviceJson = ({ id, entraId, name, platform, version, build, isCritical, user }: Device): Json => ({
  mdatpDeviceId: id,
  aadDeviceId: entraId,
  deviceDnsName: name,
  osPlatform: platform,
  version,
  osProcessor: 'x64',
  osBuild: build,
  healthStatus: 'Active',
  riskScore: isCritical ? 'Medium' : 'Informational',
  rbacGroupName: null,
  firstSeen: '2026-02-11T07:42:18.5131Z',
  tags: isCritical ? ['Tier 0'] : [],
  defenderAvStatus: 'Updated',
  onboardingStatus: 'Onboarded',
  vmMetadata: null,
  loggedOnUsers: [{ accountName: user.alias, domainName: 'CONTOSO' }],
})

function alertJson(alert: SampleAlert, incidentId: number): Json {
  const { kind, judgment } = alert
  return {
    alertId: alert.id,
    providerAlertId: alert.providerId,
    incidentId,
    serviceSource: kind.service,
    creationTime: apiTime(alert.created),
    lastUpdatedTime: apiTime(alert.updated),
    resolvedTime: alert.resolved === null ? null : apiTime(alert.resolved),
    firstActivity: apiTime(alert.firstActivity),
    lastActivity: apiTime(alert.lastActivity),
    title: kind.title,
    description: kind.description,
    category: kind.category,
    status: alert.status,
    severity: alert.severity,
    investigationId: null,
    investigationState: alert.assignedTo === 'Automation' ? 'SuccessfullyRemediated' : 'UnsupportedAlertType',
    classification: judgment?.classification ?? null,
    determination: judgment?.determination ?? null,
    detectionSource: kind.detection,
    detectorId: alert.detectorId,
    assignedTo: alert.assignedTo,
    actorName: null,
    threatFamilyName: kind.family,
    mitreTechniques: kind.techniques,
    devices: alert.devices.map(deviceJson),
    entities: alert.entities.map(each => entityJson(each, alert)),
  }
}

/** Returns an incident as the Defender XDR API sends it. */
export function defenderJson(incident: SampleIncident): string {
  const { id, judgment } = incident
  return JSON.stringify({
    incidentId: id,
    incidentUri: portalLink(id),
    redirectIncidentId: incident.mergedInto,
    incidentName: incident.name,
    createdTime: apiTime(incident.created),
    lastUpdateTime: apiTime(incident.updated),
    assignedTo: incident.assignedTo,
    classification: judgment?.classification ?? 'Unknown',
    determination: judgment?.determination ?? 'NotAvailable',
    status: incident.status,
    severity: incident.severity,
    tags: incident.tags,
    comments: incident.comments.map(({ text, by, at }) => ({ comment: text, createdBy: by, createdTime: apiTime(at) })),
    alerts: incident.alerts.map(each => alertJson(each, id)),
  })
}
