/** @file The names of the members of an incident in both APIs, as their documentation and captured responses show them. */
import type { ApiKind } from '../../../shared/vocabulary/clouds'

export interface IncidentNames {
  readonly id: string
  readonly name: string
  readonly link: string
  readonly lastUpdate: string
  readonly created: string
  /** Whether the alerts are always there; else they come only with `$expand`, and an incident without them may have some. */
  readonly alwaysWithAlerts: boolean
  readonly alert: {
    readonly id: string
    readonly created: string
    /** Lists of entities, with the type of those that do not name it. */
    readonly entities: readonly (readonly [member: string, type: string])[]
  }
}

/** Microsoft Graph: learn.microsoft.com/en-us/graph/api/resources/security-incident (2026-01-22). */
export const names: Readonly<Record<ApiKind, IncidentNames>> = {
  'defender-xdr': {
    id: 'incidentId',
    name: 'incidentName',
    link: 'incidentUri',
    lastUpdate: 'lastUpdateTime',
    created: 'createdTime',
    alwaysWithAlerts: true,
    alert: { id: 'alertId', created: 'creationTime', entities: [['devices', 'Device'], ['entities', 'Unknown']] },
  },
  'microsoft-graph': {
    id: 'id',
    name: 'displayName',
    link: 'incidentWebUrl',
    lastUpdate: 'lastUpdateDateTime',
    created: 'createdDateTime',
    alwaysWithAlerts: false,
    alert: { id: 'id', created: 'createdDateTime', entities: [['evidence', 'Unknown']] },
  },
}
