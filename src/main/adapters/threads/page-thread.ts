import type { Worker } from 'node:worker_threads'
import type { ReadPage } from '../../core/collection/paging/page-fetcher'
import type { Page } from '../../core/collection/paging/page'
import type { PageRead, PageToRead } from '../../core/collection/paging/page-transfer'
import { AppError } from '../../core/base/errors'
import { ownChunk, unpackPage } from '../../core/collection/paging/page-transfer'

/** How long an idle worker waits for the next page, ms, before it ends. A worker takes a few megabytes. */
const idleMs = 30_000

interface PendingPage { readonly resolve: (page: Page) => void, readonly reject: (error: Error) => void }

export interface PageThread {
  readonly readPage: ReadPage
  /** Starts the worker before its first page is received, because the start takes as long as the request. */
  readonly prepare: () => void
}

/** Reads pages in a worker, one after another. The worker starts when a page is requested and ends when it is idle. */
export function createPageThread(startWorker: () => Worker): PageThread {
  let worker: Worker | null = null
  let requests: PendingPage[] = []
  let idle: NodeJS.Timeout | undefined

  const end = (error?: Error) => {
    clearTimeout(idle)
    void worker?.terminate()
    worker = null
    for (const { reject } of requests) reject(error ?? new AppError('cancelled'))
    requests = []
  }

  const startReading = (): Worker => {
    const started = startWorker()
    started.on('message', ({ bytes, outcome }: PageRead) => {
      // The worker responds in the order of the requests.
      const request = requests.shift()
      if (requests.length === 0) idle = setTimeout(end, idleMs).unref()
      if (outcome.kind === 'page') request?.resolve(unpackPage(bytes, outcome))
      else request?.reject(new AppError(outcome.failure.code, outcome.failure.details))
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
      if (requests.length === 0) idle = setTimeout(end, idleMs).unref()
    },
    readPage: (pieces, api) => new Promise((resolve, reject) => {
      const reader = useWorker()
      requests.push({ resolve, reject })
      const chunks = pieces.map(ownChunk)
      reader.postMessage({ chunks, api } satisfies PageToRead, chunks.map(chunk => chunk.buffer))
    }),
  }
}
