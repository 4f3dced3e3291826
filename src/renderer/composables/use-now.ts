import { onScopeDispose, ref } from 'vue'

/** The time in ms, kept current every `everyMs` while the component lives. */
export function useNow(everyMs: number) {
  const now = ref(Date.now())
  const timer = setInterval(() => { now.value = Date.now() }, everyMs)
  onScopeDispose(() => clearInterval(timer))
  return now
}
