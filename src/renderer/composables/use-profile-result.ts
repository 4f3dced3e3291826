import type { ProfilesOutcome } from '../../shared/contract/app'
import { ref, shallowRef, watch } from 'vue'
import { usePage } from './use-page'

/** What is told of credentials that were forgotten. `setAside`: a settings file that could not be read is still there. */
export interface Forgotten { readonly setAside: boolean }

const profiles = shallowRef<ProfilesOutcome | null>(null)
const forgotten = ref<Forgotten | null>(null)

const clear = () => {
  profiles.value = null
  forgotten.value = null
}
watch(usePage().page, clear)

/** What came of actions that may bring another profile into sight, since the page is built anew then. Until the next one, or another page. */
export function useProfileResult() {
  return { profiles, forgotten, clear }
}
