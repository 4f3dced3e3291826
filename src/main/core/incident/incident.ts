/** @file An incident: its bytes as received, and the summary for a table row. */
import type { Buffer } from 'node:buffer'
import type { IncidentSummary } from '../../../shared/contract/model'

export interface Incident {
  readonly summary: IncidentSummary
  /** The JSON text exactly as received: a view into the buffer of its page. */
  readonly bytes: Buffer
  /** Whether the time of the last update was in the future when the incident was received. Such a time proves nothing, even after it has passed. */
  readonly isDatedAhead?: boolean
}
