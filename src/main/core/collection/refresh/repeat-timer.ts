/** @file Repeats an action at equal intervals, which include the time that the computer sleeps. */
import type { Timer } from '../../base/clock'

export interface RepeatTimer {
  /** Begins a new period now; stops the timer if there is no period. */
  readonly restart: () => void
  /** Called when the computer wakes up. Timers stop while it sleeps, so an overdue action is performed at once. */
  readonly woke: () => void
}

interface Deps {
  readonly timer: Timer
  /** ms since 1970. */
  readonly now: () => number
  /** Returns the time from one action to the next, ms; null to perform no action. */
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
