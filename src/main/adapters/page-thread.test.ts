import type { Worker } from 'node:worker_threads'
import { Buffer } from 'node:buffer'
import { EventEmitter } from 'node:events'
import { describe, expect, it } from 'vitest'
import { readPage } from '../core/page'
import { packPage } from '../core/page-transfer'
import { createPageThread } from './page-thread'

/** A thread that answers when told to. */
function fakeThread() {
  const asked: ArrayBuffer[] = []
  const events = new EventEmitter()
  const thread = Object.assign(events, { postMessage: (bytes: ArrayBuffer) => { asked.push(bytes) }, terminate: async () => 0, unref: () => undefined })
  return {
    // Only what is used of a Worker.
    worker: thread as unknown as Worker,
    answer: () => {
      const bytes = asked.shift() ?? new ArrayBuffer(0)
      events.emit('message', packPage(readPage(Buffer.from(bytes)), bytes))
    },
    refuse: () => events.emit('message', { bytes: asked.shift(), outcome: { kind: 'failed', failure: { code: 'not-json', details: { bytes: 3 } } } }),
    die: () => events.emit('error', new Error('out of memory')),
  }
}

const body = (id: number) => Buffer.from(`{"value":[{"incidentId":${id}}]}`)

describe('createPageThread', () => {
  it('starts one thread, answers in order, and passes a failure on', async () => {
    const thread = fakeThread()
    let started = 0
    const read = createPageThread(() => { started++; return thread.worker })
    const [first, second, third] = [read(body(1)), read(Buffer.from('bad')), read(body(3))]
    thread.answer()
    thread.refuse()
    thread.answer()
    expect((await first).incidents[0]?.summary.id).toBe('1')
    await expect(second).rejects.toMatchObject({ code: 'not-json', details: { bytes: 3 } })
    expect((await third).incidents[0]?.bytes.toString()).toBe('{"incidentId":3}')
    expect(started).toBe(1)
  })

  it('fails what waits when the thread dies, and starts another for the next page', async () => {
    const threads = [fakeThread(), fakeThread()]
    let started = 0
    const read = createPageThread(() => threads[started++]?.worker ?? fakeThread().worker)
    const lost = read(body(1))
    threads[0]?.die()
    await expect(lost).rejects.toThrow('out of memory')
    const next = read(body(2))
    threads[1]?.answer()
    expect((await next).incidents).toHaveLength(1)
  })
})
