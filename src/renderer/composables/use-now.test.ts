import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { effectScope } from 'vue'
import { useNow } from './use-now'

beforeEach(() => vi.useFakeTimers({ now: 1000 }))
afterEach(() => vi.useRealTimers())

it('provides the time in steps until its component is unmounted', () => {
  const scope = effectScope()
  const now = scope.run(() => useNow(60_000))
  expect(now?.value).toBe(1000)
  vi.advanceTimersByTime(59_999)
  expect(now?.value).toBe(1000)
  vi.advanceTimersByTime(1)
  expect(now?.value).toBe(61_000)
  scope.stop()
  vi.advanceTimersByTime(600_000)
  expect([now?.value, vi.getTimerCount()]).toEqual([61_000, 0])
})
