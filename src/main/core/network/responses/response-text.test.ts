import type { HttpResponse } from '../http'
import { Buffer } from 'node:buffer'
import { describe, expect, it } from 'vitest'
import { rawBodyErrorText, responseErrorText, trailingErrorText } from './response-text'

const response = (body: string | Buffer, headers: Record<string, string> = {}): HttpResponse =>
  ({ status: 403, headers: new Headers(headers), chunks: [Buffer.from(body)] })
const errorTextOf = (body: string | Buffer, headers: Record<string, string> = {}) => responseErrorText(response(body, headers))
const foreign = (serverMessage: string) => ({ serverMessage, sender: 'unknown' })

const defender = JSON.stringify({ error: { code: 'Forbidden', message: 'Fehlende Rolle – “Incident.Read.All”.', target: '|1.2' } })
const graph = JSON.stringify({ error: { code: 'Forbidden', message: 'Missing roles.', innerError: { 'date': 'd', 'request-id': 'r', 'client-request-id': 'c' } } })
const ofDefender = { serverCode: 'Forbidden', serverMessage: 'Fehlende Rolle – “Incident.Read.All”.', target: '|1.2' }
const ofGraph = { serverCode: 'Forbidden', serverMessage: 'Missing roles.', target: 'r' }
const utf16 = (text: string) => Buffer.from(text, 'utf16le')

describe('an API error', () => {
  it.each([['Defender XDR', defender, ofDefender], ['Microsoft Graph', graph, ofGraph]])('of %s is read despite text around it', (_api, json, expected) => {
    for (const body of [
      json, `\uFEFF${json}`, ` \r\n${json}\n`, `\uFEFF\r\n ${json}`, utf16(`\uFEFF${json}`), utf16(`\uFEFF${json}`).swap16(), utf16(json), `${json}<html><body>Proxy</body></html>`, `${json}${json}`, `)]}',\n${json}`,
    ]) expect(errorTextOf(body)).toEqual(expected)
  })

  it.each([
    [{ error: { code: 'c', message: 'm', innererror: { requestId: 'r' } } }, { serverCode: 'c', serverMessage: 'm', target: 'r' }],
    [{ Error: { Code: 'c', Message: 'm' } }, { serverCode: 'c', serverMessage: 'm' }],
    [{ 'odata.error': { code: 'c', message: { lang: 'en', value: 'm' } } }, { serverCode: 'c', serverMessage: 'm' }],
    [{ error: { code: 'UnknownError', message: '' } }, { serverCode: 'UnknownError' }],
  ])('is read in the form %j', (body, expected) => {
    expect(errorTextOf(JSON.stringify(body))).toEqual(expected)
  })

  it('is read from chunks, with the request ID in a header', () => {
    const chunks = [defender.slice(0, 20), '', defender.slice(20)].map(each => Buffer.from(each))
    expect(responseErrorText({ ...response(''), chunks })).toEqual(ofDefender)
    expect(errorTextOf('{"error":{"code":"c","message":"m"}}', { 'request-id': 'h' })).toEqual({ serverCode: 'c', serverMessage: 'm', target: 'h' })
    expect(errorTextOf(graph, { 'request-id': 'h' }).target).toBe('r')
  })
})

