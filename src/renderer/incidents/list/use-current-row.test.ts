import type { ListRow, ListView } from '../../../shared/contract/list'
import { expect, it } from 'vitest'
import { computed, effectScope, nextTick, shallowRef } from 'vue'
import { aRow } from '../../../shared/contract/fixtures'
import { useCurrentRow } from './use-current-row'

const row = (id: string): ListRow => ({ row: aRow({ id }), changes: null, starred: false, hit: null })

/** A list whose first rows have arrived. */
function setUp(arrived: readonly string[], matched = 100) {
  const rows = shallowRef<ReadonlyMap<number, ListRow>>(new Map(arrived.map((id, position) => [position, row(id)])))
  // Only the members that the composable reads.
  const view = shallowRef<ListView | null>({ found: [] } as unknown as ListView)
  const done: string[] = []
  const current = effectScope().run(() => useCurrentRow({
    list: { rows, view, rowAt: position => rows.value.get(position), matched: computed(() => matched) },
    scrollTo: position => done.push(`scroll ${position}`),
    focus: () => done.push('focus'),
    open: id => done.push(`open ${id}`),
  }))
  if (!current) throw new Error('no scope')
  return { ...current, rows, view, done, arrive: (position: number, id: string) => { rows.value = new Map([...rows.value, [position, row(id)]]) } }
}

it('moves within the list, and opens the incident if an incident is open', async () => {
  const { moveTo, position, id, done } = setUp(['a', 'b'])
  moveTo(1, { focuses: true, opens: true })
  await nextTick()
  await nextTick()
  expect([position.value, id.value, done]).toEqual([1, 'b', ['scroll 1', 'focus', 'open b']])
  moveTo(-1, { focuses: true, opens: false })
  expect(position.value).toBe(0)
  moveTo(1000, { focuses: true, opens: false })
  expect(position.value).toBe(99)
})

it('waits for the row that a jump leads to', async () => {
  const { moveTo, id, done, arrive } = setUp(['a'])
  moveTo(50, { focuses: true, opens: true })
  await nextTick()
  expect([id.value, done]).toEqual([null, ['scroll 50']])
  arrive(50, 'z')
  await nextTick()
  await nextTick()
  expect([id.value, done]).toEqual(['z', ['scroll 50', 'focus', 'open z']])
})

it('opens an incident without taking the focus from the detail panel', async () => {
  const { moveTo, done } = setUp(['a', 'b'])
  moveTo(1, { focuses: false, opens: true })
  await nextTick()
  await nextTick()
  expect(done).toEqual(['scroll 1', 'open b'])
})

it('follows its incident when rows move, and stays in place if it is gone', async () => {
  const { set, position, id, view, rows } = setUp(['a', 'b', 'c'])
  set(1)
  expect(id.value).toBe('b')
  view.value = { found: [2] } as unknown as ListView
  await nextTick()
  expect([position.value, id.value]).toEqual([2, 'b'])
  rows.value = new Map([[2, row('d')]])
  view.value = { found: [null] } as unknown as ListView
  await nextTick()
  expect([position.value, id.value]).toEqual([2, 'd'])
})
