import type { Ref } from 'vue'
import type { IncidentSummary } from '../../../shared/contract/model'
import { nextTick, ref, watch } from 'vue'

interface List {
  readonly rows: () => readonly IncidentSummary[]
  /** Changes when incidents arrive, and not when the same ones are sorted or filtered. */
  readonly arrivals: () => unknown
}

/**
 * Nothing moves under the pointer when incidents arrive: the row at the top stays there, and those that came above it
 * are counted. A new sort or filter begins at the top.
 */
export function useAnchor({ rows, arrivals }: List, scroller: Readonly<Ref<HTMLElement | null>>, rowHeight: number) {
  /** New rows above the top of what is seen. */
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
    const known = new Set(before.map(row => row.id))
    above.value += now.slice(0, index).filter(row => !known.has(row.id)).length
    void nextTick(() => { element.scrollTop = index * rowHeight + offset % rowHeight })
  })

  const onScroll = () => { if ((scroller.value?.scrollTop ?? 0) < rowHeight) above.value = 0 }

  return { above, toTop, onScroll }
}
