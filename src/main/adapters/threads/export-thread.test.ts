import type { FromEncoder, ToEncoder } from '../../core/export/transfer'
import type { Worker } from 'node:worker_threads'
import { Buffer } from 'node:buffer'
import { EventEmitter } from 'node:events'
import { describe, expect, it } from 'vitest'
import { createEncoding } from '../../core/export/create-encoding'
import { someOptions } from '../../core/export/formats/fixtures'
import { incidentFrom } from '../../core/incident/fixtures'
import { createExportThread } from './export-thread'

/** A fake worker that answers as export-worker.ts does. `answer` replaces its answers. */
function fakeWorker(answer: (message: ToEncoder) => Promise<FromEncoder> = createEncoding()) {
  const events = new EventEmitter()
  const state = { received: new Array<ToEncoder['kind']>(), ended: 0 }
  let turn = Promise.resolve()
  const thread = Object.assign(events, {
    postMessage: (message: ToEncoder, transfer: ArrayBuffer[]) => {
      state.received.push(message.kind)
      const copy = structuredClone(message, { transfer })
      turn = turn.then(async () => { events.emit('message', await answer(copy)) })
    },
    terminate: async () => { state.ended++; return 0 },
  })
  // Only the methods of a Worker that are used.
  return { worker: thread as unknown as Worker, state, die: () => events.emit('error', new Error('out of memory')) }
}

const options = someOptions({ format: 'jsonl' })
const never = () => new AbortController().signal
/** Incidents of 400 kB, so that two of them fill a batch. */
const incidents = [1, 2, 3, 4, 5].map(id => incidentFrom(`{"incidentId":${id},"padding":"${'x'.repeat(400_000)}"}`, 'defender-xdr')).filter(each => each !== null)

async function exported(thread: ReturnType<typeof fakeWorker>) {
  const { plan, chunks } = createExportThread(() => thread.worker)
  const files = await plan(incidents, options, never())
  const bytes: Uint8Array[] = []
  for await (const chunk of chunks(incidents, files, options, never())) bytes.push(chunk.bytes)
  return bytes
}

describe('createExportThread', () => {
  it('returns the bytes of all incidents in batches of about 1 MB, and ends the worker', async () => {
    const thread = fakeWorker()
    const planned = await createExportThread(() => thread.worker).plan(incidents, options, never())
    expect(planned.files).toEqual([{ name: '', table: 'all' }])
    const second = fakeWorker()
    const bytes: Uint8Array[] = []
    for await (const chunk of createExportThread(() => second.worker).chunks(incidents, planned, options, never())) bytes.push(chunk.bytes)
    expect(Buffer.concat(bytes).toString()).toBe(incidents.map(each => `${each.bytes.toString()}\n`).join(''))
    expect(second.state.received).toEqual(['encode', 'add', 'add', 'add', 'end'])
    expect([thread.state.ended, second.state.ended]).toEqual([1, 1])
    expect(incidents[0]?.bytes.length).toBeGreaterThan(400_000)
  })

  it('sends no more than one batch ahead of the caller', async () => {
    const thread = fakeWorker()
    const { chunks } = createExportThread(() => thread.worker)
    const iterator = chunks(incidents, { files: [], limits: { cutTexts: 0, tooManyRows: null } }, options, never())[Symbol.asyncIterator]()
    await iterator.next()
    expect(thread.state.received).toEqual(['encode', 'add', 'add'])
    await iterator.return?.()
    expect(thread.state.ended).toBe(1)
  })

  it('ends the worker and rejects when the export is cancelled', async () => {
    const thread = fakeWorker(() => new Promise(() => undefined))
    const cancel = new AbortController()
    const { plan, chunks } = createExportThread(() => thread.worker)
    const waiting = plan(incidents, options, cancel.signal)
    cancel.abort()
    await expect(waiting).rejects.toMatchObject({ code: 'cancelled' })
    expect(thread.state.ended).toBeGreaterThan(0)
    await expect(chunks(incidents, { files: [], limits: { cutTexts: 0, tooManyRows: null } }, options, cancel.signal)[Symbol.asyncIterator]().next()).rejects.toMatchObject({ code: 'cancelled' })
  })

  it('rejects with the failure of the worker, or when the worker dies', async () => {
    await expect(exported(fakeWorker(async () => ({ kind: 'failed', failure: { code: 'unexpected', details: {} } })))).rejects.toMatchObject({ code: 'unexpected' })
    const thread = fakeWorker(() => new Promise(() => undefined))
    const waiting = exported(thread)
    thread.die()
    await expect(waiting).rejects.toThrow('out of memory')
  })
})
