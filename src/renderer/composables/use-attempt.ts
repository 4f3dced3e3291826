import type { Failure } from '../../shared/contract/failure'
import { shallowRef } from 'vue'
import { failureOf } from '../bridge'

/** Calls that may fail: `failure` is that of the last one, null while it is on its way or once it went well. */
export function useAttempt() {
  const failure = shallowRef<Failure | null>(null)

  /** Whether `call` went well. */
  const attempt = async (call: () => Promise<void>): Promise<boolean> => {
    failure.value = null
    try {
      await call()
    } catch (error) {
      failure.value = failureOf(error)
    }
    return failure.value === null
  }

  return { failure, attempt }
}
