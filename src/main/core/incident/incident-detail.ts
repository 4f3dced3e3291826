/** @file The whole incident for reading: generic where the APIs' types are open, so that unknown ones show as they come. */
import type { IncidentDetail } from '../../../shared/contract/detail'
import type { ApiKind } from '../../../shared/vocabulary/clouds'
import type { Cloud } from '../microsoft/clouds'
import type { Incident } from './incident'
import type { DetailParts } from './read-detail'
import { incidentLink } from '../microsoft/portal'
import { parseForDisplay } from './fields'
import { readDetail } from './read-detail'
import { isObject } from '../json/values'

/** An incident of a list, and what its links need. */
export interface Source {
  readonly incident: Incident
  /** The API that the list came from. */
  readonly api: ApiKind
  readonly cloud: Cloud
  readonly tenantId: string
}

/** Parses one incident's bytes. They were parsed once when their page came, so they are JSON. */
function partsOf({ incident: { bytes }, api }: Source): DetailParts {
  const parsed = parseForDisplay(bytes)
  return readDetail(isObject(parsed) ? parsed : {}, api)
}

/** Returns an incident for reading. */
export function toDetail(source: Source): IncidentDetail {
  const { incident: { summary, bytes }, cloud, tenantId } = source
  const { link, ...parts } = partsOf(source)
  return { summary, ...parts, raw: bytes.toString('utf8'), portalHost: incidentLink(cloud, tenantId, summary.id, link)?.hostname ?? null }
}

/** Returns the portal page of an incident, or null where its link is not allowed. */
export function detailLink(source: Source): URL | null {
  const { incident: { summary }, cloud, tenantId } = source
  return incidentLink(cloud, tenantId, summary.id, partsOf(source).link)
}
