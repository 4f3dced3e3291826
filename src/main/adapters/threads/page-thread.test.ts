import type { PageToRead } from '../../core/collection/paging/page-transfer'
import type { Worker } from 'node:worker_threads'
import { Buffer } from 'node:buffer'
import { EventEmitter } from 'node:events'
import { describe, expect, it } from 'vitest'
import { readPage } from '../../core/collection/paging/page'
import { joinChunks, packPage } from '../../core/collection/paging/page-transfer'
import { createPageThread } from './page-thread'

/** A fake worker whose responses the test sends. */
function fakeWorker() {
  const received: PageToRead[] = []
  const events = new EventEmitter()
  const thread = Object.assign(events, { postMessage: (page: PageToRead) => { received.push(page) }, terminate: async () => 0, unref: () => undefined })
  return {
    // Only the methods of a Worker that are used.
    worker: thread as unknown as Worker,
    respond: () => {
      const { chunks, api } = received.shift() ?? { chunks: [], api: 'defender-xdr' as const }
      const bytes = joinChunks(chunks)
      events.emit('message', packPage(readPage(Buffer.from(bytes), api), bytes))
    },
    refuse: () => events.emit('message', { bytes: joinChunks(received.shift()?.chunks ?? []), outcome: { kind: 'failed', failure: { code: 'not-json', details: { bytes: 3 } } } }),
    die: () => events.emit('error', new Error('out of memory')),
  }
}

const api = 'defender-xdr'
const body = (id: number) => [Buffer.from('{"value":'), Buffer.from(`[{"incidentId":${id}}]}`)]

describe('createPageThread', () => {
  it('starts the worker before the page is received', async () => {
    const thread = fakeWorker()
    let started = 0
    const { prepare, readPage } = createPageThread(() => { started++; return thread.worker })
    prepare()
    prepare()
    expect(started).toBe(1)
    const read = readPage(body(1), api)
    thread.respond()
    await read
    expect(started).toBe(1)
  })

  it('starts one worker, returns pages in order, and rejects with the failure of a page', async () => {
    const thread = fakeWorker()
    let started = 0
    const { readPage: read } = createPageThread(() => { started++; return thread.worker })
    const [first, second, third] = [read(body(1), api), read([Buffer.from('bad')], api), read(body(3), api)]
    thread.respond()
    thread.refuse()
    thread.respond()
    expect((await first).incidents[0]?.summary.id).toBe('1')
    await expect(second).rejects.toMatchObject({ code: 'not-json', details: { bytes: 3 } })
    expect((await third).incidents[0]?.bytes.toString()).toBe('{"incidentId":3}')
    expect(started).toBe(1)
  })

  it('rejects requests when the worker dies, and starts another one for the next page', async () => {
    const threads = [fakeWorker(), fakeWorker()]
    let started = 0
    const { readPage: read } = createPageThread(() => threads[started++]?.worker ?? fakeWorker().worker)
    const lost = read(body(1), api)
    threads[0]?.die()
    await expect(lost).rejects.toThrow('out of memory')
    const next = read(body(2), api)
    threads[1]?.respond()
    expect((await next).incidents).toHaveLength(1)
  })
})
