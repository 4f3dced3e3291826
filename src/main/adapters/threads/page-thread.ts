import type { Worker } from 'node:worker_threads'
import type { ReadPage } from '../../core/collection/paging/page-fetcher'
import type { Page } from '../../core/collection/paging/page'
import type { PageRead, PageToRead } from '../../core/collection/paging/page-transfer'
import { AppError } from '../../core/base/errors'
import { ownChunk, unpackPage } from '../../core/collection/paging/page-transfer'

/** Kept so long for the next page; a thread costs some megabytes. */
const idleMs = 30_000

interface Waiting { readonly resolve: (page: Page) => void, readonly reject: (error: Error) => void }

export interface PageThread {
  readonly readPage: ReadPage
  /** A page was asked for: starting the thread takes as long as the network does. */
  readonly prepare: () => void
}

/** Reads pages in a thread of its own, one after the other. It is started when a page is asked for and ended when none comes. */
export function createPageThread(start: () => Worker): PageThread {
  let worker: Worker | null = null
  let waiting: Waiting[] = []
  let idle: NodeJS.Timeout | undefined

  const end = (error?: Error) => {
    clearTimeout(idle)
    void worker?.terminate()
    worker = null
    for (const { reject } of waiting) reject(error ?? new AppError('cancelled'))
    waiting = []
  }

  const started = (): Worker => {
    const thread = start()
    thread.on('message', ({ bytes, outcome }: PageRead) => {
      // It answers in the order it was asked in.
      const asked = waiting.shift()
      if (waiting.length === 0) idle = setTimeout(end, idleMs).unref()
      if (outcome.kind === 'page') asked?.resolve(unpackPage(bytes, outcome))
      else asked?.reject(new AppError(outcome.failure.code, outcome.failure.details))
    })
    // It ran out of memory, or has a fault: what waits for it must not wait for ever.
    thread.on('error', end)
    thread.unref()
    return thread
  }

  const use = (): Worker => {
    clearTimeout(idle)
    return worker ??= started()
  }

  return {
    prepare: () => {
      try {
        use()
      } catch {
        return // The page that needs it says why there is none; what is done before needs none.
      }
      if (waiting.length === 0) idle = setTimeout(end, idleMs).unref()
    },
    readPage: (pieces, api) => new Promise((resolve, reject) => {
      const thread = use()
      waiting.push({ resolve, reject })
      const chunks = pieces.map(ownChunk)
      thread.postMessage({ chunks, api } satisfies PageToRead, chunks.map(chunk => chunk.buffer))
    }),
  }
}
