/** @file An incident: its bytes as received, and the summary for a table row. */
import type { Buffer } from 'node:buffer'
import type { IncidentSummary } from '../../../shared/contract/model'

export interface Incident {
  readonly summary: IncidentSummary
  /** The JSON text exactly as received: a view into the buffer of its page. */
  readonly bytes: Buffer
  /** Its last update was in the future when it was received. That time proves nothing, even after it has passed. */
  readonly isDatedAhead?: boolean
}
