import type { Interrupted } from '../../../shared/contract/app'
import type { Collection, Settings, TimeWindow } from '../../../shared/contract/model'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { effectScope, nextTick, shallowRef } from 'vue'
import { aCollection } from '../../../shared/contract/fixtures'
import { fakeBridge, refuse, settled } from '../../testing/fake-bridge'

const window: TimeWindow = { kind: 'last', hours: 168 }
const settingsOf = (tenantId: string, savedAt = '1'): Settings => ({
  profileId: 'a', profiles: [], secret: { kind: 'none' }, storage: { backend: '', protects: true }, problems: [], source: 'live' as const,
  profile: { tenantId, clientId: 'c', api: 'defender-xdr', cloud: 'worldwide', certificate: null, secretExpiry: null, savedAt },
})

async function setUp(answer: () => Interrupted | null) {
  const { send } = fakeBridge({ settings: () => settingsOf('t'), resumeInterruptedCollection: answer })
  const { useSettings } = await import('../../composables/use-settings')
  const { useInterrupted } = await import('./use-interrupted')
  const list = { shown: shallowRef<Collection | null>(null), running: shallowRef<Collection | null>(null), failed: shallowRef<Collection | null>(null) }
  const windows: TimeWindow[] = []
  const of = effectScope().run(() => useInterrupted(list, each => windows.push(each)))
  if (!of) throw new Error('the composable was not set up')
  useSettings().follow()
  await settled()
  return { ...of, ...list, windows, send: (settings: Settings) => send('settings', settings) }
}
beforeEach(() => vi.resetModules())
afterEach(() => vi.unstubAllGlobals())

it('shows a restarted collection next to its own list, with its window selected', async () => {
  const { resume, left, started, windows, running, shown, failed } = await setUp(() => ({ kind: 'started', window, run: 3 }))
  await resume()
  expect([left.value, started.value, windows]).toEqual([null, '', [window]])
  for (const place of [shown, failed, running]) {
    place.value = aCollection({ run: 3 })
    expect(started.value).not.toBe('')
    place.value = aCollection({ run: 4 })
    expect(started.value).toBe('')
  }
})

it('shows a collection that only the user can restart, with its window selected, until other credentials are in use', async () => {
  const interrupted = { kind: 'left', window, why: 'keyring' } as const
  const { resume, left, windows, send } = await setUp(() => interrupted)
  await resume()
  expect([left.value, windows]).toEqual([interrupted, [window]])
  send(settingsOf('t', '2'))
  await nextTick()
  expect(left.value).toEqual(interrupted)
  send(settingsOf('other'))
  await nextTick()
  expect(left.value).toBeNull()
})

it.each([['there is none', () => null], ['main fails', () => refuse('unexpected')]])('shows and selects nothing if %s', async (_name, answer) => {
  const { resume, left, started, windows } = await setUp(answer)
  await resume()
  expect([left.value, started.value, windows]).toEqual([null, '', []])
})
