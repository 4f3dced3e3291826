/** @file Builders for tests: incidents from the JSON text that an API sent. */
import type { ApiKind } from '../../../shared/vocabulary/clouds'
import type { IndexedIncident } from '../../../shared/contract/row'
import type { Incident } from './incident'
import { Buffer } from 'node:buffer'
import { isObject } from '../json/values'
import { readIncident } from './read-incident'
import { readIndexed } from './read-row'

/** Reads an incident of `api`; null if the text is not an incident. */
export function incidentFrom(json: string, api: ApiKind): Incident | null {
  const bytes = Buffer.from(json)
  return readIncident(JSON.parse(json), bytes, api)
}

/** Reads the row and the texts of an incident of `api`. */
export function indexedFrom(json: string, api: ApiKind): IndexedIncident {
  const [parsed, incident]: readonly [unknown, Incident | null] = [JSON.parse(json), incidentFrom(json, api)]
  if (!incident || !isObject(parsed)) throw new Error('no incident')
  return readIndexed(parsed, incident.summary, incident.bytes, api)
}
