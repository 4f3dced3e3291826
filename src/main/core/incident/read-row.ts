/**
 * @file Reads the row of an incident of either API, and the texts that a search covers. It runs for every incident of a collection, on the thread that parsed
 * it. Lists and texts are limited (row-lists.ts); the detail and the export contain all of an incident.
 */
import type { Buffer } from 'node:buffer'
import type { IncidentSummary } from '../../../shared/contract/model'
import type { IncidentRow, IndexedIncident } from '../../../shared/contract/row'
import type { ApiKind } from '../../../shared/vocabulary/clouds'
import type { IncidentMembers } from '../microsoft/incident-apis'
import type { Json } from '../json/values'
import type { Assets } from './read-entity-texts'
import type { Limits } from './row-lists'
import { timeKey } from '../../../shared/values/instants'
import { canonicalClassification, canonicalDetermination, canonicalStatus } from '../../../shared/vocabulary/incident-values'
import { canonicalDetectionSource, canonicalService } from '../../../shared/vocabulary/sources'
import { traitsOf } from '../microsoft/incident-apis'
import { asText, isObject, listLength, listOf } from '../json/values'
import { parseForDisplay } from './fields'
import { readAssets, readEntityTexts } from './read-entity-texts'
import { addText, indexLimits, shortText } from './row-lists'

/** Both APIs write a value for "not set". */
const unlessUnset = (value: string, unset: string, limits: Limits): string => value === unset ? '' : shortText(value, limits)

/**
 * Reads Microsoft Graph's score: learn.microsoft.com/en-us/graph/api/resources/security-incident. A number may be text: `parseForDisplay` returns the source
 * text of 87.0.
 */
function readPriority(value: unknown): number | null {
  const score = typeof value === 'string' && value.trim() !== '' ? Number(value) : value
  return typeof score === 'number' && score >= 0 && score <= 100 ? score : null
}

const noTexts = (): string[] => []

const trimmed = (text: string): string => text.trim()

/** Adds the elements of a list of texts, in the spelling that `canonical` returns. */
function addTexts(list: string[], value: unknown, limits: Limits, canonical = trimmed): void {
  if (typeof value === 'string') addText(list, canonical(value), limits)
  else for (const each of listOf(value) ?? []) addText(list, canonical(asText(each)), limits)
}

/** The earliest or the latest of some times; Both members are '' before the first time. */
interface Extreme { text: string, key: string }
const noTime = (): Extreme => ({ text: '', key: '' })

/** Keeps a time if it is earlier (`sign` -1) or later (1) than all before it. Ignores a text that is not an instant. */
function takeTime(extreme: Extreme, value: unknown, sign: 1 | -1): void {
  if (value === undefined || value === null || value === extreme.text) return
  const text = asText(value)
  const key = timeKey(text)
  if (key === null || (extreme.key !== '' && (sign > 0 ? key <= extreme.key : key >= extreme.key))) return
  extreme.text = text
  extreme.key = key
}

/** The data of the alerts that the row and the search need. */
function readAlerts(alerts: readonly unknown[], { alert: its }: IncidentMembers, limits: Limits) {
  const found = {
    active: 0, titles: noTexts(), services: noTexts(), detectionSources: noTexts(), categories: noTexts(), techniques: noTexts(),
    first: noTime(), last: noTime(),
  }
  for (const alert of alerts) {
    if (!isObject(alert)) {
      found.active++
      addText(found.titles, asText(alert), limits)
      continue
    }
    if (canonicalStatus(asText(alert.status)) !== 'Resolved') found.active++
    addText(found.titles, asText(alert.title), limits)
    addTexts(found.services, alert.serviceSource, limits, canonicalService)
    addTexts(found.detectionSources, alert.detectionSource, limits, canonicalDetectionSource)
    // Since 2026 Graph returns several categories; its member for a single one is deprecated.
    addTexts(found.categories, asText(alert.categories) === '' ? alert.category : alert.categories, limits)
    addTexts(found.techniques, alert.mitreTechniques, limits)
    takeTime(found.first, alert[its.firstActivity], -1)
    takeTime(found.last, alert[its.lastActivity], 1)
  }
  return found
}

interface Reading { readonly indexed: IndexedIncident, readonly isExact: boolean }

/** What `rowOf` reads of an incident's alerts. */
interface AlertParts extends Assets {
  readonly found: ReturnType<typeof readAlerts>
}

function rowOf(incident: Json, summary: IncidentSummary, its: IncidentMembers, limits: Limits, parts: AlertParts): IncidentRow {
  const { found, devices, users, otherAssets } = parts
  const tags = noTexts()
  for (const member of its.tags) addTexts(tags, incident[member], limits)
  addTexts(found.detectionSources, incident.detectionSource, limits, canonicalDetectionSource)
  addTexts(found.techniques, incident.mitreTechniques, limits)
  const [first, last] = [noTime(), noTime()]
  takeTime(first, incident[its.alert.firstActivity], -1)
  takeTime(last, incident[its.alert.lastActivity], 1)
  const { id, name, severity, status, assignedTo, lastUpdate, created, redirectedTo } = summary
  // Spreading the summary would take as long as all the rest.
  return {
    id,
    name,
    severity,
    status,
    assignedTo,
    alerts: summary.alerts,
    lastUpdate,
    created,
    redirectedTo,
    priority: readPriority(incident.priorityScore),
    classification: unlessUnset(canonicalClassification(asText(incident.classification)), 'Unknown', limits),
    determination: unlessUnset(canonicalDetermination(asText(incident.determination)), 'NotAvailable', limits),
    tags,
    firstActivity: first.text || found.first.text,
    lastActivity: last.text || found.last.text,
    activeAlerts: summary.alerts === null ? null : found.active,
    services: found.services,
    detectionSources: found.detectionSources,
    categories: found.categories,
    techniques: found.techniques,
    devices,
    users,
    otherAssets,
    comments: listLength(incident.comments),
  }
}

function readOnce(incident: Json, summary: IncidentSummary, its: IncidentMembers, limits: Limits): Reading {
  const alerts = listOf(incident.alerts) ?? []
  const found = readAlerts(alerts, its, limits)
  const { entities, isExact, ...assets } = readEntityTexts(alerts, incident, its, limits)
  return { indexed: { row: rowOf(incident, summary, its, limits, { found, ...assets }), alertTitles: found.titles, entities }, isExact }
}

/** Returns the row of an incident as `readIndexed` does, without the texts for the search. `parsed`: as `parseForDisplay` returns it. */
export function readRow(parsed: Json, summary: IncidentSummary, api: ApiKind): IncidentRow {
  const { members } = traitsOf(api)
  const alerts = listOf(parsed.alerts) ?? []
  const found = readAlerts(alerts, members, indexLimits)
  return rowOf(parsed, summary, members, indexLimits, { found, ...readAssets(alerts, parsed, members, indexLimits) })
}

/**
 * Returns the row and the texts of an incident, given parsed, with its summary, and as bytes. Any member may be missing, null or of an unexpected
 * type. By default, texts keep 4,096 characters, lists 1,000 values, and an incident 20,000 entities.
 */
export function readIndexed(parsed: Json, summary: IncidentSummary, bytes: Buffer, api: ApiKind, limits = indexLimits): IndexedIncident {
  const { members } = traitsOf(api)
  const { indexed, isExact } = readOnce(parsed, summary, members, limits)
  if (isExact) return indexed
  // A number that JSON.parse may have rounded is part of an entity's identity. The detail identifies entities by exact numbers.
  const exact = parseForDisplay(bytes)
  return isObject(exact) ? readOnce(exact, summary, members, limits).indexed : indexed
}
