/** @file The progress of the setup. It is kept while another page is open. */
import type { Access } from '../../shared/contract/access'
import type { Failure } from '../../shared/contract/failure'
import type { SaveOutcome } from '../../shared/contract/model'
import type { Step, StepId, StepState } from '../text/setup-text'
import { computed, ref, shallowRef, watch } from 'vue'
import { suggestedName } from '../../shared/rules/profile-title'
import { failedCheckOf } from '../../shared/rules/failure-facts'
import { idKey, trimmedId } from '../../shared/values/ids'
import { api, failureOf } from '../bridge'
import { useConnectionTest } from '../composables/use-connection-test'
import { useSettings } from '../composables/use-settings'
import { useDraft } from '../settings/credentials/use-draft'
import { currentProfile } from '../text/profile-text'
import { stepsFor } from '../text/setup-text'

/** What went wrong at a step. `access`: a token that cannot list incidents; `saved`: credentials that Entra did not check. */
export type Trouble
  = | { readonly step: StepId, readonly kind: 'failure', readonly failure: Failure }
    | { readonly step: StepId, readonly kind: 'access', readonly access: Access }
    | { readonly step: StepId, readonly kind: 'saved', readonly outcome: SaveOutcome, readonly changedSince: boolean }

const { settings } = useSettings()
const draft = useDraft()
const { report } = useConnectionTest()

const steps = computed(() => stepsFor(draft.api.value, draft.kind.value))
/** The step that is unfolded; null if all are folded. */
const open = ref<StepId | null>(null)
const trouble = shallowRef<Trouble | null>(null)
/** The steps after which the user chose Continue. */
const passed = ref<ReadonlySet<StepId>>(new Set())
/** Whether the user chose Continue after the IDs: their problems are shown from then on. */
const idsChecked = ref(false)
const lookingUp = ref(false)
/** The tenant that was found, with its API and cloud. */
const found = ref('')
/** The saved credentials that Entra accepted, with the role. */
const accepted = ref('')
/** Whether the list was loaded, which the connection test does not prove. */
const loaded = ref(false)
let lookups = 0

const wanted = computed(() => ({ tenantId: trimmedId(draft.tenantId.value), api: draft.api.value, cloud: draft.cloud.value }))
const wantedKey = computed(() => [idKey(wanted.value.tenantId), wanted.value.api, wanted.value.cloud].join(' '))
const savedKey = computed(() => settings.value?.profile ? `${settings.value.profileId} ${settings.value.profile.savedAt}` : '')
const isAccepted = computed(() => savedKey.value !== '' && accepted.value === savedKey.value)
const idProblem = computed(() => draft.problems.value.tenant || draft.problems.value.client)

watch(() => settings.value?.profileId, () => {
  open.value = trouble.value = null
  passed.value = new Set()
  idsChecked.value = lookingUp.value = loaded.value = false
  lookups++
}, { flush: 'sync' })

/** Returns the state that the last connection test proves; null if it proves none. A step with a check that was not reached is never `done`. */
function testedState(step: Step): StepState | null {
  const states = report.value?.checks.filter(({ name }) => step.checks.includes(name)).map(({ state }) => state) ?? []
  if (states.includes('failed')) return 'failed'
  if (states.includes('running')) return 'running'
  if (states.includes('not-reached')) return draftState(step.id) === 'todo' ? 'todo' : 'unchecked'
  if (states.length === 0 || !states.every(state => state === 'ok')) return null
  return step.id === 'load' && !loaded.value ? 'ready' : 'done'
}

function draftState(id: StepId): StepState {
  const isSaved = draft.kept.value !== null
  const given: Readonly<Record<StepId, () => boolean>> = {
    name: () => settings.value !== null && currentProfile(settings.value).name !== '',
    register: () => idProblem.value === '' && (isSaved || found.value === wantedKey.value),
    permission: () => isAccepted.value,
    consent: () => isAccepted.value,
    credential: () => isSaved && draft.kept.value === draft.kind.value && draft.clientSecret.value === '',
    load: () => loaded.value,
  }
  if (given[id]()) return 'done'
  return passed.value.has(id) || (isSaved && (id === 'permission' || id === 'consent')) ? 'unchecked' : 'todo'
}

