import type { ListView } from '../../../../shared/contract/list'
import { afterEach, expect, it, vi } from 'vitest'
import { computed, effectScope, shallowRef } from 'vue'
import { fakeBridge, settled } from '../../../testing/fake-bridge'
import { useSelection } from './use-selection'

// The only members that the composable reads.
const viewOf = (version: number) => ({ version }) as unknown as ListView

/** A list whose rows are the IDs in `state.ids`, in this order. */
function setUp(ids: readonly string[]) {
  const state = { ids }
  const asked: string[] = []
  const view = shallowRef<ListView | null>(viewOf(1))
  const matched = shallowRef(ids.length)
  fakeBridge({
    listIds: ({ version, range: { from, to } }) => {
      asked.push(`${from}-${to}`)
      return version === view.value?.version ? state.ids.slice(from, to) : null
    },
  })
  const selection = effectScope().run(() => useSelection({ view, matched: computed(() => matched.value) }))
  if (!selection) throw new Error('no scope')
  const show = async (next: readonly string[]) => {
    state.ids = next
    matched.value = next.length
    view.value = viewOf((view.value?.version ?? 0) + 1)
    await settled()
  }
  return { ...selection, asked, show }
}
afterEach(() => vi.unstubAllGlobals())

it('selects one incident, a range from it, and everything', async () => {
  const { ids, toggle, extendTo, selectAll, extent, clear } = setUp(['a', 'b', 'c', 'd'])
  toggle('c', 2)
  await extendTo(1)
  await settled()
  expect([[...ids.value].sort(), extent.value]).toEqual([['b', 'c'], 'some'])
  await selectAll()
  await settled()
  expect([ids.value.size, extent.value]).toEqual([4, 'all'])
  toggle('a', 0)
  await settled()
  expect([ids.value.has('a'), extent.value]).toEqual([false, 'some'])
  clear()
  await settled()
  expect([ids.value.size, extent.value]).toEqual([0, 'none'])
})

it('keeps incidents that no longer match, and counts them', async () => {
  const { selectAll, show, count, outside, extent } = setUp(['a', 'b'])
  await selectAll()
  await show(['b', 'x'])
  expect([count.value, outside.value, extent.value]).toEqual([2, 1, 'some'])
  await show([])
  expect([count.value, outside.value, extent.value]).toEqual([2, 2, 'none'])
})

it('asks for many IDs in pieces, and for none while nothing is selected', async () => {
  const { selectAll, show, asked, count } = setUp([])
  await show(Array.from({ length: 45_000 }, (_, index) => String(index)))
  expect(asked).toEqual([])
  await selectAll()
  expect([asked.slice(0, 3), count.value]).toEqual([['0-20000', '20000-40000', '40000-45000'], 45_000])
})
