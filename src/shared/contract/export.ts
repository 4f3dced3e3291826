/** @file Exports: what the page requests, what main reports meanwhile, and what a check of exported files found. Plain data, as in model.ts. */
import type { ExportFormat } from '../vocabulary/export-formats'
import type { ListQuery } from './list'
import type { ColumnId } from './row'

export const exportScopes = ['all', 'shown', 'selected'] as const

/** `all`: every incident of the list, in the order received; `shown`: those that match the query, in its order; `selected`: the selected ones among these. */
export type ExportScope = (typeof exportScopes)[number]

/** The maximum number of selected incidents in one request: more than a list can have. */
export const maxSelected = 1_000_000

/** What the user chooses, and what is stored for the next export of the profile. */
export interface ExportChoice {
  readonly what: ExportScope
  readonly format: ExportFormat
  /** Whether a manifest is written beside JSON as received. Every other format has one. */
  readonly manifest: boolean
  /** Whether the manifest contains the tenant ID and the client ID. */
  readonly withIds: boolean
  /** The columns of CSV and Excel: every field, or the columns of the list. */
  readonly columns: 'all' | 'shown'
}

export interface ExportRequest extends Omit<ExportChoice, 'columns'> {
  /** The profile whose list the user sees. Main exports no other profile's list. */
  readonly profileId: string
  /** The query on screen. */
  readonly query: ListQuery
  /** IDs of the selected incidents; empty unless they are exported. */
  readonly ids: readonly string[]
  /** The columns of CSV and Excel; null for every field. */
  readonly columns: readonly ColumnId[] | null
  /** Must be true to export an incomplete list: the user knows that it is. */
  readonly acceptIncomplete: boolean
  /** Must be true if the format cuts texts: the user has confirmed that. */
  readonly acceptCut: boolean
}

export interface ExportedFile {
  readonly name: string
  readonly bytes: number
  readonly rows: number
}

export interface SavedExport {
  readonly kind: 'saved'
  /** The name that the user chose: of the only file, or of the folder. */
  readonly fileName: string
  readonly folder: string
  readonly isFolder: boolean
  /** The files with data. */
  readonly files: readonly ExportedFile[]
  /** The name of the manifest; null if there is none. */
  readonly manifest: string | null
  readonly incidents: number
  readonly withoutAlerts: number
  readonly bytes: number
  readonly elapsedMs: number
}

/** `cancelled`: in the save dialog. `stopped`: while files were written, of which none is left. `cut`: the user must confirm that texts are cut. */
export type ExportOutcome
  = | { readonly kind: 'cancelled' }
    | { readonly kind: 'stopped' }
    | { readonly kind: 'cut', readonly texts: number }
    | SavedExport

/** How far an export or a check is. Sent once it has taken 300 ms; null when it has ended. */
export interface ExportProgress {
  readonly step: 'preparing' | 'writing' | 'verifying'
  /** Incidents or bytes. `total` 0: unknown. */
  readonly done: number
  readonly total: number
}

/** What is checked: the files of the last export, or a file or folder that the user chooses. */
export type VerifyTarget = 'last' | 'file' | 'folder'

/** `link`: a symbolic link, which is not followed. `other`: a folder or a device. */
export type FileState = 'unchanged' | 'changed' | 'missing' | 'unreadable' | 'link' | 'other'

export interface VerifiedFile {
  readonly name: string
  readonly state: FileState
  /** The size that the manifest states. */
  readonly bytes: number
  readonly rows: number
}

/** The result of a check. Texts come from the manifest: untrusted. */
export interface VerifyReport {
  readonly kind: 'verified'
  readonly manifest: string
  readonly folder: string
  /** Whether the app made up the incidents. */
  readonly sample: boolean
  readonly profile: string | null
  readonly what: ExportScope
  readonly incidents: number
  /** null: not recorded, because the incidents were exported from a file without a manifest. */
  readonly complete: boolean | null
  /** Why the list is incomplete: the code of a failure. */
  readonly reason: string | null
  /** ISO; null if it is not recorded. */
  readonly fetchedAt: string | null
  readonly exportedAt: string
  readonly files: readonly VerifiedFile[]
  /** Names in a folder of exported files that the manifest does not list, at most 100. */
  readonly extra: readonly string[]
}

export type VerifyOutcome = { readonly kind: 'cancelled' } | VerifyReport
