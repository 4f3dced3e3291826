/**
 * @file The system's clocks and timers. On Linux and macOS the monotonic clock and every timer stand still while the computer sleeps;
 * here they do not.
 */
import type { After, Clock } from '../core/clock'
import type { Timer } from '../core/collection/progress'
import { AppError } from '../core/errors'

/** What a clock is made from. Times in ms. */
export interface ClockSources {
  readonly wall: () => number
  /** Stands still during sleep, or not; and so do the timers. */
  readonly monotonic: () => number
  readonly after: After
}

export interface SystemClock extends Clock {
  readonly after: After
  /** The computer is about to sleep. */
  readonly suspended: () => void
  /** The computer is awake again. Waits that ended meanwhile end now. */
  readonly resumed: () => void
}

/** The wall clock is corrected now and then: less is no sleep where no event announced it. */
const leastSleepMs = 1000
/** The event may come so long after the first timers that run again. A wall clock that is ahead for longer was set. */
const mostDelayMs = 30_000

/**
 * Measures what was slept: the time by which the wall clock is ahead of the monotonic one from `suspended` to `resumed`. Where the
 * first event is missing it counts from the last look at both. A wall clock that is set while the computer is awake counts for nothing.
 */
function createSleepMeter({ wall, monotonic }: ClockSources) {
  const read = () => ({ wall: wall(), monotonic: monotonic() })
  let seen = read()
  let aheadSince: number | null = null
  let asleep = false
  let sleptMs = 0

  const aheadMs = () => (wall() - seen.wall) - (monotonic() - seen.monotonic)
  const restart = () => {
    seen = read()
    aheadSince = null
  }
  return {
    sleptMs: () => sleptMs,
    look: () => {
      if (asleep) return
      if (aheadMs() > leastSleepMs) {
        aheadSince ??= monotonic()
        if (monotonic() - aheadSince < mostDelayMs) return
      }
      restart()
    },
    suspended: () => {
      restart()
      asleep = true
    },
    /** Returns whether the clocks stood still. */
    resumed: (): boolean => {
      const ms = aheadMs()
      const isSleep = ms > (asleep ? 0 : leastSleepMs)
      restart()
      asleep = false
      if (!isSleep) return false
      sleptMs += ms
      return true
    },
  }
}

/** A clock for which sleep is time like any other. It must be told of sleep: `suspended` and `resumed`. */
export function createSystemClock(sources: ClockSources): SystemClock {
  const meter = createSleepMeter(sources)
  /** Timers that run, each with a function that starts it anew for the time that is left. */
  const running = new Set<() => void>()

  const monotonic = () => {
    meter.look()
    return sources.monotonic() + meter.sleptMs()
  }
  const after: After = (ms, act) => {
    const due = monotonic() + ms
    const fire = () => {
      running.delete(again)
      act()
    }
    let stop = sources.after(ms, fire)
    const again = () => {
      stop()
      stop = sources.after(Math.max(0, due - monotonic()), fire)
    }
    running.add(again)
    return () => {
      running.delete(again)
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
      for (const again of [...running]) again()
    },
  }
}

/** Stands still while the computer sleeps. */
export const systemTimer: Timer = {
  after: (ms, act) => {
    const timer = setTimeout(act, ms)
    return () => clearTimeout(timer)
  },
}

export const systemClock = createSystemClock({ wall: () => Date.now(), monotonic: () => performance.now(), after: systemTimer.after })
