import { expect, it } from 'vitest'
import { createFakeTime } from '../../base/fake-time'
import { createRepeatTimer } from './repeat-timer'

const period = 900_000

function setUp(periodMs: () => number | null = () => period) {
  const time = createFakeTime()
  let acts = 0
  const repeat = createRepeatTimer({ timer: time, now: time.now, periodMs, act: () => { acts++ } })
  return { ...repeat, time, acts: () => acts }
}

it('a repeat timer acts once in each period', () => {
  const { restart, acts, time } = setUp()
  expect(time.pending()).toEqual([])
  restart()
  expect([acts(), time.pending()]).toEqual([0, [period]])
  time.pass(period)
  time.pass(period)
  expect([acts(), time.pending()]).toEqual([2, [period]])
})

it('a repeat timer begins a new period when it is restarted', () => {
  const { restart, time } = setUp()
  restart()
  time.pass(1000)
  restart()
  expect(time.pending()).toEqual([period])
})

it('a repeat timer stops without a period, even after sleep', () => {
  let ms: number | null = period
  const { restart, woke, acts, time } = setUp(() => ms)
  restart()
  ms = null
  restart()
  time.sleep(2 * period)
  woke()
  expect([acts(), time.pending()]).toEqual([0, []])
})

it.each([[period, 1, [period]], [period + 1, 1, [period]], [period - 1000, 0, [1000]]])('after %i ms of sleep, a repeat timer has acted %i times and waits %j ms', (ms, expected, left) => {
  const { restart, woke, acts, time } = setUp()
  restart()
  time.sleep(ms)
  woke()
  expect([acts(), time.pending()]).toEqual([expected, left])
})

it('a repeat timer that was never started does nothing on waking', () => {
  const { woke, acts, time } = setUp()
  time.sleep(2 * period)
  woke()
  expect([acts(), time.pending()]).toEqual([0, []])
})
