import type { ShallowRef } from 'vue'
import { onBeforeUnmount, onMounted, ref } from 'vue'

/** Returns how many children of a wrapping element are on its first line, given their vertical positions. */
export function countOnFirstLine(tops: readonly number[]): number {
  const next = tops.findIndex(top => top > (tops[0] ?? 0))
  return next === -1 ? tops.length : next
}

/** Provides the number of children of an element that fit on its first line. The element wraps and hides the other lines. */
export function useOverflow(box: Readonly<ShallowRef<HTMLElement | null>>) {
  const fitting = ref(Infinity)
  let observer: ResizeObserver | null = null
  let frame = 0
  const measure = () => {
    if (box.value) fitting.value = countOnFirstLine(Array.from(box.value.children, child => (child as HTMLElement).offsetTop))
  }
  onMounted(() => {
    if (!box.value) return
    // What depends on the count may change the sizes again. Within the same frame, Chromium reports that as an error.
    observer = new ResizeObserver(() => {
      cancelAnimationFrame(frame)
      frame = requestAnimationFrame(measure)
    })
    observer.observe(box.value)
    for (const child of box.value.children) observer.observe(child)
  })
  onBeforeUnmount(() => {
    observer?.disconnect()
    cancelAnimationFrame(frame)
  })
  return { fitting }
}
