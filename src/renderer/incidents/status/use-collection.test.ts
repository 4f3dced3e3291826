import type { Collection, CollectionProgress, IncidentList, IncidentSummary } from '../../../shared/contract/model'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { effectScope } from 'vue'
import { aCollection, aSummary } from '../../../shared/contract/fixtures'
import { fakeBridge, refuse, settled } from '../../testing/fake-bridge'
import { useCollection } from './use-collection'

const complete = { kind: 'complete' } as const
const offline = { kind: 'incomplete', failure: { code: 'offline', details: {} } } as const
const nothing: IncidentList = { collection: null, rows: [], changes: [], compared: false, running: null, failed: null }
const rowsOf = (...ids: readonly string[]): readonly IncidentSummary[] => ids.map(id => aSummary({ id }))
const ends = (collection: Partial<Collection>, end: Partial<CollectionProgress['end']> | null = {}): CollectionProgress =>
  ({ collection: aCollection({ outcome: complete, ...collection }), rows: [], end: end && { dropped: [], changes: [], compared: false, ...end } })
const brings = (run: number, rows: readonly IncidentSummary[], kind: Collection['kind'] = 'full'): CollectionProgress =>
  ({ collection: aCollection({ run, kind }), rows, end: null })

function setUp(list: () => IncidentList = () => nothing) {
  const { send, listeners } = fakeBridge({ incidents: () => list(), startCollection: () => refuse('no-credentials'), cancelCollection: () => undefined })
  const scope = effectScope()
  const collection = scope.run(useCollection)
  if (!collection) throw new Error('the composable was not set up')
  const receive = (...progress: readonly CollectionProgress[]) => { for (const each of progress) send('collection', each) }
  return { ...collection, receive, send, listeners, scope, ids: () => collection.rows.value.map(({ id }) => id) }
}
/** Sets up a complete list of incidents 1 and 2 from the first run. */
function withList() {
  const of = setUp()
  of.receive(brings(1, rowsOf('1', '2')), ends({ run: 1, incidents: 2 }))
  return of
}
afterEach(() => vi.unstubAllGlobals())

describe('the first run', () => {
  it('shows its rows as they arrive, and its result once it has ended', () => {
    const { receive, ids, shown, running } = setUp()
    receive(brings(1, []))
    expect([ids(), running.value?.run]).toEqual([[], 1])
    receive(brings(1, rowsOf('1')))
    expect([ids(), shown.value]).toEqual([['1'], null])
    receive(brings(1, rowsOf('2', '1')), ends({ run: 1, incidents: 2 }))
    expect([ids(), shown.value?.run, running.value]).toEqual([['1', '2'], 1, null])
  })

  it('keeps its rows on screen when the list is loaded during the run', async () => {
    const { receive, ids, load, running } = setUp(() => ({ ...nothing, running: aCollection({ run: 1 }) }))
    receive(brings(1, rowsOf('1')))
    await load()
    expect([ids(), running.value?.run]).toEqual([['1'], 1])
  })

  it('starts empty after a run that ended without a page', () => {
    const { receive, ids } = setUp()
    receive(brings(1, rowsOf('1')), ends({ run: 1, outcome: offline }, null), brings(2, []))
    expect(ids()).toEqual([])
  })
})

describe('a later run', () => {
  it('replaces the list once it has ended', () => {
    const { receive, ids, shown } = withList()
    receive(brings(2, rowsOf('3')))
    expect([ids(), shown.value?.run]).toEqual([['1', '2'], 1])
    receive(ends({ run: 2, incidents: 1 }))
    expect([ids(), shown.value?.run]).toEqual([['3'], 2])
  })

  it('of changes only updates the list, and removes incidents that left the window', () => {
    const { receive, rows, changes, compared } = withList()
    const changed = aSummary({ id: '2', severity: 'High' })
    const change = { id: '3', sinceRefresh: [{ kind: 'new', from: '', to: '' }], sinceViewed: [] } as const
    receive(brings(2, [changed, aSummary({ id: '3' })], 'changes'), ends({ run: 2, kind: 'changes', incidents: 2 }, { dropped: ['1'], changes: [change], compared: true }))
    expect(rows.value).toEqual([changed, aSummary({ id: '3' })])
    expect([changes.value, compared.value]).toEqual([[change], true])
  })

  it('that ends without a page keeps the list, and shows its failure until another run begins', () => {
    const { receive, ids, shown, failed, failure } = withList()
    receive(brings(2, []), ends({ run: 2, outcome: offline }, null))
    expect([ids(), shown.value?.run, failed.value?.run, failure.value?.code]).toEqual([['1', '2'], 1, 2, 'offline'])
    receive(brings(3, []))
    expect([failed.value, failure.value]).toEqual([null, null])
  })

  it('that fails after some pages shows its failure until another run begins', () => {
    const { receive, failure } = withList()
    receive(brings(2, rowsOf('1')), ends({ run: 2, incidents: 1, outcome: offline }))
    expect(failure.value?.code).toBe('offline')
    receive(brings(3, []))
    expect(failure.value).toBeNull()
  })

  it('is ignored once it was replaced', () => {
    const { receive, ids, running } = withList()
    receive(brings(3, []), brings(2, rowsOf('9')), ends({ run: 2, incidents: 1 }))
    expect([ids(), running.value?.run]).toEqual([['1', '2'], 3])
  })

  it('is loaded from main if a part of it is missing', async () => {
    let list = nothing
    const { receive, ids, shown, compared } = setUp(() => list)
    list = { ...nothing, collection: aCollection({ run: 1, incidents: 3 }), rows: rowsOf('1', '2', '3'), compared: true }
    receive(brings(1, rowsOf('1')), ends({ run: 1, incidents: 3 }))
    await settled()
    expect([ids(), shown.value?.incidents, compared.value]).toEqual([['1', '2', '3'], 3, true])
  })
})

