/**
 * @file Converts an incident of the tenant to Microsoft Graph's form: its field names, camel-case values and typed evidence. Source:
 * learn.microsoft.com/en-us/graph/api/resources/security-incident and security-alertevidence.
 */
import type { Json } from './evidence'
import type { StoredIncident } from './tenant'
import { Buffer } from 'node:buffer'

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)
const objects = (value: unknown): readonly Json[] => Array.isArray(value) ? value.filter(isObject) : []
const camel = (value: unknown): unknown => typeof value === 'string' ? value.charAt(0).toLowerCase() + value.slice(1) : value

/** Values that have another name in Graph. */
const renamed: Readonly<Record<string, string>> = {
  UnSpecified: 'unknown',
  NotAvailable: 'unknown',
  AADIdentityProtection: 'azureAdIdentityProtection',
  OfficeATP: 'microsoftDefenderForOffice365',
  AAD: 'azureAdIdentityProtection',
}
export const graphValue = (value: unknown): unknown => renamed[String(value)] ?? camel(value)

/** Values that Graph sends as `unknownFutureValue` unless the request includes unknown enum members. */
const laterMembers = new Set(['awaitingAction', 'catastrophic'])

const account = ({ accountName, domainName, userSid, aadUserId, userPrincipalName }: Json): Json =>
  ({ accountName, domainName, userSid: userSid ?? null, azureAdUserId: aadUserId ?? null, userPrincipalName: userPrincipalName ?? null, displayName: null })
const file = ({ sha1, sha256, fileName, filePath }: Json): Json =>
  ({ sha1, sha256, fileName, filePath, fileSize: 4096, filePublisher: null, signer: null, issuer: null })

/** The Graph type and members for each entity type of the Defender XDR API. */
const evidence: Readonly<Record<string, readonly [string, (entity: Json) => Json]>> = {
  User: ['user', entity => ({ userAccount: account(entity), stream: null })],
  Ip: ['ip', ({ ipAddress }) => ({ ipAddress: ipAddress ?? null, countryLetterCode: null, location: null })],
  Url: ['url', ({ url }) => ({ url })],
  File: ['file', entity => ({ detectionStatus: camel(entity.detectionStatus), mdeDeviceId: entity.deviceId, fileDetails: file(entity) })],
  Process: ['process', entity => ({
    processId: entity.processId,
    parentProcessId: entity.parentProcessId,
    processCommandLine: entity.processCommandLine,
    processCreationDateTime: entity.processCreationTime,
    parentProcessCreationDateTime: null,
    detectionStatus: camel(entity.detectionStatus),
    mdeDeviceId: null,
    imageFile: file(entity),
    parentProcessImageFile: null,
    userAccount: account(entity),
  })],
  Mailbox: ['mailbox', entity => ({ primaryAddress: entity.mailboxAddress, displayName: entity.mailboxDisplayName, userAccount: account(entity) })],
  MailMessage: ['analyzedMessage', entity => ({
    networkMessageId: null, internetMessageId: entity.internetMessageId, subject: entity.subject, deliveryAction: camel(entity.deliveryAction),
    recipientEmailAddress: entity.recipient, p1Sender: { emailAddress: entity.sender, displayName: null, domainName: null }, urls: [],
  })],
  MailCluster: ['mailCluster', ({ clusterBy, clusterByValue, emailCount }) => ({ clusterBy, clusterByValue, emailCount, query: '', urn: null })],
  OAuthApplication: ['oauthApplication', entity => ({ appId: entity.applicationId, displayName: entity.applicationName, objectId: null, publisher: null })],
  Registry: ['registryValue', ({ registryHive, registryKey, registryValue, registryValueType }) => ({ registryHive, registryKey, registryValue, registryValueName: null, registryValueType })],
}

function toEvidence(entity: Json): Json {
  const { entityType, evidenceCreationTime, verdict, remediationStatus, ...rest } = entity
  const [type, make] = evidence[String(entityType)] ?? [String(camel(entityType)), () => rest]
  return {
    '@odata.type': `#microsoft.graph.security.${type}Evidence`,
    'createdDateTime': evidenceCreationTime,
    'verdict': camel(verdict),
    'remediationStatus': camel(remediationStatus),
    'remediationStatusDetails': null,
    'roles': [],
    'detailedRoles': [],
    'tags': [],
    ...make(entity),
  }
}

