/** @file A clock and a timer for tests: time passes only when a test or `wait` lets it pass. */
import type { Clock, Timer } from './clock'

/** An action that the timer will call. `at`: the awake time in ms. */
interface Scheduled { readonly at: number, readonly act: () => void }

export interface FakeTime extends Clock, Timer {
  /** Elapsed ms, without the time that the computer sleeps. */
  readonly awakeMs: () => number
  /** The ms until each scheduled action, in the order of their scheduling. */
  readonly pending: () => readonly number[]
  /** Lets time pass while the computer is awake, and calls each scheduled action at its time. */
  readonly pass: (ms: number) => void
  /** Lets time pass while the computer sleeps: the clock continues, the timer does not. */
  readonly sleep: (ms: number) => void
  /** Cancels every scheduled action, as the end of the app does. */
  readonly cancelAll: () => void
}

/** @param start the first time of the clock, ms since 1970. `wait` resolves at once, and the time of the wait has then passed. */
export function createFakeTime(start = 0): FakeTime {
  let awake = 0
  let slept = 0
  let scheduled: readonly Scheduled[] = []

  const cancel = (action: Scheduled) => { scheduled = scheduled.filter(each => each !== action) }
  const nextUntil = (end: number) => scheduled.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0]
  const pass = (ms: number) => {
    const end = awake + ms
    for (let next = nextUntil(end); next; next = nextUntil(end)) {
      cancel(next)
      awake = next.at
      next.act()
    }
    awake = end
  }

  return {
    now: () => start + awake + slept,
    monotonic: () => awake + slept,
    awakeMs: () => awake,
    wait: async ms => pass(ms),
    after: (ms, act) => {
      const action = { at: awake + ms, act }
      scheduled = [...scheduled, action]
      return () => cancel(action)
    },
    pending: () => scheduled.map(({ at }) => at - awake),
    pass,
    sleep: (ms) => { slept += ms },
    cancelAll: () => { scheduled = [] },
  }
}
