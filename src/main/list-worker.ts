/** @file The worker with the indexes of the lists, so that neither a search nor a sort blocks main. */
import type { FromWorker, ToWorker } from './core/list/messages'
import { parentPort } from 'node:worker_threads'
import { failureOf } from './core/base/errors'
import { createListIndex } from './core/list/create-list-index'
import { perform } from './core/list/messages'

type Index = ReturnType<typeof createListIndex>

const indexes = new Map<number, Index>()

function indexOf(list: number): Index {
  const index = indexes.get(list) ?? createListIndex(Date.now)
  indexes.set(list, index)
  return index
}

/** Prepares an index for its first search while the worker is idle. Messages are received between the turns. */
function prepare(index: Index): void {
  if (index.prepareSome()) setImmediate(prepare, index)
}

parentPort?.on('message', (message: ToWorker) => {
  const index = indexOf(message.list)
  if ('command' in message) {
    perform(index, message)
    if (message.command === 'end') setImmediate(prepare, index)
    return
  }
  const answer = ((): FromWorker => {
    try {
      return { kind: 'answer', value: perform(index, message) }
    } catch (error) {
      return { kind: 'failed', failure: failureOf(error) }
    }
  })()
  parentPort?.postMessage(answer)
})
