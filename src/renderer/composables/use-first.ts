import { computed, ref, watch } from 'vue'

/** The first of many, until all are asked for: nobody waits for what nobody looks at. */
export function useFirst<T>(all: () => readonly T[], most: number) {
  const whole = ref(false)
  watch(all, () => { whole.value = false })
  return {
    first: computed(() => whole.value ? all() : all().slice(0, most)),
    more: computed(() => whole.value ? 0 : Math.max(0, all().length - most)),
    showAll: () => { whole.value = true },
  }
}
