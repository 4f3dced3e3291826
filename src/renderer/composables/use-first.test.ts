import { expect, it } from 'vitest'
import { nextTick, shallowRef } from 'vue'
import { useFirst } from './use-first'

it('shows the first ones and counts the others until all are asked for, and begins anew with another list', async () => {
  const all = shallowRef<readonly number[]>([1, 2, 3, 4])
  const { first, more, showAll } = useFirst(() => all.value, 3)
  expect([first.value, more.value]).toEqual([[1, 2, 3], 1])
  showAll()
  expect([first.value, more.value]).toEqual([[1, 2, 3, 4], 0])
  all.value = [5, 6, 7, 8, 9]
  await nextTick()
  expect([first.value, more.value]).toEqual([[5, 6, 7], 2])
})

it('of fewer than that shows all, and offers no more', () => {
  const { first, more } = useFirst(() => [1], 3)
  expect([first.value, more.value]).toEqual([[1], 0])
})
