import { Buffer } from 'node:buffer'
import { expect, it } from 'vitest'
import { readPage } from './page'
import { joinChunks, ownChunk, packPage, unpackPage } from './page-transfer'

it('a page is the same after its transfer', () => {
  const body = Buffer.from('{"value":[ {"incidentId":7,"n":1.0} ,{"incidentId":8}],"@odata.nextLink":"https://x/"}')
  const page = readPage(body, 'defender-xdr')
  const bytes = joinChunks([body.subarray(0, 9), body.subarray(9)])
  const { outcome } = packPage(readPage(Buffer.from(bytes), 'defender-xdr'), bytes)
  if (outcome.kind !== 'page') throw new Error('not a page')
  expect(unpackPage(bytes, outcome)).toEqual(page)
})

it('a chunk is transferred without a copy if its buffer contains nothing else', () => {
  const own = Buffer.from(new ArrayBuffer(8))
  expect(ownChunk(own).buffer).toBe(own.buffer)
  const shared = Buffer.from('pooled')
  expect(ownChunk(shared).buffer).not.toBe(shared.buffer)
  expect(Buffer.from(ownChunk(shared)).toString()).toBe('pooled')
})
