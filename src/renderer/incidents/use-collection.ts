import type { Collection, CollectionProgress, IncidentSummary, TimeWindow } from '../../shared/model'
import type { Failure } from '../../shared/failure'
import { computed, onScopeDispose, shallowRef } from 'vue'
import { api, failureOf, on } from '../bridge'

/**
 * The list as it is shown. What was shown stays until a new collection has ended with at least one page; the first one
 * shows its rows as they arrive.
 */
export function useCollection() {
  const shown = shallowRef<Collection | null>(null)
  const running = shallowRef<Collection | null>(null)
  /** The last run, if it failed before its first page: what is shown is older than that. */
  const failed = shallowRef<Collection | null>(null)
  const rows = shallowRef<readonly IncidentSummary[]>([])
  const startFailure = shallowRef<Failure | null>(null)
  let arriving = new Map<string, IncidentSummary>()
  let run = 0

  const receive = ({ collection, rows: changed }: CollectionProgress) => {
    if (collection.run < run) return
    if (collection.run > run) {
      run = collection.run
      arriving = new Map()
      failed.value = null
      if (!shown.value) rows.value = []
    }
    for (const row of changed) arriving.set(row.id, row)
    const ended = collection.outcome !== null
    running.value = ended ? null : collection
    if (ended && collection.pages === 0) {
      failed.value = collection
    } else if (ended) {
      shown.value = collection
      rows.value = [...arriving.values()]
    } else if (!shown.value && changed.length > 0) {
      rows.value = [...arriving.values()]
    }
  }

  const load = async () => {
    const list = await api.incidents()
    shown.value = list.collection
    running.value = list.running
    failed.value = null
    rows.value = list.rows
    if (!list.running) arriving = new Map()
  }

  const start = async (window: TimeWindow) => {
    startFailure.value = null
    try {
      await api.startCollection(window)
    } catch (error) {
      startFailure.value = failureOf(error)
    }
  }

  const stopListening = [
    on('collection', receive),
    // Other credentials, another list: main has dropped the old one.
    on('settings', () => { void load() }),
  ]
  onScopeDispose(() => { for (const stop of stopListening) stop() })

  /** Why the list is not what was asked for, if so. */
  const failure = computed<Failure | null>(() => {
    if (startFailure.value) return startFailure.value
    const outcome = (failed.value ?? shown.value)?.outcome
    return outcome?.kind === 'incomplete' && !running.value ? outcome.failure : null
  })

  return { shown, running, failed, rows, failure, load, start, cancel: () => api.cancelCollection() }
}
