import type { ErrorCode } from '../../../../shared/contract/failure'
import type { HttpResponse } from '../../network/http'
import { Buffer } from 'node:buffer'
import { describe, expect, it } from 'vitest'
import { entraFailure, notFromEntra, readEntraResponse } from './entra-errors'

const now = Date.parse('2026-11-24T12:00:00Z')
const answer = (status: number, body: unknown = '', headers: Record<string, string> = {}): HttpResponse =>
  ({ status, headers: new Headers(headers), chunks: [Buffer.from(typeof body === 'string' ? body : JSON.stringify(body))] })
const failure = (...given: Parameters<typeof answer>) => entraFailure(answer(...given), 'login.example', now)
const refusal = (number: number, more: object = {}) => ({ error: 'invalid_client', error_codes: [number], ...more })

describe('a response with a token', () => {
  it.each([200, 201, 299])('is not a failure with the status %i', (status) => {
    expect(failure(status, { access_token: 'x' })).toBeNull()
  })

  it('is a failure only if it contains an error as well, not if a text mentions an error', () => {
    expect(failure(200, { access_token: 'x', note: 'AADSTS7000215' })).toBeNull()
    expect(failure(200, { access_token: 'x', ...refusal(7000215) })).toMatchObject({ code: 'secret-invalid' })
  })

  it('is a failure if a list contains it and an error', () => {
    expect(failure(200, [{ access_token: 'x', ...refusal(7000215) }])).toMatchObject({ code: 'secret-invalid' })
  })
})

describe('the status', () => {
  it.each<[number, ErrorCode | undefined]>([
    [200, undefined], [299, undefined], [300, 'sign-in-unclear'], [304, 'sign-in-unclear'], [400, 'sign-in-unclear'], [403, 'sign-in-unclear'], [407, 'sign-in-unclear'],
    [408, 'timeout'], [409, 'sign-in-unclear'], [425, 'entra-unavailable'], [428, 'sign-in-unclear'], [429, 'throttled'], [430, 'sign-in-unclear'], [499, 'sign-in-unclear'],
    [500, 'entra-unavailable'], [503, 'entra-unavailable'], [510, 'entra-unavailable'], [511, 'sign-in-unclear'],
  ])('%i without an OAuth error means %s', (status, code) => {
    expect(failure(status, { any: 'thing' })?.code).toBe(code)
  })

  it.each<[number, ErrorCode]>([[400, 'secret-invalid'], [401, 'secret-invalid'], [499, 'secret-invalid'], [302, 'secret-invalid'], [408, 'timeout'], [429, 'throttled'], [500, 'entra-unavailable']])(
    '%i with a refusal means %s', (status, code) => {
      expect(failure(status, refusal(7000215))).toMatchObject({ code, details: { host: 'login.example', status, aadsts: 'AADSTS7000215' } })
    })

  it('does not replace the code of a known temporary failure', () => {
    expect(failure(500, refusal(90055))?.code).toBe('throttled')
    expect(failure(429, refusal(90033))?.code).toBe('entra-unavailable')
  })

  it('429 is the only one whose failure contains the requested wait', () => {
    expect(failure(429, '', { 'retry-after': '7' })?.details).toEqual({ host: 'login.example', status: 429, seconds: 7 })
    expect(failure(503, '', { 'retry-after': '7' })?.details).toEqual({ host: 'login.example', status: 503 })
  })
})

describe('the AADSTS number', () => {
  it('is the first known one of several, or else the first', () => {
    expect(failure(400, refusal(0, { error_codes: [1234567, 7000222, 7000215] }))).toMatchObject({ code: 'secret-expired', details: { aadsts: 'AADSTS7000222' } })
    expect(failure(400, refusal(0, { error_codes: [1234567, 1234568] }))).toMatchObject({ code: 'sign-in-refused', details: { aadsts: 'AADSTS1234567' } })
  })

  it('leaves the decision to the OAuth name (in any case) if the number is unknown', () => {
    for (const [name, code] of [['temporarily_unavailable', 'entra-unavailable'], ['server_error', 'entra-unavailable'], ['Invalid_Scope', 'scope-invalid'], ['invalid_resource', 'resource-not-found'], ['invalid_client', 'sign-in-refused']]) {
      expect(failure(400, { error: name, error_codes: [1234567] })).toMatchObject({ code, details: { serverCode: name } })
    }
  })

  it('is omitted if it is missing', () => {
    expect(failure(400, { error: 'invalid_client' })?.details).toEqual({ host: 'login.example', status: 400, serverCode: 'invalid_client', serverMessage: '' })
  })
})

