import type { ListView } from '../../../shared/contract/list'
import type { Cause } from './use-list'
import { expect, it } from 'vitest'
import { nextTick, shallowRef } from 'vue'
import { useAnchor } from './use-anchor'

const rowHeight = 30
/** Only the member that the composable reads. */
const viewWith = (anchor: ListView['anchor']) => ({ anchor }) as ListView

/** A list that is scrolled down by `scrollTop` pixels. */
function setUp(scrollTop: number) {
  const view = shallowRef<ListView | null>(viewWith(null))
  const cause = shallowRef<Cause>('arrivals')
  const element = { scrollTop }
  // The composable uses only this member of an element.
  const scroller = shallowRef<HTMLElement | null>(element as HTMLElement)
  const anchor = useAnchor({ view: () => view.value, cause: () => cause.value }, scroller, () => rowHeight)
  const arrive = async (found: ListView['anchor'], why: Cause = 'arrivals') => {
    cause.value = why
    view.value = viewWith(found)
    await nextTick()
    await nextTick()
  }
  return { ...anchor, element, scroller, arrive }
}

it('keeps the top row in place when rows arrive above it, and counts the new ones', async () => {
  const { above, element, arrive } = setUp(2 * rowHeight + 7)
  await arrive({ position: 4, newAbove: 2 })
  expect([above.value, element.scrollTop]).toEqual([2, 4 * rowHeight + 7])
  await arrive({ position: 6, newAbove: 1 })
  expect([above.value, element.scrollTop]).toEqual([3, 6 * rowHeight + 7])
})

it('names no top row at the top of the list, where new rows may appear', async () => {
  const { above, element, topRow, arrive } = setUp(rowHeight - 1)
  above.value = 3
  expect(topRow()).toBeNull()
  await arrive(null)
  expect([above.value, element.scrollTop]).toEqual([0, rowHeight - 1])
})

it('stays where it is if the top row is gone', async () => {
  const { above, element, topRow, arrive } = setUp(2 * rowHeight + 1)
  expect(topRow()).toBe(2)
  await arrive(null)
  expect([above.value, element.scrollTop]).toEqual([0, 2 * rowHeight + 1])
})

it('scrolls to the top for another query', async () => {
  const { above, element, arrive } = setUp(3 * rowHeight)
  above.value = 3
  await arrive(null, 'query')
  expect([above.value, element.scrollTop]).toEqual([0, 0])
})

it('forgets the count when the user scrolls to the top', () => {
  const { above, element, onScroll } = setUp(3 * rowHeight)
  above.value = 3
  onScroll()
  expect(above.value).toBe(3)
  element.scrollTop = 0
  onScroll()
  expect(above.value).toBe(0)
})

it('ignores a list that is not on screen', async () => {
  const { above, scroller, arrive } = setUp(2 * rowHeight)
  scroller.value = null
  await arrive({ position: 5, newAbove: 5 })
  expect(above.value).toBe(0)
})
