/** @file The incidents of an export, the name that is proposed for it, and their bytes as received. */
import type { Completeness } from '../dataset/completeness'
import type { Dataset, Provenance } from '../dataset/dataset'
import type { Incident } from '../incident/incident'
import type { ExportFormat } from '../../../shared/vocabulary/export-formats'
import { Buffer } from 'node:buffer'
import path from 'node:path'
import { exportFormatFacts } from '../../../shared/vocabulary/export-formats'

/** The incidents to export, as they were when the user chose them. Neither a refresh nor alerts that arrive later change them. */
export interface ExportContent {
  readonly dataset: Dataset
  readonly incidents: readonly Incident[]
}

/** Whether a list is complete, in the terms of a file's name. */
export type ListState = 'complete' | 'incomplete' | 'not-recorded'

/** A summary of an export, which the save dialog shows. */
export interface ExportFacts {
  /** With the extension, unless it is the name of a folder. */
  readonly fileName: string
  readonly format: ExportFormat
  /** Whether the export has several files, which are written to a folder of that name. */
  readonly isFolder: boolean
  readonly incidents: number
  readonly completeness: ListState
  /** The number of incidents without their alerts. */
  readonly withoutAlerts: number
}

export function withoutAlertsIn(incidents: readonly Incident[]): number {
  return incidents.filter(({ summary }) => summary.alerts === null).length
}

function stateOf({ kind }: Completeness): ListState {
  return kind === 'complete' || kind === 'not-recorded' ? kind : 'incomplete'
}

const stateNotes: Readonly<Record<ListState, readonly string[]>> = { 'complete': [], 'incomplete': ['incomplete'], 'not-recorded': ['completeness not recorded'] }

/** Returns the name without its notes: by the time when the dataset was fetched, or else the name of the file that was opened, as far as it is no note. */
function stemOf({ fetchedAt, file, sample }: Provenance): string {
  if (fetchedAt === null && file) return path.parse(file.name).name.replace(/(?: \([^()]*\))+$/, '')
  return `${sample ? 'SAMPLE ' : ''}Latest Incidents ${(fetchedAt ?? '').replaceAll(':', '.')}`.trim()
}

/**
 * Returns the proposed name without extension, that of Microsoft's sample: `Latest Incidents <ISO time, dots for colons>`. The time is when the dataset
 * was fetched. The name also says if the list is incomplete, how many of its incidents were chosen and how many lack their alerts. For sample data, it begins
 * with `SAMPLE`.
 */
function nameOf({ dataset: { provenance, completeness, incidents: all }, incidents }: ExportContent): string {
  const withoutAlerts = withoutAlertsIn(incidents)
  const notes = [
    ...stateNotes[stateOf(completeness)],
    ...(incidents.length < all.count() ? [`${incidents.length} of ${all.count()}`] : []),
    ...(withoutAlerts > 0 ? [`${withoutAlerts} without alerts`] : []),
  ]
  return `${stemOf(provenance)}${notes.length > 0 ? ` (${notes.join(', ')})` : ''}`
}

/** Returns what an export in a format contains. */
export function exportFacts(content: ExportContent, format: ExportFormat, isFolder: boolean): ExportFacts {
  const name = nameOf(content)
  return {
    fileName: isFolder ? name : `${name}.${exportFormatFacts[format].extension}`,
    format,
    isFolder,
    incidents: content.incidents.length,
    completeness: stateOf(content.dataset.completeness),
    withoutAlerts: withoutAlertsIn(content.incidents),
  }
}

const open = Buffer.from('[')
const separator = Buffer.from(',\n')
const close = Buffer.from(']\n')

/** Yields the bytes of one JSON array: each incident exactly as received, separated by a comma and a line break. `rows`: the incidents that end there. */
export function* jsonPieces(incidents: readonly Incident[]): Generator<{ readonly bytes: Buffer, readonly rows: number }, void, void> {
  yield { bytes: open, rows: 0 }
  let isFirst = true
  for (const { bytes } of incidents) {
    if (!isFirst) yield { bytes: separator, rows: 0 }
    yield { bytes, rows: 1 }
    isFirst = false
  }
  yield { bytes: close, rows: 0 }
}
