/** @file One incident for reading, as it crosses from main to the renderer. Strings are as received: untrusted. */
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
  /** Every other scalar or list-of-text field of the alert, in the API's order and names. */
  readonly more: readonly Field[]
}

export interface Entity {
  /** The one value that names it (an address, a path); '' where none is known. */
  readonly label: string
  /** What tells it apart from another one with the same label; '' where there is none. */
  readonly beside: string
  /** What the alerts that name it think of it, each verdict once, the worst first. */
  readonly verdicts: readonly string[]
  /** All its fields, in the API's order and names. Where alerts differ, all their values, each on a line of its own. */
  readonly fields: readonly Field[]
  /** In how many of the incident's alerts it stands. */
  readonly alerts: number
}

export interface EntityGroup {
  /** The type in one spelling for both APIs (devices are `Device`), or `Unknown` where it is missing. */
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
  /** Classification, determination, tags and every other scalar field the API sent. */
  readonly fields: readonly Field[]
  readonly alerts: readonly AlertDetail[]
  readonly entities: readonly EntityGroup[]
  readonly comments: readonly Comment[]
  /** Exactly as received. */
  readonly raw: string
  /** Host of the portal link when it is an allow-listed Defender portal, else null: no link is offered then. */
  readonly portalHost: string | null
}
