/**
 * @file Decides how many incidents to request per page: the API's page size, or fewer after the service failed to deliver a page of that size.
 *
 *     full ── a block was read in parts ──▶ reduced
 *     reduced ── 4 pages received in a row: the size doubles; at the API's page size ──▶ full
 */
export interface PageSize {
  /** The size of the next page. */
  readonly current: () => number
  readonly isFull: () => boolean
  /** A page of the current size was received. */
  readonly received: () => void
  /** Continues with this size. Call it after a page failed because of its size. */
  readonly restartAt: (size: number) => void
  /** Continues with the API's page size. Call it after a page failed for a reason other than its size. */
  readonly restartFull: () => void
}

/** The number of pages after which the next larger size is tried. */
const pagesBeforeGrowth = 4

/** Starts at `full`, the API's page size. */
export function createPageSize(full: number): PageSize {
  let size = full
  let pagesReceived = 0
  const restartAt = (next: number) => {
    size = next
    pagesReceived = 0
  }
  return {
    current: () => size,
    isFull: () => size === full,
    received: () => {
      pagesReceived++
      if (pagesReceived % pagesBeforeGrowth === 0) size = Math.min(full, size * 2)
    },
    restartAt,
    restartFull: () => restartAt(full),
  }
}
