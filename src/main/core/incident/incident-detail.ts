/** @file The detail of an incident. Where the APIs' types are open, the detail is generic, so that unknown types are shown as received. */
import type { IncidentDetail } from '../../../shared/contract/detail'
import type { ApiKind, CloudKind } from '../../../shared/vocabulary/clouds'
import type { Incident } from './incident'
import type { DetailParts } from './read-detail'
import { isObject } from '../json/values'
import { clouds } from '../microsoft/clouds'
import { incidentLink } from '../microsoft/portal'
import { parseForDisplay } from './fields'
import { readDetail } from './read-detail'

/** The part of a dataset's provenance that decides how an incident is read and where its link may lead. */
interface Origin {
  readonly api: ApiKind
  readonly cloud: CloudKind
  readonly tenantId: string
}

/** Parses the bytes of an incident. They are known to be JSON, because they were parsed when their page was received. */
function partsOf({ bytes }: Incident, { api }: Origin): DetailParts {
  const parsed = parseForDisplay(bytes)
  return readDetail(isObject(parsed) ? parsed : {}, api)
}

/** Returns the detail of an incident. */
export function toDetail(incident: Incident, origin: Origin): IncidentDetail {
  const { summary, bytes } = incident
  const { link, ...parts } = partsOf(incident, origin)
  return { summary, ...parts, raw: bytes.toString('utf8'), portalHost: incidentLink(clouds[origin.cloud], origin.tenantId, summary.id, link)?.hostname ?? null }
}

/** Returns the portal page of an incident; null if its link is not allowed. */
export function detailLink(incident: Incident, origin: Origin): URL | null {
  return incidentLink(clouds[origin.cloud], origin.tenantId, incident.summary.id, partsOf(incident, origin).link)
}
