/** @file Tests the saved credentials step by step, from the tenant to a first request of the incident list, and reports the first failure. */
import type { CheckCause, CheckState, ConnectionOutcome, ConnectionReport } from '../../../shared/contract/connection'
import type { Waiting } from '../../../shared/contract/model'
import type { CheckName } from '../../../shared/vocabulary/connection-checks'
import { cloudOf } from '../microsoft/clouds'
import type { FetchPage } from '../collection/paging/page-fetcher'
import type { Send } from '../network/retry'
import type { Clock } from '../base/clock'
import type { Credentials } from '../credentials/credential'
import type { Tokens } from '../token/tokens'
import type { Vault } from '../credentials/vault'
import { failedCheckOf } from '../../../shared/rules/failure-facts'
import { connectionChecks } from '../../../shared/vocabulary/connection-checks'
import { AppError } from '../base/errors'
import { pageUrl, resolveWindow } from '../collection/paging/query'
import { lookUpTenant, testRetryBudgetMs } from './tenant-lookup'
import { unlessAborted } from '../base/unless-aborted'

export interface ConnectionTest {
  /**
   * Tests the saved credentials and resolves with the complete report. Cancels a running test first. Throws AppError if the credentials cannot be
   * loaded: `no-credentials`, `secret-missing`, or a keyring failure.
   */
  readonly run: () => Promise<ConnectionReport>
  readonly cancel: () => void
}

interface Deps {
  readonly vault: Pick<Vault, 'load' | 'profile'>
  readonly tokens: Pick<Tokens, 'renew'>
  readonly send: Send
  readonly fetchPage: FetchPage
  readonly clock: Clock
  /** Called with the report after every change. */
  readonly emit: (report: ConnectionReport) => void
}

/** The checks whose results the token request provides. */
const tokenChecks: readonly CheckName[] = ['application', 'credential', 'resource']

/** Creates the list of checks, which reports every change of its state. */
function createCheckList({ api, credential }: Pick<ConnectionReport, 'api' | 'credential'>, { clock, emit }: Pick<Deps, 'clock' | 'emit'>) {
  const started = clock.monotonic()
  const states = new Map<CheckName, { readonly state: CheckState, readonly ms: number | null }>(connectionChecks.map(name => [name, { state: 'waiting', ms: null }]))
  let running: readonly CheckName[] = []
  let since = started
  let waiting: Waiting | null = null
  let outcome: ConnectionOutcome | null = null

  const report = (): ConnectionReport => ({
    api,
    credential,
    checks: connectionChecks.map(name => ({ name, state: 'waiting', ms: null, ...states.get(name) })),
    waiting,
    elapsedMs: Math.round(clock.monotonic() - started),
    outcome,
  })
  const mark = (names: readonly CheckName[], state: CheckState, ms: number | null = null) => {
    for (const name of names) states.set(name, { state, ms })
  }
  const elapsed = () => Math.round(clock.monotonic() - since)

  return {
    report,
    running: () => running,
    begin: (...names: readonly CheckName[]) => {
      running = names
      since = clock.monotonic()
      mark(names, 'running')
      emit(report())
    },
    /** Marks the running checks as passed, except those in `unknown`, whose result does not follow from the response. */
    pass: (unknown: readonly CheckName[] = []) => {
      mark(running, 'ok', elapsed())
      mark(unknown, 'not-reached')
      running = []
      emit(report())
    },
    wait: (next: Waiting | null) => {
      waiting = next
      emit(report())
    },
    /** Ends the test. `proven`: checks that must have passed, given the failure. Checks without a result become `not-reached`. */
    end: (result: ConnectionOutcome, proven: readonly CheckName[] = []): ConnectionReport => {
      mark(proven, 'ok', elapsed())
      if (result.kind === 'failed') mark([result.check], 'failed', elapsed())
      mark(connectionChecks.filter(name => ['waiting', 'running'].includes(states.get(name)?.state ?? '')), 'not-reached')
      waiting = null
      outcome = result
      const finalReport = report()
      emit(finalReport)
      return finalReport
    },
  }
}
type CheckList = ReturnType<typeof createCheckList>