/** Returns the state of a step: of its last problem, otherwise of the connection test, otherwise of the draft. */
function stateOf(step: Step): StepState {
  if (trouble.value?.step === step.id && trouble.value.kind !== 'saved') return 'failed'
  if (step.id === 'register' && lookingUp.value) return 'running'
  return testedState(step) ?? draftState(step.id)
}

/** Returns the step at which a failure of the sign-in is repaired. */
function stepOf(code: Failure['code']): StepId {
  const check = failedCheckOf(code)
  return steps.value.find(({ checks }) => check !== undefined && checks.includes(check))?.id ?? 'credential'
}

function showTrouble(what: Trouble): void {
  trouble.value = what
  open.value = what.step
}

function next(id: StepId): void {
  passed.value = new Set([...passed.value, id])
  open.value = steps.value[steps.value.findIndex(step => step.id === id) + 1]?.id ?? null
}

/** Looks up the tenant, then opens the next step. Does nothing if an ID has a problem. */
async function checkIds(): Promise<void> {
  idsChecked.value = true
  trouble.value = null
  if (idProblem.value !== '' || lookingUp.value) return
  const lookup = ++lookups
  const key = wantedKey.value
  lookingUp.value = true
  try {
    await api.findTenant(wanted.value)
    found.value = key
    if (lookup === lookups) next('register')
  } catch (error) {
    if (lookup === lookups) showTrouble({ step: 'register', kind: 'failure', failure: failureOf(error) })
  } finally {
    if (lookup === lookups) lookingUp.value = false
  }
}

/** Opens the next step without a lookup, or without waiting for it. */
function skipLookup(): void {
  lookups++
  lookingUp.value = false
  trouble.value = null
  next('register')
}

/** Names a profile without a name after its tenant's domain. The name is a convenience, so its failure does not end the save. */
async function nameProfile(): Promise<void> {
  const name = suggestedName(draft.tenantId.value)
  if (!settings.value || name === '' || currentProfile(settings.value).name !== '') return
  await api.renameProfile({ profileId: settings.value.profileId, name }).catch(() => undefined)
}

/** Saves the draft and returns whether the incidents can be loaded. Otherwise, unfolds the step that says why. */
async function save(): Promise<boolean> {
  trouble.value = null
  const result = await draft.save()
  if (result.kind === 'invalid') open.value = idProblem.value ? 'register' : 'credential'
  if (result.kind === 'failed') showTrouble({ step: stepOf(result.failure.code), kind: 'failure', failure: result.failure })
  if (result.kind !== 'done') return false
  const { outcome, changedSince } = result
  if (outcome.check.kind !== 'accepted' || changedSince) {
    showTrouble({ step: 'credential', kind: 'saved', outcome, changedSince })
    return false
  }
  await nameProfile()
  const { access } = outcome.check
  if (access.verdict.answer === 'no') {
    showTrouble({ step: 'consent', kind: 'access', access })
    return false
  }
  if (access.verdict.answer === 'yes') accepted.value = savedKey.value
  open.value = null
  return true
}

async function checkLoaded(): Promise<void> {
  // Without the state of the list, the step counts as not done.
  const state = await api.collection().catch(() => null)
  loaded.value = state !== null && state.file === null && state.collection !== null
}

/** Provides the steps, their states, and the user's actions in them. */
export function useSetup() {
  return {
    steps, open, trouble, lookingUp, idsChecked, stateOf, next, checkIds, skipLookup, save,
    failAt: (step: StepId, failure: Failure) => { trouble.value = { step, kind: 'failure', failure } },
    /** Unfolds the first step that is not done, unless the credentials are saved. */
    begin: () => {
      void checkLoaded()
      if (open.value === null && !settings.value?.profile) open.value = steps.value.find(step => stateOf(step) === 'todo')?.id ?? 'credential'
    },
  }
}
