import { afterEach, expect, it, vi } from 'vitest'
import { effectScope, nextTick } from 'vue'
import { fakeBridge, refuse } from '../testing/fake-bridge'
import { clockTime } from '../text/format'
import { usePreferences } from './use-preferences'
import { followTimes, useTimes } from './use-times'

const preferences = { columns: null, density: 'comfortable', sort: [], overview: null, views: [], starred: [], utc: false, me: '', exported: null } as const
const noon = '2026-11-24T12:00:00Z'

afterEach(() => vi.unstubAllGlobals())

it('shows times as the profile says, and stores a choice in it', async () => {
  const saved: boolean[] = []
  const bridge = fakeBridge({ preferences: () => ({ ...preferences, utc: true }), saveTimes: ({ utc }) => { saved.push(utc) } })
  const scope = effectScope()
  scope.run(followTimes)
  const stop = usePreferences().follow()
  await vi.waitFor(() => expect(clockTime(noon)).toBe('12:00 UTC'))
  const { isUtc, choose } = useTimes()
  await choose(false)
  expect([isUtc.value, saved]).toEqual([false, [false]])
  bridge.send('preferences', preferences)
  bridge.send('preferences', { ...preferences, utc: true })
  expect(isUtc.value).toBe(true)
  scope.stop()
  stop()
})

it('keeps a choice that cannot be stored, and says so unless the profile is not stored either', async () => {
  let code: 'no-credentials' | 'settings-unwritable' = 'no-credentials'
  fakeBridge({ saveTimes: () => refuse(code) })
  const { isUtc, isUnsaved, choose } = useTimes()
  await choose(true)
  expect([isUtc.value, isUnsaved.value]).toEqual([true, false])
  code = 'settings-unwritable'
  await choose(false)
  await nextTick()
  expect([isUtc.value, isUnsaved.value]).toEqual([false, true])
})
