/**
 * @file The system's clocks and timers. On Linux and macOS the monotonic clock and every timer stop while the computer sleeps;
 * `systemClock` compensates for that.
 */
import type { After, Clock, Timer } from '../../core/base/clock'
import { AppError } from '../../core/base/errors'

/** The sources of a clock. Times in ms. */
export interface ClockSources {
  readonly wall: () => number
  /** This clock and the timers of `after` may stop during sleep. */
  readonly monotonic: () => number
  readonly after: After
}

export interface SystemClock extends Clock {
  readonly after: After
  /** Must be called when the computer is about to sleep. */
  readonly suspended: () => void
  /** Must be called when the computer is awake again. Waits that expired during the sleep end now. */
  readonly resumed: () => void
}

/** The minimum length of a sleep without a suspend event, ms. A smaller difference counts as a correction of the wall clock. */
const minSleepMs = 1000
/** The maximum delay from the first timers after a sleep to the resume event, ms. If the wall clock stays ahead for longer, the user has set it. */
const maxDelayMs = 30_000

/**
 * Measures sleep: by how much the wall clock gains on the monotonic one from `suspended` to `resumed`. Without a suspend event,
 * it measures from the last `sample`. Setting the wall clock while the computer is awake does not count.
 */
function createSleepMeter({ wall, monotonic }: ClockSources) {
  const read = () => ({ wall: wall(), monotonic: monotonic() })
  let last = read()
  let aheadSince: number | null = null
  let asleep = false
  let sleptMs = 0

  const aheadMs = () => (wall() - last.wall) - (monotonic() - last.monotonic)
  const reset = () => {
    last = read()
    aheadSince = null
  }
  return {
    sleptMs: () => sleptMs,
    sample: () => {
      if (asleep) return
      if (aheadMs() > minSleepMs) {
        aheadSince ??= monotonic()
        if (monotonic() - aheadSince < maxDelayMs) return
      }
      reset()
    },
    suspended: () => {
      reset()
      asleep = true
    },
    /** Returns whether the clocks stopped. */
    resumed: (): boolean => {
      const ms = aheadMs()
      const isSleep = ms > (asleep ? 0 : minSleepMs)
      reset()
      asleep = false
      if (!isSleep) return false
      sleptMs += ms
      return true
    },
  }
}

/** Creates a clock that includes the time of sleep, if `suspended` and `resumed` are called. */
export function createSystemClock(sources: ClockSources): SystemClock {
  const meter = createSleepMeter(sources)
  /** For each running timer, a function that restarts it with the remaining time. */
  const running = new Set<() => void>()

  const monotonic = () => {
    meter.sample()
    return sources.monotonic() + meter.sleptMs()
  }
  const after: After = (ms, act) => {
    const due = monotonic() + ms
    const fire = () => {
      running.delete(restart)
      act()
    }
    let stop = sources.after(ms, fire)
    const restart = () => {
      stop()
      stop = sources.after(Math.max(0, due - monotonic()), fire)
    }
    running.add(restart)
    return () => {
      running.delete(restart)
      stop()
    }
  }
  return {
    now: sources.wall,
    monotonic,
    after,
    wait: (ms, signal) => new Promise((resolve, reject) => {
      const cancel = after(ms, () => {
        signal?.removeEventListener('abort', stop)
        resolve()
      })
      const stop = () => {
        cancel()
        reject(new AppError('cancelled'))
      }
      if (signal?.aborted) stop()
      else signal?.addEventListener('abort', stop, { once: true })
    }),
    suspended: meter.suspended,
    resumed: () => {
      if (!meter.resumed()) return
      for (const restart of [...running]) restart()
    },
  }
}

/** A timer that stops while the computer sleeps. */
export const systemTimer: Timer = {
  after: (ms, act) => {
    const timer = setTimeout(act, ms)
    return () => clearTimeout(timer)
  },
}

export const systemClock = createSystemClock({ wall: () => Date.now(), monotonic: () => performance.now(), after: systemTimer.after })
