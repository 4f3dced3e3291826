/** @file Token endpoint responses that proxies and gateways wrapped, for a secret and for a certificate, with the real MSAL. */
import type { Credentials } from '../../credentials/credential'
import type { ErrorCode } from '../../../../shared/contract/failure'
import { Buffer } from 'node:buffer'
import * as msal from '@azure/msal-node'
import { describe, expect, it } from 'vitest'
import { createSelfSigned } from '../../credentials/self-signed'
import { isUnverified } from '../../../../shared/rules/failure-facts'
import { createSignIn } from './sign-in'

const secret: Credentials = {
  tenantId: '11111111-2222-4333-8444-555555555555', clientId: '66666666-7777-4888-9999-000000000000',
  credential: { kind: 'secret', clientSecret: 's3cret~value' }, api: 'defender-xdr', cloud: 'worldwide',
}
const { privateKey, certificate } = createSelfSigned(Date.now())
const byCertificate: Credentials = { ...secret, credential: { kind: 'certificate', privateKey, certificate } }

const guid = '0a0a0a0a-1111-4222-8333-444444444444'
const bodyOf = (number: number, error = 'invalid_client') => ({
  error, error_description: `AADSTS${number}: Text. Trace ID: ${guid} Correlation ID: ${guid} Timestamp: 2026-11-24 12:00:00Z`, error_codes: [number], trace_id: guid, correlation_id: guid,
})
const utf16 = (text: string, mark = '\uFEFF') => Buffer.from(mark + text, 'utf16le')
const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')

/** Returns every wrapping of the refusal `number`, by name. */
const wrappings = (number: number): readonly (readonly [string, string | Buffer])[] => {
  const json = JSON.stringify(bodyOf(number))
  const withoutCodes = { ...bodyOf(number), error_codes: undefined }
  return [
    ['plain JSON', json],
    ['HTML after it', `${json}<html><body>Proxy</body></html>`],
    ['HTML before it', `<!-- inspected -->\n${json}`],
    ['HTML around it', `<html><style>p { color: red }</style><pre>${json}</pre></html>`],
    ['HTML around it, escaped by names', `<html><pre>${escaped(json)}</pre></html>`],
    ['a BOM before it', `\uFEFF${json}`],
    ['a BOM and HTML', `\uFEFF${json}\n<p>Proxy</p>`],
    ['HTML around it, escaped by numbers', `<pre>${json.replaceAll('"', '&#34;').replaceAll('{', '&#x7B;').replaceAll('}', '&#X7d;')}</pre>`],
    ['a quote and braces in one of its strings', `<p>${JSON.stringify({ note: 'a "}" \\ {', ...bodyOf(number) })}`],
    ['an anti-hijacking prefix', `)]}',\n${json}`],
    ['whitespace around it', `\r\n ${json}\r\n\u0000`],
    ['an array around it', `[${json}]`],
    ['an object around it', JSON.stringify({ status: 401, response: bodyOf(number) })],
    ['other JSON that contains it as a string', JSON.stringify({ message: json })],
    ['a JSON string that contains it', JSON.stringify(json)],
    ['the JSON twice', `${json}${json}`],
    ['other JSON before it', `{"blocked":false}${json}`],
    ['the JSON cut off', json.slice(0, json.indexOf('Text'))],
    ['UTF-16', utf16(json)],
    ['UTF-16, big-endian', utf16(json).swap16()],
    ['UTF-16 without a mark', utf16(json, '')],
    ['member names in capitals', json.replace('"error"', '"ERROR"').replace('error_description', 'Error_Description').replace('error_codes', 'ERROR_CODES')],
    ['member names in camel case', json.replace('error_description', 'errorDescription').replace('error_codes', 'errorCodes')],
    ['the number in lower case', JSON.stringify(withoutCodes).replace('AADSTS', 'aadsts')],
    ['no error_codes', JSON.stringify(withoutCodes)],
    ['error_codes as strings', JSON.stringify({ ...bodyOf(number), error_description: 'Text.', error_codes: [String(number)] })],
    ['error_codes as one number', JSON.stringify({ ...bodyOf(number), error_description: 'Text.', error_codes: number })],
    ['an error of another API\'s shape', JSON.stringify({ error: { code: 'invalid_client', message: `AADSTS${number}: Text.` } })],
    ['a form', new URLSearchParams({ error: 'invalid_client', error_description: `AADSTS${number}: Text.` }).toString()],
    ['a page that contains only the number', `<html><body><p>Sorry, but we’re having trouble.</p>AADSTS${number}: Text.</body></html>`],
    ['a page with the number in an element', `<p>Error <b>AADSTS</b>${number}</p>`],
    ['XML', `<?xml version="1.0"?><fault><code>AADSTS${number}</code></fault>`],
    ['plain text', `invalid_client: AADSTS${number}: Text.`],
  ]
}

