import type { Failure } from '../../shared/contract/failure'
import type { Settings } from '../../shared/contract/model'
import { readonly, shallowRef } from 'vue'
import { api, failureOf, on } from '../bridge'

const settings = shallowRef<Settings | null>(null)
const failure = shallowRef<Failure | null>(null)

async function load(): Promise<void> {
  try {
    settings.value = await api.settings()
    failure.value = null
  } catch (error) {
    failure.value = failureOf(error)
  }
}

/** Loads the settings and keeps them current until the returned function is called. */
function follow(): () => void {
  void load()
  return on('settings', (changed) => { settings.value = changed })
}

/** Provides the settings, shared by all pages. App.vue calls `follow`. */
export function useSettings() {
  return { settings: readonly(settings), failure: readonly(failure), follow }
}
