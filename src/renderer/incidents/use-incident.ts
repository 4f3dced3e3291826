import type { Failure } from '../../shared/failure'
import type { IncidentDetail } from '../../shared/detail'
import { shallowRef, watch } from 'vue'
import { api, failureOf } from '../bridge'

/**
 * The incident of an id, read again when the list is another one. What somebody reads stays, also when the new list no
 * longer holds it: `gone` is true then.
 */
export function useIncident(id: () => string, list: () => unknown) {
  const detail = shallowRef<IncidentDetail | null>(null)
  const failure = shallowRef<Failure | null>(null)
  const gone = shallowRef(false)
  let latest = 0

  watch([id, list] as const, async ([wanted]) => {
    const request = ++latest
    failure.value = null
    gone.value = false
    try {
      const answer = await api.incident(wanted)
      // Somebody may have moved on meanwhile.
      if (request === latest) detail.value = answer
    } catch (error) {
      if (request !== latest) return
      if (detail.value?.summary.id === wanted) {
        gone.value = true
        return
      }
      detail.value = null
      failure.value = failureOf(error)
    }
  }, { immediate: true })

  const openPortal = async () => {
    failure.value = null
    try {
      await api.openIncident(id())
    } catch (error) {
      failure.value = failureOf(error)
    }
  }

  return { detail, failure, gone, openPortal }
}
