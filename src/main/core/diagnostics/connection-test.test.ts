/** @file Faults at every request of the connection test, with the real sign-in, retries and page fetcher. */
import type { CheckState, ConnectionReport } from '../../../shared/contract/connection'
import type { ErrorCode } from '../../../shared/contract/failure'
import type { VerdictReason } from '../../../shared/contract/access'
import type { ApiKind } from '../../../shared/vocabulary/clouds'
import type { CheckName } from '../../../shared/vocabulary/connection-checks'
import type { Cloud } from '../microsoft/clouds'
import type { Credentials } from '../credentials/credential'
import type { Endpoint, Fault } from './fake-service'
import { describe, expect, it, vi } from 'vitest'
import { clouds, worldwide } from '../microsoft/clouds'
import { AppError } from '../base/errors'
import { unlessAborted } from '../base/unless-aborted'
import { createSelfSigned } from '../credentials/self-signed'
import { jwt } from '../token/claims/fixtures'
import { answer, configuration, credentials, endpointOf, refusal, setUp, start, token } from './fake-service'

const statesOf = ({ checks }: ConnectionReport): string => checks.map(({ state }) => symbols[state]).join(' ')
const symbols: Readonly<Record<CheckState, string>> = { 'waiting': '.', 'running': '>', 'ok': 'ok', 'failed': 'X', 'not-reached': '-' }

const always = (fault: Fault) => () => fault
const network: readonly ErrorCode[] = ['offline', 'dns', 'tls', 'proxy', 'connection', 'timeout', 'redirected', 'too-large']
const failedAt: Readonly<Record<Endpoint, readonly [CheckName, string]>> = {
  tenant: ['tenant', 'X - - - - -'], token: ['application', 'ok X - - - -'], list: ['list', 'ok ok ok ok ok X'],
}

/** [name, endpoint, fault, failing check, code, states]. */
const faults: readonly (readonly [string, Endpoint, Fault, CheckName, ErrorCode, string])[] = [
  ...(['tenant', 'token', 'list'] as const).flatMap(at => network.map(code => [code, at, new AppError(code, { host: 'h' }), failedAt[at][0], code, failedAt[at][1]] as const)),
  ['unknown', 'tenant', refusal(90002), 'tenant', 'tenant-not-found', 'X - - - - -'],
  ['malformed', 'tenant', refusal(900023), 'tenant', 'tenant-malformed', 'X - - - - -'],
  ['503', 'tenant', answer(503, '<html>'), 'tenant', 'server-error', 'X - - - - -'],
  ['429', 'tenant', answer(429, {}, { 'Retry-After': '7' }), 'tenant', 'throttled', 'X - - - - -'],
  ['a captive portal', 'tenant', answer(200, '<html>'), 'tenant', 'not-json', 'X - - - - -'],
  ['other JSON', 'tenant', answer(200, {}), 'tenant', 'sign-in-unclear', 'X - - - - -'],
  ['tenant gone', 'token', refusal(90002), 'tenant', 'tenant-not-found', 'X - - - - -'],
  ['other cloud', 'token', refusal(900432), 'tenant', 'wrong-cloud', 'X - - - - -'],
  ['unknown app', 'token', refusal(700016), 'application', 'client-not-found', 'ok X - - - -'],
  ['disabled app', 'token', refusal(7000112), 'application', 'app-disabled', 'ok X - - - -'],
  ['Conditional Access', 'token', refusal(53003), 'application', 'conditional-access', 'ok X - - - -'],
  ['wrong secret', 'token', refusal(7000215, 401), 'credential', 'secret-invalid', 'ok ok X - - -'],
  ['expired secret', 'token', refusal(7000222, 401), 'credential', 'secret-expired', 'ok ok X - - -'],
  ['unknown certificate', 'token', refusal(700027, 401), 'credential', 'certificate-unknown', 'ok ok X - - -'],
  ['refused certificate', 'token', refusal(700030, 401), 'credential', 'certificate-rejected', 'ok ok X - - -'],
  ['refused chain', 'token', refusal(50012, 401), 'credential', 'certificate-rejected', 'ok ok X - - -'],
  ['expired certificate', 'token', refusal(1000502, 401), 'credential', 'certificate-expired', 'ok ok X - - -'],
  ['assertion of another time', 'token', refusal(700024, 401), 'credential', 'certificate-clock', 'ok ok X - - -'],
  ['no resource', 'token', refusal(500011), 'resource', 'resource-not-found', 'ok ok - X - -'],
  ['no consent', 'token', refusal(65001), 'roles', 'consent-missing', 'ok ok - - X -'],
  ['an unknown number', 'token', refusal(999999), 'application', 'sign-in-refused', 'ok X - - - -'],
  ['503', 'token', answer(503, '<html>'), 'application', 'server-error', 'ok X - - - -'],
  ['429', 'token', answer(429, {}, { 'Retry-After': '7' }), 'application', 'throttled', 'ok X - - - -'],
  ['no JSON', 'token', answer(200, '<html>'), 'application', 'not-json', 'ok X - - - -'],
  ['no token', 'token', answer(200, {}), 'application', 'token-empty', 'ok X - - - -'],
  ['400', 'list', answer(400), 'list', 'bad-request', 'ok ok ok ok ok X'],
  ['401 twice', 'list', answer(401), 'list', 'unauthorized', 'ok ok ok ok ok X'],
  ['403', 'list', answer(403, { error: { code: 'Forbidden', message: '' } }), 'list', 'forbidden', 'ok ok ok ok ok X'],
  ['403 without a reason', 'list', answer(403), 'list', 'refused', 'ok ok ok ok ok X'],
  ['404', 'list', answer(404), 'list', 'not-found', 'ok ok ok ok ok X'],
  ['503', 'list', answer(503, '<html>'), 'list', 'server-error', 'ok ok ok ok ok X'],
  ['a captive portal', 'list', answer(200, '<html>'), 'list', 'not-json', 'ok ok ok ok ok X'],
  ['another shape', 'list', answer(200, { value: {} }), 'list', 'unexpected-shape', 'ok ok ok ok ok X'],
]

