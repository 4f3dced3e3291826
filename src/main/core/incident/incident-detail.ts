/** @file The detail of an incident. It is generic where the APIs' types are open, so that unknown types are shown as received. */
import type { Field, IncidentDetail, PartOfIncident } from '../../../shared/contract/detail'
import type { SourceKind } from '../../../shared/contract/model'
import type { ApiKind, CloudKind } from '../../../shared/vocabulary/clouds'
import type { JsonTree } from '../json/json-tree'
import type { Incident } from './incident'
import { createJsonTree } from '../json/json-tree'
import { isObject } from '../json/values'
import { clouds } from '../microsoft/clouds'
import { incidentLink } from '../microsoft/portal'
import { parseForDisplay } from './fields'
import { readDetail } from './read-detail'
import { readRow } from './read-row'

/** The part of a dataset's provenance that determines how an incident is read and which portal links are allowed. */
export interface Origin {
  readonly source: SourceKind
  readonly api: ApiKind
  readonly cloud: CloudKind
  readonly tenantId: string
}

/** An incident that was read for display. */
export interface OpenIncident {
  readonly detail: IncidentDetail
  /** Its portal page; null if its link is not allowed. */
  readonly link: URL | null
  /** Returns all fields of an alert or an entity; [] if there is none at the index. */
  readonly fieldsOf: (part: PartOfIncident['part'], index: number) => readonly Field[]
  /** Its JSON as received. */
  readonly tree: JsonTree
}

/** Reads an incident. Its bytes are known to be JSON: they were parsed when their page was received. */
export function openIncident({ summary, bytes }: Incident, { source, api, cloud, tenantId }: Origin): OpenIncident {
  const parsed = parseForDisplay(bytes)
  const object = isObject(parsed) ? parsed : {}
  const row = readRow(object, summary, api)
  const { link, fieldsOf, ...parts } = readDetail(object, row, api)
  // The portal knows no incident of the sample data.
  const portal = source === 'sample' ? null : incidentLink(clouds[cloud], tenantId, summary.id, link)
  return { detail: { summary: row, ...parts, bytes: bytes.length, portalHost: portal?.hostname ?? null }, link: portal, fieldsOf, tree: createJsonTree(bytes) }
}
