import type { ProfileEntry, Settings } from '../../shared/contract/model'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { effectScope, nextTick } from 'vue'
import { fakeBridge, fakeStorage, settled } from '../testing/fake-bridge'

const now = new Date(2026, 10, 24, 12).getTime()
const entry = (id: string, date: string | null): ProfileEntry =>
  ({ id, name: id, tenantId: 't', api: 'defender-xdr', cloud: 'worldwide', unusable: false, expiry: date === null ? null : { of: 'secret', at: date, source: 'noted' } })
const settingsOf = (...profiles: readonly ProfileEntry[]): Settings =>
  ({ profileId: 'a', profiles, profile: null, secret: { kind: 'none' }, storage: { backend: '', protects: true }, problems: [], source: 'live' as const })
const soon = '2026-11-28'
const later = '2026-12-20'

async function setUp(settings: Settings, kept: Readonly<Record<string, string>> = {}) {
  const storage = fakeStorage(kept)
  const { send } = fakeBridge({ settings: () => settings })
  const { useSettings } = await import('../composables/use-settings')
  const { useReminders } = await import('./use-reminders')
  useSettings().follow()
  await settled()
  const scope = effectScope()
  const reminders = scope.run(useReminders)
  if (!reminders) throw new Error('the composable was not set up')
  const ids = () => [reminders.current.value?.id ?? null, reminders.others.value.map(({ id }) => id)]
  return { ...reminders, ids, storage, scope, send: (next: Settings) => send('settings', next), stored: () => JSON.parse(storage.get('expiry-dismissed') ?? '{}') as object }
}

beforeEach(() => {
  vi.resetModules()
  vi.useFakeTimers({ now, toFake: ['Date', 'setInterval', 'clearInterval'] })
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

it('reminds of credentials that expire within 30 days, and separates the current profile from the others', async () => {
  const { ids } = await setUp(settingsOf(entry('a', soon), entry('b', later), entry('c', '2027-11-24'), entry('d', null)))
  expect(ids()).toEqual(['a', ['b']])
})

it('does not repeat a dismissed reminder before its next stage, even after a restart', async () => {
  const settings = settingsOf(entry('a', later), entry('b', soon))
  const { dismiss, ids, stored } = await setUp(settings)
  dismiss(entry('a', later), entry('b', soon))
  expect([ids(), stored()]).toEqual([[null, []], { a: `month ${later}`, b: `week ${soon}` }])
  vi.resetModules()
  const again = await setUp(settings, { 'expiry-dismissed': JSON.stringify(stored()) })
  expect(again.ids()).toEqual([null, []])
  vi.setSystemTime(new Date(2026, 11, 15, 12))
  vi.advanceTimersByTime(60_000)
  expect(again.ids()).toEqual(['a', ['b']])
})

it('reminds of a new expiry even if the reminder of the previous expiry was dismissed', async () => {
  const { dismiss, ids, send } = await setUp(settingsOf(entry('a', soon)))
  dismiss(entry('a', soon))
  send(settingsOf(entry('a', '2026-11-27')))
  expect(ids()).toEqual(['a', []])
})

it('removes only the entries of profiles that are gone or have no expiry', async () => {
  const { dismiss, send, stored } = await setUp(settingsOf(entry('a', soon), entry('b', soon), entry('c', soon)))
  dismiss(entry('a', soon), entry('b', soon), entry('c', soon))
  send(settingsOf(entry('b', null), entry('c', soon)))
  await nextTick()
  expect(stored()).toEqual({ c: `week ${soon}` })
})

it.each(['{', '7', 'null', '{"a":7}'])('repeats a reminder if the storage contains %s', async (kept) => {
  const { ids } = await setUp(settingsOf(entry('a', soon)), { 'expiry-dismissed': kept })
  expect(ids()).toEqual(['a', []])
})
