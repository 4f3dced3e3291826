import type { Ref } from 'vue'
import { onScopeDispose, shallowReadonly, shallowRef } from 'vue'

/** Provides whether a media query matches the window. */
export function useMedia(condition: string): Readonly<Ref<boolean>> {
  const list = matchMedia(condition)
  const matches = shallowRef(list.matches)
  const update = () => { matches.value = list.matches }
  list.addEventListener('change', update)
  onScopeDispose(() => list.removeEventListener('change', update))
  return shallowReadonly(matches)
}
