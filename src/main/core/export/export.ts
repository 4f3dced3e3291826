/** @file Exports a dataset as one JSON array of its incidents, each as received. */
import type { Dataset, Provenance } from '../dataset/dataset'
import { Buffer } from 'node:buffer'

/** A summary of an export, which the user confirms before the export and reads afterward. */
export interface ExportFacts {
  readonly fileName: string
  readonly incidents: number
  readonly complete: boolean
  /** The number of incidents without their alerts. */
  readonly withoutAlerts: number
}

/**
 * Returns the proposed file name, that of Microsoft's sample: `Latest Incidents <ISO time, dots for colons>.json`. The time is when the
 * dataset was fetched. The name also states whether incidents or alerts are missing, and it begins with `SAMPLE` if no tenant has these incidents.
 */
function fileNameOf({ fetchedAt, source }: Provenance, complete: boolean, withoutAlerts: number): string {
  const missing = [...(complete ? [] : ['incomplete']), ...(withoutAlerts > 0 ? [`${withoutAlerts} without alerts`] : [])]
  return `${source === 'sample' ? 'SAMPLE ' : ''}Latest Incidents ${fetchedAt.replaceAll(':', '.')}${missing.length > 0 ? ` (${missing.join(', ')})` : ''}.json`
}

/** Returns what an export of the dataset contains. */
export function exportFacts({ provenance, completeness, incidents }: Dataset): ExportFacts {
  const complete = completeness.kind === 'complete'
  const withoutAlerts = incidents.withoutAlerts()
  return { fileName: fileNameOf(provenance, complete, withoutAlerts), incidents: incidents.count(), complete, withoutAlerts }
}

const open = Buffer.from('[')
const separator = Buffer.from(',\n')
const close = Buffer.from(']\n')

function* jsonArray(incidents: readonly Buffer[]): Generator<Buffer, void, void> {
  yield open
  let isFirst = true
  for (const bytes of incidents) {
    if (!isFirst) yield separator
    yield bytes
    isFirst = false
  }
  yield close
}

/**
 * Returns the bytes of the file: each incident exactly as received, separated by a comma and a line break. The incidents are those of
 * the moment of the call; the dataset may change while the file is written.
 */
export function exportBytes({ incidents }: Dataset): Iterable<Buffer> {
  return jsonArray(Array.from(incidents.all(), incident => incident.bytes))
}
