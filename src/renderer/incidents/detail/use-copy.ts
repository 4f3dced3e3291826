import type { Failure } from '../../../shared/contract/failure'
import { ref, shallowRef, watch } from 'vue'
import { failureOf } from '../../bridge'

/** Copies parts of an incident to the clipboard. `note` reports the result until another incident is on screen. */
export function useCopy(id: () => string) {
  const note = ref('')
  const failure = shallowRef<Failure | null>(null)

  const copy = async (call: () => Promise<void>, done: string): Promise<void> => {
    note.value = ''
    failure.value = null
    try {
      await call()
      note.value = done
    } catch (error) {
      failure.value = failureOf(error)
    }
  }

  watch(id, () => {
    note.value = ''
    failure.value = null
  })
  return { note, failure, copy }
}
