import type { Failure } from '../../../shared/contract/failure'
import type { SeenChange } from '../../../shared/contract/model'
import type { IncidentDetail } from '../../../shared/contract/detail'
import { onScopeDispose, shallowRef, watch } from 'vue'
import { api, failureOf } from '../../bridge'

/** The delay before a request, in ms. Moving through the list with the arrow keys opens each incident on the way; the delay avoids a request for each. */
const pauseMs = 250

/**
 * Reads the incident with an ID, and reads it again when the list changes. Fetches its alerts if the list came without them. An open incident stays
 * on screen if the new list does not contain it; `gone` is then true.
 */
export function useIncident(id: () => string, list: () => unknown) {
  const detail = shallowRef<IncidentDetail | null>(null)
  const failure = shallowRef<Failure | null>(null)
  const gone = shallowRef(false)
  /** The changes that refreshes of this session found. */
  const seenChanges = shallowRef<readonly SeenChange[]>([])
  /** Why the missing alerts could not be fetched. */
  const alertsFailure = shallowRef<Failure | null>(null)
  let latest = 0
  let timer: ReturnType<typeof setTimeout> | undefined

  const fetchAlerts = async () => {
    const request = latest
    alertsFailure.value = null
    try {
      const incident = await api.incidentWithAlerts(id())
      if (request === latest) detail.value = incident
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
    // Without this answer, the detail only lacks what it adds.
    const seen = api.seenChanges(wanted).catch(() => [])
    try {
      const incident = await api.incident(wanted)
      const changes = await seen
      // The user may have opened another incident in the meantime.
      if (request !== latest) return
      detail.value = incident
      seenChanges.value = changes
      if (incident.summary.alerts === null) timer = setTimeout(() => void fetchAlerts(), pauseMs)
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

  return { detail, seenChanges, failure, gone, alertsFailure, fetchAlerts, openPortal }
}
