import type { Ref } from 'vue'
import type { Listed } from '../../../shared/contract/list'
import { shallowRef, watch } from 'vue'
import { api } from '../../bridge'

/** Provides what the list says about the selected incident; null if the list does not contain it. `arrivals` changes when the list may have changed. */
export function useListed(selected: Readonly<Ref<string | null>>, arrivals: () => unknown) {
  const listed = shallowRef<Listed | null>(null)
  watch([selected, arrivals] as const, async ([id]) => {
    // The detail shows its own failure; without this answer it only lacks what the list adds.
    const answer = id === null ? null : await api.listed(id).catch(() => null)
    if (selected.value === id) listed.value = answer
  }, { immediate: true })
  return { listed }
}
