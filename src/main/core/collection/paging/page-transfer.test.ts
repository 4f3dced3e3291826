import { Buffer } from 'node:buffer'
import { expect, it } from 'vitest'
import { readPage } from './page'
import { buffersOf, joinChunks, ownChunk, packPage, unpackPage } from './page-transfer'

it('a page is the same after its transfer', () => {
  const body = Buffer.from('{"value":[ {"incidentId":7,"n":1.0} ,{"incidentId":8}],"@odata.nextLink":"https://x/"}')
  const page = readPage(body, 'defender-xdr')
  const bytes = joinChunks([body.subarray(0, 9), body.subarray(9)])
  const sent = packPage(readPage(Buffer.from(bytes), 'defender-xdr'), bytes)
  const received = structuredClone(sent, { transfer: buffersOf(sent) })
  const { outcome } = received
  if (outcome.kind !== 'page' || sent.outcome.kind !== 'page') throw new Error('not a page')
  expect(unpackPage(received.bytes, outcome)).toEqual(page)
  expect([bytes.byteLength, sent.outcome.page.indexed.bytes.byteLength]).toEqual([0, 0])
})

it('a chunk is transferred without a copy if its buffer contains nothing else', () => {
  const own = Buffer.from(new ArrayBuffer(8))
  expect(ownChunk(own).buffer).toBe(own.buffer)
  const shared = Buffer.from('pooled')
  expect(ownChunk(shared).buffer).not.toBe(shared.buffer)
  expect(Buffer.from(ownChunk(shared)).toString()).toBe('pooled')
})
