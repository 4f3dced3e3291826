/** @file One incident with its details. Strings are as received: untrusted. */
import type { IncidentSummary } from './model'

export interface Field {
  readonly name: string
  readonly value: string
}

export interface AlertDetail {
  readonly id: string
  readonly title: string
  readonly severity: string
  readonly status: string
  readonly category: string
  readonly service: string
  readonly created: string
  readonly description: string
  /** Every other field of the alert that is a scalar or a list of strings, in the API's order and with its names. */
  readonly more: readonly Field[]
}

export interface Entity {
  /** The value that identifies the entity (an address, a path); '' if there is none. */
  readonly label: string
  /** The text that distinguishes the entity from others with the same label; '' if no other entity has this label. */
  readonly qualifier: string
  /** The distinct verdicts from the alerts that contain the entity, worst first. */
  readonly verdicts: readonly string[]
  /** All fields of the entity, in the API's order and with its names. If alerts contain different values of a field, each value is on its own line. */
  readonly fields: readonly Field[]
  /** The number of the incident's alerts that contain the entity. */
  readonly alerts: number
}

export interface EntityGroup {
  /** The type in one spelling for both APIs (devices are `Device`), or `Unknown` if it is missing. */
  readonly type: string
  readonly entities: readonly Entity[]
}

export interface Comment {
  readonly text: string
  readonly by: string
  readonly at: string
}

export interface IncidentDetail {
  readonly summary: IncidentSummary
  /** Classification, determination, tags and every other scalar field that the API sent. */
  readonly fields: readonly Field[]
  readonly alerts: readonly AlertDetail[]
  readonly entities: readonly EntityGroup[]
  readonly comments: readonly Comment[]
  /** The incident's JSON, exactly as received. */
  readonly raw: string
  /** The host of the portal link if it is an allow-listed Defender portal; otherwise null, and the app shows no link. */
  readonly portalHost: string | null
}
