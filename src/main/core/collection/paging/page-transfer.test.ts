import { Buffer } from 'node:buffer'
import { expect, it } from 'vitest'
import { readPage } from './page'
import { joinChunks, ownChunk, packPage, unpackPage } from './page-transfer'

it('gives a page over whole', () => {
  const body = Buffer.from('{"value":[ {"incidentId":7,"n":1.0} ,{"incidentId":8}],"@odata.nextLink":"https://x/"}')
  const page = readPage(body, 'defender-xdr')
  const bytes = joinChunks([body.subarray(0, 9), body.subarray(9)])
  const { outcome } = packPage(readPage(Buffer.from(bytes), 'defender-xdr'), bytes)
  if (outcome.kind !== 'page') throw new Error('not a page')
  expect(unpackPage(bytes, outcome)).toEqual(page)
})

it('takes a buffer that owns its bytes as it is, and copies one that shares them', () => {
  const own = Buffer.from(new ArrayBuffer(8))
  expect(ownChunk(own).buffer).toBe(own.buffer)
  const shared = Buffer.from('pooled')
  expect(ownChunk(shared).buffer).not.toBe(shared.buffer)
  expect(Buffer.from(ownChunk(shared)).toString()).toBe('pooled')
})
