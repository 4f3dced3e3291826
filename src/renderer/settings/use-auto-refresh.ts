import type { AutoRefresh } from '../../shared/contract/app'
import { onMounted, onScopeDispose, shallowRef } from 'vue'
import { api, on } from '../bridge'
import { useAttempt } from '../composables/use-attempt'

/** Provides the stored choice. A choice that cannot be stored is reverted. */
export function useAutoRefresh() {
  const choice = shallowRef<AutoRefresh | null>(null)
  const { failure, attempt } = useAttempt()

  let choices = 0

  const load = async () => {
    const before = choices
    const stored = await api.autoRefresh()
    // The user has chosen meanwhile, so this may be the state before.
    if (choices === before) choice.value = stored
  }
  const choose = async (changed: Partial<AutoRefresh>) => {
    const before = choice.value
    if (!before) return
    choices++
    const next = { ...before, ...changed }
    choice.value = next
    const isStored = await attempt(() => api.chooseAutoRefresh(next))
    if (!isStored) choice.value = { ...before }
  }

  onMounted(() => void attempt(load))
  // Forgetting the credentials turns auto-refresh off.
  onScopeDispose(on('settings', () => void attempt(load)))
  return { choice, failure, choose }
}
