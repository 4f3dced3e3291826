/** @file Builders for tests of both processes: default values for every member that a test does not set. */
import type { AlertDetail, Entity, IncidentDetail } from './detail'
import type { Collection, IncidentSummary } from './model'
import type { SavedView } from './preferences'
import type { IncidentRow } from './row'

export function aCollection(given: Partial<Collection> = {}): Collection {
  return {
    run: 1, startedBy: 'person', kind: 'full', window: { kind: 'last', hours: 48 }, range: { field: 'lastUpdateTime', from: '', to: null }, startedAt: '', pages: 0, incidents: 0,
    reached: null, redirected: 0, outside: 0, carriedOver: null, elapsedMs: 0, waiting: null, outcome: null, clock: null, ...given,
  }
}

export function aSummary(given: Partial<IncidentSummary> = {}): IncidentSummary {
  return { id: '1', name: '', severity: 'Low', status: 'Active', assignedTo: null, alerts: 0, lastUpdate: '', created: '', redirectedTo: null, ...given }
}

export function aRow(given: Partial<IncidentRow> = {}): IncidentRow {
  return {
    ...aSummary(), priority: null, classification: '', determination: '', tags: [], firstActivity: '', lastActivity: '', activeAlerts: 0, services: [], detectionSources: [], categories: [],
    techniques: [], devices: [], users: [], otherAssets: [], comments: 0, ...given,
  }
}

export function aView(given: Partial<SavedView> = {}): SavedView {
  return { id: 'v', name: 'Mine', query: '', showMerged: false, sort: [], columns: null, window: null, ...given }
}

export function anAlert(given: Partial<AlertDetail> = {}): AlertDetail {
  return {
    id: '', title: '', severity: '', status: '', classification: '', determination: '', service: '', detectionSource: '', categories: [], techniques: [], assignedTo: '', created: '',
    firstActivity: '', lastActivity: '', resolved: '', verdict: '', entities: [], ...given,
  }
}

export function anEntity(given: Partial<Entity> = {}): Entity {
  return { type: 'Ip', key: '', label: '', qualifier: '', verdicts: [], remediation: [], alerts: 1, ...given }
}

export function aDetail(given: Partial<IncidentDetail> = {}): IncidentDetail {
  return { summary: aRow(), description: '', fields: [], alerts: [], entities: [], comments: [], sample: false, bytes: 0, portalHost: null, ...given }
}
