/** @file What an opened file contains. Its bytes are untrusted: anybody may have written them. */
import type { ApiKind } from '../vocabulary/clouds'

/**
 * The structure of a file: an array of incidents, an incident per line, the table `incidents.parquet` of an export, responses of the list call (one, several in
 * sequence, or an array of them), or a single incident, which Microsoft's PowerShell sample writes without an array.
 */
export type FileKind = 'json' | 'json-lines' | 'parquet' | 'pages' | 'incident'

export type FileEncoding = 'utf-8' | 'utf-16le' | 'utf-16be'

/**
 * Why a part of a file is not shown. `not-json`: it is damaged. `no-incident`: JSON, but not an incident. `other-api`: an incident of the other API.
 * `too-large`: larger than 256 MB, deeper than 10,000 levels, or of more than three million parts.
 */
export type UnreadableReason = 'not-json' | 'no-incident' | 'other-api' | 'too-large'

export interface UnreadablePart {
  /** Its offset in the file, bytes; in a Parquet file, its row. */
  readonly at: number
  readonly why: UnreadableReason
}

export interface FileFacts {
  readonly kind: FileKind
  readonly encoding: FileEncoding
  /** The API that most of the incidents come from. */
  readonly api: ApiKind
  /** The size of the file. */
  readonly bytes: number
  /** When the file was last written, ms since 1970. */
  readonly modifiedMs: number
  /** The number of distinct incidents. */
  readonly incidents: number
  /** The number of incidents that another one with the same ID replaced. */
  readonly duplicates: number
  /** The number of parts that are not shown, and the first 20 of them. A damaged part may have contained several incidents. */
  readonly unreadable: { readonly count: number, readonly first: readonly UnreadablePart[] }
  /** Where the file ends within a value, as the offset of that value; null if it ends after one. */
  readonly cutOffAt: number | null
  /** Whether a response announces a further page, which the file may not contain. */
  readonly hasNextLink: boolean
}

/** What a file is that cannot be opened. `parquet`: a table without incidents as received. `damaged-parquet` includes unknown compression. */
export type ForeignFormat
  = 'manifest' | 'csv' | 'excel' | 'parquet' | 'damaged-parquet' | 'alerts' | 'archive' | 'pdf' | 'html' | 'xml' | 'text' | 'binary'
