import type { Worker } from 'node:worker_threads'
import type { AskSample } from '../../core/sample/sample-source'
import { AppError } from '../../core/base/errors'

interface Pending { readonly resolve: (body: Uint8Array<ArrayBuffer>) => void, readonly reject: (error: Error) => void }

export interface SampleThread {
  readonly ask: AskSample
  /** Ends the thread and forgets its tenant. */
  readonly end: () => void
}

/** Holds a sample tenant in a worker, which starts with the first request. */
export function createSampleThread(startWorker: () => Worker): SampleThread {
  let worker: Worker | null = null
  let pending: Pending[] = []

  const fail = (error: Error) => {
    worker = null
    const waiting = pending
    pending = []
    for (const { reject } of waiting) reject(error)
  }

  const start = (): Worker => {
    const started = startWorker()
    // The worker answers in the order of the requests.
    started.on('message', (body: Uint8Array<ArrayBuffer>) => pending.shift()?.resolve(body))
    started.on('error', fail)
    started.unref()
    return started
  }

  return {
    ask: request => new Promise((resolve, reject) => {
      worker ??= start()
      pending.push({ resolve, reject })
      worker.postMessage(request)
    }),
    end: () => {
      void worker?.terminate()
      fail(new AppError('cancelled'))
    },
  }
}
