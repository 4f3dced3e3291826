/** @file The summary of an incident of Microsoft Graph: learn.microsoft.com/en-us/graph/api/resources/security-incident (2026-01-22). */
import type { Buffer } from 'node:buffer'
import type { Incident } from './incident'
import * as v from 'valibot'
import { mergeTarget } from '../../../shared/merges'
import { canonicalSeverity, canonicalStatus } from '../../../shared/vocabulary'

const text = v.fallback(v.string(), '')

/**
 * Documented as a string and seen as digits only. Anything that may stand in an address without a thought is taken; what may not
 * is no id: it would reach titles, links and the answers of the page.
 */
const textId = v.pipe(v.string(), v.regex(/^\w[\w.-]{0,99}$/))
/** Beyond 2^53 a number is not exact, so it is no id. */
const numberId = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.transform(String))

/** Only what a row needs. Every field but the id may be missing, null or of a type nobody expects. */
const schema = v.object({
  id: v.union([textId, numberId]),
  redirectIncidentId: v.fallback(v.union([v.string(), numberId]), ''),
  displayName: text,
  severity: text,
  status: text,
  assignedTo: v.fallback(v.nullable(v.string()), null),
  // Only there when it was asked for with $expand: what is missing is not known to be none.
  alerts: v.fallback(v.nullable(v.array(v.unknown())), null),
  lastUpdateDateTime: text,
  createdDateTime: text,
})

/** The summary of one parsed element of a page of Microsoft Graph; null when it is no incident (no id). */
export function readGraphIncident(parsed: unknown, bytes: Buffer): Incident | null {
  const result = v.safeParse(schema, parsed)
  if (!result.success) return null
  const { output } = result
  return {
    bytes,
    summary: {
      id: output.id,
      name: output.displayName,
      severity: canonicalSeverity(output.severity),
      status: canonicalStatus(output.status),
      assignedTo: output.assignedTo,
      alerts: output.alerts?.length ?? null,
      lastUpdate: output.lastUpdateDateTime,
      created: output.createdDateTime,
      redirectedTo: mergeTarget(output.id, output.redirectIncidentId),
    },
  }
}
