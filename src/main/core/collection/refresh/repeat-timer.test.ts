import { expect, it } from 'vitest'
import { createRepeatTimer } from './repeat-timer'

const period = 900_000

/** A computer whose clock continues while it sleeps, and whose timers do not. */
function setUp(periodMs: () => number | null = () => period) {
  let now = 0
  let timers: { readonly after: number, readonly act: () => void }[] = []
  let acts = 0
  const repeat = createRepeatTimer({
    timer: {
      after: (after, act) => {
        const timer = { after, act }
        timers.push(timer)
        return () => { timers = timers.filter(each => each !== timer) }
      },
    },
    now: () => now,
    periodMs,
    act: () => { acts++ },
  })
  return {
    ...repeat,
    acts: () => acts,
    waits: () => timers.map(({ after }) => after),
    sleep: (ms: number) => { now += ms },
    elapse: () => {
      const [timer] = timers.splice(0, 1)
      now += timer?.after ?? 0
      timer?.act()
    },
  }
}

it('a repeat timer acts once in each period', () => {
  const { restart, acts, waits, elapse } = setUp()
  expect(waits()).toEqual([])
  restart()
  expect([acts(), waits()]).toEqual([0, [period]])
  elapse()
  elapse()
  expect([acts(), waits()]).toEqual([2, [period]])
})

it('a repeat timer begins a new period when it is restarted', () => {
  const { restart, waits, sleep } = setUp()
  restart()
  sleep(1000)
  restart()
  expect(waits()).toEqual([period])
})

it('a repeat timer stops without a period, even after sleep', () => {
  let ms: number | null = period
  const { restart, woke, acts, waits, sleep } = setUp(() => ms)
  restart()
  ms = null
  restart()
  sleep(2 * period)
  woke()
  expect([acts(), waits()]).toEqual([0, []])
})

it.each([[period, 1, [period]], [period + 1, 1, [period]], [period - 1000, 0, [1000]]])('after %i ms of sleep, a repeat timer has acted %i times and waits %j ms', (ms, expected, left) => {
  const { restart, woke, acts, waits, sleep } = setUp()
  restart()
  sleep(ms)
  woke()
  expect([acts(), waits()]).toEqual([expected, left])
})

it('a repeat timer that was never started does nothing on waking', () => {
  const { woke, acts, waits, sleep } = setUp()
  sleep(2 * period)
  woke()
  expect([acts(), waits()]).toEqual([0, []])
})
