/** @file The whole incident for reading: generic where the API's types are open, so that unknown ones show as they come. */
import type { AlertDetail, Comment, Entity, EntityGroup, Field, IncidentDetail } from '../../shared/detail'
import type { Cloud } from './cloud'
import type { Incident } from './incident'
import { incidentLink } from './portal'

type Json = Readonly<Record<string, unknown>>

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)
const objects = (value: unknown): readonly Json[] => Array.isArray(value) ? value.filter(isObject) : []

/** A scalar as text; a list or an object as its JSON; null and what is missing as nothing. */
function asText(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'object') return Array.isArray(value) && value.every(each => typeof each !== 'object') ? value.join(', ') : JSON.stringify(value)
  return String(value)
}

/** The fields that hold something, in the API's order and under its names, except those shown elsewhere. */
function fieldsOf(object: Json, except: ReadonlySet<string>): readonly Field[] {
  return Object.entries(object)
    .filter(([name]) => !except.has(name))
    .map(([name, value]) => ({ name, value: asText(value) }))
    .filter(({ value }) => value !== '')
}

const shownInRow = new Set([
  'incidentId', 'redirectIncidentId', 'incidentName', 'incidentUri', 'severity', 'status', 'assignedTo', 'alerts', 'lastUpdateTime', 'createdTime', 'comments',
])
const shownInAlert = new Set(['alertId', 'title', 'severity', 'status', 'category', 'serviceSource', 'creationTime', 'description', 'devices', 'entities', 'incidentId'])
const entityBookkeeping = new Set(['entityType'])

function toAlert(alert: Json): AlertDetail {
  return {
    id: asText(alert.alertId),
    title: asText(alert.title),
    severity: asText(alert.severity),
    status: asText(alert.status),
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

/** Names of the fields that identify an entity of a type, best first. */
const identifying: Readonly<Record<string, readonly string[]>> = {
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
}

/** Documented and observed spellings differ. */
const canonicalType: Readonly<Record<string, string>> = { MailBox: 'Mailbox' }

function labelOf(type: string, entity: Json, fields: readonly Field[]): string {
  const named = (identifying[type] ?? []).map(name => asText(entity[name])).find(value => value !== '')
  return named ?? fields.find(field => !/time|status|verdict/i.test(field.name))?.value ?? ''
}

/** The entities and devices of all alerts, each once however many alerts name it, grouped by type. */
function groupEntities(alerts: readonly Json[]): readonly EntityGroup[] {
  const groups = new Map<string, Map<string, { entity: Entity, seenIn: Set<number> }>>()
  const add = (type: string, object: Json, alert: number) => {
    const fields = fieldsOf(object, entityBookkeeping)
    // The moment of its evidence differs from alert to alert and makes it no other entity.
    const key = JSON.stringify(fields.filter(({ name }) => name !== 'evidenceCreationTime'))
    const group = groups.get(type) ?? new Map<string, { entity: Entity, seenIn: Set<number> }>()
    groups.set(type, group)
    const held = group.get(key) ?? { entity: { label: labelOf(type, object, fields), fields, alerts: 0 }, seenIn: new Set() }
    held.seenIn.add(alert)
    group.set(key, held)
  }
  alerts.forEach((alert, index) => {
    objects(alert.devices).forEach(device => add('Device', device, index))
    objects(alert.entities).forEach((entity) => {
      const type = asText(entity.entityType) || 'Unknown'
      add(canonicalType[type] ?? type, entity, index)
    })
  })
  return Array.from(groups, ([type, group]) => ({
    type,
    entities: Array.from(group.values(), ({ entity, seenIn }) => ({ ...entity, alerts: seenIn.size })),
  }))
}

/**
 * The value of JSON text with every number that JavaScript cannot write back as it was (beyond 2^53, trailing zeros,
 * exponents) kept as its text. The source is given by V8 since Chromium 114; without it numbers are as JSON.parse reads them.
 */
export function parseForDisplay(json: string): unknown {
  const keep = (_key: string, value: unknown, context?: { readonly source?: string }): unknown =>
    typeof value === 'number' && context?.source !== undefined && context.source !== String(value) ? context.source : value
  return JSON.parse(json, keep)
}

/** Parses one incident's bytes for the detail. They were parsed once when their page came, so they are JSON. */
export function toDetail({ summary, bytes }: Incident, cloud: Cloud, tenantId: string): IncidentDetail {
  const raw = bytes.toString('utf8')
  const parsed = parseForDisplay(raw)
  const object = isObject(parsed) ? parsed : {}
  const alerts = objects(object.alerts)
  return {
    summary,
    fields: fieldsOf(object, shownInRow),
    alerts: alerts.map(toAlert),
    entities: groupEntities([...alerts, { entities: object.entities }]),
    comments: objects(object.comments).map(toComment),
    raw,
    portalHost: incidentLink(cloud, tenantId, summary.id, object.incidentUri)?.hostname ?? null,
  }
}

/** The portal page of an incident, or null where its link is not allowed. */
export function detailLink({ summary, bytes }: Incident, cloud: Cloud, tenantId: string): URL | null {
  const parsed: unknown = JSON.parse(bytes.toString('utf8'))
  return incidentLink(cloud, tenantId, summary.id, isObject(parsed) ? parsed.incidentUri : undefined)
}
