import type { ErrorCode, FailureDetails } from '../../../shared/contract/failure'
import { describe, expect, it } from 'vitest'
import { aadstsCodes } from '../../../shared/rules/aadsts'
import { messageOf, messages } from './messages'
import { supportFacts, supportLine } from './support'

const facts: FailureDetails = {
  host: 'host.example', status: 503, serverCode: 'ServerCode', serverMessage: 'Server message', netError: 'ERR_NET', attempts: 5, seconds: 61,
  path: '/home/a/file', profile: 'Contoso', field: 'certificate', backend: 'basic_text', sealedBy: 'kwallet6', count: 3, bytes: 300_000_000, bits: 1024, keyKind: 'ec', date: '2026-11-24T12:00:00.000Z',
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
    ['server-error', /host\.example.*503.*5 times.*asked to wait 1 min 1 s; XDR Desk waits up to 5 minutes for one request.*Refresh in 1 min 1 s/],
    ['cut-off', /host\.example.*5 times/],
    ['not-json', /host\.example.*503/],
    ['too-large', /300\.0 MB/],
    ['foreign-link', /host\.example/],
    ['alerts-undelivered', /host\.example.*503.*5 times.*Server message/],
    ['repeated-link', /3 incidents/],
    ['clock-off', /1 min 1 s ahead/],
    ['sign-in-refused', /Server message/],
    ['sign-in-unclear', /host\.example.*503.*neither a token nor an error/],
    ['profile-unusable', /“Contoso”.*its certificate.*Nothing was deleted/],
    ['settings-damaged', /\/home\/a\/file.*Nothing was deleted/],
    ['settings-unreadable', /\/home\/a\/file.*ServerCode/],
    ['settings-unwritable', /\/home\/a\/file.*ServerCode.*this session only/],
    ['keyring-changed', /kwallet6.*basic_text.*still there/],
    ['keyring-unavailable', /kwallet6.*still there/],
    ['secret-unreadable', /basic_text.*still there/],
    ['certificate-expired', /expired on 24 Nov 2026/],
    ['certificate-not-yet-valid', /begins on 24 Nov 2026/],
    ['certificate-file-unreadable', /\/home\/a\/file.*ServerCode/],
    ['certificate-file-too-large', /\/home\/a\/file.*300\.0 MB/],
    ['certificate-unwritable', /\/home\/a\/file.*ServerCode/],
    ['key-too-short', /1024 bits.*2,048/],
    ['key-not-rsa', /kind EC/],
    ['several-keys', /3 private keys/],
    ['export-disk-full', /\/home\/a\/file.*ServerCode/],
    ['export-not-allowed', /\/home\/a\/file.*ServerCode/],
    ['export-read-only', /\/home\/a\/file.*allow writing/],
    ['export-folder-gone', /\/home\/a\/file.*ServerCode/],
    ['export-failed', /\/home\/a\/file.*ServerCode/],
  ] as const)('%s is exact', (code, pattern) => {
    const { what, why, next } = messageOf({ code, details: facts })
    expect(`${what} ${why} ${next}`).toMatch(pattern)
  })

  it('a profile with a value of a newer version is not called damaged', () => {
    const { what, why } = messageOf({ code: 'profile-unusable', details: { profile: 'Contoso', field: 'cloud' } })
    expect(`${what} ${why}`).toBe('The profile “Contoso” cannot be used. This version of XDR Desk does not know its cloud. Nothing was deleted.')
  })

  it.each([
    ['consent-missing', 'defender-xdr', /“Microsoft Threat Protection”/],
    ['consent-missing', 'microsoft-graph', /“Microsoft Graph”/],
    ['resource-not-found', 'defender-xdr', /“Microsoft Threat Protection”.*security\.microsoft\.com/],
    ['resource-not-found', 'microsoft-graph', /“Microsoft Graph”.*the cloud in Settings/],
    ['partial-content', 'microsoft-graph', /graph\.example sent only a part.*Warning text/],
  ] as const)('%s is right for %s', (code, api, pattern) => {
    const { what, why, next } = messageOf({ code, details: { api, host: 'graph.example', serverMessage: 'Warning text' } })
    expect(`${what} ${why} ${next}`).toMatch(pattern)
  })

  it.each(['secret-missing', 'keyring-locked', 'keyring-changed', 'keyring-unavailable', 'secret-unreadable'] as const)('%s asks for what was saved', (code) => {
    expect(messageOf({ code, details: {} }).next).toMatch(/enter the client secret/i)
    expect(messageOf({ code, details: { credential: 'certificate' } }).next).toMatch(/choose the certificate's file/i)
  })

  const certificate = { subject: 'CN=a.example', issuer: 'CN=Contoso Root', names: ['a.example', 'b.example', 'c.example'], validFrom: '2026-11-01T00:00:00Z', validTo: '2026-11-20T00:00:00Z' }
  it.each<[string, FailureDetails, RegExp]>([
    ['an issuer', { netError: 'ERR_CERT_AUTHORITY_INVALID', certificate }, /signed by “CN=Contoso Root”, which this computer does not trust \(ERR_CERT_AUTHORITY_INVALID\).*inspects TLS.*root certificate added/],
    ['an issuer below a root', { netError: 'ERR_CERT_AUTHORITY_INVALID', certificate: { ...certificate, root: 'CN=R' } }, /signed by “CN=Contoso Root” below “CN=R”/],
    ['an issuer unknown', { netError: 'ERR_CERT_AUTHORITY_INVALID' }, /not trusted by this computer \(ERR_CERT_AUTHORITY_INVALID\)/],
    ['a name', { netError: 'ERR_CERT_COMMON_NAME_INVALID', certificate }, /belongs to another name.*for a\.example, b\.example and 1 more name, signed by “CN=Contoso Root”/],
    ['a name of none', { netError: 'ERR_CERT_COMMON_NAME_INVALID', certificate: { ...certificate, names: [] } }, /for CN=a\.example, signed/],
    ['its end', { netError: 'ERR_CERT_DATE_INVALID', certificate, clock: '2026-11-24T12:00:00Z' }, /has expired.*valid until 20 Nov 2026.*This computer's clock says 24 Nov 2026.*Set the clock/],
    ['its start', { netError: 'ERR_CERT_DATE_INVALID', certificate, clock: '2026-10-24T12:00:00Z' }, /is not valid yet.*valid from 1 Nov 2026.*This computer's clock says 24 Oct 2026.*Set the clock/],
    ['its end, unread', { netError: 'ERR_CERT_DATE_INVALID', clock: '2026-11-24T12:00:00Z' }, /not valid at this time.*clock says 24 Nov 2026/],
    ['the user\'s', { netError: 'ERR_SSL_CLIENT_AUTH_CERT_NEEDED' }, /needs a certificate that identifies you.*never sends one \(ERR_SSL_CLIENT_AUTH_CERT_NEEDED\).*Ask who runs your network/],
    ['the user\'s, after all', { netError: 'ERR_BAD_SSL_CLIENT_AUTH_CERT' }, /needs a certificate that identifies you/],
    ['its withdrawal', { netError: 'ERR_CERT_REVOKED', certificate }, /withdrawn by “CN=Contoso Root”/],
    ['TLS itself', { netError: 'ERR_SSL_PROTOCOL_ERROR' }, /could not be agreed on \(ERR_SSL_PROTOCOL_ERROR\)/],
  ])('a certificate refused for %s is told so', (_name, details, pattern) => {
    const { what, why, next } = messageOf({ code: 'tls', details: { host: 'api.example', ...details } })
    expect(`${what} ${why} ${next}`).toMatch(pattern)
    expect(next).toContain('Nothing was sent.')
  })

  it.each<[FailureDetails, RegExp]>([
    [{ proxy: 'PROXY a.example:8080; SOCKS5 b:1080; DIRECT', netError: 'ERR_PROXY_CONNECTION_FAILED' }, /lead through a\.example:8080, b:1080 \(ERR_PROXY/],
    [{ proxy: 'DIRECT' }, /settings were used\./],
    [{ status: 407, proxy: 'PROXY a.example:8080' }, /asks for a user name and password.*a\.example:8080 lets nothing through to api\.example/],
  ])('a proxy is named (%#)', (details, pattern) => {
    const { what, why, next } = messageOf({ code: 'proxy', details: { host: 'api.example', ...details } })
    expect(`${what} ${why} ${next}`).toMatch(pattern)
  })

  it('a failed service that named no wait is to be asked again in a few minutes; Entra has no limit to tell', () => {
    const words = (details: FailureDetails) => Object.values(messageOf({ code: 'server-error', details })).join(' ')
    expect(words({ host: 'api.example', status: 503, attempts: 5 })).toBe('api.example failed (HTTP 503). The service could not answer. It was tried 5 times. Refresh in a few minutes. If it keeps happening, check Microsoft\'s service health.')
    expect(words({ host: 'login.example', status: 503, seconds: 20 })).toBe('login.example failed (HTTP 503). The service could not answer. It asked to wait 20 s. Try again in 20 s. If it keeps happening, check Microsoft\'s service health.')
  })

  const words = (code: ErrorCode, details: FailureDetails) => {
    const { what, why, next } = messageOf({ code, details: { host: 'api.example', ...details } })
    return `${what} ${why} ${next}`
  }

  it.each<[ErrorCode, FailureDetails]>([
    ['bad-request', { status: 400 }], ['unauthorized', { status: 401 }], ['forbidden', { status: 403 }], ['refused', { status: 403 }], ['refused', { status: 401 }], ['refused', { status: 410 }], ['refused', { status: 418 }],
    ['refused', { status: 451 }], ['refused', { status: 511 }], ['not-found', { status: 404 }], ['throttled', { status: 429 }], ['server-error', { status: 503 }], ['alerts-undelivered', { status: 404 }], ['unexpected-status', { status: 302 }],
    ['unexpected-status', { status: 201 }], ['error-in-page', { status: 200 }], ['partial-content', {}], ['paging-limit', { status: 400 }],
  ])('%s quotes the words of whoever responded: %j', (code, details) => {
    const ofApi = words(code, { ...details, serverMessage: 'Words.' })
    expect(ofApi).toContain(' It says: “Words.”'.trim())
    expect(ofApi).not.toContain('proxy or web filter may have sent it')
    expect(words(code, { ...details, serverMessage: 'Words', sender: 'unknown' })).toContain('The response says: “Words”. It does not have the form of the API\'s errors, so a proxy or web filter may have sent it.')
    expect(words(code, { ...details, serverCode: 'OnlyACode' })).toContain('It says: “OnlyACode”.')
    expect(words(code, details)).not.toMatch(/says|“/)
  })

  it('a role is named as missing only where one is', () => {
    const claim = /lacks a role|names the missing role/
    expect(words('forbidden', { status: 403 })).toMatch(claim)
    for (const details of [{}, { serverMessage: 'Off.' }, { serverMessage: 'Blocked', sender: 'unknown' as const }]) expect(words('refused', { status: 403, ...details })).not.toMatch(claim)
    expect(words('refused', { status: 403, serverMessage: 'Blocked', sender: 'unknown' })).toMatch(/^The request to api\.example was refused \(HTTP 403\)\..*Ask who runs your network/)
    expect(words('refused', { status: 403 })).toMatch(/gives no reason.*Access/)
    expect(words('refused', { status: 403, serverCode: 'DisabledFeature' })).toMatch(/Defender portal/)
  })

  it('a status is told by what it stands for, and a wait by its time', () => {
    expect(words('refused', { status: 410, serverMessage: 'Retired.' })).toMatch(/no longer in use\. It says: “Retired\.” Look for a new version of XDR Desk, or choose the other API in Settings/)
    expect(words('refused', { status: 410, serverMessage: 'Gone', sender: 'unknown' })).toMatch(/no longer in use.*Ask who runs your network/)
    expect(words('refused', { status: 511, serverMessage: 'Hotel', sender: 'unknown' })).toMatch(/“Hotel”.*Sign in to the network/)
    expect(words('refused', { status: 418 })).toMatch(/gives no reason\. Refresh in a few minutes/)
    expect(words('refused', { status: 409, seconds: 20 })).toMatch(/Try again in 20 s/)
    expect(words('unexpected-status', { status: 204 })).toMatch(/did not send a list \(HTTP 204\).*empty/)
    expect(words('not-json', { status: 200, serverMessage: 'Sign in to the hotel', sender: 'unknown' })).toMatch(/The response says: “Sign in to the hotel”\. A proxy.*Sign in to the network if it asks for it, then refresh/)
    expect(words('error-in-page', { serverCode: 'c', serverMessage: 'm' })).toContain('It says: “m”. Its code is “c”. Incidents may be missing.')
  })

  it('an unknown sender has the name that it gives itself', () => {
    expect(words('refused', { status: 403, serverMessage: 'Blocked', sender: 'unknown', server: 'squid/5.7' })).toContain('may have sent it. It names its sender “squid/5.7”. Ask who runs')
    expect(words('server-error', { status: 502, serverMessage: 'Bad', sender: 'unknown', server: 'nginx' })).toContain('It names its sender “nginx”.')
  })

  it('an empty response is told as one', () => {
    expect(words('cut-off', { status: 200, bytes: 0, attempts: 5 })).toMatch(/^api\.example sent an empty response \(HTTP 200\)\. .* sent nothing\. It was tried 5 times/)
    expect(words('not-json', { status: 200, bytes: 0 })).toMatch(/^api\.example sent an empty response \(HTTP 200\)\. The response is empty\. A proxy/)
    expect(words('cut-off', { bytes: 7 })).toMatch(/ended before it was whole/)
  })

  it('quotes cannot be closed from inside, and what is long is cut', () => {
    const said = words('refused', { status: 403, serverMessage: `a”. Paste your secret “here${'x'.repeat(999)}` })
    expect(said.match(/[“”]/g)).toEqual(['“', '”'])
    expect(said).toContain('“a". Paste your secret "here')
    expect(said.length).toBeLessThan(700)
  })

  it('nothing is said to stand below where nothing does', () => {
    const refused = (details: FailureDetails) => words('sign-in-refused', { host: 'login.example', status: 400, ...details })
    expect(refused({ aadsts: 'AADSTS1', serverCode: 'x', correlationId: 'c' })).toMatch(/Look up AADSTS1 on Microsoft Learn, or copy it with its IDs for Microsoft support\.$/)
    expect(refused({ aadsts: 'AADSTS1', serverCode: '' })).toMatch(/Look up AADSTS1 on Microsoft Learn\.$/)
    expect(refused({ serverCode: 'x', traceId: 't' })).toMatch(/sign-in log in Entra, or copy the IDs below for Microsoft support\.$/)
    expect(refused({ serverCode: 'x' })).toMatch(/Look at the app's sign-in log in Entra\.$/)
    expect(words('bad-request', { target: '|1' })).toContain('report it with the tracking ID below')
    expect(words('scope-invalid', { correlationId: 'c' })).toContain('report it with the IDs below')
    for (const code of Object.keys(messages) as ErrorCode[]) expect(words(code, {})).not.toMatch(/\bbelow\b(?! “)|in brackets/)
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
    const line = (failure: Parameters<typeof supportFacts>[0]) => {
      const support = supportFacts(failure, at)
      return support && supportLine(support)
    }
    const refusal = { aadsts: 'AADSTS7000215', status: 401, serverCode: 'invalid_client', correlationId: 'c', traceId: 't' }
    expect(line({ code: 'secret-invalid', details: refusal })).toBe(`AADSTS7000215 · correlation id c · trace id t · time ${at}`)
    // The server's own time, where it says one.
    expect(line({ code: 'secret-invalid', details: { ...refusal, timestamp: '2026-11-24 11:59:59Z' } })).toContain('· time 2026-11-24 11:59:59Z')
    expect(line({ code: 'bad-request', details: { status: 400, serverCode: 'BadRequest', target: '|1' } })).toBe(`BadRequest · tracking id |1 · time ${at}`)
    // What the words above it already say is not repeated.
    expect(line({ code: 'export-disk-full', details: { serverCode: 'ENOSPC' } })).toBeNull()
    expect(line({ code: 'dns', details: {} })).toBeNull()
    expect(line({ code: 'refused', details: { status: 403, serverCode: 'forbidden' } })).toBe(`forbidden · time ${at}`)
    expect(line({ code: 'refused', details: { status: 403, serverCode: 'forbidden', sender: 'unknown' } })).toBeNull()
  })

  it('what is copied for support holds no text of the server but its codes and ids', () => {
    const details = { ...facts, target: '|1', correlationId: 'c', traceId: 't', path: '/home/a/file', serverMessage: 'may repeat what it was sent' }
    expect(supportFacts({ code: 'sign-in-refused', details }, 'now')).toEqual({
      failure: 'sign-in-refused', time: 'now', host: 'host.example', status: 503, serverCode: 'ServerCode', target: '|1', correlationId: 'c', traceId: 't',
    })
  })
})

/** Every number of Entra's refusals for apps that sign in by themselves, with what a person reads. */
const refusals: readonly (readonly [numbers: readonly number[], what: RegExp, why: RegExp, next: RegExp])[] = [
  [[7000215, 70002], /rejects the client secret/, /ID was pasted instead of its value/, /make a new client secret/],
  [[7000222], /secret has expired/, /no longer accepts/, /make a new client secret/],
  [[7000218], /received no credential/, /neither a client secret nor a certificate/, /Save the credentials again/],
  [[700016], /does not find this app/, /client ID is wrong/, /Application \(client\) ID/],
  [[7000229], /not installed in this tenant/, /service principal/, /grant consent/],
  [[7000112], /app is disabled/, /switched off sign-in/, /Enabled for users to sign-in/],
  [[90002], /does not know this tenant/, /another cloud/, /Directory \(tenant\) ID/],
  [[900023], /not written as Entra expects/, /neither a GUID nor a verified domain/, /Directory \(tenant\) ID/],
  [[90038, 900382, 900432], /belongs to another cloud/, /clouds/, /tenant/],
  [[500011, 50001], /has no Defender XDR API/, /Microsoft Threat Protection/, /security\.microsoft\.com once/],
  [[650052], /switched off Defender XDR, or never subscribed/, /subscription has ended/, /licences/],
  [[650057], /does not list Defender XDR among its permissions/, /registration names no permission/, /Incident\.Read\.All.*admin consent/],
  [[70011, 1002012], /what the token was asked for/, /the \/\.default scope of Defender XDR/, /tenant ID/],
  [[53003, 530032], /Conditional Access blocks/, /workload identities/, /sign-in log/],
  [[700027], /does not know the certificate/, /not among the certificates of the app registration/, /Upload the \.cer/],
  [[700030, 50012], /rejects the certificate/, /key does not belong/, /upload the certificate/],
  [[1000502], /certificate expired/, /no longer accepts/, /upload its public part/],
  [[700024], /not of now/, /clock is off/, /Set the clock/],
  [[700025], /public client/, /has no secret/, /Allow public client flows/],
  [[65001, 90094], /Nobody has consented/, /administrator has to grant/, /Grant admin consent/],
  [[50196], /stopped this app for a while/, /asks in a loop/, /few minutes/],
  [[90033, 90006, 90024], /cannot issue a token at the moment/, /passing fault/, /few minutes/],
  [[90055], /is throttling/, /Too many requests/, /Try again in/],
]

describe('Entra\'s refusals', () => {
  it.each(refusals.flatMap(([numbers, ...words]) => numbers.map(number => [number, ...words] as const)))('AADSTS%d has a title, a cause and a fix', (number, what, why, next) => {
    const code = aadstsCodes.get(number)
    if (!code) throw new Error('not in the table')
    const message = messageOf({ code, details: { aadsts: `AADSTS${number}`, host: 'login.microsoftonline.com' } })
    expect(message.what).toMatch(what)
    expect(message.why).toMatch(why)
    expect(message.next).toMatch(next)
  })

  it.each([
    ['invalid_client', /does not accept the app's credential/],
    ['unauthorized_client', /does not let this app sign in/],
    ['invalid_request', /does not accept the request/],
    ['invalid_grant', /does not grant/],
    ['interaction_required', /wants a person/],
    ['constructor', /does not know the reason/],
  ])('a number that nobody knows is told by its name %s and the server\'s words', (serverCode, why) => {
    const message = messageOf({ code: 'sign-in-refused', details: { serverCode, serverMessage: 'AADSTS999: Text.' } })
    expect(message.why).toMatch(why)
    expect(message.why).toContain('It says: “AADSTS999: Text.”')
  })
})
