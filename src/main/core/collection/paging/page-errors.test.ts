/** @file Responses with HTTP 200 that contain an error instead of a list, or that another server sent. */
import { Buffer } from 'node:buffer'
import { describe, expect, it } from 'vitest'
import { AppError } from '../../base/errors'
import { readPage, readSingle } from './page'

function failureOf(read: typeof readPage | typeof readSingle, body: string | Buffer, api: 'defender-xdr' | 'microsoft-graph') {
  try {
    read(Buffer.from(body), api)
  } catch (error) {
    if (error instanceof AppError) return error.failure
  }
  return null
}
const apiError = JSON.stringify({ error: { code: 'c', message: 'm', target: 't' } })
const ofApi = { serverCode: 'c', serverMessage: 'm', target: 't' }

describe.each(['defender-xdr', 'microsoft-graph'] as const)('%s', (api) => {
  describe.each([['a page', readPage], ['one incident', readSingle]] as const)('in place of %s', (_name, read) => {
    it.each<[string, string, object]>([
      ['the API\'s error', apiError, ofApi], ['with a BOM', `\uFEFF${apiError}`, ofApi], ['in a list', `[${apiError}]`, { ...ofApi, sender: 'unknown' }],
      ['a word', '{"error":"forbidden"}', { serverMessage: 'forbidden', sender: 'unknown' }],
      ['a message', '{"statusCode":503,"message":"Try later."}', { serverMessage: 'Try later.', sender: 'unknown' }],
      ['a list of errors', '{"errors":[{"message":"m"}]}', { serverMessage: 'm', sender: 'unknown' }],
      ['an error without text', '{"error":{"details":[1]}}', {}], ['an error that is only marked', '{"error":true}', {}],
    ])('an error is reported as error-in-page: %s', (_how, body, details) => {
      expect(failureOf(read, body, api)).toEqual({ code: 'error-in-page', details })
    })

    it.each(['{}', '[]', '{"value":{}}', '{"title":"Malware","description":"Text.","summary":"Text."}', '{"error":null}', '7'])('other JSON is reported as unexpected-shape: %s', (body) => {
      expect(failureOf(read, body, api)).toEqual({ code: 'unexpected-shape', details: {} })
    })

    it('a page that another server sent is quoted', () => {
      const body = '<html><title>Sign in to the hotel</title></html>'
      expect(failureOf(read, body, api)).toEqual({ code: 'not-json', details: { bytes: body.length, serverMessage: 'Sign in to the hotel', sender: 'unknown' } })
      expect(failureOf(read, 'Blocked by policy', api)).toMatchObject({ code: 'not-json', details: { serverMessage: 'Blocked by policy' } })
      expect(failureOf(read, Buffer.from('\uFEFFBlocked', 'utf16le'), api)).toMatchObject({ code: 'not-json', details: { serverMessage: 'Blocked' } })
    })

    it('an empty body is reported as cut off, and a list in another encoding is not quoted', () => {
      for (const body of ['', '\uFEFF \n']) expect(failureOf(read, body, api)).toEqual({ code: 'cut-off', details: { bytes: 0 } })
      const utf16 = Buffer.from('\uFEFF{"value":[{"id":"1"}]}', 'utf16le')
      expect(failureOf(read, utf16, api)).toEqual({ code: 'not-json', details: { bytes: utf16.length } })
    })

    it('an error appended to an unfinished list is quoted', () => {
      expect(failureOf(read, `{"value":[{"incidentId":1,"id":"1"}${apiError}`, api)).toMatchObject({ code: 'cut-off', details: ofApi })
      expect(failureOf(read, `{"value":[]}\r\n${apiError}`, api)).toMatchObject({ code: 'damaged', details: ofApi })
      expect(failureOf(read, '{"value":[]}<html>', api)?.details).toEqual({ bytes: 18 })
    })
  })
})
