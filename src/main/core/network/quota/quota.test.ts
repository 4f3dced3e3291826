import type { Waiting } from '../../../../shared/contract/model'
import type { Clock } from '../../base/clock'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { runs } from '../../../../shared/testing/property-runs'
import { AppError } from '../../base/errors'
import { createQuota } from './quota'

const limits = [{ calls: 50, seconds: 60 }, { calls: 1500, seconds: 3600 }]

/** Returns a clock on which time passes only by `wait` and `pass`. */
function fakeClock() {
  let elapsed = 0
  let wall = Date.parse('2026-11-24T12:00:00Z')
  const clock: Clock = {
    now: () => wall,
    monotonic: () => elapsed,
    wait: async (ms, signal) => {
      if (signal?.aborted) throw new AppError('cancelled')
      elapsed += ms
      wall += ms
    },
  }
  return { clock, pass: (ms: number) => { elapsed += ms; wall += ms }, setWall: (ms: number) => { wall += ms } }
}

function quotaOn({ clock }: ReturnType<typeof fakeClock>, callTimes: readonly number[] = []) {
  let kept: readonly number[] = callTimes
  const quota = createQuota({ limits, clock, callTimes, onChange: (times) => { kept = times } })
  return { quota, kept: () => kept }
}

/** Returns the most calls that a service can count in any window of `seconds`, if it counts a call at any moment between its start and its end. */
function maxCallsWithin(calls: readonly { readonly start: number, readonly end: number }[], seconds: number): number {
  return Math.max(0, ...calls.map(({ end }) => calls.filter(other => other.start < end + seconds * 1000 && other.end >= end).length))
}

