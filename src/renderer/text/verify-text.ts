/** @file The text of a check of exported files. */
import type { FileState, VerifiedFile, VerifyReport } from '../../shared/contract/export'
import { count, dateTime, megabytes, plural } from './format'
import { recordedReasonText } from './incidents/completeness-text'
import { visibleLine } from './visible-text'

const states: Readonly<Record<FileState, string>> = {
  unchanged: 'unchanged',
  changed: 'changed',
  missing: 'missing',
  unreadable: 'cannot be read',
  link: 'is a link, which is not followed',
  other: 'is not a file',
}

const sentences: Readonly<Record<FileState, string>> = { ...states, changed: 'has changed', missing: 'is missing' }

export const isUnchanged = ({ files, extra }: Pick<VerifyReport, 'files' | 'extra'>): boolean =>
  files.every(({ state }) => state === 'unchanged') && extra.length === 0

/** Returns the verdict about the files: `Unchanged since the export.` or what is wrong, and with how many. */
export function verdictText(report: VerifyReport): string {
  if (isUnchanged(report)) return 'Unchanged since the export.'
  const bad = report.files.filter(({ state }) => state !== 'unchanged')
  const [only] = bad
  if (only && report.files.length === 1) return `Not as exported: the file ${sentences[only.state]}.`
  const parts = [
    ...(only ? [`${count(bad.length)} of ${plural(report.files.length, 'file')}`] : []),
    ...(report.extra.length > 0 ? [plural(report.extra.length, 'extra file')] : []),
  ]
  return `Not as exported: ${parts.join(', ')}.`
}

/** Returns the state of a file: `incidents.csv: unchanged · 180 rows · 1.2 MB`. */
export function fileText({ state, bytes, rows }: VerifiedFile): string {
  return state === 'unchanged' ? `${states[state]} · ${plural(rows, 'row')} · ${megabytes(bytes)}` : states[state]
}

/** Returns whether the exported list was complete, and why not. */
export function completenessText({ complete, reason }: Pick<VerifyReport, 'complete' | 'reason'>): string {
  if (complete === null) return 'Whether the list was complete is not recorded.'
  return complete ? 'The list was complete.' : `The list was incomplete: ${recordedReasonText(reason)}.`
}

const scopes: Readonly<Record<VerifyReport['what'], string>> = { all: 'the whole list', shown: 'the incidents that a query showed', selected: 'the selected incidents' }

/** Returns what the files contain: `180 incidents: the whole list of the profile “Contoso”`. */
export function contentText({ incidents, what, profile, sample }: VerifyReport): string {
  const owner = sample ? ' of the sample data' : profile === null ? '' : ` of the profile “${visibleLine(profile, 100)}”`
  return `${plural(incidents, 'incident')}: ${scopes[what]}${owner}`
}

/** Returns when the incidents were fetched and exported. */
export function timesText({ fetchedAt, exportedAt }: Pick<VerifyReport, 'fetchedAt' | 'exportedAt'>): string {
  return `${fetchedAt === null ? '' : `Fetched ${dateTime(fetchedAt)} · `}${fetchedAt === null ? 'Exported' : 'exported'} ${dateTime(exportedAt)}`
}
