/**
 * @file The manifest: a small JSON file beside exported files. It states what they contain, whether that is complete, and how to recognize changed bytes.
 * docs/manifest.schema.json describes it for other programs. Manifests that are read come from outside: untrusted.
 */
import type { ExportScope } from '../../../shared/contract/export'
import type { ListQuery } from '../../../shared/contract/list'
import type { WrittenFile } from '../files/write-set'
import type { ExportFormat } from '../../../shared/vocabulary/export-formats'
import type { Dataset } from '../dataset/dataset'
import type { ExportContent } from './export'
import path from 'node:path'
import * as v from 'valibot'
import { exportScopes } from '../../../shared/contract/export'
import { exportFormats } from '../../../shared/vocabulary/export-formats'
import { apis, clouds } from '../../../shared/vocabulary/clouds'
import { valuesOf } from '../../../shared/vocabulary/known-values'
import { timeFields } from '../../../shared/vocabulary/time-windows'
import { isRedirected } from '../../../shared/rules/merges'
import { reasonOf } from '../dataset/completeness'
import { withoutAlertsIn } from './export'

/** The version of the manifest's own form. A reader refuses a higher one. */
export const manifestVersion = 1

/** The version of the exported files' form, for all formats. It increases when a reader of the previous version could misread a file. */
export const formatVersion = 1

/** The maximum size of a manifest, in bytes: far more than its few files need. */
export const maxManifestBytes = 1024 * 1024

/** The maximum number of files in a manifest. */
const maxFiles = 1000

export const manifestSuffix = '.manifest.json'

/** What main knows about an export apart from its incidents. */
export interface ExportCircumstances {
  readonly what: ExportScope
  readonly format: ExportFormat
  readonly query: ListQuery
  /** The profile's name; null if it has none, because its tenant's ID would stand in for it. */
  readonly profile: string | null
  /** Only if the user chose to include them. */
  readonly ids: { readonly tenantId: string, readonly clientId: string } | null
  /** The number of pages that were read; null if unknown. */
  readonly pages: number | null
  /** ISO. */
  readonly exportedAt: string
  /** The version of the app that writes the files. */
  readonly appVersion: string
}

const text = v.pipe(v.string(), v.maxLength(10_000))
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0))
const time = v.pipe(v.string(), v.isoTimestamp())

/** Separators of paths, a drive letter, and the names that mean another folder. */
const pathLike = /[/\\]|^[a-z]:|^\.{0,2}$/i

/** Returns whether a name is that of a file in the same folder, on every system. SECURITY: a path would lead out of the folder. */
export function isPlainName(name: string): boolean {
  return name.length <= 255 && !pathLike.test(name) && !/\p{Cc}/u.test(name)
}

const file = v.object({
  name: v.pipe(v.string(), v.check(isPlainName)),
  bytes: count,
  sha256: v.pipe(v.string(), v.regex(/^[\da-f]{64}$/)),
  rows: count,
})

const haveDistinctNames = (files: readonly { readonly name: string }[]): boolean => new Set(files.map(({ name }) => name.toLowerCase())).size === files.length

const manifestSchema = v.object({
  manifest: v.literal(manifestVersion),
  app: v.object({ name: text, version: text }),
  format: v.picklist(exportFormats),
  formatVersion: count,
  sample: v.boolean(),
  profile: v.nullable(text),
  api: v.picklist(valuesOf(apis)),
  cloud: v.nullable(v.picklist(valuesOf(clouds))),
  ids: v.optional(v.object({ tenantId: text, clientId: text })),
  window: v.nullable(v.object({ field: v.picklist(valuesOf(timeFields)), from: time, to: v.nullable(time), lastHours: v.nullable(count) })),
  query: v.nullable(v.object({ what: v.picklist(exportScopes), text: v.string(), showMerged: v.boolean() })),
  counts: v.object({ incidents: count, alerts: count, merged: count, withoutAlerts: count, inList: count }),
  pages: v.nullable(count),
  completeness: v.object({ complete: v.nullable(v.boolean()), reason: v.nullable(text) }),
  fetchedAt: v.nullable(time),
  exportedAt: time,
  files: v.pipe(v.array(file), v.minLength(1), v.maxLength(maxFiles), v.check(files => haveDistinctNames(files))),
})

export type Manifest = v.InferOutput<typeof manifestSchema>

/** Returns how the incidents were chosen; null for a whole list. The query of an opened file that holds a part of a list stays on record. */
function queryOf({ provenance: { file } }: Dataset, { what, query }: ExportCircumstances): Manifest['query'] {
  if (what !== 'all') return { what, text: query.text, showMerged: query.showMerged }
  const part = file?.recorded?.part
  return part ? { what: part.what, text: part.text, showMerged: part.showMerged } : null
}

/** Returns the manifest of files that have been written. */
export function manifestOf({ dataset, incidents }: ExportContent, circumstances: ExportCircumstances, files: readonly WrittenFile[]): Manifest {
  const { provenance: { sample, api, cloud, window, range, fetchedAt, file }, completeness } = dataset
  const { format, profile, ids, pages, exportedAt, appVersion } = circumstances
  return {
    manifest: manifestVersion,
    app: { name: 'XDR Desk', version: appVersion },
    format,
    formatVersion,
    sample,
    profile,
    api,
    cloud,
    ...(ids && { ids }),
    window: range && { ...range, lastHours: window?.kind === 'last' ? window.hours : null },
    query: queryOf(dataset, circumstances),
    counts: {
      incidents: incidents.length,
      alerts: incidents.reduce((sum, { summary }) => sum + (summary.alerts ?? 0), 0),
      merged: incidents.filter(({ summary }) => isRedirected(summary)).length,
      withoutAlerts: withoutAlertsIn(incidents),
      inList: file?.recorded?.part?.inList ?? dataset.incidents.count(),
    },
    pages,
    completeness: { complete: completeness.kind === 'not-recorded' ? null : completeness.kind === 'complete', reason: reasonOf(completeness) },
    fetchedAt,
    exportedAt,
    files: files.map(({ name, bytes, sha256, rows }) => ({ name, bytes, sha256, rows })),
  }
}

export const manifestText = (manifest: Manifest): string => `${JSON.stringify(manifest, null, 2)}\n`

/** Returns the manifest in a file's text; null if it is not one that this version can read. */
export function readManifest(json: string): Manifest | null {
  try {
    const parsed = v.safeParse(manifestSchema, JSON.parse(json.replace(/^\uFEFF/, '')))
    return parsed.success ? parsed.output : null
  } catch {
    return null
  }
}

/** Returns the names that the manifest of a file can have: the usual one, and one for a file whose sibling of another format has the usual one. */
export function manifestNames(name: string): readonly [string, string] {
  const { name: stem } = path.parse(name)
  return [`${stem}${manifestSuffix}`, `${name}${manifestSuffix}`]
}
