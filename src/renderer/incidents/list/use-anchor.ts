import type { Ref } from 'vue'
import type { IncidentSummary } from '../../../shared/contract/model'
import { nextTick, ref, watch } from 'vue'

interface List {
  readonly rows: () => readonly IncidentSummary[]
  /** Returns a value that changes when incidents arrive, but not when the same incidents are sorted or filtered. */
  readonly arrivals: () => unknown
}

/**
 * Keeps the top row in place when incidents arrive, so that nothing moves under the pointer, and counts the new rows above it. A new sort or filter
 * scrolls to the top.
 */
export function useAnchor({ rows, arrivals }: List, scroller: Readonly<Ref<HTMLElement | null>>, rowHeight: number) {
  /** The number of new rows above the visible ones. */
  const above = ref(0)

  const toTop = () => {
    above.value = 0
    if (scroller.value) scroller.value.scrollTop = 0
  }

  watch([rows, arrivals] as const, ([now, arrived], [before, arrivedBefore]) => {
    const element = scroller.value
    if (!element || now === before) return
    if (arrived === arrivedBefore) return toTop()
    const offset = element.scrollTop
    const top = before[Math.floor(offset / rowHeight)]
    const index = offset >= rowHeight && top ? now.findIndex(row => row.id === top.id) : -1
    if (index < 0) {
      above.value = 0
      return
    }
    const earlier = new Set(before.map(row => row.id))
    above.value += now.slice(0, index).filter(row => !earlier.has(row.id)).length
    void nextTick(() => { element.scrollTop = index * rowHeight + offset % rowHeight })
  })

  const onScroll = () => { if ((scroller.value?.scrollTop ?? 0) < rowHeight) above.value = 0 }

  return { above, toTop, onScroll }
}
