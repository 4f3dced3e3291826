import type { SupportFacts } from '../../shared/contract/access'
import { ref, watch } from 'vue'
import { api } from '../bridge'

/** Provides a function that copies the facts for support. `note` states the result until the facts change. */
export function useCopied(facts: () => SupportFacts | null) {
  const note = ref('')

  const copy = async () => {
    const wanted = facts()
    if (!wanted) return
    try {
      await api.copySupport(wanted)
      note.value = 'Copied'
    } catch {
      note.value = 'It could not be copied. Select the line above instead.'
    }
  }

  watch(facts, () => { note.value = '' })
  return { note, copy }
}
