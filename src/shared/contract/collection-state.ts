/** @file The state of the list that main and the renderer exchange, whatever the list comes from. Plain data, as in model.ts. */
import type { Collection } from './model'
import type { FileList } from './opened-file'

/** The state of the list and of its runs, without the rows. Sent while a run is in progress, and when it ends. */
export interface CollectionState {
  /** The run whose list is shown and exported; null before the first run that received a page. */
  readonly collection: Collection | null
  /** The run in progress; null if there is none. */
  readonly running: Collection | null
  /** The last run, if it failed before its first page; `collection` then describes an earlier run. */
  readonly failed: Collection | null
  /** Whether there was a complete list of the same window for comparison. */
  readonly compared: boolean
  /** The start of the run whose list the user has seen (ISO): the last one marked as seen, or else the first complete one; null if there is none. */
  readonly seenAt: string | null
  /** The number of incidents on screen that were received without their alerts. */
  readonly withoutAlerts: number
  /** The opened file whose incidents are listed; null for every other list. No runs then exist. */
  readonly file: FileList | null
  /** Increases whenever the rows on screen may have changed. A run that replaces a list changes them only at its end. */
  readonly rowsVersion: number
}
