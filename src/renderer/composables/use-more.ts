import { computed, ref, watch } from 'vue'

/** Limits a long list to its first `step` entries. Each call of `showMore` adds as many, so that no click renders thousands. */
export function useMore<T>(all: () => readonly T[], step: number) {
  const shown = ref(step)
  watch(all, () => { shown.value = step })
  return {
    first: computed(() => all().length > shown.value ? all().slice(0, shown.value) : all()),
    /** How many entries the next call adds; 0 if all are shown. */
    next: computed(() => Math.max(0, Math.min(step, all().length - shown.value))),
    left: computed(() => Math.max(0, all().length - shown.value)),
    showMore: () => { shown.value += step },
  }
}
