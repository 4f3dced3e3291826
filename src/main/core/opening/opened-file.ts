/** @file The interface of opened files: a file is read once, and then its incidents are read from it when they are needed (docs/adr/0054-opened-files.md). */
import type { OpenedFileState } from '../../../shared/contract/opened-file'
import type { FileFacts } from '../../../shared/contract/opening'
import type { Incidents } from '../dataset/dataset'
import type { PackedRows } from '../incident/packed-rows'

export type { OpenedFileState }

export interface OpenedFile {
  readonly facts: FileFacts
  /**
   * Distinct incidents in the order of the file. The bytes of an incident are read from the file each time: they throw AppError `file-changed` if the file has
   * been written since it was opened, and `file-unreadable` if the disk fails or the file was closed.
   */
  readonly incidents: Incidents
  /** Compares the file with the one that was opened. */
  readonly state: () => Promise<OpenedFileState>
  readonly close: () => void
}

export interface OpeningProgress {
  readonly readBytes: number
  /** The size of the file. */
  readonly bytes: number
  /** The number of distinct incidents so far. */
  readonly incidents: number
}

export interface OpeningWatch {
  readonly signal: AbortSignal
  /**
   * Receives the rows as they are read, the first 100 at once. The rows at these positions are to be added to the list's index, as `ListCommands.add` does:
   * a row replaces the one with the same ID. The other rows are older states of incidents. Further rows are read only after a returned promise has settled, so
   * that they do not wait in memory for a slow index.
   */
  readonly onRows: (rows: PackedRows, positions: readonly number[]) => Promise<void> | void
  readonly onProgress: (progress: OpeningProgress) => void
}

/**
 * Opens a file and reads all of it once. Throws AppError `file-…`, or `cancelled` when the signal aborts; rows that were received are then void. The file
 * stays open until it is closed.
 */
export type OpenFile = (path: string, watch: OpeningWatch) => Promise<OpenedFile>
