import { computed, onScopeDispose, ref, watch } from 'vue'

const storageKey = 'detail-width'
/** The minimum width of the list next to the panel, in pixels. */
const listWidth = 380

/** Provides and stores the width of the incident's panel, limited by the list's minimum width. */
export function usePanelWidth() {
  const available = ref(globalThis.innerWidth)
  const measure = () => { available.value = globalThis.innerWidth }
  addEventListener('resize', measure)
  onScopeDispose(() => removeEventListener('resize', measure))

  const max = computed(() => Math.max(320, Math.min(900, available.value - 168 - listWidth)))
  const chosen = ref(Number(localStorage.getItem(storageKey)) || 480)
  const width = computed({
    get: () => Math.min(chosen.value, max.value),
    set: (value) => { chosen.value = value },
  })
  watch(chosen, value => localStorage.setItem(storageKey, String(value)))
  return { width, max }
}
