import type { Settings } from '../../shared/model'
import { readonly, shallowRef } from 'vue'
import { api, on } from '../bridge'

const settings = shallowRef<Settings | null>(null)
let listening = false

/** What is saved, kept current. Shared by all pages. */
export function useSettings() {
  const load = async () => {
    if (!listening) on('settings', (changed) => { settings.value = changed })
    listening = true
    settings.value = await api.settings()
  }
  return { settings: readonly(settings), load }
}
