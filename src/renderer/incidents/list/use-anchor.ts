import type { Ref } from 'vue'
import type { ListView } from '../../../shared/contract/list'
import type { Cause } from './use-list'
import { nextTick, ref, watch } from 'vue'

interface List {
  readonly view: () => ListView | null
  /** Why `view` is the latest. */
  readonly cause: () => Cause
}

/**
 * Keeps the top row in place when incidents arrive, so that nothing moves under the pointer, and counts the new rows above it. A new query scrolls to
 * the top. `rowHeight` in pixels.
 */
export function useAnchor({ view, cause }: List, scroller: Readonly<Ref<HTMLElement | null>>, rowHeight: () => number) {
  /** The number of new rows above the visible ones. */
  const above = ref(0)

  const toTop = () => {
    above.value = 0
    if (scroller.value) scroller.value.scrollTop = 0
  }

  /** Returns the position of the row at the top; null at the top of the list, where new rows may appear. */
  const topRow = (): number | null => {
    const offset = scroller.value?.scrollTop ?? 0
    return offset >= rowHeight() ? Math.floor(offset / rowHeight()) : null
  }

  watch(view, (now) => {
    const element = scroller.value
    if (!element || !now) return
    if (cause() === 'query') return toTop()
    const offset = element.scrollTop
    if (!now.anchor) {
      if (topRow() === null) above.value = 0
      return
    }
    const { position, newAbove } = now.anchor
    above.value += newAbove
    void nextTick(() => { element.scrollTop = position * rowHeight() + offset % rowHeight() })
  })

  const onScroll = () => { if (topRow() === null) above.value = 0 }

  return { above, topRow, toTop, onScroll }
}
