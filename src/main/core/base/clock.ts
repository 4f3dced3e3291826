/** @file The clock that everything that waits or measures is given. */

export interface Clock {
  /** ms since 1970. */
  readonly now: () => number
  /** ms since some moment, sleep of the computer included; goes on evenly, whatever is done to the computer's clock. */
  readonly monotonic: () => number
  /** Resolves after `ms`, or at waking where they passed during sleep; rejects with AppError `cancelled` once `signal` is aborted. */
  readonly wait: (ms: number, signal?: AbortSignal) => Promise<void>
}

/** Calls `act` after `ms`, or at waking where they passed during sleep. The returned function prevents it. */
export type After = (ms: number, act: () => void) => () => void

/** What calls actions later. */
export interface Timer {
  readonly after: After
}
