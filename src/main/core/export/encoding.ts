/** @file The seam between the formats of an export and the code that writes its files. */
import type { ColumnId } from '../../../shared/contract/row'
import type { ApiKind } from '../../../shared/vocabulary/clouds'
import type { ExportFormat } from '../../../shared/vocabulary/export-formats'
import type { Incident } from '../incident/incident'

/** One file of an export. An export of several files is written to a folder. */
export interface PlannedFile {
  /** '' for the only file, whose name the user chooses; otherwise a name such as `alerts.csv`. */
  readonly name: string
  readonly table: 'incidents' | 'alerts' | 'entities' | 'all'
}

/** What a format cannot hold, known before anything is written. */
export interface FormatLimits {
  /** The number of texts that the format cuts. Each of them ends with a note that says so. */
  readonly cutTexts: number
  /** The first table with more rows than the format allows; null if there is none. Such an export is not possible. */
  readonly tooManyRows: { readonly table: string, readonly rows: number, readonly limit: number } | null
}

export interface ExportPlan {
  readonly files: readonly PlannedFile[]
  readonly limits: FormatLimits
}

export interface EncodedChunk {
  /** The index of the file in the plan. */
  readonly file: number
  readonly bytes: Uint8Array
  /** The number of rows that end in this chunk. */
  readonly rows: number
}

export interface EncodingOptions {
  readonly format: ExportFormat
  /** The API that sent the incidents. */
  readonly api: ApiKind
  /** States whether the list is complete. Formats that people read repeat it in the file. */
  readonly completenessLine: string
  /** The columns of the incidents in CSV and Excel; null for all fields. */
  readonly columns: readonly ColumnId[] | null
}

/** Encodes incidents in a format. Every call rejects with AppError `cancelled` when `signal` aborts. */
export interface Encode {
  /** Reads the incidents once, if the format has limits, and returns the files that the export will have. */
  readonly plan: (incidents: readonly Incident[], options: EncodingOptions, signal: AbortSignal) => Promise<ExportPlan>
  /** Yields the bytes of all files: each file's bytes in order, the files in any order. Encoding waits until the caller asks for more. */
  readonly chunks: (incidents: readonly Incident[], plan: ExportPlan, options: EncodingOptions, signal: AbortSignal) => AsyncIterable<EncodedChunk>
}
