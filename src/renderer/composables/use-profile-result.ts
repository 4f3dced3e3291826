import type { ProfilesOutcome } from '../../shared/contract/app'
import { ref, shallowRef, watch } from 'vue'
import { usePage } from './use-page'

/** The result of forgetting credentials. `setAside`: a settings file that could not be read still exists. */
export interface Forgotten { readonly setAside: boolean }

const profiles = shallowRef<ProfilesOutcome | null>(null)
const forgotten = ref<Forgotten | null>(null)

const clear = () => {
  profiles.value = null
  forgotten.value = null
}
watch(usePage().page, clear)

/** Results of the last action that can switch the profile. They survive the remount and stay until the next action or page. */
export function useProfileResult() {
  return { profiles, forgotten, clear }
}
