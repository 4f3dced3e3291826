import type { QuotaState } from '../../shared/contract/model'
import { onMounted, onScopeDispose, ref, shallowRef } from 'vue'
import { api, on } from '../bridge'
import { isUsed } from '../text/quota-text'

const everyMs = 1000

/** What is left of the quota, kept current: calls become free as time goes by. Rests while nothing is used. */
export function useQuota() {
  const state = shallowRef<QuotaState | null>(null)
  const now = ref(Date.now())
  let timer: ReturnType<typeof setTimeout> | undefined

  const take = (next: QuotaState) => {
    state.value = next
    now.value = Date.now()
    clearTimeout(timer)
    if (isUsed(next)) timer = setTimeout(() => void ask(), everyMs)
  }
  const ask = async () => {
    try {
      take(await api.quota())
    } catch {
      // The next event brings it; a meter is no reason for an alarm.
    }
  }

  // Not before the list is on screen: it is nothing anybody waits for.
  onMounted(() => requestIdleCallback(() => void ask()))
  // Other credentials have a quota of their own.
  const stop = [on('quota', take), on('settings', () => void ask())]
  onScopeDispose(() => {
    clearTimeout(timer)
    for (const each of stop) each()
  })
  return { state, now }
}
