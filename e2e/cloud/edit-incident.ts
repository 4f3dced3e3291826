/** @file Picks incidents of a tenant and builds their changed versions. */
import type { StoredIncident, Tenant } from './tenant'
import { Buffer } from 'node:buffer'
import { apiTime } from './tenant'

/** The fields that an analyst or the service changes, under the names of the Defender XDR API. */
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

/** Returns the newest incident of this severity that is not merged. */
export function newestWithSeverity({ incidents }: Tenant, severity: string): StoredIncident {
  const found = incidents.find(each => !each.redirected && fieldsOf(each).severity === severity)
  if (!found) throw new Error(`no incident of severity ${severity}`)
  return found
}

/** Returns the incidents that are not merged into another: the list shows only these by default. */
export function unmerged({ incidents }: Pick<Tenant, 'incidents'>): readonly StoredIncident[] {
  return incidents.filter(each => !each.redirected)
}

/** Returns the nth incident (from 0) that is not merged. */
export function unmergedAt(tenant: Tenant, nth: number): StoredIncident {
  const incident = unmerged(tenant)[nth]
  if (!incident) throw new Error(`the tenant has no incident ${nth}`)
  return incident
}

/** Returns the incidents that were created in the range, both ends included. */
export function createdBetween({ incidents }: Tenant, start: Date, end: Date): readonly StoredIncident[] {
  const [from, to] = [start, end].map(date => BigInt(date.getTime()) * 10_000n)
  return incidents.filter(({ created }) => created >= (from ?? 0n) && created <= (to ?? 0n))
}

/** Returns the incident after a change at `at` (ms since 1970). */
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
