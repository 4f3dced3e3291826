import type { ListRequest, ListRow, ListView } from '../../../shared/contract/list'
import { afterEach, expect, it, vi } from 'vitest'
import { effectScope, nextTick, shallowRef, watch } from 'vue'
import { aRow } from '../../../shared/contract/fixtures'
import { fakeBridge, refuse, settled } from '../../testing/fake-bridge'
import { useList } from './use-list'

const rowsFrom = (from: number, to: number): readonly ListRow[] =>
  Array.from({ length: Math.max(0, to - from) }, (_, index) => ({ row: aRow({ id: String(from + index) }), changes: null, starred: false, hit: null }))

const aView = (view: Partial<ListView>): ListView => ({
  version: 1, total: 0, merged: 0, matched: 0, hiddenMerged: 0, problem: null, facets: [], updates: { unit: 'hour', bounds: [], counts: [], outside: 0 }, latest: 0, anchor: null, found: [],
  changed: { new: 0, raised: 0, updated: 0 }, hiddenChanged: 0, from: 0, rows: [], ...view,
})

/** A list with `state.matched` incidents, whose answers arrive when the test says so. */
function setUp(matched = 1000) {
  const state = { matched, version: 1, isFailing: false }
  const requests: ListRequest[] = []
  const parts: string[] = []
  let release: () => void = () => undefined
  let gate: Promise<void> | null = null
  fakeBridge({
    list: async (request) => {
      requests.push(request)
      await gate
      if (state.isFailing) refuse('unexpected')
      const { from, to } = request.range
      return aView({ version: state.version, total: state.matched, matched: state.matched, from, rows: rowsFrom(from, Math.min(to, state.matched)) })
    },
    listRows: ({ version, range: { from, to } }) => {
      parts.push(`${version}: ${from} to ${to}`)
      return version === state.version ? { from, rows: rowsFrom(from, Math.min(to, state.matched)) } : null
    },
  })
  const text = shallowRef('')
  const exists = shallowRef(true)
  const arrivals = shallowRef(0)
  const scope = effectScope()
  const list = scope.run(() => useList({
    exists: () => exists.value,
    query: () => ({ text: text.value, showMerged: false, sort: [], utc: false }),
    arrivals: () => arrivals.value,
    find: () => ['7'],
    anchor: () => ({ id: '5', latest: 3 }),
  }))
  if (!list) throw new Error('no scope')
  const hold = () => { gate = new Promise((resolve) => { release = resolve }) }
  return { ...list, exists, state, requests, parts, text, arrivals, scope, hold, release: () => release() }
}
afterEach(() => vi.unstubAllGlobals())

it.each([0, 1, 2, 3, 4, 5, 6, 7, 8])('requests the rows in view that change %i microtasks after an answer', async (microtasks) => {
  const { parts, setRange, view } = setUp()
  watch(view, async () => {
    for (let passed = 0; passed < microtasks; passed++) await null
    setRange({ from: 500, to: 520 })
  }, { flush: 'sync' })
  await settled()
  expect(parts).toEqual(['1: 460 to 560'])
})

it('asks again for what arrived while a request failed', async () => {
  const { requests, arrivals, state, hold, release, failure, isStale } = setUp()
  await settled()
  hold()
  state.isFailing = true
  arrivals.value++
  await nextTick()
  arrivals.value++
  await nextTick()
  release()
  await settled()
  expect([requests.length, failure.value?.code, isStale.value]).toEqual([3, 'unexpected', false])
})

it('asks at once, again for another query and when incidents arrive, and says why', async () => {
  const { requests, text, arrivals, cause, matched, isStale } = setUp()
  await settled()
  expect([requests.length, matched.value]).toEqual([1, 1000])
  arrivals.value++
  await settled()
  expect([cause.value, requests[1]?.anchor, requests[1]?.find]).toEqual(['arrivals', { id: '5', latest: 3 }, ['7']])
  text.value = 'severity:high'
  await nextTick()
  expect(isStale.value).toBe(true)
  await settled()
  expect(isStale.value).toBe(false)
  expect([cause.value, requests[2]?.anchor, requests[2]?.query.text]).toEqual(['query', null, 'severity:high'])
})

it('asks one question at a time, and then for the latest query only', async () => {
  const { requests, text, cause, arrivals, hold, release } = setUp()
  await settled()
  hold()
  for (const each of ['a', 'ab', 'abc']) {
    text.value = each
    await nextTick()
  }
  arrivals.value++
  await settled()
  expect(requests).toHaveLength(2)
  release()
  await settled()
  expect(requests.map(({ query }) => query.text)).toEqual(['', 'a', 'abc'])
  // Arrivals do not turn a new query into something that keeps its place.
  expect(cause.value).toBe('query')
})

it('requests the rows in view with a margin, and only those that it lacks', async () => {
  const { setRange, rowAt, parts } = setUp()
  await settled()
  setRange({ from: 0, to: 20 })
  await settled()
  expect(parts).toEqual([])
  setRange({ from: 500, to: 520 })
  expect(rowAt(500)).toBeUndefined()
  await settled()
  expect([parts, rowAt(500)?.row.id, rowAt(480)?.row.id, rowAt(0)?.row.id]).toEqual([['1: 460 to 560'], '500', '480', '0'])
  setRange({ from: 530, to: 555 })
  await settled()
  expect(parts).toHaveLength(1)
})

it('keeps the rows that it has when those beside them arrive', async () => {
  const { setRange, rowAt } = setUp()
  await settled()
  setRange({ from: 500, to: 520 })
  await settled()
  const row = rowAt(550)
  setRange({ from: 550, to: 570 })
  await settled()
  expect(row).toBeDefined()
  expect(rowAt(550)).toBe(row)
  expect(rowAt(600)?.row.id).toBe('600')
})

it('removes rows far from those in view, except those whose positions are needed', async () => {
  const { setRange, rowAt } = setUp(10_000)
  await settled()
  setRange({ from: 5000, to: 5020 })
  await settled()
  expect([rowAt(0), rowAt(7)?.row.id, rowAt(5000)?.row.id]).toEqual([undefined, '7', '5000'])
})

it('asks for the list again if it has changed while the user scrolled', async () => {
  const { setRange, state, requests, rowAt } = setUp()
  await settled()
  state.version = 2
  setRange({ from: 500, to: 520 })
  await settled()
  expect([requests.length, requests[1]?.range, rowAt(500)?.row.id]).toEqual([2, { from: 460, to: 560 }, '500'])
})

it('stops asking for rows that main does not have', async () => {
  const { setRange, parts, state } = setUp(100)
  await settled()
  state.matched = 30
  setRange({ from: 60, to: 80 })
  await settled()
  expect(parts).toEqual(['1: 20 to 120'])
})

it('requests nothing and shows nothing while there is no list', async () => {
  const { exists, arrivals, requests, view, rowAt } = setUp()
  await settled()
  exists.value = false
  arrivals.value++
  await settled()
  expect([requests.length, view.value, rowAt(0)]).toEqual([1, null, undefined])
})

it('shows a failure until an answer arrives', async () => {
  const { state, arrivals, failure } = setUp()
  state.isFailing = true
  await settled()
  expect(failure.value?.code).toBe('unexpected')
  state.isFailing = false
  arrivals.value++
  await settled()
  expect(failure.value).toBeNull()
})
