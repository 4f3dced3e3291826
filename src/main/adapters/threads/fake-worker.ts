/** @file Workers for tests of the threads. They record their messages, and answer only when a test emits `message` or `error`. */
import type { Worker } from 'node:worker_threads'
import { EventEmitter } from 'node:events'

export class FakeWorker extends EventEmitter {
  readonly posted: unknown[] = []
  /** The buffers that each message transferred. */
  readonly transferred: (readonly ArrayBuffer[])[] = []
  ended = false

  postMessage(message: unknown, transfer: readonly ArrayBuffer[] = []) {
    this.posted.push(message)
    this.transferred.push(transfer)
  }

  unref() {}
  terminate() { this.ended = true }
}

/** Returns a function that starts workers, and the workers that it has started. */
export function createFakeWorkers(): { readonly workers: readonly FakeWorker[], readonly start: () => Worker } {
  const workers: FakeWorker[] = []
  return {
    workers,
    start: () => {
      const worker = new FakeWorker()
      workers.push(worker)
      return worker as unknown as Worker
    },
  }
}