describe('the budget', () => {
  it('allows calls back to back until it is used up, then waits and reports the wait', async () => {
    const time = fakeClock()
    const { quota } = quotaOn(time)
    const reported: (Waiting | null)[] = []
    const started: number[] = []
    for (let call = 0; call < 100; call++) {
      const done = await quota.take({ onWaiting: waiting => reported.push(waiting) })
      started.push(time.clock.monotonic())
      time.pass(10)
      done()
    }
    expect(started[49]).toBe(490)
    expect(started[50]).toBe(60_010)
    expect(started[99]).toBeLessThan(61_000)
    expect(reported[0]).toEqual({ for: 'quota', until: '2026-11-24T12:01:00.010Z' })
    expect(reported[1]).toBeNull()
  })

  it('never lets the service count more calls than the limit, however long calls take', async () => {
    const callLengths = fc.array(fc.integer({ min: 1, max: 9000 }), { minLength: 60, maxLength: 200 })
    await fc.assert(fc.asyncProperty(callLengths, fc.integer({ min: 1, max: 3 }), async (lengths, atOnce) => {
      const time = fakeClock()
      const { quota } = quotaOn(time)
      const calls: { start: number, end: number }[] = []
      const open: (() => void)[] = []
      for (const length of lengths) {
        const done = await quota.take()
        const call = { start: time.clock.monotonic(), end: Infinity }
        calls.push(call)
        open.push(() => { call.end = time.clock.monotonic(); done() })
        time.pass(length)
        if (open.length >= atOnce) open.shift()?.()
      }
      for (const close of open) close()
      expect(maxCallsWithin(calls, 60)).toBeLessThanOrEqual(50)
    }), runs(60))
  })

  it('obeys the hourly limit as well, and limits automatic calls to their share', async () => {
    const time = fakeClock()
    const { quota } = quotaOn(time)
    const take = async (share: number) => { (await quota.take({ share }))() }
    for (let call = 0; call < 25; call++) await take(0.5)
    expect(time.clock.monotonic()).toBe(0)
    await take(1)
    expect(time.clock.monotonic()).toBe(0)
    await take(0.5)
    expect(time.clock.monotonic()).toBe(60_000)
    for (let call = 0; call < 1500 - 27; call++) await take(1)
    expect(time.clock.monotonic()).toBeLessThan(3_600_000)
    await take(1)
    expect(time.clock.monotonic()).toBeGreaterThanOrEqual(3_600_000)
  })

  it('allows automatic calls no more than half of the hourly limit', async () => {
    const time = fakeClock()
    const { quota } = quotaOn(time)
    for (let call = 0; call < 750; call++) (await quota.take({ share: 0.5 }))()
    const spent = time.clock.monotonic()
    expect(spent).toBeLessThan(1_800_000)
    ;(await quota.take())()
    expect(time.clock.monotonic()).toBe(spent)
    ;(await quota.take({ share: 0.5 }))()
    expect(time.clock.monotonic()).toBeGreaterThanOrEqual(3_600_000)
  })

  it('survives a restart, even if the computer\'s clock was set forward or back', async () => {
    const before = fakeClock()
    const { quota, kept } = quotaOn(before)
    for (let call = 0; call < 50; call++) (await quota.take())()
    expect(kept()).toHaveLength(50)

    const soon = fakeClock()
    soon.pass(20_000)
    const again = quotaOn(soon, kept())
    expect(again.quota.state().limits).toEqual([{ calls: 50, seconds: 60, left: 0 }, { calls: 1500, seconds: 3600, left: 1450 }])
    ;(await again.quota.take())()
    expect(soon.clock.monotonic()).toBe(60_000)

    const back = fakeClock()
    back.setWall(-5 * 3_600_000)
    expect(quotaOn(back, kept()).quota.state().limits[0]?.left).toBe(0)
    const forwards = fakeClock()
    forwards.setWall(5 * 3_600_000)
    expect(quotaOn(forwards, kept()).quota.state().limits[0]?.left).toBe(50)
  })

  it.each([5 * 3_600_000, -5 * 3_600_000])('does not change if the computer\'s clock jumps by %i ms', async (jump) => {
    const time = fakeClock()
    const { quota } = quotaOn(time)
    for (let call = 0; call < 50; call++) (await quota.take())()
    time.setWall(jump)
    expect(quota.state().limits[0]?.left).toBe(0)
    ;(await quota.take())()
    expect(time.clock.monotonic()).toBe(60_000)
  })

  it('does not count a call that was cancelled before it started', async () => {
    const { quota } = quotaOn(fakeClock())
    await expect(quota.take({ signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'cancelled' })
    expect(quota.state().limits[0]?.left).toBe(50)
  })

  it('accepts the calls of earlier sessions in any order', async () => {
    const time = fakeClock()
    const now = time.clock.now()
    const { quota } = quotaOn(time, Array.from({ length: 50 }, (_, index) => now - (index === 49 ? 50_000 : 10_000)))
    ;(await quota.take())()
    expect(time.clock.monotonic()).toBe(10_000)
  })

  it('stores only the calls that still count', async () => {
    const time = fakeClock()
    const { quota, kept } = quotaOn(time)
    const call = async () => { (await quota.take())() }
    await call()
    time.pass(3_599_999)
    await call()
    expect(kept()).toHaveLength(2)
    time.pass(1)
    await call()
    expect(kept()).toEqual([time.clock.now() - 1, time.clock.now()])
  })

  it('reports a wait for its own limit even if the service requested a shorter one', async () => {
    const time = fakeClock()
    const { quota } = quotaOn(time)
    for (let call = 0; call < 50; call++) (await quota.take())()
    quota.block(1000, { code: 'server-error', details: {} })
    const reported: (Waiting | null)[] = []
    await quota.take({ onWaiting: each => reported.push(each) })
    expect(reported).toEqual([{ for: 'quota', until: '2026-11-24T12:01:00.000Z' }, null])
  })

  it('counts a call once, from its start', async () => {
    const time = fakeClock()
    const { quota, kept } = quotaOn(time)
    const left = () => quota.state().limits.map(limit => limit.left)
    const done = await quota.take()
    expect([left(), kept()]).toEqual([[49, 1499], []])
    time.pass(30_000)
    done()
    expect([left(), kept()]).toEqual([[49, 1499], [time.clock.now()]])
    time.pass(60_000)
    expect(left()).toEqual([50, 1499])
  })

  it('starts no call while the pending ones use up the limit, and checks again soon', async () => {
    const time = fakeClock()
    const { quota } = quotaOn(time)
    const open = await Promise.all(Array.from({ length: 50 }, () => quota.take()))
    expect(quota.state().limits[0]?.left).toBe(0)
    let isTaken = false
    const reported: (Waiting | null)[] = []
    const next = quota.take({ onWaiting: each => reported.push(each) }).then(() => { isTaken = true })
    for (let turn = 0; turn < 20; turn++) await Promise.resolve()
    expect([isTaken, time.clock.monotonic() > 0, reported]).toEqual([false, true, []])
    const ended = time.clock.monotonic()
    for (const done of open) done()
    await next
    expect(time.clock.monotonic() - ended).toBeGreaterThanOrEqual(60_000)
    expect(reported.at(-1)).toBeNull()
  })

  it('is blocked when the service requests it, and reports the block; a waiting call can be cancelled', async () => {
    const time = fakeClock()
    const { quota } = quotaOn(time)
    quota.block(25_000)
    expect(quota.state().blockedUntil).toBe('2026-11-24T12:00:25.000Z')
    await expect(quota.take({ signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'cancelled' })
    ;(await quota.take())()
    expect(time.clock.monotonic()).toBe(25_000)
    expect(quota.state().blockedUntil).toBeNull()
  })
})

describe('a block', () => {
  /** Returns a clock on which time passes only by `pass`. */
  function heldClock() {
    let elapsed = 0
    const waiting = new Set<{ readonly until: number, readonly end: () => void }>()
    const clock: Clock = {
      now: () => Date.parse('2026-11-24T12:00:00Z') + elapsed,
      monotonic: () => elapsed,
      wait: (ms, signal) => new Promise((resolve, reject) => {
        const wait = { until: elapsed + ms, end: resolve }
        waiting.add(wait)
        signal?.addEventListener('abort', () => { waiting.delete(wait); reject(new AppError('cancelled')) }, { once: true })
      }),
    }
    const pass = async (ms: number) => {
      elapsed += ms
      for (const wait of waiting) if (wait.until <= elapsed) { waiting.delete(wait); wait.end() }
      await new Promise(resolve => setImmediate(resolve))
    }
    return { clock, pass }
  }
  const fast = [{ calls: 2, seconds: 60 }]
  const quotaFor = (clock: Clock) => createQuota({ limits: fast, clock, callTimes: [], onChange: () => undefined })
  const cause = { code: 'server-error', details: { status: 503, seconds: 600 } } as const

  it('delays all calls until it is lifted', async () => {
    const { clock, pass } = heldClock()
    const quota = quotaFor(clock)
    quota.block(3_600_000)
    let taken = 0
    const waiting = quota.take().then((done) => { taken++; done() })
    await pass(1000)
    expect(taken).toBe(0)
    quota.lift()
    await waiting
    expect(quota.state().blockedUntil).toBeNull()
    expect(clock.monotonic()).toBe(1000)
    // A later response may block again.
    quota.block(25_000)
    expect(quota.state().blockedUntil).toBe('2026-11-24T12:00:26.000Z')
  })

  it('that is lifted does not reset the count of this app\'s own calls', async () => {
    const { clock, pass } = heldClock()
    const quota = quotaFor(clock)
    for (let call = 0; call < 2; call++) (await quota.take())()
    quota.block(3_600_000)
    quota.lift()
    let taken = false
    const waiting = quota.take().then(() => { taken = true })
    await pass(59_999)
    quota.lift()
    await pass(0)
    expect(taken).toBe(false)
    await pass(1)
    await waiting
  })

  it('that is lifted at the moment of a cancellation does not allow the cancelled call', async () => {
    const { clock } = heldClock()
    const quota = quotaFor(clock)
    quota.block(3_600_000)
    const stop = new AbortController()
    const waiting = quota.take({ signal: stop.signal })
    quota.lift()
    stop.abort()
    await expect(waiting).rejects.toMatchObject({ code: 'cancelled' })
    expect(quota.state().limits[0]?.left).toBe(2)
  })

  it('rejects a call that is cancelled or whose wait fails', async () => {
    const { clock } = heldClock()
    const quota = quotaFor(clock)
    quota.block(3_600_000)
    const stop = new AbortController()
    const waiting = quota.take({ signal: stop.signal })
    stop.abort()
    await expect(waiting).rejects.toMatchObject({ code: 'cancelled' })
    const broken = quotaFor({ ...clock, wait: async () => { throw new Error('no clock') } })
    broken.block(1000)
    await expect(broken.take()).rejects.toThrow('no clock')
  })

  it('reports no change if none is active when it is lifted', async () => {
    const { clock, pass } = heldClock()
    let changes = 0
    const quota = createQuota({ limits: fast, clock, callTimes: [], onChange: () => { changes++ } })
    quota.lift()
    quota.block(1000)
    await pass(1000)
    quota.lift()
    expect(changes).toBe(1)
    quota.block(1000)
    quota.lift()
    expect(changes).toBe(3)
  })

  it('keeps its cause if a second block has the same length', async () => {
    const { clock } = heldClock()
    const quota = quotaFor(clock)
    quota.block(1000, cause)
    quota.block(1000)
    const reported: (Waiting | null)[] = []
    void quota.take({ onWaiting: each => reported.push(each) })
    expect(reported).toMatchObject([{ for: 'service' }])
  })

  it('of a failed service is reported as a service wait, and a shorter block does not end it', async () => {
    const { clock, pass } = heldClock()
    const quota = quotaFor(clock)
    quota.block(600_000, cause)
    quota.block(1000)
    const reported: (Waiting | null)[] = []
    const waiting = quota.take({ onWaiting: each => reported.push(each) })
    expect(reported).toEqual([{ for: 'service', until: '2026-11-24T12:10:00.000Z', cause }])
    await pass(600_000)
    await waiting
    expect(reported.at(-1)).toBeNull()
  })
})
