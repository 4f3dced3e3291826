import type { Failure } from '../../shared/failure'
import type { CertificateChoice } from '../../shared/credential'
import { readonly, ref, shallowRef } from 'vue'
import { api, failureOf } from '../bridge'

type Chosen = Exclude<CertificateChoice, { kind: 'cancelled' }>

/** Choosing a certificate: what came of it last, until it is saved. */
export function useCertificate(told: { readonly started: () => void, readonly failed: (failure: Failure) => void }) {
  const choice = shallowRef<Chosen | null>(null)
  const busy = ref(false)

  /** Whether it was not cancelled and did not fail. */
  const ask = async (call: () => Promise<CertificateChoice>): Promise<boolean> => {
    if (busy.value) return false
    busy.value = true
    told.started()
    try {
      const outcome = await call()
      if (outcome.kind === 'cancelled') return false
      choice.value = outcome
      return true
    } catch (error) {
      told.failed(failureOf(error))
      return false
    } finally {
      busy.value = false
    }
  }

  return {
    choice: readonly(choice),
    busy: readonly(busy),
    choose: () => ask(async () => {
      try {
        return await api.chooseCertificate()
      } catch (error) {
        // What was chosen before is dropped: Save must not mean what the person turned away from.
        choice.value = null
        throw error
      }
    }),
    open: (passphrase: string) => ask(() => api.openCertificate({ passphrase })),
    make: () => ask(() => api.makeCertificate()),
    forget: () => { choice.value = null },
  }
}
