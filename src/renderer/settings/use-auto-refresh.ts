import type { AutoRefresh } from '../../shared/contract/app'
import { onMounted, onScopeDispose, shallowRef } from 'vue'
import { api, on } from '../bridge'
import { useAttempt } from '../composables/use-attempt'

/** The choice as it is stored; one that cannot be stored is not taken. */
export function useAutoRefresh() {
  const choice = shallowRef<AutoRefresh | null>(null)
  const { failure, attempt } = useAttempt()

  const load = async () => { choice.value = await api.autoRefresh() }
  const choose = async (changed: Partial<AutoRefresh>) => {
    const before = choice.value
    if (!before) return
    const next = { ...before, ...changed }
    choice.value = next
    const kept = await attempt(() => api.chooseAutoRefresh(next))
    if (!kept) choice.value = { ...before }
  }

  onMounted(() => void attempt(load))
  // Forgetting the credentials turns it off.
  onScopeDispose(on('settings', () => void attempt(load)))
  return { choice, failure, choose }
}
