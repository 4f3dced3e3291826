import type { Ref } from 'vue'
import type { SortBy } from '../../../../shared/contract/list'
import { usePreferences } from '../../../composables/use-preferences'
import { useSettings } from '../../../composables/use-settings'
import { currentProfile } from '../../../text/profile-text'
import { useLayout } from './use-layout'

/** Provides the layout of the current profile's list. `sort`: the sort order of the query. */
export function useProfileLayout(sort: Ref<readonly SortBy[]>) {
  const { preferences } = usePreferences()
  const { settings } = useSettings()
  return useLayout({
    stored: () => preferences.value,
    profileId: () => settings.value?.profileId,
    api: () => settings.value ? currentProfile(settings.value).api : 'defender-xdr',
    sort,
  })
}
