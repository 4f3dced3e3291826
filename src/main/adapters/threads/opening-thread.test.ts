import type { FilePart, Scanned } from '../../core/opening/batch'
import type { FromReader } from '../../core/opening/transfer'
import type { Worker, WorkerOptions } from 'node:worker_threads'
import { EventEmitter } from 'node:events'
import { expect, it } from 'vitest'
import { createOpeningThread } from './opening-thread'

const scanned: Scanned = {
  facts: { kind: 'json', encoding: 'utf-8', api: 'defender-xdr', unreadable: { count: 0, first: [] }, cutOffAt: null, hasNextLink: false }, texts: null,
}
const end: FromReader = { kind: 'end', scanned }
const batch = (readBytes: number): FromReader => ({
  kind: 'batch', batch: { summaries: [], offsets: new Float64Array(), lengths: new Uint32Array(), rows: { bytes: new ArrayBuffer(0), ends: new Uint32Array() }, readBytes },
})

/** A fake worker that gives its answers one after another, and then none. */
function setUp(...answers: readonly FromReader[]) {
  const state = { requests: new Array<unknown>(), ended: 0, options: {} as WorkerOptions }
  const events = new EventEmitter()
  const worker = Object.assign(events, {
    postMessage: (message: unknown) => {
      const answer = answers[state.requests.length]
      state.requests.push(message)
      if (answer) setImmediate(() => events.emit('message', answer))
    },
    terminate: async () => { state.ended++ },
  })
  const cancel = new AbortController()
  const scan = createOpeningThread((options) => {
    state.options = options
    return worker as unknown as Worker
  })
  return { state, events, cancel, parts: scan({ descriptor: 7, size: 90 }, cancel.signal) }
}

const all = async (parts: AsyncIterable<FilePart>): Promise<readonly FilePart[]> => {
  const found: FilePart[] = []
  for await (const part of parts) found.push(part)
  return found
}

it('returns the parts of the file, and ends the worker', async () => {
  const { state, parts } = setUp(batch(1), batch(2), end)
  expect(await all(parts)).toEqual([batch(1), batch(2), end])
  expect(state).toMatchObject({ requests: Array(3).fill({ descriptor: 7, size: 90 }), ended: 1, options: { resourceLimits: { maxOldGenerationSizeMb: 2048 } } })
})

it('requests one part ahead, and ends the worker when the caller stops', async () => {
  const { state, parts } = setUp(batch(1), batch(2), batch(3), end)
  await parts.next()
  expect(state.requests).toHaveLength(2)
  await parts.return()
  expect(state).toMatchObject({ ended: 1 })
})

it('rejects with the failure of the worker', async () => {
  const { state, parts } = setUp(batch(1), { kind: 'failed', failure: { code: 'file-no-incidents', details: {} } })
  await expect(all(parts)).rejects.toMatchObject({ code: 'file-no-incidents' })
  expect(state.ended).toBe(1)
})

it('rejects when it is cancelled, at once and later', async () => {
  const { state, parts, cancel } = setUp(batch(1))
  await parts.next()
  cancel.abort()
  await expect(parts.next()).rejects.toMatchObject({ code: 'cancelled' })
  expect(state.ended).toBe(1)
  const cancelled = setUp()
  cancelled.cancel.abort()
  await expect(cancelled.parts.next()).rejects.toMatchObject({ code: 'cancelled' })
  expect(cancelled.state.requests).toEqual([])
})

it('names a file that needs too much memory, and passes on other errors of the worker', async () => {
  for (const [error, expected] of [
    [Object.assign(new Error('heap'), { code: 'ERR_WORKER_OUT_OF_MEMORY' }), { code: 'file-out-of-memory' }], [new Error('broken'), { message: 'broken' }],
  ] as const) {
    const { parts, events } = setUp()
    const waiting = parts.next()
    events.emit('error', error)
    await expect(waiting).rejects.toMatchObject(expected)
  }
})
