/** @file Restarts a run that ended because the network was gone or the computer slept. */
import type { TimeWindow } from '../../../../shared/contract/model'
import type { CollectionProgress } from '../runs/progress'
import type { StartOptions } from '../runs/collections'
import type { Timer } from '../../base/clock'
import { isDisconnected } from '../../../../shared/rules/failure-facts'

/** How often the app checks whether the network is back. */
const checkMs = 5000
/** A run that fails within this time after waking failed because of the sleep: connections are dead, and the network is not back yet. */
const wakingMs = 120_000
/** A run that failed more than this time before the computer woke up did not fail because of the sleep. */
const fallingAsleepMs = 600_000

interface Deps {
  /** Whether the computer has a network at all. */
  readonly isOnline: () => boolean
  readonly timer: Timer
  /** Elapsed ms, independent of the system clock. */
  readonly monotonic: () => number
  /** Starts a run like the one that failed: of the same window, full or changes only, for the same starter. */
  readonly start: (window: TimeWindow, options: StartOptions) => void
}

export interface Reconnect {
  /** Call it with the progress of every run. */
  readonly follow: (progress: CollectionProgress) => void
  /** Called when the computer wakes up. */
  readonly woke: () => void
}

/** A run that lost its connection. `at`: when, by `monotonic`. */
interface FailedRun { readonly window: TimeWindow, readonly options: StartOptions, readonly at: number }

/** Whether the computer woke up since the last failure. `at`: when, by `monotonic`. */
type Wake = { readonly kind: 'none' } | { readonly kind: 'woke', readonly at: number }

/**
 * Restarts a failed run: if there was no network, once the network is back; if the computer slept, on waking or soon after. Each run is restarted once,
 * and not after the user has started another run. A failure while there is a network is final, because each request has already been retried.
 */
export function createReconnect({ isOnline, timer, monotonic, start }: Deps): Reconnect {
  let failed: FailedRun | null = null
  let wake: Wake = { kind: 'none' }
  let stop: (() => void) | null = null

  const forget = () => {
    failed = null
    stop?.()
    stop = null
  }
  const restart = () => {
    const run = failed
    forget()
    if (run) start(run.window, run.options)
  }
  const restartOnceOnline = () => {
    stop = timer.after(checkMs, () => isOnline() ? restart() : restartOnceOnline())
  }

  return {
    follow: ({ collection: { outcome, window, kind, startedBy } }) => {
      if (outcome === null) return forget()
      if (outcome.kind !== 'incomplete' || !isDisconnected(outcome.failure.code)) return
      const now = monotonic()
      failed = { window, options: { how: kind === 'full' ? 'reload' : 'refresh', startedBy }, at: now }
      const isWaking = wake.kind === 'woke' && now - wake.at < wakingMs
      // Each sleep causes at most one restart.
      wake = { kind: 'none' }
      if (isWaking || !isOnline()) restartOnceOnline()
    },
    woke: () => {
      const now = monotonic()
      wake = { kind: 'woke', at: now }
      if (failed && now - failed.at < fallingAsleepMs) restart()
    },
  }
}
