import type { Action } from '../../composables/use-actions'
import { shallowRef } from 'vue'
import { isIncidentId } from '../../../shared/values/incident-id'
import { api } from '../../bridge'
import { shownLine, visibleLine } from '../../text/visible-text'

/** Offers the incident of the list whose ID is typed, with or without `#`. */
export function useIncidentById(open: (id: string) => void) {
  const byId = shallowRef<readonly Action[]>([])
  let latest = ''

  const search = async (text: string): Promise<void> => {
    const id = text.trim().replace(/^#/, '')
    latest = text
    byId.value = []
    if (!isIncidentId(id)) return
    // Without a list there is nothing to offer.
    const listed = await api.listed(id).catch(() => null)
    if (!listed || latest !== text) return
    const label = `Open incident ${visibleLine(id, 60)}: ${shownLine(listed.row.row.name, '(no name)')}`
    byId.value = [{ id: 'open-incident', label, group: 'Incident', keys: [], blocked: '', run: () => open(id) }]
  }

  return { byId, search }
}