/** Ends the test with an error. Throws the error again if it is not an AppError. */
function endWith(error: unknown, checkList: CheckList): ConnectionReport {
  if (!(error instanceof AppError)) {
    checkList.end({ kind: 'cancelled' })
    throw error
  }
  if (error.code === 'cancelled') return checkList.end({ kind: 'cancelled' })
  const running = checkList.running()
  const [first = 'list'] = running
  const isToken = first === 'application'
  // If the token request failed for an unknown reason, mark the first check that depends on it as failed.
  const check = isToken ? failedCheckOf(error.code) ?? first : first
  // Entra looks up the app first. It does not document whether it then checks the secret or the API. A failure without a host, such
  // as an expired certificate, was found before any request.
  const hasResponse = error.details.host !== undefined
  const proven = isToken && hasResponse && connectionChecks.indexOf(check) > connectionChecks.indexOf('application') ? (['application'] as const) : []
  return checkList.end({ kind: 'failed', check, cause: { kind: 'failure', failure: error.failure } }, proven)
}

/** Returns the report of a test that was cancelled during the keyring prompt. Throws `error` in every other case. */
function cancelledAtKeyring(error: unknown, deps: Deps, signal: AbortSignal): ConnectionReport {
  const profile = deps.vault.profile()
  if (!signal.aborted || !profile) throw error
  return createCheckList({ api: profile.api, credential: profile.certificate ? 'certificate' : 'secret' }, deps).end({ kind: 'cancelled' })
}

async function perform(deps: Deps, signal: AbortSignal): Promise<ConnectionReport> {
  let credentials: Credentials
  try {
    credentials = await deps.vault.load(signal)
  } catch (error) {
    return cancelledAtKeyring(error, deps, signal)
  }
  return testWith(credentials, deps, signal)
}

async function testWith(credentials: Credentials, deps: Deps, signal: AbortSignal): Promise<ConnectionReport> {
  const { tokens, fetchPage, clock } = deps
  const cloud = cloudOf(credentials)
  const api = cloud.apis[credentials.api]
  const checkList = createCheckList({ api: credentials.api, credential: credentials.credential.kind }, deps)
  const failed = (check: CheckName, cause: CheckCause) => checkList.end({ kind: 'failed', check, cause })
  try {
    checkList.begin('tenant')
    await unlessAborted(signal, () => lookUpTenant(credentials, { ...deps, cloud }, signal))
    checkList.pass()

    checkList.begin(...tokenChecks)
    const access = await unlessAborted(signal, () => tokens.renew({ signal, retryBudgetMs: testRetryBudgetMs }))
    checkList.pass()

    checkList.begin('roles')
    const { answer } = access.verdict
    if (answer === 'no') return failed('roles', { kind: 'token', access })
    // If the claims do not show whether the role is granted, the list request does.
    checkList.pass(answer === 'unknown' ? ['roles'] : [])

    checkList.begin('list')
    const query = { api, range: resolveWindow({ kind: 'last', hours: 48 }, clock.now()), withUpperBound: false, since: null }
    await unlessAborted(signal, async () => {
      const { page } = await fetchPage({ url: pageUrl(query, 0, 1), api, signal, onWaiting: checkList.wait, retryBudgetMs: testRetryBudgetMs })
      await page
    })
    checkList.pass()
    return checkList.end({ kind: 'passed' })
  } catch (error) {
    return endWith(error, checkList)
  }
}

export function createConnectionTest(deps: Deps): ConnectionTest {
  let stop: AbortController | null = null
  let lastRun: Promise<unknown> = Promise.resolve()
  return {
    run: () => {
      stop?.abort()
      const { signal } = stop = new AbortController()
      const next = lastRun.then(() => perform(deps, signal))
      lastRun = next.catch(() => undefined)
      return next
    },
    cancel: () => stop?.abort(),
  }
}
