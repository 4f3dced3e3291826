import type { Worker } from 'node:worker_threads'
import type { EncodedChunk, Encode } from '../../core/export/encoding'
import type { FromEncoder, ToEncoder } from '../../core/export/transfer'
import { AppError } from '../../core/base/errors'
import { batchesOf } from '../../core/export/transfer'
import { createAnswers } from './answers'

interface Session {
  /** Sends a message and returns its answer. Rejects with AppError `cancelled` after the signal has aborted. */
  readonly ask: (message: ToEncoder) => Promise<FromEncoder>
  readonly end: () => void
}

/** Starts a worker for one export. It ends with `end`, or when the signal aborts. */
function startSession(startWorker: () => Worker, signal: AbortSignal): Session {
  if (signal.aborted) throw new AppError('cancelled')
  const worker = startWorker()
  const pending = createAnswers<FromEncoder>()
  let failure: Error | null = null
  const fail = (error: Error) => {
    failure ??= error
    void worker.terminate()
    pending.rejectAll(failure)
  }
  const cancel = () => fail(new AppError('cancelled'))
  signal.addEventListener('abort', cancel, { once: true })
  worker.on('message', pending.resolve)
  worker.on('error', fail)
  return {
    ask: async (message) => {
      if (failure) throw failure
      const answer = await pending.next(() => {
        worker.postMessage(message, message.kind === 'add' ? [message.batch.bytes, message.batch.ends.buffer] : [])
      })
      if (answer.kind === 'failed') throw new AppError(answer.failure.code, answer.failure.details)
      return answer
    },
    end: () => {
      signal.removeEventListener('abort', cancel)
      void worker.terminate()
    },
  }
}

const chunksIn = (answer: FromEncoder): readonly EncodedChunk[] => answer.kind === 'chunks' ? answer.chunks : []

/** Yields the answers to messages. The worker handles the next message while the caller uses the previous answer. */
async function* answers({ ask }: Session, messages: Iterable<ToEncoder>): AsyncGenerator<FromEncoder, void, void> {
  let current: Promise<FromEncoder> | null = null
  for (const message of messages) {
    const next = ask(message)
    // A rejection is reported when its turn comes.
    next.catch(() => undefined)
    if (current) yield await current
    current = next
  }
  if (current) yield await current
}

function* additions(...[incidents]: Parameters<typeof batchesOf>): Generator<ToEncoder, void, void> {
  for (const batch of batchesOf(incidents)) yield { kind: 'add', batch }
}

/** Encodes exports in workers, a new one for each plan and each export, so that all of an export's memory is returned at its end. */
export function createExportThread(startWorker: () => Worker): Encode {
  return {
    plan: async (incidents, options, signal) => {
      const session = startSession(startWorker, signal)
      try {
        const fixed = await session.ask({ kind: 'plan', options })
        if (fixed.kind === 'plan') return fixed.plan
        for await (const answer of answers(session, additions(incidents))) if (answer.kind === 'plan') throw new AppError('unexpected')
        const answer = await session.ask({ kind: 'end' })
        if (answer.kind !== 'plan') throw new AppError('unexpected')
        return answer.plan
      } finally {
        session.end()
      }
    },
    chunks: async function* (incidents, plan, options, signal) {
      const session = startSession(startWorker, signal)
      try {
        yield* chunksIn(await session.ask({ kind: 'encode', plan, options }))
        for await (const answer of answers(session, additions(incidents))) yield* chunksIn(answer)
        for (let isLast = false; !isLast;) {
          const answer = await session.ask({ kind: 'end' })
          yield* chunksIn(answer)
          isLast = answer.kind !== 'chunks' || answer.isLast
        }
      } finally {
        session.end()
      }
    },
  }
}
