import type { Settings } from '../../shared/contract/model'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { fakeBridge, refuse, settled } from '../testing/fake-bridge'

const settingsOf = (profileId: string): Settings => ({ profileId, profiles: [], profile: null, secret: { kind: 'none' }, storage: { backend: '', protects: true }, problems: [], source: 'live' as const })
beforeEach(() => vi.resetModules())
afterEach(() => vi.unstubAllGlobals())

it('loads the settings, and keeps them current until it is stopped', async () => {
  const { send, listeners } = fakeBridge({ settings: () => settingsOf('a') })
  const { useSettings } = await import('./use-settings')
  const { settings, failure, follow } = useSettings()
  expect(settings.value).toBeNull()
  const stop = follow()
  await settled()
  expect(settings.value).toEqual(settingsOf('a'))
  send('settings', settingsOf('b'))
  expect([useSettings().settings.value, failure.value]).toEqual([settingsOf('b'), null])
  stop()
  expect(listeners()).toBe(0)
})

it('reports settings that cannot be read, until they can be read', async () => {
  let isBroken = true
  fakeBridge({ settings: () => isBroken ? refuse('unexpected') : settingsOf('a') })
  const { useSettings } = await import('./use-settings')
  const { settings, failure, follow } = useSettings()
  follow()
  await settled()
  expect([settings.value, failure.value?.code]).toEqual([null, 'unexpected'])
  isBroken = false
  follow()
  await settled()
  expect([settings.value, failure.value]).toEqual([settingsOf('a'), null])
})
