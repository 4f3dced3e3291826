import { computed, onScopeDispose, ref, watch } from 'vue'

const storageKey = 'detail-width'
/** The minimum width of the list next to the panel, in pixels. */
const listWidth = 380
const minWidth = 320
const maxWidth = 1200
/** The minimum width of a window that shows the list and the incident side by side, in pixels. */
const sideBySideWidth = 1000

const clamp = (value: number, min: number, max: number): number => Math.max(min, Math.min(max, value))

/** Provides and stores the width of the incident's panel, limited by the list's minimum width. */
export function usePanelWidth() {
  const available = ref(globalThis.innerWidth)
  const measure = () => { available.value = globalThis.innerWidth }
  addEventListener('resize', measure)
  onScopeDispose(() => removeEventListener('resize', measure))

  const max = computed(() => clamp(available.value - 168 - listWidth, minWidth, maxWidth))
  /** 0 until the user chooses a width. Until then, the panel takes a share of the window. */
  const chosen = ref(Number(localStorage.getItem(storageKey)) || 0)
  const width = computed({
    get: () => Math.min(chosen.value || Math.round(clamp(available.value * 0.36, 480, 920)), max.value),
    set: (value) => { chosen.value = value },
  })
  watch(chosen, value => localStorage.setItem(storageKey, String(value)))
  return {
    width,
    min: minWidth,
    max,
    /** Whether the window is too narrow for both: the incident takes the place of the list. */
    isAlone: computed(() => available.value < sideBySideWidth),
  }
}
