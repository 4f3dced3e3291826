/** @file The clock that everything that waits or measures is given. */

export interface Clock {
  /** ms since 1970. */
  readonly now: () => number
  /** ms since some moment; goes on evenly, whatever is done to the computer's clock. */
  readonly monotonic: () => number
  /** Resolves after `ms`; rejects with AppError `cancelled` once `signal` is aborted. */
  readonly wait: (ms: number, signal?: AbortSignal) => Promise<void>
}
