import type { Ref } from 'vue'
import type { Failure } from '../../../shared/contract/failure'
import type { ExportOutcome } from '../../../shared/contract/app'
import type { Collection } from '../../../shared/contract/model'
import { computed, ref, shallowRef, watch } from 'vue'
import { api, failureOf } from '../../bridge'
import { useSettings } from '../../composables/use-settings'

type Saved = Extract<ExportOutcome, { kind: 'saved' }>

/** Provides the export of the shown list. Asks for confirmation first if the list is incomplete. */
export function useExport(shown: Ref<Collection | null>) {
  const { settings } = useSettings()
  const busy = ref(false)
  /** The incomplete list whose export the user has to confirm. */
  const toConfirm = shallowRef<Collection | null>(null)
  const saved = shallowRef<Saved | null>(null)
  const failure = shallowRef<Failure | null>(null)

  const clear = () => {
    saved.value = null
    failure.value = null
  }

  const write = async (acceptIncomplete: boolean) => {
    toConfirm.value = null
    busy.value = true
    clear()
    try {
      const outcome = await api.exportIncidents({ profileId: settings.value?.profileId ?? '', acceptIncomplete })
      if (outcome.kind === 'saved') saved.value = outcome
    } catch (error) {
      failure.value = failureOf(error)
    } finally {
      busy.value = false
    }
  }

  // The result belongs to the previous list.
  watch(() => shown.value?.run, () => { saved.value = null })

  const possible = computed(() => shown.value !== null && !busy.value)

  const run = async () => {
    if (!possible.value || toConfirm.value) return
    if (shown.value?.outcome?.kind === 'complete') await write(false)
    else toConfirm.value = shown.value
  }

  return { busy, toConfirm, saved, failure, possible, run, write, clear }
}
