import type { Worker } from 'node:worker_threads'
import type { AskSample } from '../../core/sample/sample-source'
import { AppError } from '../../core/base/errors'
import { createAnswers } from './answers'

export interface SampleThread {
  readonly ask: AskSample
  /** Ends the thread and forgets its tenant. */
  readonly end: () => void
}

/** Holds a sample tenant in a worker, which starts with the first request. */
export function createSampleThread(startWorker: () => Worker): SampleThread {
  let worker: Worker | null = null
  const answers = createAnswers<Uint8Array<ArrayBuffer>>()

  const fail = (error: Error) => {
    worker = null
    answers.rejectAll(error)
  }

  const start = (): Worker => {
    const started = startWorker()
    started.on('message', answers.resolve)
    started.on('error', fail)
    started.unref()
    return started
  }

  return {
    ask: request => answers.next(() => {
      worker ??= start()
      worker.postMessage(request)
    }),
    end: () => {
      void worker?.terminate()
      fail(new AppError('cancelled'))
    },
  }
}