function toDeviceEvidence(device: Json): Json {
  return {
    '@odata.type': '#microsoft.graph.security.deviceEvidence',
    'createdDateTime': device.firstSeen,
    'verdict': 'unknown',
    'firstSeenDateTime': device.firstSeen,
    'mdeDeviceId': device.mdatpDeviceId,
    'azureAdDeviceId': device.aadDeviceId,
    'deviceDnsName': device.deviceDnsName,
    'osPlatform': device.osPlatform,
    'riskScore': camel(device.riskScore),
    'loggedOnUsers': device.loggedOnUsers,
    'vmMetadata': null,
  }
}

function toAlert(alert: Json): Json {
  return {
    id: alert.alertId,
    providerAlertId: alert.providerAlertId,
    incidentId: String(alert.incidentId),
    status: graphValue(alert.status),
    severity: graphValue(alert.severity),
    classification: null,
    determination: null,
    serviceSource: graphValue(alert.serviceSource),
    detectionSource: graphValue(alert.detectionSource),
    detectorId: alert.detectorId,
    title: alert.title,
    description: alert.description,
    recommendedActions: '',
    category: alert.category,
    assignedTo: alert.assignedTo,
    threatFamilyName: alert.threatFamilyName,
    mitreTechniques: alert.mitreTechniques,
    createdDateTime: alert.creationTime,
    lastUpdateDateTime: alert.lastUpdatedTime,
    resolvedDateTime: null,
    comments: [],
    evidence: [...objects(alert.devices).map(toDeviceEvidence), ...objects(alert.entities).map(toEvidence)],
    additionalData: null,
  }
}

export interface Wanted {
  /** `$expand=alerts`. */
  readonly alerts: boolean
  /** `Prefer: include-unknown-enum-members`. */
  readonly unknownMembers: boolean
}

/** Returns the priority score of an incident: 0 to 100, or null for one that is not rated. The Defender XDR API has no such field. */
export function priorityScoreOf(id: string): number | null {
  const digits = Number(id.slice(-3))
  return Number.isNaN(digits) || digits % 9 === 0 ? null : Math.abs(digits * 37) % 101
}

/** Returns the bytes of an incident that has its own form, with or without alerts. */
function ownBytes(graph: string, withAlerts: boolean): Buffer {
  return Buffer.from(withAlerts ? graph : JSON.stringify({ ...JSON.parse(graph) as Json, alerts: undefined }))
}

/** Returns the incident's bytes in Graph's form, with spellings that only a byte-faithful export preserves. */
export function graphBytes({ id, bytes, graph }: StoredIncident, { alerts, unknownMembers }: Wanted): Buffer {
  if (graph !== undefined) return ownBytes(graph, alerts)
  const parsed: unknown = JSON.parse(bytes.toString())
  const incident = isObject(parsed) ? parsed : {}
  const member = (value: unknown) => !unknownMembers && laterMembers.has(String(graphValue(value))) ? 'unknownFutureValue' : graphValue(value)
  const json = JSON.stringify({
    id,
    tenantId: '11111111-2222-4333-8444-555555555555',
    status: member(incident.status),
    incidentWebUrl: incident.incidentUri,
    redirectIncidentId: incident.redirectIncidentId === null ? null : String(incident.redirectIncidentId),
    displayName: incident.incidentName,
    createdDateTime: incident.createdTime,
    lastUpdateDateTime: incident.lastUpdateTime,
    assignedTo: incident.assignedTo,
    classification: camel(incident.classification),
    determination: graphValue(incident.determination),
    severity: member(incident.severity),
    customTags: incident.tags,
    systemTags: [],
    description: null,
    summary: null,
    lastModifiedBy: null,
    priorityScore: priorityScoreOf(id),
    comments: objects(incident.comments).map(({ comment, createdBy, createdTime }) => ({ '@odata.type': '#microsoft.graph.security.alertComment', comment, 'createdByDisplayName': createdBy, 'createdDateTime': createdTime })),
    ...(alerts && { alerts: objects(incident.alerts).map(toAlert) }),
  })
  return Buffer.from('unknownNumber' in incident ? json.replace('"customTags":', '"unknownNumber": 12345678901234567890.10,\n\t"customTags" : ').replace('"id":"', '"id" : "') : json)
}
