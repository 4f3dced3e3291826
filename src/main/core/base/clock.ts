/** @file The injected clock: all code that waits or measures time uses it. */

export interface Clock {
  /** ms since 1970. */
  readonly now: () => number
  /** ms since a fixed moment, including sleep of the computer; independent of changes to the computer's clock. */
  readonly monotonic: () => number
  /** Resolves after `ms`, or at waking if they passed during sleep; rejects with AppError `cancelled` once `signal` is aborted. */
  readonly wait: (ms: number, signal?: AbortSignal) => Promise<void>
}

/** Calls `act` after `ms`, or at waking if they passed during sleep. The returned function cancels the call. */
export type After = (ms: number, act: () => void) => () => void

/** Calls actions later. */
export interface Timer {
  readonly after: After
}
