/** @file What one incident is to the app: its bytes as received and the summary of a row. */
import type { Buffer } from 'node:buffer'
import type { IncidentSummary } from '../../../shared/contract/model'

export interface Incident {
  readonly summary: IncidentSummary
  /** The JSON text exactly as the API sent it, a view into its page. */
  readonly bytes: Buffer
  /** Its last update lay in the future when it was received, so that time proves nothing, also once it is past. */
  readonly isDatedAhead?: boolean
}
