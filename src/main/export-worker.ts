/** @file The worker that encodes one export or makes its plan, so that neither blocks main. It ends with the export. */
import type { FromEncoder, ToEncoder } from './core/export/transfer'
import { parentPort } from 'node:worker_threads'
import { createTurns } from './core/base/turns'
import { ownChunk } from './core/collection/paging/page-transfer'
import { createEncoding } from './core/export/create-encoding'

const encoding = createEncoding()
const inTurn = createTurns()

function send(answer: FromEncoder): void {
  if (answer.kind !== 'chunks') {
    parentPort?.postMessage(answer)
    return
  }
  const chunks = answer.chunks.map(chunk => ({ ...chunk, bytes: ownChunk(chunk.bytes) }))
  parentPort?.postMessage({ ...answer, chunks } satisfies FromEncoder, chunks.map(({ bytes }) => bytes.buffer))
}

parentPort?.on('message', (message: ToEncoder) => {
  void inTurn(async () => send(await encoding(message)))
})
