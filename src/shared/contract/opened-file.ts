/** @file The list of an opened file, as the page shows it. Plain data, as in model.ts. Names and texts come from outside: untrusted. */
import type { ExportScope } from './export'
import type { Failure } from './failure'
import type { Completeness, TimeWindow } from './model'
import type { FileFacts } from './opening'

/**
 * The manifest beside an opened file. `checking`: size and rows match, and the checksum is being calculated. `size`, `rows` and `checksum`: what differs.
 * `unreadable`: there is one, but this version cannot read it.
 */
export type ManifestState = 'none' | 'checking' | 'matches' | 'size' | 'rows' | 'checksum' | 'unreadable'

/** `replaced`: another file has its path. `missing`: no file has. In both cases, the opened file stays readable. `changed`: it is not readable anymore. */
export type OpenedFileState = 'unchanged' | 'changed' | 'replaced' | 'missing'

/** A part of a list: how its incidents were chosen. */
export interface ListPart {
  readonly what: Exclude<ExportScope, 'all'>
  /** The text of the query. */
  readonly text: string
  readonly showMerged: boolean
  /** The number of incidents in the whole list. */
  readonly inList: number
}

/** What the manifest recorded about the list. */
export interface FileRecord {
  /** null: not recorded. */
  readonly window: TimeWindow | null
  /** ISO; null: not recorded. */
  readonly fetchedAt: string | null
  /** Whether the manifest contains the tenant ID and the client ID. */
  readonly hasIds: boolean
  /** null for the whole list. */
  readonly part: ListPart | null
}

/** The list of an opened file. */
export interface FileList {
  /** Increases with every opened file of this session. */
  readonly opening: number
  readonly name: string
  readonly folder: string
  /** How much of the file is read, and the number of distinct incidents so far; null once that has ended. `bytes` 0: unknown. */
  readonly reading: { readonly readBytes: number, readonly bytes: number, readonly incidents: number } | null
  /** Why the file cannot be opened; null if it can, or is still being read. */
  readonly failure: Failure | null
  /** null until the file is read. */
  readonly facts: FileFacts | null
  /** The number of merged incidents. */
  readonly redirected: number
  readonly completeness: Completeness
  /** Whether the app made up the incidents. */
  readonly sample: boolean
  /** null without a manifest that matches. */
  readonly record: FileRecord | null
  readonly manifest: ManifestState
  /** Whether the file on disk is still the one that was read. */
  readonly state: OpenedFileState
}

/** The number of files that are remembered. */
export const maxRecentFiles = 10

/** A file that was opened before. */
export interface RecentFile {
  readonly id: string
  readonly name: string
  readonly folder: string
  /** Whether there is no file of that name any more. */
  readonly missing: boolean
}
