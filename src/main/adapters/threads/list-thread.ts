/** @file The thread with the indexes of the lists. */
import type { Worker } from 'node:worker_threads'
import type { AsyncQueries, ListCommands } from '../../core/list/list-index'
import type { Command, FromWorker, Question } from '../../core/list/messages'
import { AppError } from '../../core/base/errors'
import { createAnswers } from './answers'

/** A list in the thread. */
export interface ThreadedList {
  readonly commands: ListCommands
  readonly queries: AsyncQueries
}

export interface ListThread {
  /** Creates an empty list. `onLost` is called if the thread has failed and its lists are empty. */
  readonly create: (onLost: () => void) => ThreadedList
}

/** Starts the worker with the first command or query. */
export function createListThread(startWorker: () => Worker, onUnexpected: (error: unknown) => void): ListThread {
  let worker: Worker | null = null
  const answers = createAnswers<unknown>()
  const lost: (() => void)[] = []

  const fail = (error: unknown) => {
    worker = null
    answers.rejectAll(new AppError('unexpected'))
    onUnexpected(error)
    for (const notify of lost) notify()
  }

  const start = (): Worker => {
    const started = startWorker()
    started.on('message', (answer: FromWorker) => {
      if (answer.kind === 'answer') answers.resolve(answer.value)
      else answers.reject(new AppError(answer.failure.code, answer.failure.details))
    })
    started.on('error', fail)
    started.unref()
    return started
  }

  const post = (message: Command | Question, transfer: readonly ArrayBuffer[] = []) => {
    worker ??= start()
    worker.postMessage(message, transfer)
  }

  return {
    create: (onLost) => {
      const list = lost.push(onLost)
      const ask = <T>(question: Question): Promise<T> => answers.next(() => post(question)) as Promise<T>
      return {
        commands: {
          begin: (...args) => post({ list, command: 'begin', args }),
          add: (page, positions) => post({ list, command: 'add', args: [page, positions] }, [page.bytes]),
          end: (...args) => post({ list, command: 'end', args }),
          replace: (incident, where) => post({ list, command: 'replace', args: [incident, where] }, [incident.bytes]),
          setChanges: (...args) => post({ list, command: 'setChanges', args }),
          setMarks: (...args) => post({ list, command: 'setMarks', args }),
          clear: (...args) => post({ list, command: 'clear', args }),
        },
        queries: {
          view: (...args) => ask({ list, question: 'view', args }),
          rows: (...args) => ask({ list, question: 'rows', args }),
          ids: (...args) => ask({ list, question: 'ids', args }),
          matching: (...args) => ask({ list, question: 'matching', args }),
          listed: (...args) => ask({ list, question: 'listed', args }),
          frequencies: (...args) => ask({ list, question: 'frequencies', args }),
          counts: (...args) => ask({ list, question: 'counts', args }),
          incidentsWith: (...args) => ask({ list, question: 'incidentsWith', args }),
        },
      }
    },
  }
}
