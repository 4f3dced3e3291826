/** @file The credentials that the user types. Setup and Settings show the same draft, so an entry on one page stands on the other. */
import type { Failure } from '../../../shared/contract/failure'
import type { CredentialChoice, CredentialKind } from '../../../shared/contract/credential'
import type { Profile, SaveOutcome } from '../../../shared/contract/model'
import type { ApiKind, CloudKind } from '../../../shared/vocabulary/clouds'
import { computed, ref, watch } from 'vue'
import { sameApp, trimmedId } from '../../../shared/values/ids'
import { defaultApi, defaultCloud } from '../../../shared/vocabulary/clouds'
import { api, failureOf } from '../../bridge'
import { useSettings } from '../../composables/use-settings'
import { certificateProblem, clientProblem, secretProblem, tenantProblem } from './credential-rules'
import { secretOf } from './secret-rules'
import { useChosenCertificate } from './use-certificate'
import { savedKind, useCredentialKind } from './use-credential-kind'

/** `invalid`: a field has a problem, so nothing was sent. `dropped`: the credentials were forgotten, or the profile was switched, during the save. */
export type SaveResult
  = | { readonly kind: 'invalid' | 'dropped' }
  /** `changedSince`: whether the form was changed during the save. */
    | { readonly kind: 'done', readonly outcome: SaveOutcome, readonly changedSince: boolean }
    | { readonly kind: 'failed', readonly failure: Failure }

const { settings } = useSettings()
const { ready: certificateReady, locked: certificateLocked } = useChosenCertificate()

const saved = computed(() => ({ profileId: settings.value?.profileId ?? '', profile: settings.value?.profile ?? null, secret: settings.value?.secret ?? { kind: 'none' } as const }))
const kind = useCredentialKind(saved, certificateReady)
const tenantId = ref('')
const clientId = ref('')
const clientSecret = ref('')
const apiKind = ref<ApiKind>(defaultApi)
const cloud = ref<CloudKind>(defaultCloud)
const savedDay = ref('')
const newDay = ref('')
/** Whether the date box contains only part of a date; `day` is then ''. */
const dayIncomplete = ref(false)
const saving = ref(false)
/** Whether the user tried to save: problems are shown from then on. */
const tried = ref(false)
/** SECURITY: the key that remounts the box of the secret after a save, because Vue keeps the previous text while the box exists. */
const saves = ref(0)
/** Whether a field was changed since the click on Save. */
let changedSince = false

const notedDay = (profile: Profile | null | undefined): string => profile?.secretExpiry?.source === 'noted' ? profile.secretExpiry.date : ''

/** Replaces the draft by the empty one: that of another profile must not appear in this one. */
function reset(): void {
  tenantId.value = clientId.value = clientSecret.value = newDay.value = savedDay.value = ''
  apiKind.value = defaultApi
  cloud.value = defaultCloud
  dayIncomplete.value = tried.value = false
}

watch([() => settings.value?.profileId, () => saved.value.profile] as const, ([id, profile], [idBefore, profileBefore]) => {
  if (id !== idBefore) reset()
  const before = id === idBefore ? profileBefore : null
  if (profile?.tenantId !== before?.tenantId) tenantId.value = profile?.tenantId ?? ''
  if (profile?.clientId !== before?.clientId) clientId.value = profile?.clientId ?? ''
  if (profile?.api !== before?.api) apiKind.value = profile?.api ?? defaultApi
  if (profile?.cloud !== before?.cloud) cloud.value = profile?.cloud ?? defaultCloud
  if (notedDay(profile) !== notedDay(before)) savedDay.value = notedDay(profile)
}, { flush: 'sync', immediate: true })

/** The kind of the saved credential for these IDs. An empty box, or no chosen certificate, keeps that credential. */
const kept = computed((): CredentialKind | null => {
  const { profile } = saved.value
  return profile && sameApp(profile, { tenantId: tenantId.value, clientId: clientId.value }) ? savedKind(saved.value) : null
})
const keepsSecret = computed(() => kept.value === 'secret')
/** The day on which the secret expires. The stored day belongs to the saved secret; a new secret has its own. */
const day = computed({
  get: () => (keepsSecret.value && secretOf(clientSecret.value) === '' ? savedDay : newDay).value,
  set: (value) => { (keepsSecret.value && secretOf(clientSecret.value) === '' ? savedDay : newDay).value = value },
})
const problems = computed(() => ({
  tenant: tenantProblem(tenantId.value),
  client: clientProblem(clientId.value),
  credential: kind.value === 'secret'
    ? secretProblem(clientSecret.value, keepsSecret.value)
    : certificateProblem({ chosen: certificateReady.value, saved: kept.value === 'certificate', locked: certificateLocked.value }),
  day: dayIncomplete.value && kind.value === 'secret' ? 'Enter the whole day, or clear the box.' : '',
}))

function credential(): CredentialChoice {
  if (kind.value === 'certificate') return { kind: certificateReady.value ? 'certificate' : 'saved' }
  const secret = secretOf(clientSecret.value)
  return secret ? { kind: 'secret', clientSecret: secret } : { kind: 'saved' }
}

/** Clears what main has now. A text typed during the save is not saved yet, and stays. */
function clearSaved(typed: { readonly secret: string, readonly day: string }): void {
  // SECURITY: main has the secret, and the page keeps no copy.
  if (clientSecret.value === typed.secret) {
    clientSecret.value = ''
    saves.value++
  }
  if (newDay.value === typed.day) newDay.value = ''
  if (!changedSince) {
    tenantId.value = trimmedId(tenantId.value)
    clientId.value = trimmedId(clientId.value)
  }
  tried.value = false
}

/** Sends the draft to main, which checks and saves it. */
async function save(): Promise<SaveResult> {
  tried.value = true
  if (Object.values(problems.value).some(problem => problem !== '')) return { kind: 'invalid' }
  saving.value = true
  changedSince = false
  const typed = { secret: clientSecret.value, day: newDay.value }
  try {
    const outcome = await api.saveCredentials({
      profileId: settings.value?.profileId ?? '',
      tenantId: trimmedId(tenantId.value),
      clientId: trimmedId(clientId.value),
      credential: credential(),
      secretExpires: kind.value === 'secret' && day.value ? day.value : null,
      api: apiKind.value,
      cloud: cloud.value,
    })
    // Nothing was saved, so the typed text stays for another attempt, as after a refusal.
    if (outcome.check.kind !== 'kept') clearSaved(typed)
    return { kind: 'done', outcome, changedSince }
  } catch (error) {
    const failure = failureOf(error)
    return failure.code === 'cancelled' ? { kind: 'dropped' } : { kind: 'failed', failure }
  } finally {
    saving.value = false
  }
}

/** Shows the saved kind of credential again, so that the next Save does not replace it by mistake. */
function leave(): void {
  const of = savedKind(saved.value)
  if (of) kind.value = of
}

/** Provides the draft of the current profile's credentials. Call `touch` when the user changes a field, and `leave` when the form disappears. */
export function useDraft() {
  return {
    tenantId, clientId, clientSecret, kind, cloud, day, dayIncomplete, tried, saving, saves, problems, kept, keepsSecret, save, leave,
    api: apiKind,
    touch: () => { changedSince = true },
  }
}
