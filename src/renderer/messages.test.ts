import type { ErrorCode, FailureDetails } from '../shared/failure'
import { describe, expect, it } from 'vitest'
import { messageOf, messages, supportLine } from './messages'

const facts: FailureDetails = {
  host: 'host.example', status: 503, serverCode: 'ServerCode', serverMessage: 'Server message', netError: 'ERR_NET', attempts: 5, seconds: 61,
  path: '/home/a/file', backend: 'basic_text', sealedBy: 'kwallet6', count: 3, bytes: 300_000_000,
}
const codes = Object.keys(messages) as ErrorCode[]

describe('messages', () => {
  it.each(codes)('%s says what happened, why and what to do next, with and without facts', (code) => {
    for (const details of [facts, {}]) {
      const { what, why, next } = messageOf({ code, details })
      for (const sentence of [what, why, next]) {
        expect(sentence).toMatch(/^[\p{L}“/(].*[.”]$/u)
        expect(sentence).not.toMatch(/\b(?:please|sorry|oops|undefined|null|NaN)\b/i)
        expect(sentence).not.toContain('{')
      }
    }
  })

  it.each([
    ['dns', /host\.example.*ERR_NET/],
    ['tls', /host\.example.*ERR_NET/],
    ['proxy', /host\.example.*ERR_NET/],
    ['offline', /host\.example.*ERR_NET/],
    ['connection', /host\.example.*ERR_NET.*5 times/],
    ['timeout', /host\.example.*1 min 1 s/],
    ['redirected', /host\.example/],
    ['bad-request', /host\.example.*503.*Server message/],
    ['unauthorized', /host\.example.*503.*Server message/],
    ['forbidden', /503.*Server message/],
    ['not-found', /host\.example.*503/],
    ['throttled', /host\.example.*503.*1 min 1 s/],
    ['server-error', /host\.example.*503.*5 times/],
    ['not-json', /host\.example.*503/],
    ['too-large', /300\.0 MB/],
    ['foreign-link', /host\.example/],
    ['repeated-link', /3 incidents/],
    ['clock-off', /1 min 1 s ahead/],
    ['sign-in-refused', /Server message/],
    ['settings-damaged', /\/home\/a\/file.*Nothing was deleted/],
    ['settings-unreadable', /\/home\/a\/file.*ServerCode/],
    ['settings-unwritable', /\/home\/a\/file.*ServerCode.*this session only/],
    ['keyring-changed', /kwallet6.*basic_text.*still there/],
    ['keyring-unavailable', /kwallet6.*still there/],
    ['secret-unreadable', /basic_text.*still there/],
    ['export-disk-full', /\/home\/a\/file.*ServerCode/],
    ['export-not-allowed', /\/home\/a\/file.*ServerCode/],
    ['export-folder-gone', /\/home\/a\/file.*ServerCode/],
    ['export-failed', /\/home\/a\/file.*ServerCode/],
  ] as const)('%s is exact', (code, pattern) => {
    const { what, why, next } = messageOf({ code, details: facts })
    expect(`${what} ${why} ${next}`).toMatch(pattern)
  })

  it.each([
    ['consent-missing', 'defender-xdr', /“Microsoft Threat Protection”/],
    ['consent-missing', 'microsoft-graph', /“Microsoft Graph”/],
    ['resource-not-found', 'defender-xdr', /“Microsoft Threat Protection”.*security\.microsoft\.com/],
    ['resource-not-found', 'microsoft-graph', /“Microsoft Graph”.*worldwide cloud/],
    ['partial-content', 'microsoft-graph', /graph\.example sent only a part.*Warning text/],
  ] as const)('%s is right for %s', (code, api, pattern) => {
    const { what, why, next } = messageOf({ code, details: { api, host: 'graph.example', serverMessage: 'Warning text' } })
    expect(`${what} ${why} ${next}`).toMatch(pattern)
  })

  it('another cloud is named where the tenant says which', () => {
    expect(messageOf({ code: 'wrong-cloud', details: { tenantCloud: 'gcc-high' } }).what).toContain('GCC High')
    expect(messageOf({ code: 'wrong-cloud', details: {} }).what).toContain('another cloud')
  })

  it('a clock is ahead or behind', () => {
    expect(messageOf({ code: 'clock-off', details: { seconds: -600 } }).what).toContain('10 min 0 s behind')
  })

  it('the line for support holds code, ids and the time', () => {
    const at = '2026-11-24T12:00:00.000Z'
    expect(supportLine({ code: 'secret-invalid', details: { aadsts: 'AADSTS7000215', status: 401, serverCode: 'invalid_client', correlationId: 'c', traceId: 't' } }, at))
      .toBe(`AADSTS7000215 · correlation id c · trace id t · time ${at}`)
    expect(supportLine({ code: 'bad-request', details: { status: 400, serverCode: 'BadRequest', target: '|1' } }, at)).toBe(`BadRequest · tracking id |1 · time ${at}`)
    // What the words above it already say is not repeated.
    expect(supportLine({ code: 'export-disk-full', details: { serverCode: 'ENOSPC' } }, at)).toBe('')
    expect(supportLine({ code: 'dns', details: {} }, at)).toBe('')
  })
})
