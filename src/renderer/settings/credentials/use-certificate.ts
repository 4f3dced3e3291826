import type { Failure } from '../../../shared/contract/failure'
import type { CertificateChoice } from '../../../shared/contract/credential'
import { computed, readonly, ref, shallowRef, watch } from 'vue'
import { api, failureOf } from '../../bridge'
import { useSettings } from '../../composables/use-settings'

/** What came of choosing last, until it is saved; also while another page is open. */
const choice = shallowRef<Exclude<CertificateChoice, { kind: 'cancelled' }> | null>(null)
/** Whether Save would save it. */
const ready = computed(() => choice.value !== null && choice.value.kind !== 'locked')
/** Whether a file waits for its passphrase. */
const locked = computed(() => choice.value?.kind === 'locked')

const { settings } = useSettings()
/** Counts what became of the choice: an answer that comes after something newer is late. */
let turn = 0

/** Main drops a chosen one once something is saved or forgotten, or another profile is chosen; a made one waits for its upload. */
async function load(): Promise<void> {
  choice.value = null
  const before = ++turn
  const waiting = await api.chosenCertificate().catch(() => null)
  if (turn === before) choice.value = waiting
}
watch([() => settings.value?.profileId, () => settings.value?.profile?.savedAt], () => void load(), { flush: 'sync', immediate: true })

/** The certificate that is chosen and not saved yet. */
export function useChosenCertificate() {
  return { choice: readonly(choice), ready, locked }
}

/** Choosing one: a call at a time, whose beginning and failure are told. */
export function useCertificateChoice(told: { readonly started: () => void, readonly failed: (failure: Failure) => void }) {
  const busy = ref(false)

  const ask = async (call: () => Promise<CertificateChoice>): Promise<void> => {
    if (busy.value) return
    busy.value = true
    told.started()
    try {
      const outcome = await call()
      if (outcome.kind === 'cancelled') return
      turn++
      choice.value = outcome
    } catch (error) {
      told.failed(failureOf(error))
    } finally {
      busy.value = false
    }
  }

  return {
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
    open: (passphrase: string) => ask(async () => {
      try {
        return await api.openCertificate({ passphrase })
      } catch (error) {
        // Another passphrase may open it; nothing helps against what is inside.
        if (!failureOf(error).code.startsWith('passphrase-')) choice.value = null
        throw error
      }
    }),
    make: () => ask(() => api.makeCertificate()),
    /** Drops what is chosen or made and not saved yet. */
    discard: () => ask(async () => {
      await api.discardCertificate({ profileId: settings.value?.profileId ?? '' })
      turn++
      choice.value = null
      return { kind: 'cancelled' }
    }),
  }
}
