import type { Failure } from '../../../shared/contract/failure'
import type { Collection, CollectionProgress, IncidentChanges, IncidentList, IncidentSummary, ListEnd, TimeWindow } from '../../../shared/contract/model'
import { computed, onScopeDispose, shallowRef } from 'vue'
import { api, on } from '../../bridge'
import { useAttempt } from '../../composables/use-attempt'
import { useAlerts } from './use-alerts'

/** Why the list is not what was asked for, if so. */
function failureOfRun(last: Collection | null, running: Collection | null): Failure | null {
  return last?.outcome?.kind === 'incomplete' && !running ? last.outcome.failure : null
}

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
  const changes = shallowRef<readonly IncidentChanges[]>([])
  /** Whether there was a complete list of the same window to compare with. */
  const compared = shallowRef(false)
  const { failure: callFailure, attempt } = useAttempt()
  let arriving = new Map<string, IncidentSummary>()
  let run = 0

  const take = (list: IncidentList) => {
    shown.value = list.collection
    running.value = list.running
    failed.value = list.failed
    changes.value = list.changes
    compared.value = list.compared
    run = Math.max(run, ...[list.running, list.collection, list.failed].map(each => each?.run ?? 0))
    // The first run's rows are here, not in main's list yet.
    if (list.collection || !list.running) rows.value = list.rows
  }

  const load = () => attempt(async () => take(await api.incidents()))

  const end = (collection: Collection, listEnd: ListEnd | null) => {
    running.value = null
    for (const id of listEnd?.dropped ?? []) arriving.delete(id)
    if (listEnd === null) {
      failed.value = collection
      return
    }
    compared.value = listEnd.compared
    if (arriving.size === collection.incidents) {
      shown.value = collection
      changes.value = listEnd.changes
      rows.value = [...arriving.values()]
    } else {
      // Main's list is the truth, should a part of the run have been missed.
      void load()
    }
  }

  const receive = ({ collection, rows: changed, end: listEnd }: CollectionProgress) => {
    if (collection.run < run) return
    if (collection.run > run) {
      run = collection.run
      // What changed adds to the list that is shown; everything else replaces it.
      arriving = new Map(collection.kind === 'changes' ? rows.value.map(row => [row.id, row]) : [])
      failed.value = null
      if (!shown.value) rows.value = []
    }
    for (const row of changed) arriving.set(row.id, row)
    if (collection.outcome !== null) return end(collection, listEnd)
    running.value = collection
    if (!shown.value && changed.length > 0) rows.value = [...arriving.values()]
  }

  const start = (window: TimeWindow, how: 'refresh' | 'reload') => attempt(() => api.startCollection(window, how))
  const cancel = () => attempt(() => api.cancelCollection())

  const stopListening = [
    on('collection', receive),
    // Other credentials, another list: main has dropped the old one.
    on('settings', () => { void load() }),
  ]
  onScopeDispose(() => { for (const stop of stopListening) stop() })

  const failure = computed(() => callFailure.value ?? failureOfRun(failed.value ?? shown.value, running.value))

  return { shown, running, failed, rows, ...useAlerts(rows, () => arriving), changes, compared, failure, load, start, cancel }
}
