/** @file The rule for merged incidents, for both processes and both APIs. The APIs call them redirected. */
import type { IncidentSummary } from '../contract/model'
import { canonicalStatus } from '../vocabulary/incident-values'

/** A positive whole number in digits; the group contains it without leading zeros. */
const positiveId = /^0*([1-9]\d*)$/

/**
 * Returns the ID of the incident that `id` was merged into, from the text of its `redirectIncidentId`. Returns null if that is not another
 * incident: it is empty, not a positive whole number, or the incident's own ID.
 */
export function mergeTarget(id: string, redirectId: string | null): string | null {
  const target = positiveId.exec(redirectId?.trim() ?? '')?.[1]
  return target === undefined || target === positiveId.exec(id)?.[1] ? null : target
}

/** Returns whether an incident was merged into another one: by its status, or by the other incident's ID. */
export function isRedirected({ id, status, redirectedTo }: Pick<IncidentSummary, 'id' | 'status' | 'redirectedTo'>): boolean {
  return canonicalStatus(status) === 'Redirected' || mergeTarget(id, redirectedTo) !== null
}
