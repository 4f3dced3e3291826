/** @file The whole incident for reading: generic where the APIs' types are open, so that unknown ones show as they come. */
import type { DetailParts, Json } from './detail-fields'
import type { IncidentDetail } from '../../../shared/detail'
import type { ApiKind } from '../../../shared/cloud'
import type { Cloud } from '../cloud'
import type { Incident } from './incident'
import { readDefenderDetail } from './defender-detail'
import { isObject, parseForDisplay } from './detail-fields'
import { readGraphDetail } from './graph-detail'
import { incidentLink } from '../portal'

const readers: Readonly<Record<ApiKind, (incident: Json) => DetailParts>> = {
  'defender-xdr': readDefenderDetail,
  'microsoft-graph': readGraphDetail,
}

/** An incident of a list, and what its links need. */
export interface Source {
  readonly incident: Incident
  /** The API that the list came from. */
  readonly api: ApiKind
  readonly cloud: Cloud
  readonly tenantId: string
}

/** Parses one incident's bytes for the detail. They were parsed once when their page came, so they are JSON. */
export function toDetail({ incident: { summary, bytes }, api, cloud, tenantId }: Source): IncidentDetail {
  const raw = bytes.toString('utf8')
  const parsed = parseForDisplay(raw)
  const { link, ...parts } = readers[api](isObject(parsed) ? parsed : {})
  return { summary, ...parts, raw, portalHost: incidentLink(cloud, tenantId, summary.id, link)?.hostname ?? null }
}

/** The portal page of an incident, or null where its link is not allowed. */
export function detailLink({ incident: { summary, bytes }, api, cloud, tenantId }: Source): URL | null {
  const parsed: unknown = JSON.parse(bytes.toString('utf8'))
  return incidentLink(cloud, tenantId, summary.id, readers[api](isObject(parsed) ? parsed : {}).link)
}