describe('the list of main', () => {
  it('includes a later run that failed; events of earlier runs are then ignored', async () => {
    const list = { ...nothing, collection: aCollection({ run: 5 }), rows: rowsOf('5'), failed: aCollection({ run: 6, outcome: offline }) }
    const { receive, ids, failed, failure, load } = setUp(() => list)
    await load()
    expect([ids(), failed.value?.run, failure.value?.code]).toEqual([['5'], 6, 'offline'])
    receive(brings(5, rowsOf('4')))
    expect(ids()).toEqual(['5'])
  })

  it('is loaded again for other credentials; events of earlier runs are then ignored', async () => {
    let list: IncidentList = { ...nothing, collection: aCollection({ run: 5 }), rows: rowsOf('5') }
    const { receive, send, ids, failed, load } = setUp(() => list)
    await load()
    receive(brings(4, rowsOf('4')), ends({ run: 4, incidents: 1, outcome: offline }, null))
    expect([ids(), failed.value]).toEqual([['5'], null])
    list = nothing
    send('settings', { profileId: '', profiles: [], profile: null, secret: { kind: 'none' }, storage: { backend: '', protects: true }, problems: [] })
    await settled()
    expect(ids()).toEqual([])
  })

  it('includes the run in progress', async () => {
    const { receive, load, ids } = setUp(() => ({ ...nothing, running: aCollection({ run: 7 }) }))
    await load()
    receive(brings(6, rowsOf('6')))
    expect(ids()).toEqual([])
  })

  it('is replaced by a failure if it cannot be read, instead of the run\'s failure', async () => {
    const { receive, load, failure } = setUp(() => refuse('unexpected'))
    receive(brings(1, rowsOf('1')), ends({ run: 1, incidents: 1, outcome: offline }))
    await load()
    expect(failure.value?.code).toBe('unexpected')
  })
})

it('shows the failure of a start that main refuses, until the user cancels', async () => {
  const { start, cancel, failure } = setUp()
  expect(await start({ kind: 'last', hours: 24 }, 'refresh')).toBe(false)
  expect(failure.value?.code).toBe('no-credentials')
  expect(await cancel()).toBe(true)
  expect(failure.value).toBeNull()
})

it('adds fetched alerts to the incident\'s row, including in the run in progress', () => {
  const bare = aSummary({ id: '2', alerts: null, lastUpdate: 'a' })
  const { receive, rows, withoutAlerts, complete: fetched } = setUp()
  receive(brings(1, [aSummary(), bare]), ends({ run: 1, incidents: 2 }), brings(2, [bare], 'changes'))
  expect(withoutAlerts.value).toBe(1)
  fetched({ ...bare, alerts: null })
  expect(withoutAlerts.value).toBe(1)
  fetched({ ...bare, alerts: 3 })
  expect([rows.value[1]?.alerts, withoutAlerts.value]).toEqual([3, 0])
  receive(ends({ run: 2, kind: 'changes', incidents: 2 }))
  expect(rows.value[1]?.alerts).toBe(3)
})

it('does not add alerts of an older state to a row of the run in progress', () => {
  const { receive, rows, complete: fetched } = setUp()
  receive(brings(1, [aSummary({ alerts: null, lastUpdate: 'a' })]), ends({ run: 1, incidents: 1 }))
  receive(brings(2, [aSummary({ alerts: null, lastUpdate: 'b' })], 'changes'))
  fetched(aSummary({ alerts: 3, lastUpdate: 'a' }))
  receive(ends({ run: 2, kind: 'changes', incidents: 1 }))
  expect(rows.value[0]).toMatchObject({ alerts: null, lastUpdate: 'b' })
})

it('stops listening after its page is gone', () => {
  const { scope, listeners } = setUp()
  expect(listeners()).toBe(2)
  scope.stop()
  expect(listeners()).toBe(0)
})
