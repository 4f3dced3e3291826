/** @file The text of the connection test. Its failures have the usual messages (failures/messages.ts, access/verdict-text.ts). */
import type { CheckState, ConnectionCheck, ConnectionReport } from '../../shared/contract/connection'
import type { CheckName } from '../../shared/vocabulary/connection-checks'
import type { CredentialKind } from '../../shared/contract/credential'
import { apiByKind } from '../../shared/vocabulary/clouds'
import { countdown, count, duration, withUnit } from './format'
import { waitingText } from './incidents/collection-text'

/** The API and the credential that were tested. */
export type Tested = Pick<ConnectionReport, 'api' | 'credential'>

interface CheckText {
  readonly name: (tested: Tested) => string
  /** What a passed check proves. */
  readonly text: (tested: Tested) => string
  /** The text while the check runs. */
  readonly doing: string
}

const token = 'Requesting a token from Entra'
const credentialNames: Readonly<Record<CredentialKind, string>> = { secret: 'client secret', certificate: 'certificate' }

export const checkText: Readonly<Record<CheckName, CheckText>> = {
  tenant: { name: () => 'tenant', text: () => 'Tenant exists in the chosen cloud', doing: 'Looking up the tenant' },
  application: { name: () => 'application', text: () => 'Application is in the tenant and may sign in', doing: token },
  credential: {
    name: ({ credential }) => credentialNames[credential],
    text: ({ credential }) => credential === 'certificate' ? 'Certificate is accepted' : 'Client secret is accepted',
    doing: token,
  },
  resource: { name: () => 'API', text: ({ api }) => `“${apiByKind[api].inEntra}” is in the tenant`, doing: token },
  roles: { name: () => 'role', text: ({ api }) => `Role ${apiByKind[api].role} is granted`, doing: 'Reading the token' },
  list: { name: () => 'first call', text: () => 'Incident list responds', doing: 'Requesting one incident' },
}

const states: Readonly<Record<CheckState, string>> = { 'waiting': 'Waiting', 'running': 'Running', 'ok': 'OK', 'failed': 'Failed', 'not-reached': 'Not checked' }

/** Returns a duration: `118 ms`, `1.2 s`. */
const durationText = (ms: number): string => ms < 1000 ? withUnit(count(ms), 'ms') : duration(ms)

/** Returns the state of a check: `OK · 118 ms`, `Running · 3 s`. `seconds`: how long it has been running. */
export function checkStateText({ state, ms }: ConnectionCheck, seconds: number): string {
  const time = ms !== null ? durationText(ms) : state === 'running' && seconds > 0 ? countdown(seconds) : ''
  return [states[state], time].filter(Boolean).join(' · ')
}

/** Returns `All 6 checks passed in 2 s.`, or the number of undecided checks: an unreadable token may still be able to list incidents. */
function passedText(checks: readonly ConnectionCheck[], elapsedMs: number): string {
  const passed = checks.filter(({ state }) => state === 'ok').length
  if (passed === checks.length) return `All ${passed} checks passed in ${duration(elapsedMs)}.`
  return `${passed} of ${checks.length} checks passed in ${duration(elapsedMs)}, ${checks.length - passed} undecided.`
}

/** Returns the text of the status `Connection test`. `now` in ms. */
export function connectionTestText(report: ConnectionReport, now: number): string {
  const { checks, outcome, elapsedMs, waiting } = report
  if (outcome === null) {
    const running = checks.find(({ state }) => state === 'running')
    const doing = running ? checkText[running.name].doing : 'Testing the connection'
    return waiting ? `${doing}: ${waitingText(waiting, now)}` : `${doing}…`
  }
  if (outcome.kind === 'passed') return passedText(checks, elapsedMs)
  if (outcome.kind === 'cancelled') return 'The test was canceled. The remaining checks have no result.'
  const passed = checks.filter(({ state }) => state === 'ok').length
  return `Failed at the ${checkText[outcome.check].name(report)}. ${passed} of ${checks.length} checks passed.`
}

/** Returns why the check of the credential is undecided although a later check failed; '' if it is decided. */
export function undecidedCredentialText({ checks, credential, outcome }: ConnectionReport): string {
  if (outcome?.kind !== 'failed') return ''
  const failed = checks.findIndex(({ name }) => name === outcome.check)
  return checks.slice(0, failed).some(({ name, state }) => name === 'credential' && state === 'not-reached')
    ? `Entra checks application, ${credentialNames[credential]} and API in one request, so a refusal may leave some of them undecided.`
    : ''
}
