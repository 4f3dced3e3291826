import type { Collection } from '../../../shared/contract/model'
import type { CollectionState } from '../../../shared/contract/collection-state'
import { afterEach, expect, it, vi } from 'vitest'
import { effectScope } from 'vue'
import { aCollection } from '../../../shared/contract/fixtures'
import { fakeBridge, refuse, settled } from '../../testing/fake-bridge'
import { useCollection } from './use-collection'

const complete = { kind: 'complete' } as const
const offline = { kind: 'incomplete', failure: { code: 'offline', details: {} } } as const
const stateOf = (state: Partial<CollectionState> = {}): CollectionState =>
  ({ collection: null, running: null, failed: null, compared: false, seenAt: null, withoutAlerts: 0, file: null, rowsVersion: 0, ...state })
const run = (number: number, given: Partial<Collection> = {}) => aCollection({ run: number, ...given })

function setUp(state: () => CollectionState = stateOf) {
  const { send, listeners } = fakeBridge({ collection: () => state(), startCollection: () => refuse('no-credentials'), cancelCollection: () => undefined })
  const scope = effectScope()
  const collection = scope.run(useCollection)
  if (!collection) throw new Error('no scope')
  return { ...collection, send, listeners, scope }
}
afterEach(() => vi.unstubAllGlobals())

it('shows the state of each event', () => {
  const { send, shown, running, failed, compared, seenAt, withoutAlerts } = setUp()
  expect([shown.value, running.value, failed.value]).toEqual([null, null, null])
  send('collection', stateOf({ running: run(1) }))
  expect([shown.value, running.value?.run]).toEqual([null, 1])
  send('collection', stateOf({ collection: run(1, { outcome: complete }), compared: true, seenAt: 'a', withoutAlerts: 2 }))
  expect([shown.value?.run, running.value, compared.value, seenAt.value, withoutAlerts.value]).toEqual([1, null, true, 'a', 2])
})

it('shows the failure of the last run, also of one without a page, until another run begins', () => {
  const { send, failure } = setUp()
  send('collection', stateOf({ collection: run(1, { outcome: offline }) }))
  expect(failure.value?.code).toBe('offline')
  send('collection', stateOf({ collection: run(1, { outcome: complete }), failed: run(2, { outcome: offline }) }))
  expect(failure.value?.code).toBe('offline')
  send('collection', stateOf({ collection: run(1, { outcome: offline }), running: run(3) }))
  expect(failure.value).toBeNull()
})

it('loads the state of main, again for other credentials, and shows a failure to do so', async () => {
  let answer: () => CollectionState = () => stateOf({ collection: run(5, { outcome: offline }) })
  const { send, shown, failure, load } = setUp(() => answer())
  await load()
  expect([shown.value?.run, failure.value?.code]).toEqual([5, 'offline'])
  answer = stateOf
  send('settings', { profileId: '', profiles: [], profile: null, secret: { kind: 'none' }, storage: { backend: '', protects: true }, problems: [], source: 'live' as const })
  await settled()
  expect(shown.value).toBeNull()
  answer = () => refuse('unexpected')
  await load()
  expect(failure.value?.code).toBe('unexpected')
})

it('shows the failure of a start that main refuses, until the user cancels', async () => {
  const { start, cancel, failure } = setUp()
  expect(await start({ kind: 'last', hours: 24 }, 'refresh')).toBe(false)
  expect(failure.value?.code).toBe('no-credentials')
  expect(await cancel()).toBe(true)
  expect(failure.value).toBeNull()
})

it('stops listening after its page is gone', () => {
  const { scope, listeners } = setUp()
  expect(listeners()).toBe(2)
  scope.stop()
  expect(listeners()).toBe(0)
})
