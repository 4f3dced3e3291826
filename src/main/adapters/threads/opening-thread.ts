import type { Worker, WorkerOptions } from 'node:worker_threads'
import type { FilePart } from '../../core/opening/batch'
import type { FromReader, ToReader } from '../../core/opening/transfer'
import type { ScanFile } from '../../core/opening/open-file'
import { AppError } from '../../core/base/errors'
import { errnoOf } from '../../core/files/errno'
import { createAnswers } from './answers'

/** An incident of 256 MB needs about this much memory. Without a limit, a hostile one could exhaust the memory of main. */
const resourceLimits = { maxOldGenerationSizeMb: 2048 } as const

const asFailure = (error: Error): Error => errnoOf(error) === 'ERR_WORKER_OUT_OF_MEMORY' ? new AppError('file-out-of-memory') : error

interface Session {
  /** Requests the next part. Rejects with AppError `cancelled` after the signal has aborted. */
  readonly request: () => Promise<FilePart>
  readonly end: () => Promise<void>
}

function startSession(worker: Worker, file: ToReader, signal: AbortSignal): Session {
  const answers = createAnswers<FromReader>()
  let failure: Error | null = null
  const fail = (error: Error) => {
    failure ??= asFailure(error)
    answers.rejectAll(failure)
  }
  const cancel = () => fail(new AppError('cancelled'))
  signal.addEventListener('abort', cancel, { once: true })
  worker.on('message', answers.resolve)
  worker.on('error', fail)
  return {
    request: async () => {
      if (failure) throw failure
      const answer = await answers.next(() => worker.postMessage(file))
      if (answer.kind === 'failed') throw new AppError(answer.failure.code, answer.failure.details)
      return answer
    },
    end: async () => {
      signal.removeEventListener('abort', cancel)
      await worker.terminate()
    },
  }
}

/** Yields the parts of a file. The worker reads the next part while the caller uses one. */
async function* partsOf({ request }: Session): AsyncGenerator<FilePart, void, void> {
  let next = request()
  for (;;) {
    const part = await next
    if (part.kind === 'end') {
      yield part
      return
    }
    next = request()
    // A rejection is reported when its turn comes.
    next.catch(() => undefined)
    yield part
  }
}

/** Reads files in workers, a new one for each file, so that all of its memory is returned at the end. */
export function createOpeningThread(startWorker: (options: WorkerOptions) => Worker): ScanFile {
  return async function* (file, signal) {
    if (signal.aborted) throw new AppError('cancelled')
    const session = startSession(startWorker({ resourceLimits }), file, signal)
    try {
      yield* partsOf(session)
    } finally {
      // Waits, because the caller closes the file next, and the system may give its descriptor to another one.
      await session.end()
    }
  }
}
