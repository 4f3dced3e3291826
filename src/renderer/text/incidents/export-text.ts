/** @file The text of exports: the choices in the sheet, progress and result. */
import type { ExportChoice, ExportProgress, ExportScope, SavedExport } from '../../../shared/contract/export'
import { count, megabytes, plural } from '../format'
import { visibleText } from '../visible-text'

/** The labels of the choices. They are the names of the radio buttons. */
export const scopeLabels: Readonly<Record<ExportScope, string>> = { all: 'All', shown: 'Shown', selected: 'Selected' }

/** How many incidents each choice has. */
export interface ExportCounts {
  readonly all: number
  readonly shown: number
  /** Merged incidents that match the query and are hidden. */
  readonly hiddenMerged: number
  readonly selected: number
  /** Selected incidents that the query does not show. */
  readonly outside: number
}

/** Returns what each choice exports, in a few words. */
export function scopeHint(what: ExportScope, { all, shown, hiddenMerged, selected, outside }: ExportCounts): string {
  switch (what) {
    case 'all': return 'The whole list, with merged incidents'
    case 'shown': {
      if (shown === 0) return 'Nothing matches the search'
      if (shown === all) return 'Every incident of the list'
      return shown + hiddenMerged === all ? `The list without ${plural(hiddenMerged, 'merged incident')}` : 'Only what the search and the filters show'
    }
    case 'selected': {
      if (selected === 0) return outside === 0 ? 'Nothing is selected' : `${count(outside)} selected, but not shown`
      return outside === 0 ? 'Only the rows that you selected' : `${count(outside)} more are not shown and left out`
    }
  }
}

/** Returns the choice that is possible now, and a note if it is not the wanted one. */
export function possibleScope(wanted: ExportScope, counts: ExportCounts): { readonly what: ExportScope, readonly note: string } {
  if (wanted === 'all' || counts[wanted] > 0) return { what: wanted, note: '' }
  return { what: 'all', note: wanted === 'selected' ? 'Last time you exported the selection. Now nothing is selected.' : 'Last time you exported what was shown. Now nothing is shown.' }
}

/** Returns whether an export has a manifest: every format but JSON as received always has one. */
export const hasManifest = ({ format, manifest }: Pick<ExportChoice, 'format' | 'manifest'>): boolean => manifest || format !== 'json'

/** Returns the state of a running export: `Writing 12,000 of 100,000 incidents`. */
export function progressText({ step, done, total }: ExportProgress): string {
  switch (step) {
    case 'preparing': return 'Preparing the export…'
    case 'writing': return `Writing ${count(done)} of ${plural(total, 'incident')}`
    case 'verifying': return `Verifying ${megabytes(done)} of ${megabytes(total)}`
  }
}

/** Returns what an export consists of: `0.5 MB, with its manifest`, or `1.2 MB in 2 files: incidents.csv, alerts.csv, with a manifest`. */
export function filesText({ files, manifest, isFolder, bytes }: SavedExport): string {
  const names = isFolder ? ` in ${plural(files.length, 'file')}: ${files.map(({ name }) => visibleText(name)).join(', ')}` : ''
  return `${megabytes(bytes)}${names}${manifest === null ? '' : isFolder ? ', with a manifest' : ', with its manifest'}`
}
