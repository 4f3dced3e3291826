/** @file The rows that an export of a tenant must contain, from the tenant's JSON by plain loops: no code of the app is used. */
import type { StoredIncident } from '../cloud/tenant'

interface Entity { readonly [member: string]: unknown, readonly entityType?: string, readonly verdict?: string, readonly remediationStatus?: string }

interface Alert {
  readonly [member: string]: unknown
  readonly alertId: string
  readonly status: string
  readonly serviceSource: string
  readonly detectionSource: string
  readonly category: string
  readonly mitreTechniques: readonly string[]
  readonly firstActivity: string
  readonly lastActivity: string
  readonly devices: readonly Entity[]
  readonly entities: readonly Entity[]
}

interface Comment { readonly comment: string, readonly createdBy: string, readonly createdTime: string }

interface Incident {
  readonly [member: string]: unknown
  readonly alerts: readonly Alert[]
  readonly tags: readonly string[]
  readonly comments: readonly Comment[]
}

export type Cell = string | number | null | readonly string[]
export type Row = Readonly<Record<string, Cell>>

export interface ExpectedTables {
  readonly incidents: readonly Row[]
  readonly alerts: readonly Row[]
  /** Without the columns `entityKey` and `fields`. In any order. */
  readonly entities: readonly Row[]
}

const distinct = (texts: readonly string[]): readonly string[] => [...new Set(texts)]
const text = (value: unknown): string | null => typeof value === 'string' && value.trim() !== '' ? value : null
/** Returns members that are texts in an export as well. */
const texts = (object: Readonly<Record<string, unknown>>, names: readonly string[]): Row => Object.fromEntries(names.map(name => [name, text(object[name])]))
const unless = (value: unknown, unset: string): string | null => value === unset ? null : text(value)
const detected: Readonly<Record<string, string>> = { OfficeATP: 'MicrosoftDefenderForOffice365', AAD: 'AADIdentityProtection' }
const detectionOf = ({ detectionSource }: Alert): string => detected[detectionSource] ?? detectionSource

/** The type, the identity and the name of an entity of the tenant. */
function identify(entity: Entity): readonly [type: string, identity: string, name: string | null] {
  const { entityType = 'Device' } = entity
  const at = (...members: readonly string[]) => members.map(member => String(entity[member])).join(' ')
  switch (entityType) {
    case 'Device': return [entityType, at('deviceDnsName'), at('deviceDnsName')]
    case 'User': return [entityType, at('userPrincipalName'), at('userPrincipalName')]
    case 'Ip': return [entityType, entity.ipAddress === undefined ? JSON.stringify(entity) : at('ipAddress'), text(entity.ipAddress)]
    case 'Url': return [entityType, at('url'), at('url')]
    case 'File': return [entityType, at('sha256'), at('fileName')]
    case 'Process': return [entityType, at('processId', 'processCreationTime'), at('processCommandLine')]
    case 'Mailbox': return [entityType, at('mailboxAddress'), at('mailboxAddress')]
    case 'MailMessage': return [entityType, at('recipient', 'internetMessageId'), at('subject')]
    case 'MailCluster': return [entityType, at('clusterBy', 'clusterByValue'), `${at('clusterBy')}: ${at('clusterByValue')}`]
    case 'OAuthApplication': return [entityType, at('applicationId'), at('applicationName')]
    case 'Registry': return [entityType, at('registryHive', 'registryKey', 'registryValue'), `${at('registryHive')}\\${at('registryKey')}`]
    default: {
      const { spin } = entity.widgetState as { spin: number }
      return [entityType, String(spin), String(spin)]
    }
  }
}

/** Equal for mentions of the same entity. */
const placeOf = (entity: Entity): string => identify(entity).slice(0, 2).join('\n')
const mentions = (alert: Alert): readonly Entity[] => [...alert.devices, ...alert.entities]
const all = (alerts: readonly Alert[]): readonly Entity[] => alerts.flatMap(mentions)
const namesOf = (alerts: readonly Alert[], types: readonly string[]): readonly string[] =>
  distinct(all(alerts).map(identify).filter(([type]) => types.includes(type)).map(([, , name]) => name ?? ''))

