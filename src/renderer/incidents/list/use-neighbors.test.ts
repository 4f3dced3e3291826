import type { ListRow } from '../../../shared/contract/list'
import { expect, it } from 'vitest'
import { computed, ref, shallowRef } from 'vue'
import { aRow } from '../../../shared/contract/fixtures'
import { useNeighbors } from './use-neighbors'

/** A list of 100 incidents of which only these have arrived. */
function setUp(arrived: Readonly<Record<number, string>>, open: string | null) {
  const rows = shallowRef<ReadonlyMap<number, ListRow>>(new Map(Object.entries(arrived).map(([position, id]) => [
    Number(position), { row: aRow({ id }), changes: null, starred: false, hit: null },
  ])))
  const opened: number[] = []
  return { opened, ...useNeighbors({ list: { rows, matched: computed(() => 100) }, selected: ref(open), openAt: position => opened.push(position) }) }
}

it('opens both neighbors, also those whose rows have not arrived', () => {
  const { neighbors, step, opened } = setUp({ 41: 'a' }, 'a')
  expect(neighbors.value).toEqual({ previous: true, next: true })
  step(1)
  step(-1)
  expect(opened).toEqual([42, 40])
})

it.each([[0, { previous: false, next: true }, [1]], [99, { previous: true, next: false }, [98]]] as const)('stops at the ends of the list: position %i', (position, exist, goesTo) => {
  const { neighbors, step, opened } = setUp({ [position]: 'a' }, 'a')
  expect(neighbors.value).toEqual(exist)
  step(-1)
  step(1)
  expect(opened).toEqual(goesTo)
})

it('has no neighbors while no incident is open, or if the open one is not in the list', () => {
  for (const open of [null, 'z']) {
    const { neighbors, step, opened } = setUp({ 5: 'a' }, open)
    step(1)
    expect([neighbors.value, opened]).toEqual([{ previous: false, next: false }, []])
  }
})
