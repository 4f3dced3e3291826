import type { Ref } from 'vue'
import type { Listed } from '../../../shared/contract/list'
import { shallowRef, watch } from 'vue'
import { api } from '../../bridge'

/** Provides the list's facts about the selected incident; null if the list does not contain it. `arrivals` changes when the list may have changed. */
export function useListed(selected: Readonly<Ref<string | null>>, arrivals: () => unknown) {
  const listed = shallowRef<Listed | null>(null)
  watch([selected, arrivals] as const, async ([id]) => {
    // The detail reports its own failure. Without this response, it lacks only the list's facts.
    const answer = id === null ? null : await api.listed(id).catch(() => null)
    if (selected.value === id) listed.value = answer
  }, { immediate: true })
  return { listed }
}
