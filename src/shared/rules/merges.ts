/** @file Which incidents count as merged into another one: the one rule for main and renderer, and for both APIs. */
import type { IncidentSummary } from '../contract/model'
import { canonicalStatus } from '../vocabulary/incident-values'

/** A positive whole number in digits; the group holds it without leading zeros. */
const positiveId = /^0*([1-9]\d*)$/

/**
 * The incident that `id` was merged into, from the text of its `redirectIncidentId`. null where that names no other incident: it is
 * empty, no positive whole number, or the incident's own id.
 */
export function mergeTarget(id: string, redirectId: string | null): string | null {
  const target = positiveId.exec(redirectId?.trim() ?? '')?.[1]
  return target === undefined || target === positiveId.exec(id)?.[1] ? null : target
}

/** Whether an incident was merged into another: by its status, or because it names that incident. */
export function isRedirected({ id, status, redirectedTo }: Pick<IncidentSummary, 'id' | 'status' | 'redirectedTo'>): boolean {
  return canonicalStatus(status) === 'Redirected' || mergeTarget(id, redirectedTo) !== null
}
