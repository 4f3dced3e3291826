import { expect, it } from 'vitest'
import { createSampleThread } from './sample-thread'
import { createFakeWorkers } from './fake-worker'

function setUp() {
  const { workers, start } = createFakeWorkers()
  const thread = createSampleThread(start)
  return { ...thread, workers }
}

const page = { kind: 'page', url: 'https://graph.microsoft.com/', now: 7 } as const

it('starts the worker with the first request, and answers in the order of the requests', async () => {
  const { ask, workers } = setUp()
  expect(workers).toEqual([])
  const answers = [ask({ kind: 'change', now: 1 }), ask(page)]
  expect(workers.map(({ posted }) => posted)).toEqual([[{ kind: 'change', now: 1 }, page]])
  workers[0]?.emit('message', new Uint8Array([1]))
  workers[0]?.emit('message', new Uint8Array([2]))
  expect(await Promise.all(answers)).toEqual([new Uint8Array([1]), new Uint8Array([2])])
})

it('fails the requests that a failed worker has not answered, and starts another one', async () => {
  const { ask, workers } = setUp()
  const answer = ask(page)
  workers[0]?.emit('error', new Error('out of memory'))
  await expect(answer).rejects.toThrow('out of memory')
  void ask(page)
  expect(workers).toHaveLength(2)
})

it('ends with the worker, whose requests are cancelled', async () => {
  const { ask, end, workers } = setUp()
  const answer = ask(page)
  end()
  await expect(answer).rejects.toMatchObject({ code: 'cancelled' })
  expect(workers[0]?.ended).toBe(true)
})
