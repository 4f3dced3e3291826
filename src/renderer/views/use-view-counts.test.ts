import type { ListQuery } from '../../shared/contract/list'
import type { ListPreferences } from '../../shared/contract/preferences'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { effectScope } from 'vue'
import { aCollection, aView } from '../../shared/contract/fixtures'
import { fakeBridge } from '../testing/fake-bridge'

const hours48 = { kind: 'last', hours: 48 } as const
const preferences: ListPreferences = {
  columns: null, density: 'compact', sort: [], overview: null, starred: ['1', '2', '3'], utc: true, me: 'Mia', exported: null,
  views: [aView({ id: 'same', query: 'x', window: hours48 }), aView({ id: 'other', window: { kind: 'last', hours: 24 } })],
}
const onScreen = { query: '', showMerged: false, sort: [], window: hours48, listWindow: hours48, stamp: '1' } as const

async function setUp() {
  const asked: (readonly ListQuery[])[] = []
  const bridge = fakeBridge({
    preferences: () => preferences,
    listCounts: (queries) => {
      asked.push(queries)
      return queries.map(({ text }) => text === 'is:starred' ? 1 : text === 'assignee:me -status:resolved' ? null : 7)
    },
  })
  const { usePreferences } = await import('../composables/use-preferences')
  const { useViews } = await import('./use-views')
  const { useViewCounts } = await import('./use-view-counts')
  usePreferences().follow()
  bridge.send('preferences', preferences)
  const scope = effectScope()
  const result = scope.run(() => ({ ...useViews(), ...useViewCounts() }))
  if (!result) throw new Error('no scope')
  return { ...result, ...bridge, asked, scope }
}
beforeEach(() => { vi.resetModules(); vi.useFakeTimers() })
afterEach(() => { vi.useRealTimers(); vi.unstubAllGlobals() })

it('counts the incidents of the views of the window on screen, and the stars outside', async () => {
  const { counts, starredOutside, publish, asked } = await setUp()
  await vi.advanceTimersByTimeAsync(1000)
  expect([counts.value.size, asked.length]).toEqual([0, 0])
  publish(onScreen)
  await vi.advanceTimersByTimeAsync(1000)
  expect(Object.fromEntries(counts.value)).toEqual({ 'given:all': 7, 'given:unassigned': 7, 'given:mine': null, 'given:changed': 7, 'given:high': 7, 'same': 7 })
  expect([starredOutside.value, asked[0]?.every(({ utc }) => utc)]).toEqual([2, true])
})

it('counts once for many events, and again after the last one', async () => {
  const { publish, send, asked, scope, listeners } = await setUp()
  publish(onScreen)
  await vi.advanceTimersByTimeAsync(0)
  expect(asked).toHaveLength(1)
  for (let index = 0; index < 10; index++) send('collection', { collection: null, running: null, failed: null, compared: false, seenAt: null, withoutAlerts: 0, file: null, rowsVersion: index + 1 })
  await vi.advanceTimersByTimeAsync(10_000)
  expect(asked).toHaveLength(2)
  publish({ ...onScreen, query: 'y' })
  await vi.advanceTimersByTimeAsync(10_000)
  expect(asked).toHaveLength(2)
  scope.stop()
  expect(listeners()).toBe(1)
})

it('counts the last state of a list without a pause', async () => {
  const { publish, send, asked, scope } = await setUp()
  const state = { collection: null, failed: null, compared: false, seenAt: null, withoutAlerts: 0, file: null }
  publish(onScreen)
  await vi.advanceTimersByTimeAsync(0)
  // While a list loads, its counts wait for the pause.
  send('collection', { ...state, running: aCollection(), rowsVersion: 1 })
  await vi.advanceTimersByTimeAsync(10)
  expect(asked).toHaveLength(1)
  send('collection', { ...state, running: null, rowsVersion: 2 })
  await vi.advanceTimersByTimeAsync(0)
  expect(asked).toHaveLength(2)
  scope.stop()
})
