import type { Ref } from 'vue'
import type { CredentialKind } from '../../../shared/contract/credential'
import type { Settings } from '../../../shared/contract/model'
import { computed, ref, watch } from 'vue'

/** Returns the kind of the saved credential; null if none is saved. */
export function savedKind({ profile, secret }: Pick<Settings, 'profile' | 'secret'>): CredentialKind | null {
  if (!profile || secret.kind === 'none') return null
  return profile.certificate ? 'certificate' : 'secret'
}

type Current = Pick<Settings, 'profileId' | 'profile' | 'secret'>

/**
 * Provides the kind of credential that the form shows: the user's choice until the next save or switch of profile, otherwise the saved kind. An unsaved
 * certificate decides only if nothing is saved.
 */
export function useCredentialKind(settings: Readonly<Ref<Current>>, certificateReady: Readonly<Ref<boolean>>) {
  const chosen = ref<CredentialKind | null>(null)
  watch([() => settings.value.profileId, () => settings.value.profile?.savedAt], () => { chosen.value = null }, { flush: 'sync' })
  return computed<CredentialKind>({
    get: () => chosen.value ?? savedKind(settings.value) ?? (certificateReady.value || settings.value.profile?.certificate ? 'certificate' : 'secret'),
    set: (kind) => { chosen.value = kind },
  })
}
