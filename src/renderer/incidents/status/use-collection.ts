import type { Failure } from '../../../shared/contract/failure'
import type { Collection, CollectionProgress, IncidentChanges, IncidentList, IncidentSummary, ListEnd, TimeWindow } from '../../../shared/contract/model'
import { computed, onScopeDispose, shallowRef } from 'vue'
import { api, on } from '../../bridge'
import { useAttempt } from '../../composables/use-attempt'
import { useAlerts } from './use-alerts'

/** Returns why the last run is incomplete; null if it is not, or if another run is in progress. */
function failureOfRun(last: Collection | null, running: Collection | null): Failure | null {
  return last?.outcome?.kind === 'incomplete' && !running ? last.outcome.failure : null
}

/**
 * Provides the shown list. It stays until a new run has ended with at least one page; the first run shows its rows as they arrive.
 */
export function useCollection() {
  const shown = shallowRef<Collection | null>(null)
  const running = shallowRef<Collection | null>(null)
  /** The last run, if it failed before its first page; `shown` is then older. */
  const failed = shallowRef<Collection | null>(null)
  const rows = shallowRef<readonly IncidentSummary[]>([])
  const changes = shallowRef<readonly IncidentChanges[]>([])
  /** Whether there was a complete list of the same window for comparison. */
  const compared = shallowRef(false)
  const { failure: callFailure, attempt } = useAttempt()
  let arriving = new Map<string, IncidentSummary>()
  let run = 0

  const replaceBy = (list: IncidentList) => {
    shown.value = list.collection
    running.value = list.running
    failed.value = list.failed
    changes.value = list.changes
    compared.value = list.compared
    run = Math.max(run, ...[list.running, list.collection, list.failed].map(each => each?.run ?? 0))
    // The rows of the first run are not in main's list yet.
    if (list.collection || !list.running) rows.value = list.rows
  }

  const load = () => attempt(async () => replaceBy(await api.incidents()))

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
      // The page missed a part of the run, so load main's list.
      void load()
    }
  }

  const receive = ({ collection, rows: changed, end: listEnd }: CollectionProgress) => {
    if (collection.run < run) return
    if (collection.run > run) {
      run = collection.run
      // Changes update the list that is shown; a full run replaces it.
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
    // Other credentials have another list: main has dropped the old one.
    on('settings', () => { void load() }),
  ]
  onScopeDispose(() => { for (const stop of stopListening) stop() })

  const failure = computed(() => callFailure.value ?? failureOfRun(failed.value ?? shown.value, running.value))

  return { shown, running, failed, rows, ...useAlerts(rows, () => arriving), changes, compared, failure, load, start, cancel }
}
