import type { ConnectionReport } from '../../shared/contract/connection'
import { describe, expect, it } from 'vitest'
import { checkText, undecidedCredentialText, checkStateText, connectionTestText } from './connection-test-text'

const now = Date.parse('2026-11-24T12:00:00Z')
const checks: ConnectionReport['checks'] = [
  { name: 'tenant', state: 'ok', ms: 118 }, { name: 'application', state: 'ok', ms: 1234 }, { name: 'credential', state: 'not-reached', ms: null },
  { name: 'resource', state: 'failed', ms: 12_000 }, { name: 'roles', state: 'not-reached', ms: null }, { name: 'list', state: 'not-reached', ms: null },
]
const report: ConnectionReport = { api: 'defender-xdr', credential: 'secret', checks, waiting: null, elapsedMs: 13_352, outcome: { kind: 'failed', check: 'resource', cause: { kind: 'failure', failure: { code: 'resource-not-found', details: {} } } } }
const running: ConnectionReport = { ...report, outcome: null, checks: checks.map(check => check.name === 'list' ? { ...check, state: 'running' } : check) }

describe('the text of the connection test', () => {
  it('states the state and duration of each check', () => {
    expect(checks.map(check => checkStateText(check, 0))).toEqual(['OK · 118\u00A0ms', 'OK · 1.2\u00A0s', 'Not checked', 'Failed · 12\u00A0s', 'Not checked', 'Not checked'])
    expect(checkStateText({ name: 'list', state: 'running', ms: null }, 0)).toBe('Running')
    expect(checkStateText({ name: 'list', state: 'running', ms: null }, 75)).toBe('Running · 1\u00A0min 15\u00A0s')
    expect(checkStateText({ name: 'list', state: 'waiting', ms: null }, 0)).toBe('Waiting')
  })

  it('says what the test does, what it waits for, and what failed first', () => {
    expect(connectionTestText(report, now)).toBe('Failed at the API. 2 of 6 checks passed.')
    const passed: ConnectionReport = { ...report, checks: checks.map(check => ({ ...check, state: 'ok' })), outcome: { kind: 'passed' } }
    expect(connectionTestText(passed, now)).toBe('All 6 checks passed in 13\u00A0s.')
    const open = passed.checks.map(check => check.name === 'roles' ? { ...check, state: 'not-reached' as const } : check)
    expect(connectionTestText({ ...passed, checks: open }, now)).toBe('5 of 6 checks passed in 13\u00A0s, 1 undecided.')
    expect(connectionTestText({ ...report, outcome: { kind: 'cancelled' } }, now)).toMatch(/canceled.*no result/)
    expect(connectionTestText(running, now)).toBe('Requesting one incident…')
    const until = '2026-11-24T12:00:09Z'
    expect(connectionTestText({ ...running, waiting: { for: 'quota', until } }, now)).toBe('Requesting one incident: waiting 9\u00A0s for the API\'s quota')
    const cause = { code: 'server-error', details: { host: 'h', status: 503 } } as const
    expect(connectionTestText({ ...running, waiting: { for: 'retry', until, attempt: 1, of: 2, cause } }, now)).toMatch(/h failed \(HTTP 503\); trying again in 9\u00A0s \(retry 1 of 2\)$/)
  })

  it('names the certificate if that is the credential', () => {
    const failure = { code: 'certificate-unknown', details: {} } as const
    const refused: ConnectionReport = { ...report, outcome: { kind: 'failed', check: 'credential', cause: { kind: 'failure', failure } } }
    expect(connectionTestText(refused, now)).toBe('Failed at the client secret. 2 of 6 checks passed.')
    expect(connectionTestText({ ...refused, credential: 'certificate' }, now)).toBe('Failed at the certificate. 2 of 6 checks passed.')
    expect(checkText.credential.text(report)).toBe('Client secret is accepted')
    expect(checkText.credential.text({ ...report, credential: 'certificate' })).toBe('Certificate is accepted')
  })

  it('explains why an earlier check is undecided', () => {
    expect(undecidedCredentialText(report)).toMatch(/application, client secret and API/)
    expect(undecidedCredentialText({ ...report, credential: 'certificate' })).toMatch(/application, certificate and API/)
    expect(undecidedCredentialText({ ...report, checks: checks.map(check => check.name === 'credential' ? { ...check, state: 'ok' } : check) })).toBe('')
    expect(undecidedCredentialText({ ...report, outcome: { kind: 'cancelled' } })).toBe('')
  })
})
