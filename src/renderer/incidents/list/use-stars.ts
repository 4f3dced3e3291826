import type { Failure } from '../../../shared/contract/failure'
import { computed } from 'vue'
import { api, failureOf } from '../../bridge'
import { usePreferences } from '../../composables/use-preferences'
import { useSettings } from '../../composables/use-settings'

/** Provides the starred incidents. `onChanged` is called once main has stored a change, `failed` if it could not. */
export function useStars(onChanged: () => void, failed: (failure: Failure) => void) {
  const { preferences } = usePreferences()
  const { settings } = useSettings()
  return {
    starred: computed<ReadonlySet<string>>(() => new Set(preferences.value.starred)),
    /** Stars an incident, or removes its star. */
    star: async (id: string, starred: boolean): Promise<void> => {
      try {
        await api.star({ profileId: settings.value?.profileId ?? '', ids: [id], starred })
        onChanged()
      } catch (error) {
        failed(failureOf(error))
      }
    },
  }
}
