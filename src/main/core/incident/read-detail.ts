/** @file Reads the detail of an incident of either API: alerts, entities, comments and all other members. */
import type { ApiKind } from '../../../shared/vocabulary/clouds'
import type { AlertDetail, Comment, IncidentDetail } from '../../../shared/contract/detail'
import type { Mention } from './entities'
import type { IncidentMembers } from '../microsoft/incident-apis'
import type { Json } from '../json/values'
import { mergeTarget } from '../../../shared/rules/merges'
import { canonicalSeverity, canonicalStatus } from '../../../shared/vocabulary/incident-values'
import { groupEntities } from './entities'
import { typeOf } from './entity-types'
import { entityFields, fieldsOf } from './fields'
import { traitsOf } from '../microsoft/incident-apis'
import { asText, isObject, listOf } from '../json/values'

/** The parts of a parsed incident. */
export interface DetailParts extends Pick<IncidentDetail, 'fields' | 'alerts' | 'entities' | 'comments'> {
  /** The portal link as received. Untrusted. */
  readonly link: unknown
}

/** Members of an alert that AlertDetail has a property for. */
const shownInAlert: readonly string[] = ['title', 'severity', 'status', 'category', 'serviceSource', 'description', 'incidentId']

function toAlert(alert: unknown, { alert: { id, created, entities } }: IncidentMembers): AlertDetail {
  const nothing = { id: '', severity: '', status: '', category: '', service: '', created: '', description: '', more: [] }
  if (!isObject(alert)) return { ...nothing, title: asText(alert) }
  // Since 2026, Graph returns a list of categories. The member for a single category is deprecated.
  const categories = asText(alert.categories)
  const shown = new Set([...shownInAlert, id, created, ...entities.map(([member]) => member), ...(categories ? ['categories'] : [])])
  return {
    id: asText(alert[id]),
    title: asText(alert.title),
    severity: canonicalSeverity(asText(alert.severity)),
    status: canonicalStatus(asText(alert.status)),
    category: categories || asText(alert.category),
    service: asText(alert.serviceSource),
    created: asText(alert[created]),
    description: asText(alert.description),
    more: fieldsOf(alert, shown),
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

function toMention(entity: unknown, type: string, alert: number): Mention {
  return { type: isObject(entity) ? typeOf(entity, type) : type, fields: entityFields(entity), alert }
}

function mentionsOf(holder: unknown, { alert: { entities } }: IncidentMembers, index: number): readonly Mention[] {
  if (!isObject(holder)) return []
  return entities.flatMap(([member, type]) => (listOf(holder[member]) ?? []).map(entity => toMention(entity, type, index)))
}

/** Reads a parsed incident. Any member may be missing, null or of an unexpected type. */
export function readDetail(incident: Json, api: ApiKind): DetailParts {
  const its = traitsOf(api).members
  const alerts = listOf(incident.alerts) ?? []
  const target = incident.redirectIncidentId
  // A value that does not identify another incident is shown as received.
  const isMerged = typeof target !== 'object' && mergeTarget(asText(incident[its.id]), asText(target)) !== null
  const shown = new Set([
    its.id, its.name, its.link, its.lastUpdateTime, its.createdTime, 'severity', 'status', 'assignedTo', 'alerts', 'comments', ...(isMerged ? ['redirectIncidentId'] : []),
  ])
  // Some captured responses contain entities outside of alerts. They are treated like the entities of one more alert.
  const beside = { entities: incident.entities }
  return {
    fields: fieldsOf(incident, shown),
    alerts: alerts.map(alert => toAlert(alert, its)),
    entities: groupEntities([...alerts, beside].flatMap((holder, index) => mentionsOf(holder, its, index))),
    comments: (listOf(incident.comments) ?? []).map(toComment),
    link: incident[its.link],
  }
}
