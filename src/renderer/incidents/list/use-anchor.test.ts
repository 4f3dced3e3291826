import type { IncidentSummary } from '../../../shared/contract/model'
import { expect, it } from 'vitest'
import { nextTick, shallowRef } from 'vue'
import { aSummary } from '../../../shared/contract/fixtures'
import { useAnchor } from './use-anchor'

const rowHeight = 30
const rowsOf = (...ids: readonly number[]): readonly IncidentSummary[] => ids.map(id => aSummary({ id: String(id) }))

/** Creates a list of rows 1 to 5 that is scrolled down by `scrollTop` pixels. */
function setUp(scrollTop: number) {
  const rows = shallowRef(rowsOf(1, 2, 3, 4, 5))
  const arrivals = shallowRef(0)
  const element = { scrollTop }
  // The composable uses only these members of an element.
  const scroller = shallowRef<HTMLElement | null>(element as HTMLElement)
  const anchor = useAnchor({ rows: () => rows.value, arrivals: () => arrivals.value }, scroller, rowHeight)
  const arrive = async (...ids: readonly number[]) => {
    rows.value = rowsOf(...ids)
    arrivals.value++
    await nextTick()
    await nextTick()
  }
  return { ...anchor, rows, arrivals, element, scroller, arrive }
}

it('keeps the top row in place when rows arrive above it, and counts them', async () => {
  const { above, element, arrive } = setUp(2 * rowHeight + 7)
  await arrive(8, 1, 9, 2, 3, 4, 5)
  expect([above.value, element.scrollTop]).toEqual([2, 4 * rowHeight + 7])
  await arrive(7, 8, 1, 9, 2, 3, 4, 5)
  expect([above.value, element.scrollTop]).toEqual([3, 5 * rowHeight + 7])
})

it('does not count earlier rows that moved above it', async () => {
  const { above, element, arrive } = setUp(rowHeight)
  await arrive(5, 1, 2, 3, 4)
  expect([above.value, element.scrollTop]).toEqual([0, 2 * rowHeight])
})

it.each([
  ['at the top of the list', rowHeight - 1, [9, 1, 2, 3, 4, 5]],
  ['if the top row is gone', 2 * rowHeight, [9, 1, 2, 4, 5]],
])('does not keep a row in place or count rows %s', async (_name, scrollTop, ids) => {
  const { above, element, arrive } = setUp(scrollTop)
  above.value = 3
  await arrive(...ids)
  expect([above.value, element.scrollTop]).toEqual([0, scrollTop])
})

it('scrolls to the top when the sort order or a filter changes', async () => {
  const { above, element, rows } = setUp(3 * rowHeight)
  above.value = 3
  rows.value = rowsOf(5, 4, 3, 2, 1)
  await nextTick()
  expect([above.value, element.scrollTop]).toEqual([0, 0])
})

it('ignores arrivals that do not change the rows, and a list that is not on screen', async () => {
  const { above, element, arrivals, scroller, arrive } = setUp(2 * rowHeight)
  above.value = 1
  arrivals.value++
  await nextTick()
  expect([above.value, element.scrollTop]).toEqual([1, 2 * rowHeight])
  scroller.value = null
  await arrive(9, 1, 2, 3)
  expect([above.value, element.scrollTop]).toEqual([1, 2 * rowHeight])
})

it('clears the count when the user scrolls or jumps to the top', () => {
  const { above, element, onScroll, toTop } = setUp(rowHeight)
  above.value = 2
  onScroll()
  expect(above.value).toBe(2)
  element.scrollTop = rowHeight - 1
  onScroll()
  expect(above.value).toBe(0)
  above.value = 2
  element.scrollTop = 90
  toTop()
  expect([above.value, element.scrollTop]).toEqual([0, 0])
})
