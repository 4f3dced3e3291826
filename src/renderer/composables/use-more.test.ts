import { expect, it } from 'vitest'
import { nextTick, shallowRef } from 'vue'
import { useMore } from './use-more'

it('shows a step more of a long list each time, and begins again with another list', async () => {
  const list = shallowRef(Array.from({ length: 5 }, (_, index) => index))
  const { first, next, left, showMore } = useMore(() => list.value, 2)
  expect([first.value, next.value, left.value]).toEqual([[0, 1], 2, 3])
  showMore()
  expect([first.value, next.value, left.value]).toEqual([[0, 1, 2, 3], 1, 1])
  showMore()
  expect([first.value, next.value, left.value]).toEqual([[0, 1, 2, 3, 4], 0, 0])
  list.value = [7, 8, 9]
  await nextTick()
  expect(first.value).toEqual([7, 8])
})
