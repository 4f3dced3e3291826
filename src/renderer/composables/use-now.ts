import { onScopeDispose, ref } from 'vue'

/** Provides the time in ms, updated every `everyMs` until the component is unmounted. */
export function useNow(everyMs: number) {
  const now = ref(Date.now())
  const timer = setInterval(() => { now.value = Date.now() }, everyMs)
  onScopeDispose(() => clearInterval(timer))
  return now
}
