/** @file The thread that parses pages, one message a page: parsing takes no time from the window and the network then. */
import type { PageToRead } from './core/collection/paging/page-transfer'
import { Buffer } from 'node:buffer'
import { parentPort } from 'node:worker_threads'
import { failureOf } from './core/base/errors'
import { readPage } from './core/collection/paging/page'
import { joinChunks, packPage } from './core/collection/paging/page-transfer'

parentPort?.on('message', ({ chunks, api }: PageToRead) => {
  const bytes = joinChunks(chunks)
  const answer = (() => {
    try {
      return packPage(readPage(Buffer.from(bytes), api), bytes)
    } catch (error) {
      return { bytes, outcome: { kind: 'failed', failure: failureOf(error) } }
    }
  })()
  parentPort?.postMessage(answer, [bytes])
})
