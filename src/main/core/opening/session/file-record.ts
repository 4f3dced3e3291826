/** @file The provenance and the completeness of an opened file: from the manifest beside it, if that matches, and from the parts that could not be read. */
import type { ListPart, ManifestState } from '../../../../shared/contract/opened-file'
import type { FileFacts } from '../../../../shared/contract/opening'
import type { ApiKind } from '../../../../shared/vocabulary/clouds'
import type { Completeness } from '../../dataset/completeness'
import type { Provenance } from '../../dataset/dataset'
import type { Manifest } from '../../export/manifest'
import path from 'node:path'
import { timeWindows } from '../../../../shared/vocabulary/time-windows'
import { AppError } from '../../base/errors'
import { manifestSuffix } from '../../export/manifest'
import { findManifest } from '../../export/manifest-files'

/** The manifest of a file. `entry`: the part about the file. */
export type FoundRecord
  = | { readonly kind: 'none' | 'unreadable' }
    | { readonly kind: 'found', readonly manifest: Manifest, readonly entry: Manifest['files'][number] }

/** Returns the only manifest in the folder of a file, if it lists the file: that of an export of several files. */
async function recordInFolder(file: string): Promise<FoundRecord> {
  const found = await findManifest(path.dirname(file), true).catch(() => null)
  const entry = found?.manifest.files.find(({ name }) => name === path.basename(file))
  return found && entry ? { kind: 'found', manifest: found.manifest, entry } : { kind: 'none' }
}

/** Returns the manifest of a file, given by its path without symbolic links. Never rejects: a manifest is not required. */
export async function findRecord(file: string): Promise<FoundRecord> {
  // A manifest has none of its own.
  if (file.endsWith(manifestSuffix)) return { kind: 'none' }
  try {
    const { manifest } = await findManifest(file, false)
    const entry = manifest.files.find(({ name }) => name === path.basename(file))
    return entry ? { kind: 'found', manifest, entry } : { kind: 'none' }
  } catch (error) {
    return error instanceof AppError && error.code === 'manifest-unreadable' ? { kind: 'unreadable' } : recordInFolder(file)
  }
}

/** Compares a file with its manifest, as far as that is possible without its checksum. */
export function compareWithRecord(record: FoundRecord, facts: Pick<FileFacts, 'bytes' | 'incidents' | 'duplicates' | 'api'>): ManifestState {
  if (record.kind !== 'found') return record.kind
  const { entry, manifest } = record
  if (entry.bytes !== facts.bytes) return 'size'
  return entry.rows === facts.incidents + facts.duplicates && manifest.api === facts.api ? 'checking' : 'rows'
}

/** Returns the manifest if the file matches it, as far as that is known. */
export function matching(record: FoundRecord, state: ManifestState): Manifest | null {
  return record.kind === 'found' && (state === 'checking' || state === 'matches') ? record.manifest : null
}

/** Returns how the incidents of a file were chosen from a list; null for a whole list. */
export function partOf({ query, counts }: Manifest): ListPart | null {
  return query && query.what !== 'all' ? { what: query.what, text: query.text, showMerged: query.showMerged, inList: counts.inList } : null
}

function windowOf(window: Manifest['window']): Pick<Provenance, 'window' | 'range'> {
  if (!window) return { window: null, range: null }
  const { lastHours, ...range } = window
  const hours = timeWindows.find(({ value }) => value === lastHours)?.value
  return { range, window: hours === undefined ? { kind: 'custom', ...range } : { kind: 'last', hours } }
}

/** Returns where the incidents of a file come from. `sample`: whether a manifest says that the app made them up, even if it no longer matches. */
export function provenanceOf(name: string, api: ApiKind, manifest: Manifest | null, sample: boolean): Provenance {
  return {
    source: 'file',
    sample,
    api,
    cloud: manifest?.cloud ?? null,
    tenantId: manifest?.ids?.tenantId ?? null,
    ...windowOf(manifest?.window ?? null),
    fetchedAt: manifest?.fetchedAt ?? null,
    appVersion: manifest?.app.version ?? null,
    file: { name, recorded: manifest && { profile: manifest.profile, ids: manifest.ids ?? null, pages: manifest.pages, part: partOf(manifest) } },
  }
}

/** Returns whether the incidents of a file are all those of its list. */
export function completenessOf({ unreadable, cutOffAt, hasNextLink }: Pick<FileFacts, 'unreadable' | 'cutOffAt' | 'hasNextLink'>, manifest: Manifest | null): Completeness {
  if (unreadable.count > 0 || cutOffAt !== null) return { kind: 'incomplete', failure: { code: 'file-damaged', details: { count: unreadable.count } } }
  if (hasNextLink) return { kind: 'incomplete', failure: { code: 'file-one-page', details: {} } }
  const { complete, reason } = manifest?.completeness ?? { complete: null, reason: null }
  if (complete === null) return { kind: 'not-recorded' }
  return complete ? { kind: 'complete' } : { kind: 'recorded-incomplete', reason }
}
