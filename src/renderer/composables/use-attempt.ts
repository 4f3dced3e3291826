import type { Failure } from '../../shared/contract/failure'
import { shallowRef } from 'vue'
import { failureOf } from '../bridge'

/** Provides `attempt`, which runs a call that can fail. `failure` is the failure of the last call; null while the call runs, and if it succeeded. */
export function useAttempt() {
  const failure = shallowRef<Failure | null>(null)

  /** Returns whether `call` succeeded. */
  const attempt = async (call: () => Promise<void>): Promise<boolean> => {
    failure.value = null
    try {
      await call()
      return true
    } catch (error) {
      failure.value = failureOf(error)
      return false
    }
  }

  return { failure, attempt }
}
