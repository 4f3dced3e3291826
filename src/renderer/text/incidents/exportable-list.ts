/** @file What an export needs to know about a list, whatever the list comes from. */
import type { Collection, Completeness } from '../../../shared/contract/model'
import type { FileList } from '../../../shared/contract/opened-file'
import { dateTime } from '../format'
import { windowText } from './collection-text'
import { fileOriginText } from './file-text'

/** A list that can be exported. */
export interface ExportableList {
  /** Differs for every list. */
  readonly key: string
  readonly incidents: number
  readonly completeness: Completeness | null
  /** Where its incidents come from, without a full stop. */
  readonly source: string
}

export function exportableCollection({ run, incidents, outcome, window, startedAt }: Collection): ExportableList {
  return { key: `run ${run}`, incidents, completeness: outcome, source: `Incidents of ${windowText(window)}, fetched ${dateTime(startedAt)}` }
}

/** Returns null for a file that is still being read, or that cannot be opened. */
export function exportableFile(file: FileList): ExportableList | null {
  return file.facts && { key: `file ${file.opening}`, incidents: file.facts.incidents, completeness: file.completeness, source: fileOriginText(file) }
}
