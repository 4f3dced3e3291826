import type { QuotaState } from '../../shared/contract/model'
import { onMounted, onScopeDispose, ref, shallowRef } from 'vue'
import { api, on } from '../bridge'
import { isUsed } from '../text/quota-text'

const everyMs = 1000

/** Provides the quota and keeps it current, because used calls become available again over time. Sends no requests while no calls are used up. */
export function useQuota() {
  const state = shallowRef<QuotaState | null>(null)
  const now = ref(Date.now())
  let timer: ReturnType<typeof setTimeout> | undefined

  const receive = (next: QuotaState) => {
    state.value = next
    now.value = Date.now()
    clearTimeout(timer)
    if (isUsed(next)) timer = setTimeout(() => void request(), everyMs)
  }
  const request = async () => {
    try {
      receive(await api.quota())
    } catch {
      // A failure needs no message, because the next event updates the meter.
    }
  }

  // The quota is not urgent, so it must not delay the first paint.
  onMounted(() => requestIdleCallback(() => void request()))
  // Other credentials have their own quota.
  const stop = [on('quota', receive), on('settings', () => void request())]
  onScopeDispose(() => {
    clearTimeout(timer)
    for (const each of stop) each()
  })
  return { state, now }
}
