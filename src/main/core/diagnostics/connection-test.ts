/** @file Tests the saved credentials step by step, from the tenant to the first call of the list, and names what fails first. */
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
import { lookUpTenant, testPatienceMs } from './tenant-lookup'
import { unlessAborted } from '../base/unless-aborted'

export interface ConnectionTest {
  /**
   * Tests the saved credentials and resolves with the whole report. A test under way is cancelled first. Throws AppError if
   * there is nothing to test: `no-credentials`, `secret-missing`, the keyring's.
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
  /** Told of every change while it runs. */
  readonly emit: (report: ConnectionReport) => void
}

/** What one token request tells. */
const ofToken: readonly CheckName[] = ['application', 'credential', 'resource']

/** The state of the checks, told whenever it changes. */
function createBoard({ api, credential }: Pick<ConnectionReport, 'api' | 'credential'>, { clock, emit }: Pick<Deps, 'clock' | 'emit'>) {
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
  const mark = (of: readonly CheckName[], state: CheckState, ms: number | null = null) => {
    for (const name of of) states.set(name, { state, ms })
  }
  const took = () => Math.round(clock.monotonic() - since)

  return {
    report,
    running: () => running,
    begin: (...of: readonly CheckName[]) => {
      running = of
      since = clock.monotonic()
      mark(of, 'running')
      emit(report())
    },
    /** What was running is done; checks whose answer does not tell are `unknown`. */
    pass: (unknown: readonly CheckName[] = []) => {
      mark(running, 'ok', took())
      mark(unknown, 'not-reached')
      running = []
      emit(report())
    },
    wait: (now: Waiting | null) => {
      waiting = now
      emit(report())
    },
    /** The end: a failure of `check`, with what is proven beside it, or another. What is left was not reached. */
    end: (how: ConnectionOutcome, proven: readonly CheckName[] = []): ConnectionReport => {
      mark(proven, 'ok', took())
      if (how.kind === 'failed') mark([how.check], 'failed', took())
      mark(connectionChecks.filter(name => ['waiting', 'running'].includes(states.get(name)?.state ?? '')), 'not-reached')
      waiting = null
      outcome = how
      const last = report()
      emit(last)
      return last
    },
  }
}
type Board = ReturnType<typeof createBoard>

/** Ends the board with what was thrown. */
function endWith(error: unknown, board: Board): ConnectionReport {
  if (!(error instanceof AppError)) {
    board.end({ kind: 'cancelled' })
    throw error
  }
  if (error.code === 'cancelled') return board.end({ kind: 'cancelled' })
  const running = board.running()
  const [first = 'list'] = running
  const isToken = first === 'application'
  // Any other failure of the token request fails the first check that it decides.
  const check = isToken ? failedCheckOf(error.code) ?? first : first
  // Entra looks an app up before it can judge its secret or name the API; whether it judges the secret before the API is not documented.
  // What is found here, as an expired certificate, was not asked at all.
  const isAnswered = error.details.host !== undefined
  const proven = isToken && isAnswered && connectionChecks.indexOf(check) > connectionChecks.indexOf('application') ? (['application'] as const) : []
  return board.end({ kind: 'failed', check, cause: { kind: 'failure', failure: error.failure } }, proven)
}

/** The test was cancelled while the keyring prompted: nothing was checked. Throws `error` in every other case. */
function cancelledAtKeyring(error: unknown, deps: Deps, signal: AbortSignal): ConnectionReport {
  const profile = deps.vault.profile()
  if (!signal.aborted || !profile) throw error
  return createBoard({ api: profile.api, credential: profile.certificate ? 'certificate' : 'secret' }, deps).end({ kind: 'cancelled' })
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
  const board = createBoard({ api: credentials.api, credential: credentials.credential.kind }, deps)
  const failed = (check: CheckName, cause: CheckCause) => board.end({ kind: 'failed', check, cause })
  try {
    board.begin('tenant')
    await unlessAborted(signal, () => lookUpTenant(credentials, { ...deps, cloud }, signal))
    board.pass()

    board.begin(...ofToken)
    const access = await unlessAborted(signal, () => tokens.renew({ signal, patienceMs: testPatienceMs }))
    board.pass()

    board.begin('roles')
    const { answer } = access.verdict
    if (answer === 'no') return failed('roles', { kind: 'token', access })
    // What the claims leave open, the list call decides.
    board.pass(answer === 'unknown' ? ['roles'] : [])

    board.begin('list')
    const query = { api, range: resolveWindow({ kind: 'last', hours: 48 }, clock.now()), withUpperBound: false, since: null }
    await unlessAborted(signal, async () => {
      const { page } = await fetchPage({ url: pageUrl(query, 0, 1), api, signal, onWaiting: board.wait, patienceMs: testPatienceMs })
      await page
    })
    board.pass()
    return board.end({ kind: 'passed' })
  } catch (error) {
    return endWith(error, board)
  }
}

export function createConnectionTest(deps: Deps): ConnectionTest {
  let stop: AbortController | null = null
  let turn: Promise<unknown> = Promise.resolve()
  return {
    run: () => {
      stop?.abort()
      const { signal } = stop = new AbortController()
      const next = turn.then(() => perform(deps, signal))
      turn = next.catch(() => undefined)
      return next
    },
    cancel: () => stop?.abort(),
  }
}
