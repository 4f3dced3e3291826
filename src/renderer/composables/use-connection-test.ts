import type { ConnectionReport } from '../../shared/contract/connection'
import type { Failure } from '../../shared/contract/failure'
import { computed, ref, shallowRef } from 'vue'
import { api, failureOf, on } from '../bridge'
import { useSettings } from './use-settings'

const { settings } = useSettings()
/** Identifies the credentials by profile and time. The time alone is not enough, because a copy of a profile has the same time. */
const credentials = computed(() => `${settings.value?.profileId} ${settings.value?.profile?.savedAt}`)

const last = shallowRef<ConnectionReport | null>(null)
/** Why the test could not run, e.g. because there are no credentials. */
const lastFailure = shallowRef<Failure | null>(null)
const busy = ref(false)
/** The credentials of the last test. */
const tested = ref('')
let runs = 0

// A result only applies to the credentials that were tested.
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
  // If the call fails, the test has already ended, so there is nothing to report.
  if (busy.value) void api.cancelConnectionTest().catch(() => undefined)
}

/** Runs the connection test of the saved credentials. The result stays until other credentials are saved. */
export function useConnectionTest() {
  return { report, failure, busy, start, cancel }
}
