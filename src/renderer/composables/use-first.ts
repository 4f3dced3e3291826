import { computed, ref, watch } from 'vue'

/** Limits a long list to its first entries until the user asks for all of them. */
export function useFirst<T>(all: () => readonly T[], limit: number) {
  const whole = ref(false)
  watch(all, () => { whole.value = false })
  return {
    first: computed(() => whole.value ? all() : all().slice(0, limit)),
    more: computed(() => whole.value ? 0 : Math.max(0, all().length - limit)),
    showAll: () => { whole.value = true },
  }
}