describe('text from another sender', () => {
  it.each<[unknown, object]>([
    [{ error: 'forbidden' }, foreign('forbidden')],
    [{ error: 'forbidden', message: 'Blocked by policy 7.' }, { serverCode: 'forbidden', ...foreign('Blocked by policy 7.') }],
    [{ error: 'access_denied', error_description: 'No.' }, { serverCode: 'access_denied', ...foreign('No.') }],
    [{ message: 'Blocked.' }, foreign('Blocked.')], [{ Message: 'Blocked.' }, foreign('Blocked.')],
    [{ statusCode: 401, message: 'Access token is missing.' }, foreign('Access token is missing.')],
    [{ code: 'Gone', message: 'Retired.' }, { serverCode: 'Gone', ...foreign('Retired.') }],
    [{ error: { code: 403, message: 'No.' } }, foreign('No.')],
    [{ title: 'Forbidden', status: 403, detail: 'The policy says no.' }, foreign('The policy says no.')],
    [{ errors: [{}, { message: 'One.' }, 'Two.'] }, foreign('One.')], [['One.', 'Two.'], foreign('One.')], [[{ error: { code: 'c', message: 'm' } }], { serverCode: 'c', ...foreign('m') }],
    [{ fault: { faultstring: 'Quota.', detail: { errorcode: 'policies.q' } } }, foreign('Quota.')],
    [{ message: '{"error":{"code":"c","message":"m"}}' }, { serverCode: 'c', ...foreign('m') }],
    ['Forbidden', foreign('Forbidden')],
    [{ blocked: true, policy: 'P7' }, foreign('{"blocked":true,"policy":"P7"}')],
    [{}, {}], [null, {}], [[], {}], ['', {}], [true, {}], [{ error: {} }, foreign('{"error":{}}')],
  ])('is read from JSON: %j', (body, expected) => {
    expect(errorTextOf(JSON.stringify(body))).toEqual(expected)
  })

  it.each([
    ['<html><title>Access blocked</title><style>p{}</style><body><script>var a = {"message":"no"}</script><p>Category:&nbsp;<b>new&#32;domains</b></p></body></html>', 'Access blocked: Category: new domains'],
    ['<html><head><title>403 Forbidden</title></head><body><center><h1>403 Forbidden</h1></center><hr>nginx</body></html>', '403 Forbidden nginx'],
    ['<!DOCTYPE HTML><TITLE lang="en">Blocked</TITLE><SCRIPT>x < y</SCRIPT>', 'Blocked'],
    ['Notice\n<html><body>Blocked &lt;here&gt; &#x26; there &bogus; &#xD800;</body></html>', 'Notice Blocked <here> & there &bogus; \uFFFD'],
    ['<h1>Blocked</h1><!-- <p>secret</p> --><p>1 < 2', 'Blocked 1 < 2'],
    ['<p>Blocked<script>never closed', 'Blocked'],
    ['<title>Never closed', ''],
    ['<html></html>', ''],
  ])('is read from HTML: %s', (body, text) => {
    expect(errorTextOf(body)).toEqual(text === '' ? {} : foreign(text))
  })

  it.each<[string, object]>([
    ['<?xml version="1.0"?><Error><Code>AccessDenied</Code><Message>Access &amp; more denied</Message></Error>', { serverCode: 'AccessDenied', ...foreign('Access & more denied') }],
    ['<m:error xmlns:m="x"><m:code>c</m:code><m:message xml:lang="en-US">m</m:message></m:error>', { serverCode: 'c', ...foreign('m') }],
    ['<s:Envelope><s:Fault><faultcode>s:x</faultcode><faultstring>Text.</faultstring></s:Fault></s:Envelope>', { serverCode: 's:x', ...foreign('Text.') }],
    ['<status>down</status><![CDATA[For a <while>]]>', foreign('down For a <while>')],
  ])('is read from XML: %s', (body, expected) => {
    expect(errorTextOf(body)).toEqual(expected)
  })

  it('is read from plain text, on one line, without control characters', () => {
    expect(errorTextOf('Blocked\r\n\tby\u0000 \u001B[31mpolicy\u2028 7 ')).toEqual(foreign('Blocked by [31mpolicy 7'))
    expect(errorTextOf('  \n')).toEqual({})
    // The renderer shows characters that reorder text.
    expect(errorTextOf('a\u202Eb')).toEqual(foreign('a\u202Eb'))
    expect(errorTextOf(`Z${'\u0301'.repeat(50)}`)).toEqual(foreign(`Z${'\u0301'.repeat(3)}`))
  })

  it('is read in the encodings of older programs', () => {
    expect(errorTextOf(Buffer.from('<p>gesperrt f\xFCr Sie</p>', 'latin1'))).toEqual(foreign('gesperrt für Sie'))
    expect(errorTextOf(Buffer.from('\xC4\xEE\xF1\xF2\xF3\xEF', 'latin1'), { 'content-type': 'text/plain; charset=windows-1251' })).toEqual(foreign('Доступ'))
    expect(errorTextOf(Buffer.from('<meta charset="windows-1251"><p>\xC4\xEE\xF1\xF2\xF3\xEF', 'latin1'))).toEqual(foreign('Доступ'))
    expect(errorTextOf(Buffer.from('f\xFCr', 'latin1'), { 'content-type': 'text/plain; charset=utf-8' })).toEqual(foreign('für'))
    expect(errorTextOf(Buffer.from('f\xFCr', 'latin1'), { 'content-type': 'text/plain; charset=unknown-name' })).toEqual(foreign('für'))
  })

  it('is read from a header if the body contains no text', () => {
    const challenge = { 'www-authenticate': 'Bearer realm="", error="invalid_token", error_description="The token expired."' }
    expect(errorTextOf('', challenge)).toEqual({ serverCode: 'invalid_token', serverMessage: 'The token expired.' })
    expect(errorTextOf('<h1>Blocked</h1>', challenge)).toEqual(foreign('Blocked'))
    expect(errorTextOf('', { 'www-authenticate': 'Bearer' })).toEqual({})
  })

  it('is returned with the name in the Server header', () => {
    expect(errorTextOf('<h1>Blocked</h1>', { server: 'squid/5.7' })).toEqual({ ...foreign('Blocked'), server: 'squid/5.7' })
    expect(errorTextOf('<h1>Blocked</h1>', { server: 'x'.repeat(999) }).server).toBe(`${'x'.repeat(80)}…`)
    // For an API error, that name is of no use.
    for (const body of [defender, graph, '']) expect(errorTextOf(body, { server: 'Kestrel' })).not.toHaveProperty('server')
  })

  it('is empty for binary data', () => {
    for (const body of [Buffer.from([0x89, 0x50, 0x4E, 0x47, 1, 2, 3, 0xFF, 0xFE, 0x80, 0x00]), Buffer.from('PK\u0003\u0004\u0001\u0000\u0002\u0000'), Buffer.alloc(500)]) expect(errorTextOf(body)).toEqual({})
  })
})

