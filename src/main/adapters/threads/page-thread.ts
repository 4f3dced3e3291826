import type { Worker } from 'node:worker_threads'
import type { ReadPage } from '../../core/collection/paging/page-fetcher'
import type { Page } from '../../core/collection/paging/page'
import type { PageRead, PageToRead } from '../../core/collection/paging/page-transfer'
import { AppError } from '../../core/base/errors'
import { createAnswers } from './answers'
import { ownChunk, unpackPage } from '../../core/collection/paging/page-transfer'

/** How long an idle worker waits for the next page, ms, before it ends. A worker takes a few megabytes. */
const idleMs = 30_000

export interface PageThread {
  readonly readPage: ReadPage
  /** Starts the worker before its first page is received, because the start takes as long as the request. */
  readonly prepare: () => void
}

/** Reads pages in a worker, one after another. The worker starts when a page is requested and ends when it is idle. */
export function createPageThread(startWorker: () => Worker): PageThread {
  let worker: Worker | null = null
  const answers = createAnswers<Page>()
  let idle: NodeJS.Timeout | undefined

  const end = (error?: Error) => {
    clearTimeout(idle)
    void worker?.terminate()
    worker = null
    answers.rejectAll(error ?? new AppError('cancelled'))
  }

  const startReading = (): Worker => {
    const started = startWorker()
    started.on('message', ({ bytes, outcome }: PageRead) => {
      if (outcome.kind === 'page') answers.resolve(unpackPage(bytes, outcome))
      else answers.reject(new AppError(outcome.failure.code, outcome.failure.details))
      if (answers.count() === 0) idle = setTimeout(end, idleMs).unref()
    })
    // The worker ran out of memory or failed: its requests must not wait forever.
    started.on('error', end)
    started.unref()
    return started
  }

  const useWorker = (): Worker => {
    clearTimeout(idle)
    return worker ??= startReading()
  }

  return {
    prepare: () => {
      try {
        useWorker()
      } catch {
        return // If the worker cannot start, the first page reports the failure; no earlier code needs the worker.
      }
      if (answers.count() === 0) idle = setTimeout(end, idleMs).unref()
    },
    readPage: (pieces, api) => answers.next(() => {
      const reader = useWorker()
      const chunks = pieces.map(ownChunk)
      reader.postMessage({ chunks, api } satisfies PageToRead, chunks.map(chunk => chunk.buffer))
    }),
  }
}
