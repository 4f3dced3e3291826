import type { QuotaState } from '../../shared/contract/model'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { fakeBridge, refuse, settled } from '../testing/fake-bridge'
import { mounted } from '../testing/fake-component'
import { useQuota } from './use-quota'

const quotaOf = (left: number): QuotaState => ({ limits: [{ seconds: 60, calls: 50, left }], blockedUntil: null })
const anySettings = { profileId: '', profiles: [], profile: null, secret: { kind: 'none' }, storage: { backend: '', protects: true }, problems: [], source: 'live' as const } as const

/** `idle`: callbacks that wait until the page is idle. */
function setUp(quota: () => QuotaState) {
  const idle: (() => void)[] = []
  vi.stubGlobal('requestIdleCallback', (act: () => void) => idle.push(act))
  let requests = 0
  const bridge = fakeBridge({
    quota: () => {
      requests++
      return quota()
    },
  })
  const { of, unmount } = mounted(useQuota)
  return { ...bridge, ...of, unmount, requests: () => requests, whenIdle: async () => { for (const act of idle.splice(0)) act(); await settled() } }
}

beforeEach(() => vi.useFakeTimers({ now: 1000, toFake: ['Date', 'setTimeout', 'clearTimeout'] }))
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

it('is requested once the page is idle, and not again as long as no calls are used up', async () => {
  const { state, requests, whenIdle } = setUp(() => quotaOf(50))
  expect(requests()).toBe(0)
  await whenIdle()
  vi.advanceTimersByTime(60_000)
  expect([state.value, requests()]).toEqual([quotaOf(50), 1])
})

it('is requested every second while calls are used up, with the time of the request', async () => {
  const { state, now, requests, send } = setUp(() => quotaOf(requests() < 2 ? 49 : 50))
  send('quota', quotaOf(48))
  expect([state.value, now.value, requests()]).toEqual([quotaOf(48), 1000, 0])
  for (const expected of [49, 50]) {
    vi.advanceTimersByTime(1000)
    await settled()
    expect(state.value).toEqual(quotaOf(expected))
  }
  expect(now.value).toBe(3000)
  vi.advanceTimersByTime(60_000)
  expect(requests()).toBe(2)
})

it('is requested a second after an event, and at once for other credentials', async () => {
  const { requests, send } = setUp(() => quotaOf(50))
  send('quota', quotaOf(48))
  vi.advanceTimersByTime(999)
  send('quota', quotaOf(47))
  vi.advanceTimersByTime(999)
  expect(requests()).toBe(0)
  send('settings', anySettings)
  await settled()
  expect(requests()).toBe(1)
})

it('keeps its last state if a request fails', async () => {
  const { state, whenIdle, send } = setUp(() => refuse('unexpected'))
  send('quota', quotaOf(48))
  await whenIdle()
  expect(state.value).toEqual(quotaOf(48))
})

it('is not requested after its page is gone', async () => {
  const { requests, send, unmount, listeners } = setUp(() => quotaOf(50))
  send('quota', quotaOf(48))
  unmount()
  vi.advanceTimersByTime(5000)
  await settled()
  expect([requests(), listeners()]).toEqual([0, 0])
})
