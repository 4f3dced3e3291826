/** @file The detail of an incident. It is generic where the APIs' types are open, so that unknown types are shown as received. */
import type { Field, IncidentDetail, PartOfIncident } from '../../../shared/contract/detail'
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
  readonly sample: boolean
  readonly api: ApiKind
  /** null: unknown. */
  readonly cloud: CloudKind | null
  readonly tenantId: string | null
  /** The opened file; null for an incident of a collection. */
  readonly file: { readonly name: string } | null
  /** When its list was fetched, ISO; null: unknown. */
  readonly fetchedAt: string | null
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
export function openIncident({ summary, bytes }: Incident, { sample, api, cloud, tenantId }: Origin): OpenIncident {
  const parsed = parseForDisplay(bytes)
  const object = isObject(parsed) ? parsed : {}
  const row = readRow(object, summary, api)
  const { link, fieldsOf, ...parts } = readDetail(object, row, api)
  // The portal knows no incident of the sample data.
  const portal = sample ? null : incidentLink({ cloud: cloud && clouds[cloud], tenantId }, summary.id, link)
  const detail = { summary: row, ...parts, sample, bytes: bytes.length, portalHost: portal?.hostname ?? null }
  return { detail, link: portal, fieldsOf, tree: createJsonTree(bytes) }
}
