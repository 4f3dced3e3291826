/** @file The injected clock: all code that waits or measures time uses it. */

export interface Clock {
  /** ms since 1970. */
  readonly now: () => number
  /** ms since a fixed moment. Includes the time the computer sleeps; setting the computer's clock has no effect. */
  readonly monotonic: () => number
  /** Resolves after `ms`, or when the computer wakes if that time passed during sleep. Rejects with AppError `cancelled` when `signal` aborts. */
  readonly wait: (ms: number, signal?: AbortSignal) => Promise<void>
}

/** Calls `act` after `ms`, or when the computer wakes if that time passed during sleep. The returned function cancels the call. */
export type After = (ms: number, act: () => void) => () => void

/** Schedules actions. */
export interface Timer {
  readonly after: After
}
