import type { Page } from '../composables/use-page'
import { computed } from 'vue'
import { api } from '../bridge'
import { commandAction, provideActions } from '../composables/use-actions'
import { usePage } from '../composables/use-page'
import { useSettings } from '../composables/use-settings'

/** The page that was shown when the sample data was opened. */
let before: Page = 'incidents'

/** Provides the source of the incidents, and the actions that open and leave sources other than an API. */
export function useSource() {
  const { settings } = useSettings()
  const { page, go } = usePage()
  const source = computed(() => settings.value?.source ?? 'live')
  const isSample = computed(() => source.value === 'sample')
  const isFile = computed(() => source.value === 'file')

  const explore = async () => {
    if (!isSample.value) before = page.value
    await api.openSample()
    await go('incidents')
  }
  /** Closes what is shown instead of a profile. */
  const close = async () => {
    if (isFile.value) await api.closeFile()
    else await api.closeSample()
  }
  /** Returns to the profile that was current before, and for the sample data to the page from which it was opened. */
  const leave = async () => {
    const isBack = isSample.value
    await close()
    if (isBack) await go(before)
  }
  const connect = async () => {
    await close()
    await go('setup')
  }
  return {
    isSample,
    isFile,
    /** Whether the incidents are not those of a profile, so that there are no credentials. */
    isTemporary: computed(() => source.value !== 'live'),
    /** Whether incidents can be loaded, or are. */
    isReady: computed(() => source.value !== 'live' || Boolean(settings.value?.profile)),
    explore,
    leave,
    connect,
  }
}

/** Provides the commands of the sample data. */
export function useSampleActions(): void {
  const { isSample, explore, leave } = useSource()
  provideActions(() => [
    commandAction('explore-sample', { run: explore, blocked: isSample.value ? 'The sample data is already open' : '' }),
    commandAction('leave-sample', { run: leave, blocked: isSample.value ? '' : 'The sample data is not open' }),
  ])
}
