/** @file Starts a collection again by itself, once what interrupted it is over. */
import type { ErrorCode } from '../../../../shared/contract/failure'
import type { CollectionProgress, TimeWindow } from '../../../../shared/contract/model'
import type { StartOptions } from '../runs/collections'
import type { Timer } from '../../base/clock'

/** Failures of the way to the service, not of an answer. */
const interrupted: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['offline', 'dns', 'connection', 'timeout'])

/** How often it is looked whether the network is back. */
const lookMs = 5000
/** What breaks off within this time after waking breaks off because of the sleep: connections are dead, the network is on its way. */
const wakingMs = 120_000
/** What broke off earlier than this before waking did not break off because of the sleep. */
const fallingAsleepMs = 600_000

interface Deps {
  /** Whether the computer has a network at all. */
  readonly isOnline: () => boolean
  readonly timer: Timer
  /** ms since some moment, going on evenly. */
  readonly monotonic: () => number
  /** Starts a run as the one that broke off was: of that window, of everything or of changes, in the name of whoever started it. */
  readonly start: (window: TimeWindow, options: StartOptions) => void
}

export interface Resumption {
  /** To be told of every collection's progress. */
  readonly watch: (progress: CollectionProgress) => void
  /** The computer woke up. */
  readonly woke: () => void
}

/**
 * A run that broke off without a network is started again when the network is back, and one that broke off because the computer
 * slept when it wakes, or soon after that; once each, and not when a person started another meanwhile. With a network all along it is not tried
 * again: the retries of each request were that.
 */
export function createResumption({ isOnline, timer, monotonic, start }: Deps): Resumption {
  let broken: { readonly window: TimeWindow, readonly options: StartOptions } | null = null
  let wokeAt = -Infinity
  let brokeAt = -Infinity
  let stop: (() => void) | null = null

  const forget = () => {
    broken = null
    stop?.()
    stop = null
  }
  const again = () => {
    const run = broken
    forget()
    if (run) start(run.window, run.options)
  }
  const look = () => {
    stop = timer.after(lookMs, () => isOnline() ? again() : look())
  }

  return {
    watch: ({ collection: { outcome, window, kind, startedBy } }) => {
      if (outcome === null) return forget()
      if (outcome.kind !== 'incomplete' || !interrupted.has(outcome.failure.code)) return
      broken = { window, options: { how: kind === 'full' ? 'reload' : 'refresh', startedBy } }
      brokeAt = monotonic()
      const waking = monotonic() - wokeAt < wakingMs
      // Once for each sleep.
      wokeAt = -Infinity
      if (waking || !isOnline()) look()
    },
    woke: () => {
      wokeAt = monotonic()
      if (wokeAt - brokeAt < fallingAsleepMs) again()
    },
  }
}
