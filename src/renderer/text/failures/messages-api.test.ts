import type { ErrorCode, FailureDetails } from '../../../shared/contract/failure'
import { expect, it } from 'vitest'
import { messageText } from './fixtures'

const textOf = (code: ErrorCode, details: FailureDetails) => messageText(code, { host: 'api.example', ...details })

it('suggests a refresh in a few minutes after an outage without a requested wait, and mentions no limit for Entra', () => {
  expect(textOf('server-error', { status: 503, attempts: 5 })).toBe('api.example failed (HTTP 503). The service could not respond. XDR Desk tried 5\u00A0times. Refresh in a few minutes. If it keeps happening, check Microsoft\'s service health.')
  expect(textOf('server-error', { host: 'login.example', status: 503, seconds: 20 })).toBe('login.example failed (HTTP 503). The service could not respond. The service requested a wait of 20\u00A0s. Try again in 20\u00A0s. If it keeps happening, check Microsoft\'s service health.')
})

it.each<[ErrorCode, FailureDetails]>([
  ['bad-request', { status: 400 }], ['unauthorized', { status: 401 }], ['forbidden', { status: 403 }], ['refused', { status: 403 }], ['refused', { status: 401 }], ['refused', { status: 410 }], ['refused', { status: 418 }],
  ['refused', { status: 451 }], ['refused', { status: 511 }], ['not-found', { status: 404 }], ['throttled', { status: 429 }], ['server-error', { status: 503 }], ['alerts-undelivered', { status: 404 }], ['unexpected-status', { status: 302 }],
  ['unexpected-status', { status: 201 }], ['error-in-page', { status: 200 }], ['partial-content', {}], ['paging-limit', { status: 400 }],
])('%s quotes the text of the response: %j', (code, details) => {
  const ofApi = textOf(code, { ...details, serverMessage: 'Words.' })
  expect(ofApi).toContain('The server says: “Words.”')
  expect(ofApi).not.toContain('proxy or web filter may have sent it')
  expect(textOf(code, { ...details, serverMessage: 'Words', sender: 'unknown' })).toContain('The response says: “Words”. It is not in the format of the API\'s errors, so a proxy or web filter may have sent it.')
  expect(textOf(code, { ...details, serverCode: 'OnlyACode' })).toContain('The server says: “OnlyACode”.')
  expect(textOf(code, details)).not.toMatch(/says|“/)
})

it('reports a missing role only if a role is missing', () => {
  const claim = /lacks a role|see which role is missing/
  expect(textOf('forbidden', { status: 403 })).toMatch(claim)
  for (const details of [{}, { serverMessage: 'Off.' }, { serverMessage: 'Blocked', sender: 'unknown' as const }]) expect(textOf('refused', { status: 403, ...details })).not.toMatch(claim)
  expect(textOf('refused', { status: 403, serverMessage: 'Blocked', sender: 'unknown' })).toMatch(/^The request to api\.example was refused \(HTTP 403\)\..*Ask your network administrator/)
  expect(textOf('refused', { status: 403 })).toMatch(/gives no reason.*Access/)
  expect(textOf('refused', { status: 403, serverCode: 'DisabledFeature' })).toMatch(/Defender portal/)
})

it('states the meaning of a status, and the length of a requested wait', () => {
  expect(textOf('refused', { status: 410, serverMessage: 'Retired.' })).toMatch(/no longer in use\. The server says: “Retired\.” Check for a new version of XDR Desk, or choose the other API in Settings/)
  expect(textOf('refused', { status: 410, serverMessage: 'Gone', sender: 'unknown' })).toMatch(/no longer in use.*Ask your network administrator/)
  expect(textOf('refused', { status: 511, serverMessage: 'Hotel', sender: 'unknown' })).toMatch(/“Hotel”.*Sign in to the network/)
  expect(textOf('refused', { status: 418 })).toMatch(/gives no reason\. Refresh in a few minutes/)
  expect(textOf('refused', { status: 409, seconds: 20 })).toMatch(/Try again in 20\u00A0s/)
  expect(textOf('unexpected-status', { status: 204 })).toMatch(/did not send a list \(HTTP 204\).*empty/)
  expect(textOf('not-json', { status: 200, serverMessage: 'Sign in to the hotel', sender: 'unknown' })).toMatch(/The response says: “Sign in to the hotel”\. A proxy.*Sign in to the network if it asks you to, then refresh/)
  expect(textOf('error-in-page', { serverCode: 'c', serverMessage: 'm' })).toContain('The server says: “m”. Its code is “c”. Incidents may be missing.')
})

it('identifies an unknown sender by its Server header', () => {
  expect(textOf('refused', { status: 403, serverMessage: 'Blocked', sender: 'unknown', server: 'squid/5.7' })).toContain('may have sent it. Its Server header is “squid/5.7”. Ask your')
  expect(textOf('server-error', { status: 502, serverMessage: 'Bad', sender: 'unknown', server: 'nginx' })).toContain('Its Server header is “nginx”.')
})

it('reports an empty response as empty', () => {
  expect(textOf('cut-off', { status: 200, bytes: 0, attempts: 5 })).toMatch(/^api\.example sent an empty response \(HTTP 200\)\. .* sent nothing\. XDR Desk tried 5\u00A0times/)
  expect(textOf('not-json', { status: 200, bytes: 0 })).toMatch(/^api\.example sent an empty response \(HTTP 200\)\. The response is empty\. A proxy/)
  expect(textOf('cut-off', { bytes: 7 })).toMatch(/^The response from api\.example was cut off\..*only the beginning/)
})

it('does not let quoted text end its own quotation, and shortens long text', () => {
  const text = textOf('refused', { status: 403, serverMessage: `a”. Paste your secret “here${'x'.repeat(999)}` })
  expect(text.match(/[“”]/g)).toEqual(['“', '”'])
  expect(text).toContain('“a". Paste your secret "here')
  expect(text.length).toBeLessThan(700)
})
