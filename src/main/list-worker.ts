/** @file The worker that holds the indexes of the lists, so that neither a search nor a sort blocks main. */
import type { FromWorker, ToWorker } from './core/list/messages'
import type { ListIndex } from './core/list/list-index'
import { parentPort } from 'node:worker_threads'
import { failureOf } from './core/base/errors'
import { createListIndex } from './core/list/create-list-index'
import { perform } from './core/list/messages'

const indexes = new Map<number, ListIndex>()

function indexOf(list: number): ListIndex {
  const index = indexes.get(list) ?? createListIndex(Date.now)
  indexes.set(list, index)
  return index
}

parentPort?.on('message', (message: ToWorker) => {
  const index = indexOf(message.list)
  if ('command' in message) return void perform(index, message)
  const answer = ((): FromWorker => {
    try {
      return { kind: 'answer', value: perform(index, message) }
    } catch (error) {
      return { kind: 'failed', failure: failureOf(error) }
    }
  })()
  parentPort?.postMessage(answer)
})