function signInWith(status: number, body: string | Buffer) {
  const clock = { now: () => Date.now(), monotonic: () => 0, wait: async () => undefined }
  const signIn = createSignIn({ send: async () => ({ status, headers: new Headers(), chunks: [Buffer.from(body)] }), clock, loadMsal: async () => msal })
  return (credentials: Credentials) => signIn.acquire(credentials, { fresh: true })
}

describe.each([
  ['a secret', secret, 7000215, 'secret-invalid'], ['a certificate', byCertificate, 700027, 'certificate-unknown'],
] as const)('a refusal of %s', (_what, credentials, number, code) => {
  it.each(wrappings(number))('is recognized with %s', async (_name, body) => {
    for (const status of [400, 401, 403]) {
      await expect(signInWith(status, body)(credentials)).rejects.toMatchObject({ code, details: { status, aadsts: `AADSTS${number}` } })
    }
  })
})

it('a refusal contains Entra\'s IDs and message, even if a page wraps them', async () => {
  const facts = { correlationId: guid, traceId: guid, serverMessage: 'AADSTS7000215: Text.' }
  const { error_description: description } = bodyOf(7000215)
  for (const body of [`${JSON.stringify(bodyOf(7000215))}<html>`, `<p>${description}</p>`]) {
    await expect(signInWith(401, body)(secret)).rejects.toMatchObject({ code: 'secret-invalid', details: facts })
  }
})

describe('an OAuth error without a number', () => {
  it.each<[string, string, ErrorCode]>([
    ['in JSON', '{"error":"invalid_client"}', 'sign-in-refused'],
    ['in capitals', '{"error":"Invalid_Client"}', 'sign-in-refused'],
    ['in HTML', '<p>error=invalid_client</p>', 'sign-in-refused'],
    ['in the format of a header', 'Bearer error="unauthorized_client"', 'sign-in-refused'],
    ['with a description', '{"error":"new_error","error_description":"Text."}', 'sign-in-refused'],
    ['about the scope', '<pre>{"error":"invalid_scope"}', 'scope-invalid'],
  ])('%s is a refusal', async (_name, body, code) => {
    await expect(signInWith(400, body)(secret)).rejects.toMatchObject({ code })
    expect(isUnverified(code)).toBe(false)
  })
})

describe('a response that does not concern the credentials', () => {
  const refusal = JSON.stringify(bodyOf(7000215))
  it.each<[string, number, string, ErrorCode]>([
    ['a web filter\'s page', 403, '<html>Blocked by policy: access_denied</html>', 'sign-in-unclear'],
    ['a web filter\'s JSON', 403, '{"error":"forbidden","message":"Blocked"}', 'sign-in-unclear'],
    ['a gateway\'s JSON', 404, '{"error":{"code":"NotFound","message":"No route"}}', 'sign-in-unclear'],
    ['an empty body', 401, '', 'sign-in-unclear'],
    ['an empty object', 400, '{}', 'sign-in-unclear'],
    ['AADSTS without a number', 400, 'See AADSTS codes', 'sign-in-unclear'],
    ['a redirect', 302, '', 'sign-in-unclear'],
    ['a redirect with a page', 307, '<a href="https://hotel.example">Sign in</a>', 'sign-in-unclear'],
    ['an unmodified resource', 304, '', 'sign-in-unclear'],
    ['a timeout with a refusal in it', 408, refusal, 'timeout'],
    ['throttling with a refusal in it', 429, refusal, 'throttled'],
    ['throttling', 429, '<html>', 'throttled'],
    ['an outage with a refusal in it', 503, refusal, 'entra-unavailable'],
    ['a temporary failure of Entra by its number', 400, JSON.stringify(bodyOf(90033, 'temporarily_unavailable')), 'entra-unavailable'],
    ['a temporary failure of Entra by its name', 400, '{"error":"temporarily_unavailable"}', 'entra-unavailable'],
    ['success without a token', 200, '{}', 'token-empty'],
    ['success with a page', 200, '<html>hotel</html>', 'not-json'],
    ['success with an array', 200, '[]', 'sign-in-unclear'],
    ['success with a portal\'s JSON', 200, '"Sign in to the hotel"', 'sign-in-unclear'],
    ['no content', 204, '', 'not-json'],
  ])('is an unverified failure: %s', async (_name, status, body, code) => {
    for (const credentials of [secret, byCertificate]) await expect(signInWith(status, body)(credentials)).rejects.toMatchObject({ code })
    expect(isUnverified(code)).toBe(true)
  })
})

it('an error is a refusal even with a status of success', async () => {
  await expect(signInWith(200, JSON.stringify(bodyOf(7000215)))(secret)).rejects.toMatchObject({ code: 'secret-invalid' })
})

it('a token is read after a BOM and in UTF-16', async () => {
  const json = JSON.stringify({ token_type: 'Bearer', expires_in: 3599, access_token: 'one' })
  for (const body of [`\uFEFF${json}`, utf16(json)]) expect((await signInWith(200, body)(secret)).value).toBe('one')
})
