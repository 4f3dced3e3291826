import type { Ref } from 'vue'
import { onMounted, onScopeDispose, onUpdated, ref } from 'vue'

/** Returns whether an element has more content than it shows. It must then be a tab stop, so that the keyboard can scroll it. */
export function useScrolls(element: Readonly<Ref<HTMLElement | null>>): Readonly<Ref<boolean>> {
  const scrolls = ref(false)
  const look = () => {
    const { scrollHeight = 0, clientHeight = 0 } = element.value ?? {}
    scrolls.value = scrollHeight > clientHeight
  }
  const observer = new ResizeObserver(look)
  onMounted(() => { if (element.value) observer.observe(element.value) })
  onUpdated(look)
  onScopeDispose(() => observer.disconnect())
  return scrolls
}
