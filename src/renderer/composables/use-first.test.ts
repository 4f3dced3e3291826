import { expect, it } from 'vitest'
import { nextTick, shallowRef } from 'vue'
import { useFirst } from './use-first'

it('shows the first entries and counts the rest until the user shows all, and starts over with another list', async () => {
  const all = shallowRef<readonly number[]>([1, 2, 3, 4])
  const { first, more, showAll } = useFirst(() => all.value, 3)
  expect([first.value, more.value]).toEqual([[1, 2, 3], 1])
  showAll()
  expect([first.value, more.value]).toEqual([[1, 2, 3, 4], 0])
  all.value = [5, 6, 7, 8, 9]
  await nextTick()
  expect([first.value, more.value]).toEqual([[5, 6, 7], 2])
})

it('shows a short list completely', () => {
  const { first, more } = useFirst(() => [1], 3)
  expect([first.value, more.value]).toEqual([[1], 0])
})
