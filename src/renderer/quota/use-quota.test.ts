import type { QuotaState } from '../../shared/contract/model'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { fakeBridge, refuse, settled } from '../testing/fake-bridge'
import { mounted } from '../testing/fake-component'
import { useQuota } from './use-quota'

const quotaOf = (left: number): QuotaState => ({ limits: [{ seconds: 60, calls: 50, left }], blockedUntil: null })
const anySettings = { profileId: '', profiles: [], profile: null, secret: { kind: 'none' }, storage: { backend: '', protects: true }, problems: [] } as const

/** `idle`: what waits until the page has nothing else to do. */
function setUp(quota: () => QuotaState) {
  const idle: (() => void)[] = []
  vi.stubGlobal('requestIdleCallback', (act: () => void) => idle.push(act))
  let asked = 0
  const bridge = fakeBridge({
    quota: () => {
      asked++
      return quota()
    },
  })
  const { of, unmount } = mounted(useQuota)
  return { ...bridge, ...of, unmount, asked: () => asked, whenIdle: async () => { for (const act of idle.splice(0)) act(); await settled() } }
}

beforeEach(() => vi.useFakeTimers({ now: 1000, toFake: ['Date', 'setTimeout', 'clearTimeout'] }))
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

it('is asked for once the page is idle, and rests while nothing is used', async () => {
  const { state, asked, whenIdle } = setUp(() => quotaOf(50))
  expect(asked()).toBe(0)
  await whenIdle()
  vi.advanceTimersByTime(60_000)
  expect([state.value, asked()]).toEqual([quotaOf(50), 1])
})

it('is asked for every second while some of it is used, with the time it is of', async () => {
  const { state, now, asked, send } = setUp(() => quotaOf(asked() < 2 ? 49 : 50))
  send('quota', quotaOf(48))
  expect([state.value, now.value, asked()]).toEqual([quotaOf(48), 1000, 0])
  for (const expected of [49, 50]) {
    vi.advanceTimersByTime(1000)
    await settled()
    expect(state.value).toEqual(quotaOf(expected))
  }
  expect(now.value).toBe(3000)
  vi.advanceTimersByTime(60_000)
  expect(asked()).toBe(2)
})

it('an event puts off the next question, and other credentials ask at once', async () => {
  const { asked, send } = setUp(() => quotaOf(50))
  send('quota', quotaOf(48))
  vi.advanceTimersByTime(999)
  send('quota', quotaOf(47))
  vi.advanceTimersByTime(999)
  expect(asked()).toBe(0)
  send('settings', anySettings)
  await settled()
  expect(asked()).toBe(1)
})

it('that cannot be had is left as it was', async () => {
  const { state, whenIdle, send } = setUp(() => refuse('unexpected'))
  send('quota', quotaOf(48))
  await whenIdle()
  expect(state.value).toEqual(quotaOf(48))
})

it('asks nothing once its page is gone', async () => {
  const { asked, send, unmount, listeners } = setUp(() => quotaOf(50))
  send('quota', quotaOf(48))
  unmount()
  vi.advanceTimersByTime(5000)
  await settled()
  expect([asked(), listeners()]).toEqual([0, 0])
})
