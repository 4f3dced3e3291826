/** @file Builders for tests: incidents from the JSON text that an API sent. */
import type { ApiKind } from '../../../shared/vocabulary/clouds'
import type { Incident } from './incident'
import { Buffer } from 'node:buffer'
import { readIncident } from './read-incident'

/** Reads an incident of `api`; null if the text is none. */
export function incidentFrom(json: string, api: ApiKind): Incident | null {
  const bytes = Buffer.from(json)
  return readIncident(JSON.parse(json), bytes, api)
}
