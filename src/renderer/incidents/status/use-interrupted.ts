import type { Ref } from 'vue'
import type { Interrupted } from '../../../shared/contract/app'
import type { Collection, TimeWindow } from '../../../shared/contract/model'
import { computed, shallowRef, watch } from 'vue'
import { api } from '../../bridge'
import { useSettings } from '../../composables/use-settings'
import { restartedText } from '../../text/incidents/interruption-text'

interface List {
  readonly shown: Readonly<Ref<Collection | null>>
  readonly running: Readonly<Ref<Collection | null>>
  readonly failed: Readonly<Ref<Collection | null>>
}

/** Restart recovery: the collection that was interrupted when the app was closed. `show` selects its window. */
export function useInterrupted({ shown, running, failed }: List, show: (window: TimeWindow) => void) {
  const { settings } = useSettings()
  const interrupted = shallowRef<Interrupted | null>(null)
  const left = computed(() => interrupted.value?.kind === 'left' ? interrupted.value : null)
  const started = computed(() => restartedText(interrupted.value, running.value ?? failed.value ?? shown.value))

  const resume = async () => {
    // A failure is not shown: the user cannot fix it, and can refresh instead.
    interrupted.value = await api.resumeInterruptedCollection().catch(() => null)
    if (interrupted.value) show(interrupted.value.window)
  }

  // The interrupted collection belongs to the previous credentials.
  const credentials = computed(() => {
    const { tenantId, clientId, api: kind, cloud } = settings.value?.profile ?? {}
    return settings.value && JSON.stringify([tenantId, clientId, kind, cloud])
  })
  watch(credentials, (_now, before) => { if (before !== null) interrupted.value = null })

  return { left, started, resume }
}
