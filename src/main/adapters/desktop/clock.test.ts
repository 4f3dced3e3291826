import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { runs } from '../../../shared/testing/property-runs'
import { createExchange } from '../../core/network/http'
import { createQuota } from '../../core/network/quota/quota'
import { createSend } from '../../core/network/retry'
import { createSystemClock } from './clock'

const start = Date.parse('2026-11-24T12:00:00Z')
const settled = () => new Promise(resolve => setImmediate(resolve))

/** Returns a fake computer. @param options `stops`: its monotonic clock and timers stop during sleep, as on Linux and macOS; on Windows they do not. */
function computer({ stops = true } = {}) {
  let real = 0
  let slept = 0
  let set = 0
  const timers = new Set<{ readonly act: () => void, readonly due: number }>()
  const monotonic = () => real - slept
  const clock = createSystemClock({
    wall: () => start + real + set,
    monotonic,
    after: (ms, act) => {
      const timer = { act, due: monotonic() + ms }
      timers.add(timer)
      return () => { timers.delete(timer) }
    },
  })
  const next = () => [...timers].sort((a, b) => a.due - b.due)[0]
  /** Lets time pass, and fires the due timers in order. */
  const pass = async (ms: number) => {
    const end = real + ms
    await settled()
    for (let first = next(); first && first.due <= end - slept; first = next()) {
      timers.delete(first)
      real = Math.max(real, first.due + slept)
      first.act()
      await settled()
    }
    real = end
  }
  const sleep = (ms: number) => {
    real += ms
    if (stops) slept += ms
  }
  return {
    clock,
    pass,
    sleep: async (ms: number, events: 'both' | 'resume' = 'both') => {
      if (events === 'both') clock.suspended()
      sleep(ms)
      clock.resumed()
      await pass(0)
    },
    sleepUnnoticed: sleep,
    setWall: (ms: number) => { set += ms },
    real: () => real,
  }
}

/** Records when a promise settles, in real ms. */
function watch(promise: Promise<unknown>, real: () => number) {
  const seen: { at: number | null } = { at: null }
  const note = () => { seen.at = real() }
  void promise.then(note, note)
  return seen
}

describe.each([['stops', true], ['continues', false]] as const)('a clock that %s during sleep', (_name, stops) => {
  it.each(['both', 'resume'] as const)('ends a wait on waking if its time has passed (events: %s)', async (events) => {
    const { clock, pass, sleep, real } = computer({ stops })
    const end = watch(clock.wait(60_000), real)
    await pass(10_000)
    await sleep(3_600_000, events)
    expect(end.at).toBe(3_610_000)
    expect(clock.monotonic()).toBeCloseTo(3_610_000, 3)
  })

  it('ends a wait after waking when the rest of its time has passed', async () => {
    const { clock, pass, sleep, real } = computer({ stops })
    const end = watch(clock.wait(60_000), real)
    await pass(10_000)
    await sleep(30_000)
    expect(end.at).toBeNull()
    await pass(19_999)
    expect(end.at).toBeNull()
    await pass(1)
    expect(end.at).toBe(60_000)
  })

  it('cancels waits and timers that were due during sleep', async () => {
    const { clock, sleep } = computer({ stops })
    const stop = new AbortController()
    const rejected = expect(clock.wait(1000, stop.signal)).rejects.toMatchObject({ code: 'cancelled' })
    let acted = false
    const prevent = clock.after(1000, () => { acted = true })
    stop.abort()
    prevent()
    await sleep(5000)
    await rejected
    expect(acted).toBe(false)
    await expect(clock.wait(1, AbortSignal.abort())).rejects.toMatchObject({ code: 'cancelled' })
  })
})

describe('setting the wall clock', () => {
  it.each([3_600_000, -3_600_000])('by %i ms while the computer is awake does not end a wait, even if a sleep follows', async (ms) => {
    const { clock, pass, sleep, setWall, real } = computer()
    const end = watch(clock.wait(600_000), real)
    await pass(10_000)
    setWall(ms)
    await pass(40_000)
    clock.monotonic()
    await pass(40_000)
    clock.monotonic()
    await sleep(20_000, 'resume')
    expect(end.at).toBeNull()
    expect(clock.monotonic()).toBeCloseTo(110_000, 3)
    await sleep(20_000, 'both')
    await pass(600_000)
    expect(end.at).toBe(600_000)
  })

  it('and timers that fire before the resume event do not hide a sleep', async () => {
    const { clock, pass, sleepUnnoticed, real } = computer()
    const end = watch(clock.wait(600_000), real)
    await pass(10_000)
    clock.monotonic()
    sleepUnnoticed(700_000)
    await pass(3000)
    clock.monotonic()
    clock.resumed()
    await pass(0)
    expect(end.at).toBe(713_000)
  })
})

