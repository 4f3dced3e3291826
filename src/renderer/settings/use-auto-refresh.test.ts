import type { AutoRefresh } from '../../shared/contract/app'
import { afterEach, expect, it, vi } from 'vitest'
import { fakeBridge, refuse, settled } from '../testing/fake-bridge'
import { mounted } from '../testing/fake-component'
import { useAutoRefresh } from './use-auto-refresh'

const off: AutoRefresh = { minutes: 0, notifyFrom: 'none' }
const anySettings = { profileId: '', profiles: [], profile: null, secret: { kind: 'none' }, storage: { backend: '', protects: true }, problems: [], source: 'live' as const } as const

function setUp(isUnwritable = false) {
  const main: { stored: AutoRefresh } = { stored: off }
  const bridge = fakeBridge({
    autoRefresh: () => main.stored,
    chooseAutoRefresh: (choice) => {
      if (isUnwritable) refuse('settings-unwritable')
      main.stored = choice
    },
  })
  const { of, unmount } = mounted(useAutoRefresh)
  return { ...bridge, ...of, unmount, main }
}
afterEach(() => vi.unstubAllGlobals())

it('provides the stored choice, and stores a partial change', async () => {
  const { choice, choose, main } = setUp()
  await choose({ minutes: 5 })
  expect([choice.value, main.stored]).toEqual([null, off])
  await settled()
  expect(choice.value).toEqual(off)
  await choose({ minutes: 15 })
  await choose({ notifyFrom: 'high' })
  expect([choice.value, main.stored]).toEqual([{ minutes: 15, notifyFrom: 'high' }, { minutes: 15, notifyFrom: 'high' }])
})

it('keeps a choice that was made while the stored one was loaded', async () => {
  const { choice, choose, main, send } = setUp()
  await settled()
  send('settings', anySettings)
  await Promise.all([choose({ minutes: 5 }), settled()])
  await choose({ notifyFrom: 'high' })
  expect([choice.value, main.stored]).toEqual([{ minutes: 5, notifyFrom: 'high' }, { minutes: 5, notifyFrom: 'high' }])
})

it('reverts a choice that cannot be stored, and says why', async () => {
  const { choice, choose, failure } = setUp(true)
  await settled()
  await choose({ minutes: 15 })
  expect([choice.value, failure.value?.code]).toEqual([off, 'settings-unwritable'])
})

it('loads the choice again with the settings, until its page is gone', async () => {
  const { choice, main, send, listeners, unmount } = setUp()
  await settled()
  main.stored = { minutes: 60, notifyFrom: 'low' }
  send('settings', anySettings)
  await settled()
  expect(choice.value).toEqual(main.stored)
  unmount()
  expect(listeners()).toBe(0)
})
