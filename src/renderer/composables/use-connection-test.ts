import type { ConnectionReport } from '../../shared/contract/connection'
import type { Failure } from '../../shared/contract/failure'
import { computed, ref, shallowRef } from 'vue'
import { api, failureOf, on } from '../bridge'
import { useSettings } from './use-settings'

const { settings } = useSettings()
/** The credentials, by profile and time: a copy of a profile was saved when it was. */
const credentials = computed(() => `${settings.value?.profileId} ${settings.value?.profile?.savedAt}`)

const last = shallowRef<ConnectionReport | null>(null)
/** There was nothing to test, or the app failed. */
const lastFailure = shallowRef<Failure | null>(null)
const busy = ref(false)
/** The credentials that were tested. */
const tested = ref('')
let runs = 0

// What was found of other credentials says nothing of these.
const isCurrent = computed(() => tested.value === credentials.value)
const report = computed(() => isCurrent.value ? last.value : null)
const failure = computed(() => isCurrent.value ? lastFailure.value : null)

async function start(): Promise<void> {
  const run = ++runs
  const follow = (found: ConnectionReport) => { if (run === runs && found.outcome === null) last.value = found }
  last.value = null
  lastFailure.value = null
  tested.value = credentials.value
  busy.value = true
  const stop = on('connection', follow)
  try {
    const found = await api.testConnection()
    if (run === runs) last.value = found
  } catch (error) {
    if (run !== runs) return
    last.value = null
    lastFailure.value = failureOf(error)
  } finally {
    stop()
    if (run === runs) busy.value = false
  }
}

function cancel(): void {
  // That nothing is left to cancel is what was wanted.
  if (busy.value) void api.cancelConnectionTest().catch(() => undefined)
}

/** The connection test of the saved credentials; what it found stays until others are saved. */
export function useConnectionTest() {
  return { report, failure, busy, start, cancel }
}
