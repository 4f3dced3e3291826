import type { Page } from '../composables/use-page'
import { computed } from 'vue'
import { api } from '../bridge'
import { commandAction, provideActions } from '../composables/use-actions'
import { usePage } from '../composables/use-page'
import { useSettings } from '../composables/use-settings'

/** The page that was shown when the sample data was opened. */
let before: Page = 'incidents'

/** Provides the source of the incidents, and the actions that open and leave the sample data. */
export function useSource() {
  const { settings } = useSettings()
  const { page, go } = usePage()
  const isSample = computed(() => settings.value?.source === 'sample')

  const explore = async () => {
    if (!isSample.value) before = page.value
    await api.openSample()
    await go('incidents')
  }
  /** Returns to the profile and the page from which the sample data was opened. */
  const leave = async () => {
    await api.closeSample()
    await go(before)
  }
  const connect = async () => {
    await api.closeSample()
    await go('setup')
  }
  return {
    isSample,
    /** Whether incidents can be loaded. */
    isReady: computed(() => isSample.value || Boolean(settings.value?.profile)),
    explore,
    leave,
    connect,
  }
}

/** Provides the commands of the sample data. */
export function useSourceActions(): void {
  const { isSample, explore, leave } = useSource()
  provideActions(() => [
    commandAction('explore-sample', { run: explore, blocked: isSample.value ? 'The sample data is already open' : '' }),
    commandAction('leave-sample', { run: leave, blocked: isSample.value ? '' : 'The sample data is not open' }),
  ])
}