describe('error text', () => {
  it('is cut to a maximum length, never inside a character', () => {
    expect(errorTextOf(`<title>${'t'.repeat(9000)}</title><p>${'p'.repeat(9000)}`).serverMessage?.length).toBeLessThanOrEqual(605)
    expect(errorTextOf(JSON.stringify({ error: { code: 'c'.repeat(999), message: 'x'.repeat(9000), target: 't'.repeat(999) } })))
      .toEqual({ serverCode: `${'c'.repeat(100)}…`, serverMessage: `${'x'.repeat(500)}…`, target: `${'t'.repeat(200)}…` })
    expect(errorTextOf(`${'x'.repeat(499)}🔒🔒`).serverMessage).toBe(`${'x'.repeat(499)}…`)
    // The part that is read ends inside a character.
    expect(errorTextOf(`ü${'x'.repeat(262_141)}ü`).serverMessage).toBe(`ü${'x'.repeat(499)}…`)
  })

  it('contains no possible credential', () => {
    const token = 'eyJ0eXAiOiJKV1QiLCJhbGciOiJSUzI1NiJ9.eyJhdWQiOiJodHRwczovL2FwaSJ9.c2lnbmF0dXJl'
    for (const body of [
      `Refused. Authorization: Bearer ${token}`, `<pre>authorization: bearer ${token.slice(0, 40)}</pre>`, JSON.stringify({ message: `Bearer opaque-token-value` }), `X: ${token}`,
      'grant_type=client_credentials&client_secret=s3cret~value&scope=x', 'client_secret%3Ds3cret~value', '<p>client_secret=s3cret~value&amp;scope</p>', '{"client_secret" : "s3cret~value","other":1}',
      '{"access_token":"opaque-token-value"', 'Proxy-Authorization: Basic dXNlcjpwYXNzd29yZA==',
    ]) {
      const result = JSON.stringify(errorTextOf(body))
      expect(result).toContain('[removed]')
      expect(result).not.toMatch(/eyJ|s3cret|opaque-token|dXNlcjpw/)
    }
    expect(errorTextOf('AADSTS7000215: Invalid client secret provided.').serverMessage).toBe('AADSTS7000215: Invalid client secret provided.')
  })

  it('is read quickly even from a body built to be slow', () => {
    const began = performance.now()
    for (const piece of ['<', '<script', '<!--', '<title', '{"', '{"\\"', '[', '"\\"', '<message>', '&#', 'eyJ', 'Bearer ', 'client_secret=', '\u0301', ' ']) errorTextOf(piece.repeat(Math.ceil(300_000 / piece.length)))
    expect(performance.now() - began).toBeLessThan(3000)
  })
})

describe('an error at the end of an incomplete list', () => {
  const error = '{"error":{"code":"c","message":"m"}}'
  const read = { serverCode: 'c', serverMessage: 'm' }
  it.each<[string, string, object]>([
    ['after its incidents', `{"value":[{"a":{}},{"b":1}${error}`, read],
    ['with spaces', '{"value":[ { "error": {"code":"c","message":"m"}}', read],
    ['in the form of OData 3', '{"value":[{"odata.error":{"code":"c","message":{"value":"m"}}}', read],
    ['with text after it', `{"value":[${error}</html>`, read],
    ['near the end', `{"value":[${error}${' '.repeat(4096 - error.length)}`, read],
    ['too far from the end', `{"value":[${error}${' '.repeat(4097)}`, {}],
    ['in another form', '{"value":[{"error":"m"}', {}],
    ['that is itself cut off', `{"value":[${error.slice(0, -1)}`, {}],
    ['without an error', '{"value":[{"errors":1}', {}],
    ['alone', error, read],
  ])('is found or ignored: %s', (_name, text, expected) => {
    expect(trailingErrorText(Buffer.from(text))).toEqual(expected)
  })
})

describe('a body without its headers', () => {
  it('is read like one with headers', () => {
    expect(rawBodyErrorText(Buffer.from(' \n<h1>Blocked</h1>\n'))).toEqual(foreign('Blocked'))
    expect(rawBodyErrorText(Buffer.from(' {"message":"m"} '))).toEqual(foreign('m'))
    expect(rawBodyErrorText(Buffer.from('\xC4\xEE', 'latin1'), 'text/plain; charset=windows-1251')).toEqual(foreign('До'))
    expect(rawBodyErrorText(Buffer.from('f\xFCr', 'latin1'))).toEqual(foreign('für'))
  })

  it('is read up to 256 KiB', () => {
    const at = (length: number) => rawBodyErrorText(Buffer.from(`${' '.repeat(length)}Blocked`))
    expect([at(262_144 - 7), at(262_144 - 4), at(262_144)]).toEqual([foreign('Blocked'), foreign('Bloc'), {}])
  })
})
