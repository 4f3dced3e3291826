import type { ListPreferences } from '../../shared/contract/preferences'
import { shallowReadonly, shallowRef } from 'vue'
import { api, on } from '../bridge'

const none: ListPreferences = { columns: null, density: 'comfortable', sort: [], overview: null, views: [], starred: [], utc: false, me: '', exported: null }

const preferences = shallowRef(none)

/** Loads the preferences of the current profile and keeps them current until the returned function is called. */
function follow(): () => void {
  // Unreadable preferences are reported with the settings; until then, the defaults are shown.
  api.preferences().then((loaded) => { preferences.value = loaded }, () => undefined)
  return on('preferences', (changed) => { preferences.value = changed })
}

/** Provides the user's preferences for the list, shared by all pages. App.vue calls `follow`. */
export function usePreferences() {
  return { preferences: shallowReadonly(preferences), follow }
}
