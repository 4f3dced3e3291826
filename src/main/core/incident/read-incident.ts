/** @file Reads an incident of either API for a row. */
import type { ApiKind } from '../../../shared/cloud'
import type { Incident } from './incident'
import type { Buffer } from 'node:buffer'
import { readDefenderIncident } from './defender-incident'
import { readGraphIncident } from './graph-incident'

const readers: Readonly<Record<ApiKind, typeof readDefenderIncident>> = {
  'defender-xdr': readDefenderIncident,
  'microsoft-graph': readGraphIncident,
}

/** The incident for one parsed element of a page and its bytes; null when it is not one (no id). */
export function readIncident(parsed: unknown, bytes: Buffer, api: ApiKind): Incident | null {
  return readers[api](parsed, bytes)
}
