import type { Collection, TimeWindow } from '../../../shared/contract/model'
import type { CollectionState } from '../../../shared/contract/collection-state'
import { computed, onScopeDispose, shallowRef } from 'vue'
import { api, on } from '../../bridge'
import { useAttempt } from '../../composables/use-attempt'

/** Returns why the last run is incomplete; null if it is not, or if another run is in progress. */
function failureOfRun(last: Collection | null, running: Collection | null) {
  return last?.outcome?.kind === 'incomplete' && !running ? last.outcome.failure : null
}

const nothing: CollectionState = { collection: null, running: null, failed: null, compared: false, seenAt: null, withoutAlerts: 0, file: null, rowsVersion: 0 }

/** Provides the state of the list and of its runs. The list stays until a new run has ended with at least one page. */
export function useCollection() {
  const state = shallowRef(nothing)
  const { failure: callFailure, attempt } = useAttempt()

  const load = () => attempt(async () => { state.value = await api.collection() })
  const start = (window: TimeWindow, how: 'refresh' | 'reload') => attempt(() => api.startCollection(window, how))
  const cancel = () => attempt(() => api.cancelCollection())

  const stopListening = [
    on('collection', (changed) => { state.value = changed }),
    // Other credentials have another list: main has dropped the old one.
    on('settings', () => { void load() }),
  ]
  onScopeDispose(() => { for (const stop of stopListening) stop() })

  const shown = computed(() => state.value.collection)
  const running = computed(() => state.value.running)
  /** The last run, if it failed before its first page; `shown` is then older. */
  const failed = computed(() => state.value.failed)
  const failure = computed(() => callFailure.value ?? failureOfRun(failed.value ?? shown.value, running.value))

  return {
    /** Changes whenever the rows on screen may have changed. */
    rowsVersion: computed(() => state.value.rowsVersion),
    shown,
    running,
    failed,
    /** The opened file whose incidents are listed; null for a collection. */
    file: computed(() => state.value.file),
    compared: computed(() => state.value.compared),
    seenAt: computed(() => state.value.seenAt),
    withoutAlerts: computed(() => state.value.withoutAlerts),
    failure,
    load,
    start,
    cancel,
  }
}
