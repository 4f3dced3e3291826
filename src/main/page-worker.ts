/** @file The worker that parses pages, one per message, so that parsing blocks neither the window nor the network. */
import type { PageRead, PageToRead } from './core/collection/paging/page-transfer'
import { Buffer } from 'node:buffer'
import { parentPort } from 'node:worker_threads'
import { failureOf } from './core/base/errors'
import { readPage } from './core/collection/paging/page'
import { buffersOf, joinChunks, packPage } from './core/collection/paging/page-transfer'

parentPort?.on('message', ({ chunks, api }: PageToRead) => {
  const bytes = joinChunks(chunks)
  const result = ((): PageRead => {
    try {
      return packPage(readPage(Buffer.from(bytes), api), bytes)
    } catch (error) {
      return { bytes, outcome: { kind: 'failed', failure: failureOf(error) } }
    }
  })()
  parentPort?.postMessage(result, buffersOf(result))
})
