/** @file Reads an incident of the Defender XDR API for a row. */
import type { Incident } from './incident'
import type { Buffer } from 'node:buffer'
import * as v from 'valibot'
import { mergeTarget } from '../../../shared/merges'
import { canonicalSeverity, canonicalStatus } from '../../../shared/vocabulary'
import { sliceMember } from './slice-array'

const text = v.fallback(v.string(), '')
const id = v.union([v.number(), v.pipe(v.string(), v.regex(/^\d+$/))])

/** Only what a row needs. Every field but the id may be missing, null or of a type nobody expects. */
const incidentSchema = v.object({
  incidentId: id,
  redirectIncidentId: v.fallback(v.nullable(v.union([v.number(), v.string()])), null),
  incidentName: text,
  severity: text,
  status: text,
  assignedTo: v.fallback(v.nullable(v.string()), null),
  alerts: v.fallback(v.array(v.unknown()), []),
  lastUpdateTime: text,
  createdTime: text,
})

/** An id as decimal digits. Past 2^53 a parsed number is no longer exact, so the digits are read from the bytes. */
function exactId(value: number | string, bytes: Buffer, member: string): string {
  return typeof value === 'number' && !Number.isSafeInteger(value) ? String(sliceMember(bytes, member) ?? value) : String(value)
}

/** The summary of one parsed element of a page of the Defender XDR API; null when it is no incident (no id). */
export function readDefenderIncident(parsed: unknown, bytes: Buffer): Incident | null {
  const result = v.safeParse(incidentSchema, parsed)
  if (!result.success) return null
  const { incidentId, redirectIncidentId, alerts, ...rest } = result.output
  const ownId = exactId(incidentId, bytes, 'incidentId')
  return {
    bytes,
    summary: {
      id: ownId,
      name: rest.incidentName,
      severity: canonicalSeverity(rest.severity),
      status: canonicalStatus(rest.status),
      assignedTo: rest.assignedTo,
      alerts: alerts.length,
      lastUpdate: rest.lastUpdateTime,
      created: rest.createdTime,
      redirectedTo: redirectIncidentId === null ? null : mergeTarget(ownId, exactId(redirectIncidentId, bytes, 'redirectIncidentId')),
    },
  }
}
