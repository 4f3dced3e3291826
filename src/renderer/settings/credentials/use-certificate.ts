import type { Failure } from '../../../shared/contract/failure'
import type { CertificateChoice } from '../../../shared/contract/credential'
import { computed, readonly, ref, shallowRef, watch } from 'vue'
import { api, failureOf } from '../../bridge'
import { useSettings } from '../../composables/use-settings'

/** The last choice, until it is saved. It is kept while another page is open. */
const choice = shallowRef<Exclude<CertificateChoice, { kind: 'cancelled' }> | null>(null)
/** Whether the choice would be saved with the form. */
const ready = computed(() => choice.value !== null && choice.value.kind !== 'locked')
/** Whether a file needs its passphrase. */
const locked = computed(() => choice.value?.kind === 'locked')

const { settings } = useSettings()
/** Increases with every change of the choice, to detect late responses. */
let turn = 0

/**
 * Loads the unsaved certificate. Main drops a certificate from a file after a save, a forget or a switch of profile. It keeps one that the app made,
 * because the user may be uploading it.
 */
async function load(): Promise<void> {
  choice.value = null
  const before = ++turn
  const unsaved = await api.chosenCertificate().catch(() => null)
  if (turn === before) choice.value = unsaved
}
watch([() => settings.value?.profileId, () => settings.value?.profile?.savedAt], () => void load(), { flush: 'sync', immediate: true })

/** Provides the unsaved certificate. */
export function useChosenCertificate() {
  return { choice: readonly(choice), ready, locked }
}

/** Chooses or makes a certificate, one call at a time, and reports the start and the failure of each. */
export function useCertificateChoice(report: { readonly started: () => void, readonly failed: (failure: Failure) => void }) {
  const busy = ref(false)
  /** The file that the certificate was saved to without its key; '' without one. */
  const publicFile = ref('')
  watch(choice, () => { publicFile.value = '' }, { flush: 'sync' })

  const run = async (call: () => Promise<CertificateChoice>): Promise<void> => {
    if (busy.value) return
    busy.value = true
    report.started()
    try {
      const outcome = await call()
      if (outcome.kind === 'cancelled') return
      turn++
      choice.value = outcome
    } catch (error) {
      report.failed(failureOf(error))
    } finally {
      busy.value = false
    }
  }

  return {
    busy: readonly(busy),
    publicFile: readonly(publicFile),
    choose: () => run(async () => {
      try {
        return await api.chooseCertificate()
      } catch (error) {
        // Drop the earlier choice: the user wanted to replace it, so it must not be saved.
        choice.value = null
        throw error
      }
    }),
    open: (passphrase: string) => run(async () => {
      try {
        return await api.openCertificate({ passphrase })
      } catch (error) {
        // The user can try another passphrase; any other failure is final.
        if (!failureOf(error).code.startsWith('passphrase-')) choice.value = null
        throw error
      }
    }),
    make: () => run(() => api.makeCertificate()),
    /** Saves the unsaved certificate without its key. */
    savePublicPart: () => run(async () => {
      publicFile.value = await api.savePublicPart() ?? publicFile.value
      return { kind: 'cancelled' }
    }),
    /** Drops the unsaved certificate. */
    discard: () => run(async () => {
      await api.discardCertificate({ profileId: settings.value?.profileId ?? '' })
      turn++
      choice.value = null
      return { kind: 'cancelled' }
    }),
  }
}
