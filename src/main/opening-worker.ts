/** @file The worker that reads an opened file once. Each message requests the next part, so that parts do not wait in memory. It ends with the file. */
import type { FileReading } from './core/opening/batch'
import type { FromReader, ToReader } from './core/opening/transfer'
import { parentPort } from 'node:worker_threads'
import { failureOf } from './core/base/errors'
import { createTurns } from './core/base/turns'
import { createFileSource } from './core/opening/file-source'
import { readFile } from './core/opening/read-file'
import { buffersOf } from './core/opening/transfer'

const inTurn = createTurns()
let reading: FileReading | null = null

async function answer({ descriptor, size }: ToReader): Promise<FromReader> {
  try {
    reading ??= readFile(createFileSource(descriptor, size))
    const { value } = await reading.next()
    return value ?? { kind: 'failed', failure: { code: 'unexpected', details: {} } }
  } catch (error) {
    return { kind: 'failed', failure: failureOf(error) }
  }
}

parentPort?.on('message', (message: ToReader) => {
  void inTurn(async () => {
    const part = await answer(message)
    parentPort?.postMessage(part, buffersOf(part))
  })
})
