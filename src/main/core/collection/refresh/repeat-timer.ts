/** @file Repeats an action after equal times of which a sleeping computer's count as well. */
import type { Timer } from '../../base/clock'

export interface RepeatTimer {
  /** Begins anew from now; does nothing any more where there is no period. */
  readonly restart: () => void
  /** The computer woke up: timers stood still while it slept. What is due by now is done at once. */
  readonly woke: () => void
}

interface Deps {
  readonly timer: Timer
  /** ms since 1970. */
  readonly now: () => number
  /** Returns the time from one action to the next, ms; null: do nothing. */
  readonly periodMs: () => number | null
  readonly act: () => void
}

export function createRepeatTimer({ timer, now, periodMs, act }: Deps): RepeatTimer {
  let stop: (() => void) | null = null
  let dueAt: number | null = null

  const wait = (ms: number) => {
    stop?.()
    stop = timer.after(ms, elapsed)
  }
  const restart = () => {
    stop?.()
    const ms = periodMs()
    dueAt = ms === null ? null : now() + ms
    if (ms !== null) wait(ms)
  }
  const elapsed = () => {
    act()
    restart()
  }

  return {
    restart,
    woke: () => {
      if (dueAt === null) return
      if (now() >= dueAt) elapsed()
      else wait(dueAt - now())
    },
  }
}
