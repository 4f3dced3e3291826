/** @file Reads the summary of an incident of either API. */
import type { ApiKind } from '../../../shared/vocabulary/clouds'
import type { Incident } from './incident'
import type { Buffer } from 'node:buffer'
import { mergeTarget } from '../../../shared/rules/merges'
import { canonicalSeverity, canonicalStatus } from '../../../shared/vocabulary/incident-values'
import { traitsOf } from '../microsoft/incident-apis'
import { isObject, listLength, memberText, readId } from '../json/values'

/**
 * Returns the incident in one row of a page, given parsed and as bytes; null if it has no ID. Any other member may be missing, null or of an
 * unexpected type.
 */
export function readIncident(parsed: unknown, bytes: Buffer, api: ApiKind): Incident | null {
  if (!isObject(parsed)) return null
  const { members: its, alwaysWithAlerts } = traitsOf(api)
  const id = readId(parsed[its.id], bytes, its.id)
  if (id === null) return null
  const text = (member: string): string => memberText(parsed[member], bytes, member)
  const target = parsed.redirectIncidentId
  return {
    bytes,
    summary: {
      id,
      name: text(its.name),
      severity: canonicalSeverity(text('severity')),
      status: canonicalStatus(text('status')),
      assignedTo: text('assignedTo') || null,
      alerts: listLength(parsed.alerts) ?? (alwaysWithAlerts ? 0 : null),
      lastUpdate: text(its.lastUpdateTime),
      created: text(its.createdTime),
      redirectedTo: typeof target === 'object' ? null : mergeTarget(id, text('redirectIncidentId')),
    },
  }
}
