import { ref, watch } from 'vue'
import { api, failureOf } from '../bridge'
import { isUtc } from '../text/format'
import { usePreferences } from './use-preferences'
import { useSettings } from './use-settings'

/** Whether the last choice could not be stored, and therefore lasts until the app closes. */
const isUnsaved = ref(false)

/** Shows times as the current profile's preferences specify, until the component is unmounted. App.vue calls it. */
export function followTimes(): void {
  const { preferences } = usePreferences()
  watch(() => preferences.value.utc, (utc) => { isUtc.value = utc }, { immediate: true, flush: 'sync' })
}

/** Provides the choice between UTC and the computer's time zone. */
export function useTimes() {
  const { settings } = useSettings()
  const choose = async (utc: boolean): Promise<void> => {
    isUtc.value = utc
    isUnsaved.value = false
    try {
      await api.saveTimes({ profileId: settings.value?.profileId ?? '', utc })
    } catch (error) {
      // A profile without credentials is never stored, and its page says so.
      isUnsaved.value = failureOf(error).code !== 'no-credentials'
    }
  }
  return { isUtc, isUnsaved, choose }
}
