/** @file Reads an incident for the tables of an export: all of it, without the limits of the list and of the detail. */
import type { Buffer } from 'node:buffer'
import type { IncidentRow } from '../../../../shared/contract/row'
import type { ApiKind } from '../../../../shared/vocabulary/clouds'
import type { IncidentParts } from '../../incident/read-detail'
import type { Json } from '../../json/values'
import { AppError } from '../../base/errors'
import { parseForDisplay } from '../../incident/fields'
import { readParts } from '../../incident/read-detail'
import { readIncident } from '../../incident/read-incident'
import { readIndexed } from '../../incident/read-row'
import { unlimited } from '../../incident/row-lists'
import { parseJson } from '../../json/parse-json'
import { inspectJson } from '../../json/inspect-json'
import { isObject } from '../../json/values'

export interface ExportRecord extends IncidentParts {
  /** As received. */
  readonly bytes: Buffer
  readonly api: ApiKind
  readonly incident: Json
  readonly row: IncidentRow
}

/** Reads an incident, which is known to be JSON and to have an ID: its page was read before. */
export function readRecord(bytes: Buffer, api: ApiKind): ExportRecord {
  const incident = parseForDisplay(bytes)
  // In `incident`, numbers that JavaScript would write differently are texts.
  const plain = inspectJson(bytes).hasUnusualNumber ? parseJson(bytes) : incident
  const summary = readIncident(plain, bytes, api)?.summary
  if (!summary || !isObject(incident) || !isObject(plain)) throw new AppError('unexpected')
  const { row } = readIndexed(plain, summary, bytes, api, unlimited)
  return { bytes, api, incident, row, ...readParts(incident, api) }
}
