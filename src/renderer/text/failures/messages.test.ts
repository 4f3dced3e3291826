import type { ErrorCode } from '../../../shared/contract/failure'
import { describe, expect, it } from 'vitest'
import { facts, messageText } from './fixtures'
import { messageOf, messages } from './messages'

const codes = Object.keys(messages) as ErrorCode[]

describe('the message of', () => {
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
    ['connection', /host\.example.*ERR_NET.*5\u00A0times/],
    ['timeout', /host\.example.*1\u00A0min 1\u00A0s/],
    ['redirected', /host\.example/],
    ['bad-request', /host\.example.*503.*Server message/],
    ['unauthorized', /host\.example.*503.*Server message/],
    ['forbidden', /503.*Server message/],
    ['not-found', /host\.example.*503/],
    ['throttled', /host\.example.*503.*1\u00A0min 1\u00A0s/],
    ['server-error', /host\.example.*503.*5\u00A0times.*requested a wait of 1\u00A0min 1\u00A0s; XDR Desk waits up to 5 minutes for one request.*Refresh in 1\u00A0min 1\u00A0s/],
    ['cut-off', /host\.example.*5\u00A0times/],
    ['not-json', /host\.example.*503/],
    ['too-large', /300\.0\u00A0MB/],
    ['foreign-link', /host\.example/],
    ['alerts-undelivered', /host\.example.*503.*5\u00A0times.*Server message/],
    ['repeated-link', /3\u00A0incidents/],
    ['clock-off', /1\u00A0min 1\u00A0s ahead/],
    ['sign-in-refused', /Server message/],
    ['sign-in-unclear', /host\.example.*503.*neither a token nor an error/],
    ['profile-unusable', /“Contoso”.*its certificate.*Nothing was deleted/],
    ['settings-damaged', /\/home\/a\/file.*Nothing was deleted/],
    ['settings-unreadable', /\/home\/a\/file.*ServerCode/],
    ['settings-unwritable', /\/home\/a\/file.*ServerCode.*this session only/],
    ['preferences-unwritable', /\/home\/a\/file.*ServerCode.*unchanged/],
    ['preferences-not-forgotten', /\/home\/a\/file.*ServerCode/],
    ['views-full', /at most 100\u00A0saved views/],
    ['stars-full', /at most 10,000\u00A0stars/],
    ['keyring-changed', /kwallet6.*basic_text.*still there/],
    ['keyring-unavailable', /kwallet6.*still there/],
    ['secret-unreadable', /basic_text.*still there/],
    ['certificate-expired', /expired on 24 Nov 2026/],
    ['certificate-not-yet-valid', /becomes valid on 24 Nov 2026/],
    ['certificate-file-unreadable', /\/home\/a\/file.*ServerCode/],
    ['certificate-file-too-large', /\/home\/a\/file.*300\.0\u00A0MB/],
    ['certificate-unwritable', /\/home\/a\/file.*ServerCode/],
    ['key-too-short', /1024\u00A0bits.*2,048/],
    ['key-not-rsa', /type EC/],
    ['several-keys', /3 private keys/],
    ['export-disk-full', /\/home\/a\/file.*ServerCode/],
    ['export-not-allowed', /\/home\/a\/file.*ServerCode/],
    ['export-read-only', /\/home\/a\/file.*allow writing/],
    ['export-folder-gone', /\/home\/a\/file.*ServerCode/],
    ['export-failed', /\/home\/a\/file.*ServerCode/],
  ] as const)('%s names the facts', (code, pattern) => {
    expect(messageText(code, facts)).toMatch(pattern)
  })
})

it.each([
  ['consent-missing', 'defender-xdr', /“Microsoft Threat Protection”/],
  ['consent-missing', 'microsoft-graph', /“Microsoft Graph”/],
  ['resource-not-found', 'defender-xdr', /“Microsoft Threat Protection”.*security\.microsoft\.com/],
  ['resource-not-found', 'microsoft-graph', /“Microsoft Graph”.*the cloud in Settings/],
  ['partial-content', 'microsoft-graph', /graph\.example sent only part.*Warning text/],
] as const)('%s is right for %s', (code, api, pattern) => {
  expect(messageText(code, { api, host: 'graph.example', serverMessage: 'Warning text' })).toMatch(pattern)
})

it('names the other cloud if the tenant\'s configuration states it', () => {
  expect(messageOf({ code: 'wrong-cloud', details: { tenantCloud: 'gcc-high' } }).what).toContain('GCC High')
  expect(messageOf({ code: 'wrong-cloud', details: {} }).what).toContain('another cloud')
})

it('says whether the clock is ahead or behind', () => {
  expect(messageOf({ code: 'clock-off', details: { seconds: -600 } }).what).toContain('10\u00A0min 0\u00A0s behind')
})

it('refers to IDs below the message only if they are shown', () => {
  expect(messageText('bad-request', { target: '|1' })).toContain('report it with the tracking ID below')
  expect(messageText('scope-invalid', { correlationId: 'c' })).toContain('report it with the IDs below')
  for (const code of codes) expect(messageText(code, { host: 'api.example' })).not.toMatch(/\bbelow\b|in parentheses/)
})

it.each([
  [{ count: 1, incidents: ['7'] }, /^The service could not deliver 1\u00A0incident\. Requesting it alone failed as well: incident 7\. .* Open it in the Defender portal/],
  [{ count: 12, incidents: ['7'], rowNumbers: [] }, /deliver 12\u00A0incidents\. Requesting each of them alone failed as well: incident 7; and 11 more\. .* Open them in/],
  [{ count: 2, after: ['', '9'], rowNumbers: [1, 1204] }, /number 1, the first in the list; number 1,204, the one after incident 9\./],
] as const)('names incidents that could not be read: %j', (details, pattern) => {
  expect(messageText('incidents-unread', details)).toMatch(pattern)
})
