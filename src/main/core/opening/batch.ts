/** @file Incidents that were read from a file, as the thread that reads them passes them to main. */
import type { IncidentSummary } from '../../../shared/contract/model'
import type { FileFacts } from '../../../shared/contract/opening'
import type { PackedRows } from '../incident/packed-rows'

/** Incidents in the order of the file. All buffers are of its own, so that they can be transferred. */
export interface FileBatch {
  readonly summaries: readonly IncidentSummary[]
  /** The offset and the length of each incident, in bytes: in the file, or in the texts of a Parquet file. */
  readonly offsets: Float64Array<ArrayBuffer>
  readonly lengths: Uint32Array<ArrayBuffer>
  readonly rows: PackedRows
  /** How much of the file has been read, bytes. */
  readonly readBytes: number
}

/** The result of reading a whole file. */
export interface Scanned {
  /** Main adds what only it knows. */
  readonly facts: Omit<FileFacts, 'incidents' | 'duplicates' | 'bytes' | 'modifiedMs'>
  /** The incidents of a Parquet file, in buffers that continue each other; null for a file from which they can be read again. */
  readonly texts: readonly ArrayBuffer[] | null
}

/** A step of reading a file. The end is the last one. */
export type FilePart = { readonly kind: 'batch', readonly batch: FileBatch } | { readonly kind: 'end', readonly scanned: Scanned }

/** Reads a file in batches. Throws AppError `file-…`. */
export type FileReading = AsyncGenerator<FilePart, void, void>
