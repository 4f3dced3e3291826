import type { ShallowRef } from 'vue'
import { onBeforeUnmount, onMounted, ref } from 'vue'

interface Child { readonly offsetTop: number, readonly offsetWidth: number }

/** Returns how many children of a wrapping element fit on its first line. A child that is wider than the element does not fit. */
export function countOnFirstLine(children: readonly Child[], width: number): number {
  const next = children.findIndex(({ offsetTop, offsetWidth }) => offsetTop > (children[0]?.offsetTop ?? 0) || offsetWidth > width)
  return next === -1 ? children.length : next
}

/** Provides the number of children of an element that fit on its first line. The element wraps and hides the other lines. */
export function useOverflow(box: Readonly<ShallowRef<HTMLElement | null>>) {
  const fitting = ref(Infinity)
  let observer: ResizeObserver | null = null
  let frame = 0
  const measure = () => {
    if (box.value) fitting.value = countOnFirstLine(Array.from(box.value.children, child => child as HTMLElement), box.value.clientWidth)
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