it('counts a whole sleep even if the computer was awake for part of it', async () => {
  const { clock, pass, sleepUnnoticed, real } = computer()
  const end = watch(clock.wait(600_000), real)
  clock.suspended()
  sleepUnnoticed(500_000)
  for (let sample = 0; sample < 4; sample++) { await pass(20_000); clock.monotonic() }
  expect(end.at).toBeNull()
  sleepUnnoticed(20_000)
  clock.resumed()
  await pass(0)
  expect(end.at).toBe(600_000)
})

describe('after a sleep', () => {
  const limits = [{ calls: 50, seconds: 60 }]
  const quotaOn = (clock: ReturnType<typeof computer>['clock']) => createQuota({ limits, clock, callTimes: [], onChange: () => undefined })

  it('after waking, the quota has calls available again, and a block of requests ends at the announced time', async () => {
    const { clock, sleep, real } = computer()
    const quota = quotaOn(clock)
    for (let call = 0; call < 50; call++) (await quota.take())()
    quota.block(600_000)
    const until = quota.state().blockedUntil
    expect(until).toBe('2026-11-24T12:10:00.000Z')
    const end = watch(quota.take(), real)
    await sleep(300_000)
    expect(quota.state()).toMatchObject({ blockedUntil: until, limits: [{ left: 50 }] })
    expect(end.at).toBeNull()
    await sleep(300_000)
    expect(end.at).toBe(600_000)
    expect(quota.state().blockedUntil).toBeNull()
  })

  it('a pause between retries ends on waking', async () => {
    const { clock, sleep, real } = computer()
    let nth = 0
    const send = createSend(async () => ({ status: ++nth === 1 ? 503 : 200, headers: new Headers(nth === 1 ? { 'retry-after': '240' } : {}), chunks: [] }), clock)
    const end = watch(send({ url: new URL('https://api.example/'), idleMs: 1 }, { onWaiting: () => undefined }), real)
    await settled()
    await sleep(240_000)
    expect(end.at).toBe(240_000)
  })

  it('a response without a byte times out', async () => {
    const { clock, pass, sleep, real } = computer()
    const fetch = (_url: string, { signal }: RequestInit) => new Promise<Response>((_resolve, reject) => {
      signal?.addEventListener('abort', () => reject(new Error('aborted')))
    })
    const response = createExchange(fetch, clock.after)({ url: new URL('https://api.example/'), idleMs: 90_000 })
    const rejected = expect(response).rejects.toMatchObject({ code: 'timeout', details: { seconds: 90 } })
    const end = watch(response, real)
    await pass(10_000)
    await sleep(3_600_000)
    await rejected
    expect(end.at).toBe(3_610_000)
  })

  it('the quota never exceeds the limit in any minute of real time, and never waits longer than needed', async () => {
    const step = fc.oneof(
      { weight: 80, arbitrary: fc.record({ kind: fc.constant('call'), ms: fc.integer({ min: 1, max: 700 }) }) },
      { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('sleep', 'sleep, one event'), ms: fc.integer({ min: 1001, max: 90_000 }) }) },
      { weight: 1, arbitrary: fc.record({ kind: fc.constant('set'), ms: fc.integer({ min: -7_200_000, max: 7_200_000 }) }) },
    )
    await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 150, maxLength: 300 }), fc.boolean(), async (steps, stops) => {
      const { clock, pass, sleep, setWall, real } = computer({ stops })
      const quota = quotaOn(clock)
      const calls: { readonly start: number, readonly end: number }[] = []
      for (const { kind, ms } of steps) {
        if (kind === 'set') {
          setWall(ms)
          // Awake for so long that the difference does not count as sleep.
          for (let sample = 0; sample < 2; sample++) { clock.monotonic(); await pass(31_000) }
          clock.monotonic()
        } else if (kind === 'call') {
          const ends = calls.map(each => each.end)
          const free = calls.length < 50 ? real() : Math.max(real(), (ends.at(-50) ?? 0) + 60_000)
          const done = quota.take()
          const taken = watch(done, real)
          // Lets time pass, asleep or awake, until another call is allowed.
          if (ms % 3 === 0) await sleep(Math.max(0, free - real()))
          else await pass(Math.max(0, free - real()))
          await pass(2)
          expect(taken.at).not.toBeNull()
          const begin = taken.at ?? 0
          await pass(ms)
          ;(await done)()
          calls.push({ start: begin, end: real() })
        } else {
          await sleep(ms, kind === 'sleep' ? 'both' : 'resume')
        }
      }
      const most = Math.max(0, ...calls.map(({ end }) => calls.filter(other => other.start < end + 60_000 && other.end >= end).length))
      expect(most).toBeLessThanOrEqual(50)
    }), runs(40))
  }, 60_000)
})
