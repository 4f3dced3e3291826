/** @file Reads the detail of an incident of either API: alerts, entities, comments and all other members. */
import type { ApiKind } from '../../../shared/vocabulary/clouds'
import type { AlertDetail, Comment, Field, IncidentDetail, PartOfIncident } from '../../../shared/contract/detail'
import type { IncidentRow } from '../../../shared/contract/row'
import type { GatheredEntities, Mention } from './entities'
import type { IncidentMembers } from '../microsoft/incident-apis'
import type { Json } from '../json/values'
import { maxTags } from '../../../shared/contract/detail'
import { canonicalClassification, canonicalDetermination, canonicalSeverity, canonicalStatus } from '../../../shared/vocabulary/incident-values'
import { canonicalDetectionSource, canonicalService } from '../../../shared/vocabulary/sources'
import { gatherEntities } from './entities'
import { fieldsOf } from './fields'
import { traitsOf } from '../microsoft/incident-apis'
import { asText, isObject, listOf } from '../json/values'

/** The parts of a parsed incident. */
export interface DetailParts extends Pick<IncidentDetail, 'description' | 'fields' | 'alerts' | 'entities' | 'comments'> {
  /** The portal link as received. Untrusted. */
  readonly link: unknown
  /** Returns all fields of an alert or an entity; [] if there is none at the index. */
  readonly fieldsOf: (part: PartOfIncident['part'], index: number) => readonly Field[]
}

const texts = (value: unknown): readonly string[] => (listOf(value) ?? []).map(asText).filter(text => text !== '')
const unlessUnset = (value: string, unset: string): string => value === unset ? '' : value

function toAlert(alert: unknown, { alert: its }: IncidentMembers, own: Pick<AlertDetail, 'verdict' | 'entities'>): AlertDetail {
  const object: Json = isObject(alert) ? alert : { title: asText(alert) }
  const text = (member: string): string => asText(object[member])
  const categories = texts(object.categories)
  return {
    id: text(its.id),
    title: text('title'),
    severity: canonicalSeverity(text('severity')),
    status: canonicalStatus(text('status')),
    classification: unlessUnset(canonicalClassification(text('classification')), 'Unknown'),
    determination: unlessUnset(canonicalDetermination(text('determination')), 'NotAvailable'),
    service: canonicalService(text('serviceSource')),
    detectionSource: canonicalDetectionSource(text('detectionSource')),
    // Since 2026 Graph returns several categories; its member for a single one is deprecated.
    categories: categories.length > 0 ? categories : texts(object.category),
    techniques: texts(object.mitreTechniques),
    assignedTo: text('assignedTo'),
    created: text(its.created),
    firstActivity: text(its.firstActivity),
    lastActivity: text(its.lastActivity),
    resolved: text(its.resolved),
    ...own,
  }
}

/** Responses and the documentation use several names for author and time. A comment of another shape becomes one text. */
function toComment(comment: unknown): Comment {
  if (!isObject(comment)) return { text: asText(comment), by: '', at: '' }
  const first = (...members: readonly string[]): string => members.map(member => asText(comment[member])).find(text => text !== '') ?? ''
  const text = asText(comment.comment)
  const by = first('createdByDisplayName', 'createdBy')
  const at = first('createdDateTime', 'createdTime', 'createTime')
  return { text: text || (by || at ? '' : asText(comment)), by, at }
}

function mentionsOf(holder: unknown, { alert: { entities } }: IncidentMembers, alert: number): readonly Mention[] {
  if (!isObject(holder)) return []
  return entities.flatMap(([member, otherwise]) => (listOf(holder[member]) ?? []).map(entity => ({ entity, otherwise, alert })))
}

/** Returns the members that have a dedicated place on screen. A value that cannot be shown there is among the other fields. */
function shownMembers(incident: Json, row: IncidentRow, its: IncidentMembers): ReadonlySet<string> {
  return new Set([
    its.id, its.name, its.link, its.lastUpdateTime, its.createdTime, 'severity', 'status', 'assignedTo', 'alerts', 'comments', 'classification', 'determination', 'description',
    ...(row.redirectedTo === null ? [] : ['redirectIncidentId']),
    ...(row.priority === null ? [] : ['priorityScore']),
    ...(row.tags.length > maxTags ? [] : its.tags),
    ...[its.alert.firstActivity, its.alert.lastActivity].filter(member => [row.firstActivity, row.lastActivity].includes(asText(incident[member]))),
  ])
}

/** Returns the fields of an alert without its entities, which are shown separately. */
function alertFields(alert: unknown, { alert: { entities } }: IncidentMembers): readonly Field[] {
  return isObject(alert) ? fieldsOf(alert, new Set(entities.map(([member]) => member))) : [{ name: 'value', value: asText(alert) }]
}

/** The maximum length of a value on screen, in characters. */
const maxValueLength = 20_000

/** Returns a field whose value can be sent to the page. A cut value states how much is missing; the raw JSON contains all of it. */
function shortField({ name, value }: Field): Field {
  return value.length <= maxValueLength ? { name, value } : { name, value: `${value.slice(0, maxValueLength)}… (the first of ${value.length} characters; the raw JSON holds all)` }
}

/** The alerts, entities and comments of an incident, complete. */
export interface IncidentParts {
  /** The alerts as received. */
  readonly received: readonly unknown[]
  readonly alerts: readonly AlertDetail[]
  readonly gathered: GatheredEntities
  readonly comments: readonly Comment[]
}

/** Reads the alerts, entities and comments of a parsed incident. Any member may be missing, null or of an unexpected type. */
export function readParts(incident: Json, api: ApiKind): IncidentParts {
  const its = traitsOf(api).members
  const received = listOf(incident.alerts) ?? []
  // Some captures contain entities outside of alerts. They are treated as those of one more alert.
  const beside = { entities: incident.entities }
  const gathered = gatherEntities([...received, beside].flatMap((holder, index) => mentionsOf(holder, its, index)))
  const alerts = received.map((alert, index) => toAlert(alert, its, gathered.ofAlert.get(index) ?? { entities: [], verdict: '' }))
  return { received, alerts, gathered, comments: (listOf(incident.comments) ?? []).map(toComment) }
}

/** Reads a parsed incident, given its row. Any member may be missing, null or of an unexpected type. */
export function readDetail(incident: Json, row: IncidentRow, api: ApiKind): DetailParts {
  const its = traitsOf(api).members
  const { received: alerts, alerts: details, gathered, comments } = readParts(incident, api)
  return {
    description: asText(incident.description),
    fields: fieldsOf(incident, shownMembers(incident, row, its)).map(shortField),
    alerts: details,
    entities: gathered.entities,
    comments,
    link: incident[its.link],
    fieldsOf: (part, index) => (part === 'entity' ? gathered.fieldsOf(index) : index < alerts.length ? alertFields(alerts[index], its) : []).map(shortField),
  }
}
