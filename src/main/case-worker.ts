/** @file The worker that reads a large incident, so that opening and searching it does not block the window. It holds one incident at a time. */
import type { FromCaseWorker, ToCaseWorker } from './adapters/threads/case-thread'
import type { CaseFile } from './core/incident/case-file'
import { Buffer } from 'node:buffer'
import { parentPort } from 'node:worker_threads'
import { AppError, failureOf } from './core/base/errors'
import { answerTo, createCaseFile } from './core/incident/case-file'

/** Reads the incident with the first question, because a message without an answer cannot report a failure. */
let open: () => CaseFile = () => { throw new AppError('incident-not-found') }

parentPort?.on('message', (message: ToCaseWorker) => {
  if (message.kind === 'open') {
    const { incident: { summary, bytes }, origin } = message
    let file: CaseFile | null = null
    open = () => file ??= createCaseFile({ summary, bytes: Buffer.from(bytes.buffer) }, origin)
    return
  }
  const answer = ((): FromCaseWorker => {
    try {
      return { kind: 'answer', value: answerTo(open(), message.question) }
    } catch (error) {
      return { kind: 'failed', failure: failureOf(error) }
    }
  })()
  parentPort?.postMessage(answer)
})
