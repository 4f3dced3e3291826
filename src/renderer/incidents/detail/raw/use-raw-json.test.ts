import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { effectScope, nextTick, shallowRef } from 'vue'
import { fakeBridge, refuse, settled } from '../../../testing/fake-bridge'
import { useRawJson } from './use-raw-json'
import { useRawSearch } from './use-raw-search'

/** A list of 500 elements at 0, whose element at index 300 is a list of two at 1300. */
const entryAt = (at: number, index: number) => ({ at: at + 1000 + index, key: null, kind: 'array' as const, text: '', bytes: 1, count: at === 0 && index === 300 ? 2 : 0 })
const partAt = (at: number, from: number) => {
  const count = at === 0 ? 500 : 2
  return { at, count, from, entries: Array.from({ length: Math.min(200, count - from) }, (_, offset) => entryAt(at, from + offset)) }
}

function setUp() {
  const requests: string[] = []
  fakeBridge({ rawJson: ({ id, at, from }) => {
    requests.push(`${id} ${at} ${from}`)
    return id === 'gone' ? refuse('incident-not-found') : partAt(at, from)
  } })
  const id = shallowRef('1')
  const tree = effectScope().run(() => useRawJson(() => id.value, () => 0))
  if (!tree) throw new Error('no scope')
  return { ...tree, id, requests }
}

afterEach(() => vi.unstubAllGlobals())

it('requests entries when their rows come into view, each part once', async () => {
  const { size, row, requests } = setUp()
  await settled()
  expect([size.value, row(0)?.entry?.at, row(450)?.entry, row(499)?.entry]).toEqual([500, 1000, undefined, undefined])
  await settled()
  expect(row(450)?.entry?.at).toBe(1450)
  expect(requests).toEqual(['1 0 0', '1 0 400'])
})

it('unfolds the way to a hit, and selects its row', async () => {
  const { current, size, row, reveal, selectParent } = setUp()
  await settled()
  await reveal({ steps: [{ at: 0, index: 300 }, { at: 1300, index: 1 }], path: '', inKey: false, text: '', start: 0, length: 0 })
  expect([current.value, size.value, row(302)?.entry?.at]).toEqual([302, 502, 2301])
  const found = row(302)
  if (found) selectParent(found)
  expect(current.value).toBe(300)
})

it('folds and unfolds', async () => {
  const { size, row, open, close, requests } = setUp()
  row(300)
  await settled()
  row(300)
  await settled()
  const found = row(300)
  if (!found) throw new Error('no row')
  await open(found.node, 300)
  expect(size.value).toBe(502)
  close(found.node, 300)
  expect(size.value).toBe(500)
  await open(found.node, 0)
  expect(requests.filter(request => request === '1 1000 0')).toEqual([])
})

it('reports a failure until another incident is opened', async () => {
  const { id, failure, size } = setUp()
  id.value = 'gone'
  await settled()
  expect(failure.value?.code).toBe('incident-not-found')
  id.value = '2'
  await settled()
  expect([failure.value, size.value]).toEqual([null, 500])
})

it('ignores entries of an incident that the user has left', async () => {
  const { id, row, size } = setUp()
  await settled()
  row(450)
  id.value = '2'
  await settled()
  expect([size.value, row(450)?.entry]).toEqual([500, undefined])
})

it('searches from the second character, when the user pauses, and forgets the search with the incident', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const searched: string[] = []
  fakeBridge({ searchRawJson: ({ text }) => {
    searched.push(text)
    return { total: 1, hits: [] }
  } })
  const id = shallowRef('1')
  const search = effectScope().run(() => useRawSearch(() => id.value, () => 0))
  if (!search) throw new Error('no scope')
  for (const text of ['e', 'ev', 'evil']) {
    search.text.value = text
    await nextTick()
    vi.advanceTimersByTime(199)
  }
  expect(searched).toEqual([])
  vi.advanceTimersByTime(1)
  await settled()
  expect([searched, search.hits.value?.total]).toEqual([['evil'], 1])
  search.text.value = 'e'
  await nextTick()
  expect(search.hits.value).toBeNull()
  id.value = '2'
  await nextTick()
  expect(search.text.value).toBe('')
  vi.useRealTimers()
})

beforeEach(() => vi.useRealTimers())
