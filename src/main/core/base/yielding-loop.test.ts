import { expect, it } from 'vitest'
import { forEachYielding } from './yielding-loop'

it.each([[0, 0], [1, 0], [5_000, 0], [5_001, 1], [10_000, 1], [10_001, 2]])('processes %i items in order, with %i pauses', async (count, pauses) => {
  const items = Array.from({ length: count }, (_, index) => index)
  const done: number[] = []
  const waits: number[] = []
  await forEachYielding(items, item => done.push(item), { wait: async (ms) => { waits.push(ms) } })
  expect(done).toEqual(items)
  expect(waits).toEqual(Array<number>(pauses).fill(0))
})

it('stops and rejects if a pause fails', async () => {
  let done = 0
  await expect(forEachYielding(Array(9_000).fill(0), () => done++, { wait: async () => { throw new Error('no') } })).rejects.toThrow('no')
  expect(done).toBe(5_000)
})

it('pauses more often for items that take longer', async () => {
  let waits = 0
  await forEachYielding(Array(100).fill(0), () => undefined, { wait: async () => { waits++ } }, 30)
  expect(waits).toBe(3)
})
