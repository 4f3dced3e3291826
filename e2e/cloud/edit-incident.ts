import type { StoredIncident, Tenant } from './tenant'
import { Buffer } from 'node:buffer'
import { apiTime } from './tenant'

/** The fields that an analyst or the service changes, under the API's names. */
export interface Fields {
  readonly incidentId: number
  readonly incidentName: string
  readonly severity: string
  readonly status: string
  readonly assignedTo: string | null
  readonly redirectIncidentId: number | null
}

export function fieldsOf(incident: StoredIncident): Fields {
  return JSON.parse(incident.bytes.toString()) as Fields
}

/** The newest incident of the tenant that is shown and has this severity. */
export function newestOf({ incidents }: Tenant, severity: string): StoredIncident {
  const found = incidents.find(each => !each.redirected && fieldsOf(each).severity === severity)
  if (!found) throw new Error(`no incident of severity ${severity}`)
  return found
}

/** The incident as it is after a change, updated at `at` (ms since 1970). */
export function edited(incident: StoredIncident, changed: Partial<Fields>, at = Date.now()): StoredIncident {
  const updated = BigInt(at) * 10_000n
  const fields = { ...fieldsOf(incident), ...changed, lastUpdateTime: apiTime(updated) }
  return {
    ...incident,
    id: String(changed.incidentId ?? incident.id),
    updated,
    status: fields.status,
    assignedTo: fields.assignedTo,
    redirected: fields.redirectIncidentId !== null,
    bytes: Buffer.from(JSON.stringify(fields)),
  }
}