describe('the text', () => {
  it.each([
    ['AADSTS7000215: Text.\r\nTrace ID: t', 'AADSTS7000215: Text.'],
    ['AADSTS7000215: Text.\nTrace ID: t', 'AADSTS7000215: Text.'],
    ['AADSTS7000215: Text. Trace ID: t Correlation ID: c', 'AADSTS7000215: Text.'],
    ['AADSTS7000215: Text.\n\nMore.\nTrace ID: t', 'AADSTS7000215: Text.'],
    ['AADSTS7000215: A trace ID is here.', 'AADSTS7000215: A trace ID is here.'],
  ])('%j is reported as %j', (description, serverMessage) => {
    expect(failure(400, { error: 'x', error_description: description })?.details.serverMessage).toBe(serverMessage)
  })

  it('and the facts for support are reported, each truncated', () => {
    const long = 'x'.repeat(1000)
    const cut = (most: number) => `${'x'.repeat(most)}…`
    expect(failure(400, { error: long, error_description: long, correlation_id: long, trace_id: long, timestamp: long })?.details).toEqual({
      host: 'login.example', status: 400, serverCode: cut(100), serverMessage: cut(500), correlationId: cut(100), traceId: cut(100), timestamp: cut(60),
    })
  })

  it.each([
    [400, { message: 'Blocked' }, { serverMessage: 'Blocked' }],
    [403, '<h1>Blocked</h1>', { serverMessage: 'Blocked' }],
    [403, { error: { code: 'Blocked' } }, { serverMessage: 'Blocked' }],
    [503, '<h1>Down</h1>', { serverMessage: 'Down' }],
  ])('of an unknown sender (HTTP %i) is reported as such', (status, body, text) => {
    const { code, details } = failure(status, body) ?? {}
    expect(details).toMatchObject({ host: 'login.example', status, ...text, sender: 'unknown' })
    expect(code).toBe(status < 500 ? 'sign-in-unclear' : 'entra-unavailable')
  })

  it('is omitted if it is missing', () => {
    for (const body of ['', '{}']) expect(failure(400, body)?.details).toEqual({ host: 'login.example', status: 400 })
  })

  it('is not searched after the first 256 KiB of a response', () => {
    const text = (padding: number) => `${' '.repeat(padding)}AADSTS7000215`
    expect(failure(400, text(256 * 1024 - 13))?.code).toBe('secret-invalid')
    expect(failure(400, text(256 * 1024))?.code).toBe('sign-in-unclear')
  })
})

it.each([
  ['{"a":1}', true, { a: 1 }], ['[1]', true, null], ['null', true, null], ['7', true, null], ['"x"', true, null], ['x', false, null], ['', false, null], ['\uFEFF{"a":1}', true, { a: 1 }],
])('readEntraResponse of %j: isJson %s, object %j', (text, isJson, object) => {
  expect(readEntraResponse(answer(200, text))).toEqual({ text: text.replace('\uFEFF', ''), isJson, object })
})

it('notFromEntra reports the format, the size and the text of a response', () => {
  const of = (body: string) => notFromEntra(answer(200, body), 'login.example')
  expect(of('{"a":1}')).toMatchObject({ code: 'sign-in-unclear', details: { host: 'login.example', status: 200, bytes: 7 } })
  expect(of('<h1>Hotel</h1>')).toMatchObject({ code: 'not-json', details: { host: 'login.example', status: 200, bytes: 14, serverMessage: 'Hotel', sender: 'unknown' } })
})
