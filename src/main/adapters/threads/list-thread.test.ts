import { expect, it } from 'vitest'
import { packRows } from '../../core/incident/packed-rows'
import { createListThread } from './list-thread'
import { createFakeWorkers } from './fake-worker'

function setUp() {
  const { workers, start } = createFakeWorkers()
  const unexpected: unknown[] = []
  const thread = createListThread(start, error => unexpected.push(error))
  return { thread, workers, unexpected }
}

it('starts the worker with the first message, and numbers the lists', () => {
  const { thread, workers } = setUp()
  const [first, second] = [thread.create(() => undefined), thread.create(() => undefined)]
  expect(workers).toHaveLength(0)
  first.commands.begin('full')
  second.commands.clear()
  expect(workers.map(({ posted }) => posted)).toEqual([[{ list: 1, command: 'begin', args: ['full'] }, { list: 2, command: 'clear', args: [] }]])
})

it('transfers the bytes of a page', () => {
  const { thread, workers } = setUp()
  const page = packRows([])
  thread.create(() => undefined).commands.add(page, [])
  expect(workers[0]?.transferred).toEqual([[page.bytes]])
})

it('answers questions in their order, and passes failures on', async () => {
  const { thread, workers } = setUp()
  const { queries } = thread.create(() => undefined)
  const answers = [queries.ids(1, { from: 0, to: 1 }), queries.listed('7')] as const
  workers[0]?.emit('message', { kind: 'answer', value: ['7'] })
  workers[0]?.emit('message', { kind: 'failed', failure: { code: 'unexpected', details: {} } })
  expect(await answers[0]).toEqual(['7'])
  await expect(answers[1]).rejects.toMatchObject({ code: 'unexpected' })
})

it('tells every list when the worker fails, rejects what waits, and starts another one', async () => {
  const { thread, workers, unexpected } = setUp()
  const lost: string[] = []
  const list = thread.create(() => lost.push('a'))
  thread.create(() => lost.push('b'))
  const answer = list.queries.listed('7')
  const error = new Error('out of memory')
  workers[0]?.emit('error', error)
  await expect(answer).rejects.toMatchObject({ code: 'unexpected' })
  expect([lost, unexpected]).toEqual([['a', 'b'], [error]])
  list.commands.clear()
  expect(workers).toHaveLength(2)
})