describe('the connection test', () => {
  it('runs the checks in order, reports the duration of each, and keeps the token', async () => {
    const { test, requests, reports, quota, tokens } = setUp()
    const report = await test.run()
    expect(report.outcome).toEqual({ kind: 'passed' })
    expect(report.checks).toEqual([
      { name: 'tenant', state: 'ok', ms: 120 },
      ...(['application', 'credential', 'resource'] as const).map(name => ({ name, state: 'ok', ms: 120 })),
      { name: 'roles', state: 'ok', ms: 0 },
      { name: 'list', state: 'ok', ms: 120 },
    ])
    expect(report.elapsedMs).toBe(360)
    expect(reports.map(statesOf)).toEqual([
      '> . . . . .', 'ok . . . . .', 'ok > > > . .', 'ok ok ok ok . .', 'ok ok ok ok > .', 'ok ok ok ok ok .', 'ok ok ok ok ok >', 'ok ok ok ok ok ok', 'ok ok ok ok ok ok',
    ])
    expect(reports.at(-1)).toEqual(report)
    expect(requests.map(endpointOf)).toEqual(['tenant', 'token', 'list'])
    expect(requests[0]?.headers).not.toHaveProperty('Authorization')
    expect(requests[0]?.body).toBeUndefined()
    expect(requests[2]?.url.searchParams.get('$top')).toBe('1')
    expect(quota.state().limits.map(({ calls, left }) => calls - left)).toEqual([1, 1])
    expect(tokens.access()?.verdict.answer).toBe('yes')
  })

  it.each(faults)('reports a fault: %s at the %s endpoint', async (_name, at, fault, check, code, states) => {
    const { test, reports } = setUp({ at, fault: always(fault) })
    const report = await test.run()
    expect(report.outcome).toMatchObject({ kind: 'failed', check, cause: { kind: 'failure', failure: { code } } })
    expect(statesOf(report)).toBe(states)
    expect(JSON.stringify(reports)).not.toMatch(/s3cret|eyJ/)
  })

  const tokens: readonly (readonly [string, Record<string, unknown>, VerdictReason])[] = [
    ['no roles', { roles: undefined }, 'no-roles'],
    ['the other API\'s role', { roles: ['SecurityIncident.Read.All'] }, 'role-missing'],
    ['a delegated permission', { roles: undefined, scp: 'Incident.Read' }, 'delegated'],
    ['another audience', { aud: 'https://api.securitycenter.microsoft.com' }, 'wrong-audience'],
  ]
  it.each(tokens)('fails before the list request if the token has %s', async (_name, claims, reason) => {
    const { test, requests } = setUp({ at: 'token', fault: always(token(jwt(claims))) })
    const report = await test.run()
    expect(report.outcome).toMatchObject({ kind: 'failed', check: 'roles', cause: { kind: 'token', access: { verdict: { reason } } } })
    expect(statesOf(report)).toBe('ok ok ok ok X -')
    expect(requests.map(endpointOf)).toEqual(['tenant', 'token'])
  })

  it.each([
    ['an opaque token', 'opaque'],
    ['an encrypted token', 'eyJhbGciOiJSU0EtT0FFUCJ9.a.b.c.d'],
    ['roles as text', jwt({ roles: 'Incident.Read.All' })],
    ['an audience that is a number', jwt({ aud: 7 })],
    ['a header that cannot be read', jwt().replace(/^[^.]+/, 'x')],
  ])('continues with the list request if the token decides nothing: %s', async (_name, value) => {
    const { test, requests } = setUp({ at: 'token', fault: always(token(value)) })
    const report = await test.run()
    expect(report.outcome).toEqual({ kind: 'passed' })
    expect(statesOf(report)).toBe('ok ok ok ok - ok')
    expect(requests.filter(each => endpointOf(each) === 'list').map(({ headers }) => headers?.Authorization)).toEqual([`Bearer ${value}`])
  })

  it('fails at the list request if the API refuses a token whose claims decide nothing', async () => {
    const { test } = setUp({ at: 'list', fault: always(answer(403, { error: { code: 'Forbidden', message: 'Missing application roles.' } })), tokenValue: 'opaque' })
    const report = await test.run()
    expect(report.outcome).toMatchObject({ kind: 'failed', check: 'list', cause: { failure: { code: 'forbidden' } } })
    expect(statesOf(report)).toBe('ok ok ok ok - X')
  })

  const gccHigh = clouds['gcc-high']
  const homes: readonly (readonly [string, ApiKind, Cloud, Record<string, unknown>, string | null])[] = [
    ['GCC, cloud worldwide', 'defender-xdr', worldwide, { tenant_region_sub_scope: 'GCC' }, 'gcc'],
    ['GCC, cloud worldwide', 'microsoft-graph', worldwide, { tenant_region_sub_scope: 'GCC' }, null],
    ['GCC High, cloud worldwide', 'defender-xdr', worldwide, { tenant_region_sub_scope: 'DODCON', cloud_instance_name: 'microsoftonline.us', msgraph_host: 'graph.microsoft.us' }, 'gcc-high'],
    ['DoD, cloud worldwide', 'microsoft-graph', worldwide, { tenant_region_sub_scope: 'DOD', cloud_instance_name: 'microsoftonline.us', msgraph_host: 'dod-graph.microsoft.us' }, 'dod'],
    ['China, cloud worldwide', 'defender-xdr', worldwide, { cloud_instance_name: 'partner.microsoftonline.cn', msgraph_host: 'microsoftgraph.chinacloudapi.cn' }, 'china'],
    ['an unknown cloud, cloud worldwide', 'defender-xdr', worldwide, { cloud_instance_name: 'new.example' }, 'unknown'],
    ['worldwide, cloud GCC High', 'defender-xdr', gccHigh, {}, 'worldwide'],
    ['DoD, cloud GCC High', 'defender-xdr', gccHigh, { tenant_region_sub_scope: 'DOD', cloud_instance_name: 'microsoftonline.us' }, 'dod'],
    ['GCC High, cloud GCC High', 'defender-xdr', gccHigh, { tenant_region_sub_scope: 'DODCON', cloud_instance_name: 'microsoftonline.us' }, null],
    ['an unspecified cloud, cloud worldwide', 'defender-xdr', worldwide, { tenant_region_sub_scope: undefined, cloud_instance_name: undefined, msgraph_host: undefined }, null],
  ]
  it.each(homes)('checks the tenant\'s cloud: tenant in %s, API %s', async (_name, api, cloud, more, home) => {
    const report = await setUp({ at: 'tenant', fault: always(configuration(more)), api, cloud }).test.run()
    if (home === null) return expect(report.outcome).toEqual({ kind: 'passed' })
    expect(report.outcome).toMatchObject({ kind: 'failed', check: 'tenant', cause: { failure: { code: 'wrong-cloud' } } })
    expect(report.outcome).toHaveProperty('cause.failure.details', { host: new URL(cloud.authority).host, ...(home !== 'unknown' && { tenantCloud: home }) })
  })

  it('reports the wait after HTTP 429 of the list, and retries after a temporary failure', async () => {
    const { test, reports, requests } = setUp({ at: 'list', fault: nth => [answer(429, {}, { 'Retry-After': '20' }), answer(503)][nth - 1] })
    expect((await test.run()).outcome).toEqual({ kind: 'passed' })
    expect(requests.filter(each => endpointOf(each) === 'list')).toHaveLength(3)
    const waits = reports.flatMap(({ waiting }) => waiting ? [waiting.for] : [])
    expect(new Set(waits)).toEqual(new Set(['quota', 'retry']))
    expect(reports.at(-1)?.waiting).toBeNull()
  })

  it('detects an expired certificate without a token request, so the application check is not reached', async () => {
    const made = createSelfSigned(start - 2 * 365 * 24 * 3_600_000)
    const credential = { kind: 'certificate', privateKey: made.privateKey, certificate: made.certificate } as const
    const { test, requests } = setUp({ load: async () => ({ ...credentials, credential }) })
    const report = await test.run()
    expect(report).toMatchObject({ credential: 'certificate', outcome: { check: 'credential', cause: { failure: { code: 'certificate-expired' } } } })
    expect(statesOf(report)).toBe('ok - X - - -')
    expect(requests.map(endpointOf)).toEqual(['tenant'])
  })

  it('rejects without credentials, and sends and reports nothing', async () => {
    const { test, requests, reports } = setUp({ load: async () => { throw new AppError('no-credentials') } })
    await expect(test.run()).rejects.toMatchObject({ code: 'no-credentials' })
    expect([requests, reports]).toEqual([[], []])
  })

  it.each(['tenant', 'token', 'list'] as const)('reports the rest as not reached if it is cancelled during the %s request', async (at) => {
    const { test, requests } = setUp({ at, fault: () => { test.cancel(); return new AppError('cancelled') } })
    const report = await test.run()
    expect(report.outcome).toEqual({ kind: 'cancelled' })
    expect(statesOf(report)).toBe({ tenant: '- - - - - -', token: 'ok - - - - -', list: 'ok ok ok ok ok -' }[at])
    expect(requests.at(-1)?.signal?.aborted).toBe(true)
  })

  it('cancels a running test whose request hangs before it starts the next', async () => {
    let onRequest = () => undefined as void
    const requested = new Promise<void>((resolve) => { onRequest = resolve })
    const { test, reports } = setUp({
      at: 'tenant',
      fault: (nth) => {
        if (nth > 1) return undefined
        onRequest()
        return new Promise<Fault>(() => undefined)
      },
    })
    const first = test.run()
    await requested
    const second = test.run()
    expect((await first).outcome).toEqual({ kind: 'cancelled' })
    expect((await second).outcome).toEqual({ kind: 'passed' })
    const firstEnd = reports.findIndex(({ outcome }) => outcome?.kind === 'cancelled')
    expect(reports.slice(firstEnd + 1).map(statesOf)[0]).toBe('> . . . . .')
  })

  it('is cancelled at once while the keyring prompts, and can run again afterward', async () => {
    let prompts = 0
    const open = () => ++prompts === 1 ? new Promise<Credentials>(() => undefined) : Promise.resolve(credentials)
    const load = (signal?: AbortSignal) => unlessAborted(signal, open)
    const { test, requests } = setUp({ load })
    const first = test.run()
    await vi.waitUntil(() => prompts === 1)
    test.cancel()
    const report = await first
    expect([report.outcome, statesOf(report), requests]).toEqual([{ kind: 'cancelled' }, '- - - - - -', []])
    expect((await test.run()).outcome).toEqual({ kind: 'passed' })
  })

  it('rejects after an unexpected error, and no check is left running', async () => {
    const { test, reports } = setUp({ at: 'tenant', fault: () => { throw new TypeError('a bug') } })
    await expect(test.run()).rejects.toThrow('a bug')
    expect(statesOf(reports.at(-1) as ConnectionReport)).toBe('- - - - - -')
  })
})