/** Times of the tenant have 0 to 7 fraction digits without trailing zeros. */
const inOrder = (times: readonly string[]): readonly string[] => {
  const padded = (time: string) => `${time.slice(0, 19)}.${time.slice(20, -1).padEnd(7, '0')}`
  return [...times].sort((a, b) => padded(a) < padded(b) ? -1 : padded(a) > padded(b) ? 1 : 0)
}
const first = (alerts: readonly Alert[]): string | null => inOrder(alerts.map(each => each.firstActivity))[0] ?? null
const last = (alerts: readonly Alert[]): string | null => inOrder(alerts.map(each => each.lastActivity)).at(-1) ?? null

function incidentRow(id: string, incident: Incident): Row {
  const { alerts, tags, comments } = incident
  const services = distinct(alerts.map(each => each.serviceSource))
  const detections = distinct(alerts.map(detectionOf))
  return {
    ...texts(incident, ['severity', 'status', 'incidentName', 'assignedTo', 'lastUpdateTime', 'createdTime', 'incidentUri']),
    incidentId: id, priorityScore: null, alerts: alerts.length, tags, description: null,
    classification: unless(incident.classification, 'Unknown'), determination: unless(incident.determination, 'NotAvailable'),
    firstActivity: first(alerts), lastActivity: last(alerts), sources: distinct([...services, ...detections]),
    categories: distinct(alerts.map(each => each.category)), mitreTechniques: distinct(alerts.flatMap(each => each.mitreTechniques)),
    devices: namesOf(alerts, ['Device']), users: namesOf(alerts, ['User']), otherAssets: namesOf(alerts, ['Mailbox', 'OAuthApplication']),
    comments: comments.length, commentTexts: comments.map(({ comment, createdBy, createdTime }) => `${createdTime}, ${createdBy}: ${comment}`),
    redirectIncidentId: incident.redirectIncidentId === null ? null : String(incident.redirectIncidentId),
    activeAlerts: alerts.filter(({ status }) => status !== 'Resolved').length, serviceSources: services, detectionSources: detections,
  }
}

const worst = (verdicts: readonly unknown[]): string | null => ['Malicious', 'Suspicious'].find(verdict => verdicts.includes(verdict)) ?? null

function alertRow(id: string, alert: Alert): Row {
  return {
    ...texts(alert, [
      'alertId', 'title', 'severity', 'status', 'serviceSource', 'assignedTo', 'creationTime', 'lastUpdatedTime', 'firstActivity', 'lastActivity',
      'description', 'providerAlertId',
    ]),
    incidentId: id, classification: null, determination: null, resolvedTime: null, detectionSource: detectionOf(alert), categories: [alert.category],
    mitreTechniques: alert.mitreTechniques, verdict: worst(mentions(alert).map(({ verdict }) => verdict)),
    entities: distinct(mentions(alert).map(placeOf)).length,
  }
}

function entityRows(id: string, alerts: readonly Alert[]): readonly Row[] {
  const mentioned = alerts.flatMap(alert => mentions(alert).map(entity => ({ alert, entity, place: placeOf(entity) })))
  return distinct(mentioned.map(({ place }) => place)).map((place) => {
    const here = mentioned.filter(each => each.place === place)
    const found = here.map(({ entity }) => entity)
    const [mention = {}] = found
    const its = [...new Set(here.map(({ alert }) => alert))]
    const [type, , name] = identify(mention)
    const verdicts = found.map(({ verdict }) => verdict)
    return {
      ...texts(mention, ['sha256', 'sha1', 'md5']),
      incidentId: id, entityType: type, entityName: name, verdicts: ['Malicious', 'Suspicious'].filter(verdict => verdicts.includes(verdict)),
      remediationStatuses: distinct(found.map(each => each.remediationStatus ?? '').filter(status => status !== '')),
      alerts: its.length, alertIds: its.map(({ alertId }) => alertId), firstActivity: first(its), lastActivity: last(its),
    }
  })
}

/** Returns the rows of all tables. */
export function expectedTables(stored: readonly StoredIncident[]): ExpectedTables {
  const incidents = stored.map(({ id, bytes }) => ({ id, incident: JSON.parse(bytes.toString()) as Incident }))
  return {
    incidents: incidents.map(({ id, incident }) => incidentRow(id, incident)),
    alerts: incidents.flatMap(({ id, incident }) => incident.alerts.map(alert => alertRow(id, alert))),
    entities: incidents.flatMap(({ id, incident }) => entityRows(id, incident.alerts)),
  }
}
