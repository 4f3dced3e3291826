/**
 * @file The parts of an incident of Microsoft Graph with its alerts. Evidence is one list of many types, named by `@odata.type`:
 * learn.microsoft.com/en-us/graph/api/resources/security-alertevidence. The list of types is open.
 */
import type { AlertDetail, Comment } from '../../../shared/detail'
import type { DetailParts, Json } from './detail-fields'
import type { Mention } from './entity-groups'
import { mergeTarget } from '../../../shared/merges'
import { canonicalSeverity, canonicalStatus } from '../../../shared/vocabulary'
import { asText, flatFields, objects } from './detail-fields'
import { groupEntities } from './entity-groups'

const shownInRow: ReadonlySet<string> = new Set([
  'id', 'displayName', 'incidentWebUrl', 'severity', 'status', 'assignedTo', 'alerts', 'lastUpdateDateTime', 'createdDateTime', 'comments',
])
const shownWhenMerged: ReadonlySet<string> = new Set([...shownInRow, 'redirectIncidentId'])
const shownInAlert = new Set(['id', 'title', 'severity', 'status', 'category', 'serviceSource', 'createdDateTime', 'description', 'evidence', 'incidentId'])
const none: ReadonlySet<string> = new Set()

function toAlert(alert: Json): AlertDetail {
  return {
    id: asText(alert.id),
    title: asText(alert.title),
    severity: canonicalSeverity(asText(alert.severity)),
    status: canonicalStatus(asText(alert.status)),
    category: asText(alert.category),
    service: asText(alert.serviceSource),
    created: asText(alert.createdDateTime),
    description: asText(alert.description),
    more: flatFields(alert, shownInAlert),
  }
}

/** Real answers name the author `createdByDisplayName`; the documentation's examples have the shorter names. */
function toComment(comment: Json): Comment {
  return {
    text: asText(comment.comment),
    by: asText(comment.createdByDisplayName) || asText(comment.createdBy),
    at: asText(comment.createdDateTime) || asText(comment.createdTime),
  }
}

/** The names of the Defender XDR API where it has the type under another one. */
const otherNames: ReadonlyMap<string, string> = new Map(Object.entries({
  analyzedMessage: 'MailMessage', oauthApplication: 'OAuthApplication', registryKey: 'Registry', registryValue: 'Registry',
}))

/** `#microsoft.graph.security.fileEvidence` is `File`. A name of another form stays as it is. */
function typeOf(evidence: Json): string {
  const name = asText(evidence['@odata.type'])
  const short = /^#microsoft\.graph\.security\.([a-z]\w*)Evidence$/.exec(name)?.[1]
  if (short === undefined) return name || 'Unknown'
  return otherNames.get(short) ?? `${short.charAt(0).toUpperCase()}${short.slice(1)}`
}

/** Names of the fields that identify an entity of a type, best first. A map: a type may be called `constructor`. */
const identifying: ReadonlyMap<string, readonly string[]> = new Map(Object.entries({
  Device: ['deviceDnsName', 'hostName', 'mdeDeviceId', 'azureAdDeviceId'],
  User: ['userAccount.userPrincipalName', 'userAccount.accountName', 'userAccount.displayName', 'userAccount.userSid', 'userAccount.azureAdUserId'],
  Ip: ['ipAddress'],
  Url: ['url'],
  File: ['fileDetails.fileName', 'fileDetails.sha256', 'fileDetails.sha1'],
  Process: ['processCommandLine', 'imageFile.fileName', 'processId'],
  Mailbox: ['primaryAddress', 'upn', 'displayName', 'userAccount.userPrincipalName'],
  MailMessage: ['subject', 'internetMessageId', 'p1Sender.emailAddress', 'p2Sender.emailAddress'],
  MailCluster: ['clusterBy', 'clusterByValue'],
  OAuthApplication: ['displayName', 'appId', 'objectId'],
  CloudApplication: ['displayName', 'appId'],
  SecurityGroup: ['displayName', 'securityGroupId'],
  Registry: ['registryKey', 'registryValueName', 'registryValue'],
}))

function mention(evidence: Json, alert: number): Mention {
  const type = typeOf(evidence)
  return { type, identifying: identifying.get(type) ?? ['displayName', 'name'], fields: flatFields(evidence, none), alert }
}

export function readGraphDetail(incident: Json): DetailParts {
  const alerts = objects(incident.alerts)
  // A value that names no other incident is shown as received.
  const isMerged = mergeTarget(asText(incident.id), asText(incident.redirectIncidentId)) !== null
  return {
    fields: flatFields(incident, isMerged ? shownWhenMerged : shownInRow),
    alerts: alerts.map(toAlert),
    entities: groupEntities(alerts.flatMap((alert, index) => objects(alert.evidence).map(evidence => mention(evidence, index))), 'createdDateTime'),
    comments: objects(incident.comments).map(toComment),
    link: incident.incidentWebUrl,
  }
}
