import { computed, onScopeDispose, ref, watch } from 'vue'

const storageKey = 'detail-width'

/** The width of the incident's panel, remembered; the list keeps at least half of a narrow window. */
export function usePanelWidth() {
  const available = ref(globalThis.innerWidth)
  const measure = () => { available.value = globalThis.innerWidth }
  addEventListener('resize', measure)
  onScopeDispose(() => removeEventListener('resize', measure))

  const max = computed(() => Math.max(320, Math.min(900, Math.round((available.value - 180) * 0.6))))
  const chosen = ref(Number(localStorage.getItem(storageKey)) || 480)
  const width = computed({
    get: () => Math.min(chosen.value, max.value),
    set: (value) => { chosen.value = value },
  })
  watch(chosen, value => localStorage.setItem(storageKey, String(value)))
  return { width, max }
}
