import { describe, expect, it } from 'vitest'
import { bodyErrorText, readErrorText, isApiError, isErrorBody } from './error-text'

const message = (serverMessage: string) => ({ serverMessage })

describe('the message', () => {
  it.each(['message', 'errorMessage', 'error_message', 'error_description', 'faultstring', 'detail', 'details', 'description', 'title', 'reason', 'msg', 'summary', 'text', 'MESSAGE', 'odata.message', '@odata.message'])('is read from the member %s', (name) => {
    expect(readErrorText({ [name]: 'm' })).toEqual(message('m'))
    expect(readErrorText({ [name]: { lang: 'en', value: 'm' } })).toEqual(message('m'))
    expect(readErrorText({ error: { [name]: 'm' } })).toEqual(message('m'))
    expect(readErrorText({ [name]: ' ' })).toEqual({})
  })

  it.each(['xodata.message', 'words', 'value'])('is not read from the member %s', (name) => {
    expect(readErrorText({ [name]: 'm' })).toEqual({})
  })

  it('is the first text that is not blank, in the order of the known names', () => {
    expect(readErrorText({ text: 'last', reason: 'r', title: 't', description: 'd' })).toEqual(message('d'))
    expect(readErrorText({ message: '  ', detail: 'd' })).toEqual(message('d'))
  })
})

describe('the code', () => {
  it.each(['code', 'errorCode', 'error_code', 'faultcode', 'Code'])('is read from the member %s', (name) => {
    expect(readErrorText({ [name]: 'c', message: 'm' })).toEqual({ serverCode: 'c', serverMessage: 'm' })
    expect(readErrorText({ [name]: 7, message: 'm' })).toEqual(message('m'))
  })

  it.each(['error', 'errors', 'fault', 'exception', 'response'])('is the text of %s if there is also a message; otherwise that text is the message', (name) => {
    expect(readErrorText({ [name]: 'c', message: 'm' })).toEqual({ serverCode: 'c', serverMessage: 'm' })
    expect(readErrorText({ [name]: 'm' })).toEqual(message('m'))
    expect(readErrorText({ [name]: { message: 'm' } })).toEqual(message('m'))
    expect(readErrorText({ [name]: '{"message":"inner"}', message: 'm' })).toEqual(message('inner'))
  })

  it.each([null, '', undefined])('is read from other members if the error is %j', (error) => {
    expect(readErrorText({ error, fault: 'c', message: 'm' })).toEqual({ serverCode: 'c', serverMessage: 'm' })
    expect(readErrorText({ error, code: 'c', message: 'm' })).toEqual({ serverCode: 'c', serverMessage: 'm' })
  })
})

describe('the ID for support', () => {
  it.each(['request-id', 'requestId', 'correlation-id', 'correlationId', 'client-request-id', 'clientRequestId'])('is read from %s of the inner error', (name) => {
    for (const inner of ['innerError', 'innererror', 'InnerError']) expect(readErrorText({ message: 'm', [inner]: { [name]: 'i' } })).toEqual({ serverMessage: 'm', target: 'i' })
    expect(readErrorText({ message: 'm', [name]: 'i' })).toEqual(message('m'))
  })

  it('is the target if there is one', () => {
    expect(readErrorText({ message: 'm', target: 't', innerError: { requestId: 'i' } })).toEqual({ serverMessage: 'm', target: 't' })
    expect(readErrorText({ message: 'm', innerError: 'i' })).toEqual(message('m'))
  })
})

describe('a list', () => {
  it('is read up to its first entry with error text, but at most ten entries', () => {
    const nothing = Array.from({ length: 9 }, () => ({}))
    expect(readErrorText([...nothing, 'ten', 'eleven'])).toEqual(message('ten'))
    expect(readErrorText([...nothing, {}, 'eleven'])).toEqual({})
    expect(readErrorText([])).toEqual({})
  })
})

describe('a nested error', () => {
  const inside = (levels: number, wrap: (value: unknown) => unknown) => {
    let value: unknown = 'm'
    for (let level = 0; level < levels; level++) value = wrap(value)
    return readErrorText(value)
  }

  it.each<[string, (value: unknown) => unknown]>([['objects', error => ({ error })], ['lists', value => [value]], ['messages', value => typeof value === 'string' ? { message: value } : { message: JSON.stringify(value) }]])('in %s is read to a maximum depth', (name, wrap) => {
    const deepest = name === 'messages' ? 2 : 4
    expect([inside(deepest, wrap), inside(deepest + 1, wrap)]).toEqual([message('m'), name === 'messages' ? message('{"message":"m"}') : {}])
  })

  it.each(['{"message":"m"}', ' [{"message":"m"}]', '\n{"error":"m"}'])('is read from the JSON text %j', (text) => {
    expect(readErrorText(text)).toEqual(message('m'))
  })

  it.each(['x{"message":"m"}', '{"message":', '"m"'])('is not read from the text %j', (text) => {
    expect(readErrorText(text)).toEqual(message(text))
  })
})

it.each([null, 7, true, undefined, '', ' ', {}, { code: '' }])('%j contains no error text', (value) => {
  expect(readErrorText(value)).toEqual({})
})

it('each part of an error text has a maximum length', () => {
  const long = 'x'.repeat(1000)
  const { serverCode = '', serverMessage = '', target = '' } = readErrorText({ code: long, message: long, target: long })
  expect([serverCode.length, serverMessage.length, target.length].map(length => length < 1000)).toEqual([true, true, true])
  expect([serverCode.length < serverMessage.length, serverCode.length < target.length]).toEqual([true, true])
})

describe('isApiError', () => {
  it.each<[unknown, boolean]>([
    [{ error: { code: 'c', message: 'm' } }, true], [{ error: { code: 'c', message: '' } }, true], [{ error: { code: '', message: { value: 'm' } } }, true], [{ Error: { Code: 'c', Message: 'm' } }, true],
    [{ error: { code: 'c', message: { value: '' } } }, false], [{ error: { code: 'c' } }, false], [{ error: { message: 'm' } }, false], [{ error: { code: 7, message: 'm' } }, false], [{ error: 'c' }, false], [{}, false], [null, false],
  ])('returns for %j: %s', (body, expected) => {
    expect(isApiError(body)).toBe(expected)
    expect(bodyErrorText(body).sender).toBe(expected || Object.keys(readErrorText(body)).length === 0 ? undefined : 'unknown')
  })
})

describe('isErrorBody', () => {
  it.each(['error', 'errors', 'fault', 'exception', 'message', 'errorMessage', 'error_description', 'faultstring'])('returns true for the member %s, also in a list', (name) => {
    expect([isErrorBody({ [name]: 'x' }), isErrorBody([{ [name]: 'x' }]), isErrorBody({ value: [], [name]: { a: 1 } })]).toEqual([true, true, true])
    expect([isErrorBody({ [name]: '' }), isErrorBody({ [name]: null })]).toEqual([false, false])
  })

  it.each(['response', 'title', 'description', 'detail', 'code'])('returns false for %s, which other bodies contain as well', (name) => {
    expect(isErrorBody({ [name]: 'x' })).toBe(false)
  })

  it.each([null, 'error', [], ['error'], [{}, { error: 1 }]])('returns false for %j', (body) => {
    expect(isErrorBody(body)).toBe(false)
  })
})
