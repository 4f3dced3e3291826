import type { Failure } from '../../../shared/contract/failure'
import type { IncidentDetail } from '../../../shared/contract/detail'
import { onScopeDispose, shallowRef, watch } from 'vue'
import { api, failureOf } from '../../bridge'

/** Who goes through the list by the arrow keys opens one incident after another: each that is passed would cost a call. */
const restMs = 250

/**
 * The incident of an id, read again when the list is another one; its alerts are fetched where they did not come with the list. What
 * somebody reads stays, also when the new list no longer holds it: `gone` is true then. `onRead` is told of each incident read.
 */
export function useIncident(id: () => string, list: () => unknown, onRead: (detail: IncidentDetail) => void) {
  const detail = shallowRef<IncidentDetail | null>(null)
  const failure = shallowRef<Failure | null>(null)
  const gone = shallowRef(false)
  /** Why the alerts that did not come with the list did not come now. */
  const alertsFailure = shallowRef<Failure | null>(null)
  let latest = 0
  let timer: ReturnType<typeof setTimeout> | undefined

  const fetchAlerts = async () => {
    const request = latest
    alertsFailure.value = null
    try {
      const answer = await api.incidentWithAlerts(id())
      onRead(answer)
      if (request === latest) detail.value = answer
    } catch (error) {
      if (request === latest) alertsFailure.value = failureOf(error)
    }
  }

  watch([id, list] as const, async ([wanted]) => {
    const request = ++latest
    failure.value = null
    gone.value = false
    alertsFailure.value = null
    clearTimeout(timer)
    try {
      const answer = await api.incident(wanted)
      // Somebody may have moved on meanwhile.
      if (request !== latest) return
      detail.value = answer
      if (answer.summary.alerts === null) timer = setTimeout(() => void fetchAlerts(), restMs)
      else onRead(answer)
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

  onScopeDispose(() => clearTimeout(timer))

  return { detail, failure, gone, alertsFailure, fetchAlerts, openPortal }
}
