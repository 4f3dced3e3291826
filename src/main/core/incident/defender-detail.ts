/** @file The parts of an incident of the Defender XDR API, as its documentation and captured answers show them. */
import type { AlertDetail, Comment, EntityGroup } from '../../../shared/detail'
import type { DetailParts, Json } from './detail-fields'
import type { Mention } from './entity-groups'
import { mergeTarget } from '../../../shared/merges'
import { canonicalSeverity, canonicalStatus } from '../../../shared/vocabulary'
import { asText, fieldsOf, objects } from './detail-fields'
import { groupEntities } from './entity-groups'

const shownInRow: ReadonlySet<string> = new Set([
  'incidentId', 'incidentName', 'incidentUri', 'severity', 'status', 'assignedTo', 'alerts', 'lastUpdateTime', 'createdTime', 'comments',
])
const shownWhenMerged: ReadonlySet<string> = new Set([...shownInRow, 'redirectIncidentId'])
const shownInAlert = new Set(['alertId', 'title', 'severity', 'status', 'category', 'serviceSource', 'creationTime', 'description', 'devices', 'entities', 'incidentId'])
const entityBookkeeping = new Set(['entityType'])

function toAlert(alert: Json): AlertDetail {
  return {
    id: asText(alert.alertId),
    title: asText(alert.title),
    severity: canonicalSeverity(asText(alert.severity)),
    status: canonicalStatus(asText(alert.status)),
    category: asText(alert.category),
    service: asText(alert.serviceSource),
    created: asText(alert.creationTime),
    description: asText(alert.description),
    more: fieldsOf(alert, shownInAlert),
  }
}

function toComment(comment: Json): Comment {
  // The documentation spells the time both ways.
  return { text: asText(comment.comment), by: asText(comment.createdBy), at: asText(comment.createdTime ?? comment.createTime) }
}

/** Names of the fields that identify an entity of a type, best first. A map: a type may be called `constructor`. */
const identifying: ReadonlyMap<string, readonly string[]> = new Map(Object.entries({
  Device: ['deviceDnsName', 'mdatpDeviceId', 'aadDeviceId'],
  User: ['userPrincipalName', 'accountName', 'userSid', 'aadUserId'],
  Ip: ['ipAddress'],
  Url: ['url'],
  File: ['fileName', 'sha256', 'sha1'],
  Process: ['processCommandLine', 'fileName', 'processId'],
  Mailbox: ['mailboxAddress', 'mailboxDisplayName', 'userPrincipalName'],
  MailMessage: ['subject', 'internetMessageId', 'sender'],
  MailCluster: ['clusterBy', 'clusterByValue'],
  OAuthApplication: ['applicationName', 'applicationId'],
  SecurityGroup: ['securityGroupName', 'securityGroupId'],
  Registry: ['registryKey', 'registryValue'],
}))

/** Documented and observed spellings differ. */
const canonicalType: ReadonlyMap<string, string> = new Map([['MailBox', 'Mailbox']])

function mention(type: string, object: Json, alert: number): Mention {
  return { type, identifying: identifying.get(type) ?? [], fields: fieldsOf(object, entityBookkeeping), alert }
}

function entitiesOf(alerts: readonly Json[]): readonly EntityGroup[] {
  return groupEntities(alerts.flatMap((alert, index) => [
    ...objects(alert.devices).map(device => mention('Device', device, index)),
    ...objects(alert.entities).map((entity) => {
      const type = asText(entity.entityType) || 'Unknown'
      return mention(canonicalType.get(type) ?? type, entity, index)
    }),
  ]), 'evidenceCreationTime')
}

export function readDefenderDetail(incident: Json): DetailParts {
  const alerts = objects(incident.alerts)
  // A value that names no other incident is shown as received.
  const isMerged = mergeTarget(asText(incident.incidentId), asText(incident.redirectIncidentId)) !== null
  return {
    fields: fieldsOf(incident, isMerged ? shownWhenMerged : shownInRow),
    alerts: alerts.map(toAlert),
    entities: entitiesOf([...alerts, { entities: incident.entities }]),
    comments: objects(incident.comments).map(toComment),
    link: incident.incidentUri,
  }
}
