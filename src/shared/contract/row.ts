/** @file A row of the list: the fields that the table, the filters and the search need. Strings are as received: untrusted. */
import type { IncidentSummary } from './model'

/** `null` and `''` mean that the API did not send the field, which is never the same as 0. Lists contain distinct values in the order received. */
export interface IncidentRow extends IncidentSummary {
  /** 0 to 100, higher is more urgent. Only Microsoft Graph has it. */
  readonly priority: number | null
  /** In the app's spelling, as severity and status. */
  readonly classification: string
  readonly determination: string
  /** Custom tags, then system tags. */
  readonly tags: readonly string[]
  /** The earliest first and the latest last activity: of the incident, or else of its alerts. */
  readonly firstActivity: string
  readonly lastActivity: string
  /** The number of alerts that are not resolved; null if the list was received without alerts. */
  readonly activeAlerts: number | null
  /** The service sources of the alerts, in the app's spelling. */
  readonly services: readonly string[]
  /** The detection sources of the alerts, in the app's spelling. */
  readonly detectionSources: readonly string[]
  readonly categories: readonly string[]
  /** MITRE ATT&CK techniques, such as `T1566.001`. */
  readonly techniques: readonly string[]
  /** Names of the devices among the entities. */
  readonly devices: readonly string[]
  /** Names of the users among the entities. */
  readonly users: readonly string[]
  /** Names of other impacted assets, such as mailboxes, cloud applications and cloud resources. */
  readonly otherAssets: readonly string[]
  /** The number of comments; null if the API did not send them. */
  readonly comments: number | null
}

/** The columns of the list, in the order in which the app offers them. */
export const columnIds = [
  'severity', 'priority', 'status', 'name', 'id', 'alerts', 'assignedTo', 'classification', 'determination', 'tags', 'lastUpdate', 'created',
  'firstActivity', 'lastActivity', 'sources', 'categories', 'techniques', 'devices', 'users', 'otherAssets', 'comments', 'redirectedTo',
] as const

export type ColumnId = (typeof columnIds)[number]

/** An entity of an incident, as the search needs it. */
export interface EntityText {
  /** The type in one spelling for both APIs, e.g. `File`. */
  readonly type: string
  /** Equal for the same entity in different incidents, within its type. */
  readonly key: string
  /** Its best name. */
  readonly label: string
  /** Every other identifying value: paths, hashes, addresses, command lines. */
  readonly values: readonly string[]
}

/** A row, and the texts that a search covers. */
export interface IndexedIncident {
  readonly row: IncidentRow
  readonly alertTitles: readonly string[]
  readonly entities: readonly EntityText[]
}
