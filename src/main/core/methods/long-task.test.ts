import type { ExportProgress } from '../../../shared/contract/export'
import { beforeEach, afterEach, expect, it, vi } from 'vitest'
import { AppError } from '../base/errors'
import { createLongTasks } from './long-task'

beforeEach(() => { vi.useFakeTimers() })
afterEach(() => { vi.useRealTimers() })

const timer = {
  after: (ms: number, act: () => void) => {
    const id = setTimeout(act, ms)
    return () => clearTimeout(id)
  },
}

function setUp() {
  const emitted: (ExportProgress | null)[] = []
  return { emitted, tasks: createLongTasks(progress => emitted.push(progress), timer) }
}
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms)

it('emits nothing before 300 ms, then at most one state every 200 ms, and null at the end', async () => {
  const { emitted, tasks } = setUp()
  const running = tasks.run(async ({ begin }) => {
    const report = begin('writing', 10)
    for (let done = 1; done <= 7; done++) {
      await pass(100)
      report(done)
    }
    return 'done'
  }, 'busy', 'stopped')
  expect(await running).toBe('done')
  expect(emitted).toEqual([{ step: 'writing', done: 2, total: 10 }, { step: 'writing', done: 4, total: 10 }, { step: 'writing', done: 6, total: 10 }, null])
  await pass(1000)
  expect(emitted).toHaveLength(4)
})

it('is silent if a step is short, and while it pauses', async () => {
  const { emitted, tasks } = setUp()
  await tasks.run(async ({ begin, pause }) => {
    begin('preparing', 0)
    await pass(299)
    pause()
    await pass(5000)
    begin('writing', 1)
    await pass(299)
  }, undefined, undefined)
  expect(emitted).toEqual([])
})

it('runs one task at a time, and another one after a failure', async () => {
  const { tasks } = setUp()
  const first = tasks.run(async () => { await pass(10); throw new Error('broken') }, 'busy', 'stopped')
  expect(await tasks.run(async () => 'second', 'busy', 'stopped')).toBe('busy')
  await expect(first).rejects.toThrow('broken')
  expect(await tasks.run(async () => 'third', 'busy', 'stopped')).toBe('third')
})

it('is stopped only by the user', async () => {
  const { tasks } = setUp()
  const untilAborted = ({ signal }: { readonly signal: AbortSignal }) =>
    new Promise<string>((_resolve, reject) => { signal.addEventListener('abort', () => reject(new AppError('cancelled'))) })
  const running = tasks.run(untilAborted, 'busy', 'stopped')
  tasks.cancel()
  expect(await running).toBe('stopped')
  await expect(tasks.run(async () => { throw new AppError('cancelled') }, 'busy', 'stopped')).rejects.toThrow('cancelled')
})
