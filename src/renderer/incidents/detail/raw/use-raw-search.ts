import type { Failure } from '../../../../shared/contract/failure'
import type { JsonHits } from '../../../../shared/contract/raw-json'
import { onScopeDispose, ref, shallowRef, watch } from 'vue'
import { searchLength } from '../../../../shared/contract/raw-json'
import { api, failureOf } from '../../../bridge'

/** The pause in typing before a search, in ms. Searching several megabytes takes a quarter of a second. */
const pauseMs = 200

/** Searches an incident's JSON for what the user types, from the second character. */
export function useRawSearch(id: () => string, version: () => unknown) {
  const text = ref('')
  /** null without a search. */
  const hits = shallowRef<JsonHits | null>(null)
  const failure = shallowRef<Failure | null>(null)
  let latest = 0
  let timer: ReturnType<typeof setTimeout> | undefined

  const search = async (request: number, wanted: string) => {
    try {
      const found = await api.searchRawJson({ id: id(), text: wanted })
      if (request === latest) hits.value = found
    } catch (error) {
      if (request === latest) failure.value = failureOf(error)
    }
  }

  watch([text, id, version] as const, () => {
    clearTimeout(timer)
    const request = ++latest
    failure.value = null
    const wanted = text.value.trim().slice(0, searchLength.max)
    if (wanted.length < searchLength.min) hits.value = null
    else timer = setTimeout(() => void search(request, wanted), pauseMs)
  })
  watch(id, () => { text.value = '' })
  onScopeDispose(() => clearTimeout(timer))

  return { text, hits, failure }
}
