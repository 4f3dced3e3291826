/** @file One incident with its details. Strings are as received: untrusted. */
import type { IncidentRow } from './row'

export interface Field {
  readonly name: string
  readonly value: string
}

/** An alert without its rarely needed fields, which `incidentFields` returns. '' means that the API did not send a field. */
export interface AlertDetail {
  readonly id: string
  readonly title: string
  /** Severity, status, classification and determination are in the app's spelling. */
  readonly severity: string
  readonly status: string
  readonly classification: string
  readonly determination: string
  /** In the app's spelling, as the detection source. */
  readonly service: string
  readonly detectionSource: string
  readonly categories: readonly string[]
  /** MITRE ATT&CK techniques, such as `T1566.001`. */
  readonly techniques: readonly string[]
  readonly assignedTo: string
  readonly created: string
  readonly firstActivity: string
  readonly lastActivity: string
  readonly resolved: string
  /** The worst verdict on its entities; '' if there is none. */
  readonly verdict: string
  /** The positions of its entities in `IncidentDetail.entities`. */
  readonly entities: readonly number[]
}

/** An entity of the incident's alerts: one for all mentions, whatever their verdicts. */
export interface Entity {
  /** The type in one spelling for both APIs (devices are `Device`), or `Unknown` if it is missing. */
  readonly type: string
  /** Equal for the same entity in different incidents, within its type. */
  readonly key: string
  /** Its best name; '' if it has none. */
  readonly label: string
  /** The text that distinguishes the entity from others with the same label; '' if no other entity has this label. */
  readonly qualifier: string
  /** The distinct verdicts from the alerts that contain the entity, worst first. */
  readonly verdicts: readonly string[]
  /** The distinct states of its remediation, in the app's spelling, in the order received. */
  readonly remediation: readonly string[]
  /** The number of the incident's alerts that contain the entity. */
  readonly alerts: number
}

export interface Comment {
  readonly text: string
  readonly by: string
  readonly at: string
}

export interface IncidentDetail {
  readonly summary: IncidentRow
  /** The API's description of the incident, and its recommendations; '' for none. */
  readonly description: string
  /** Every other field of the incident that has a value, in the API's order and with its names. */
  readonly fields: readonly Field[]
  readonly alerts: readonly AlertDetail[]
  /** Grouped by type. */
  readonly entities: readonly Entity[]
  readonly comments: readonly Comment[]
  /** Whether the app made it up. */
  readonly sample: boolean
  /** The length of the incident's JSON as received. */
  readonly bytes: number
  /** The host of the portal link if it is an allow-listed Defender portal; otherwise null, and the app shows no link. */
  readonly portalHost: string | null
}

/** The maximum number of tags that the header shows. If there are more, `fields` contains the tags as well. */
export const maxTags = 8

/** Selects an alert or an entity by its position in `IncidentDetail`. */
export interface PartOfIncident {
  readonly id: string
  readonly part: 'alert' | 'entity'
  readonly index: number
}

/** The formats in which an incident is copied. */
export const copyFormats = ['json', 'markdown', 'curl', 'powershell'] as const
export type CopyFormat = (typeof copyFormats)[number]
