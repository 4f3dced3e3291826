import type { ListPreferences } from '../../shared/contract/preferences'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { fakeBridge, refuse, settled } from '../testing/fake-bridge'

const preferencesOf = (me: string): ListPreferences => ({ columns: null, density: 'compact', sort: [], overview: null, views: [], starred: ['1'], utc: true, me, exported: null })
beforeEach(() => vi.resetModules())
afterEach(() => vi.unstubAllGlobals())

it('loads the preferences, and keeps them current until it is stopped', async () => {
  const { send, listeners } = fakeBridge({ preferences: () => preferencesOf('Mia') })
  const { usePreferences } = await import('./use-preferences')
  const { preferences, follow } = usePreferences()
  const stop = follow()
  await settled()
  expect(preferences.value).toEqual(preferencesOf('Mia'))
  send('preferences', preferencesOf('Ben'))
  expect(usePreferences().preferences.value.me).toBe('Ben')
  stop()
  expect(listeners()).toBe(0)
})

it('has the defaults if main does not respond', async () => {
  fakeBridge({ preferences: () => refuse('unexpected') })
  const { usePreferences } = await import('./use-preferences')
  usePreferences().follow()
  await settled()
  expect(usePreferences().preferences.value).toMatchObject({ views: [], starred: [], me: '' })
})
