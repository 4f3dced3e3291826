import type { CollectionProgress } from './progress'
import { expect, it } from 'vitest'
import { aCollection } from '../../../../shared/contract/fixtures'
import { createFakeTime } from '../../base/fake-time'
import { paced, minPauseMs } from '../../base/paced'
import { pacedProgress } from './progress'

function setUp(dropped: readonly number[] = []) {
  const seen: CollectionProgress[] = []
  const time = createFakeTime()
  const pass = pacedProgress(progress => seen.push(progress), time, run => !dropped.includes(run))
  const page = (run: number, pages: number, changed: Partial<CollectionProgress['collection']> = {}) => pass({ collection: aCollection({ run, pages, ...changed }), end: null })
  const emitted = () => seen.map(({ collection }) => `${collection.run}/${collection.pages}`)
  return { page, emitted, elapse: () => time.pass(minPauseMs) }
}

it('the first progress is emitted at once and the latest after a pause', () => {
  const { page, emitted, elapse } = setUp()
  page(1, 0)
  page(1, 1)
  page(1, 2)
  expect(emitted()).toEqual(['1/0'])
  elapse()
  expect(emitted()).toEqual(['1/0', '1/2'])
  elapse()
  page(1, 3)
  expect(emitted()).toEqual(['1/0', '1/2', '1/3'])
})

it('progress held back is discarded with its run', () => {
  const dropped: number[] = []
  const { page, emitted, elapse } = setUp(dropped)
  page(1, 1)
  page(1, 2)
  dropped.push(1)
  elapse()
  elapse()
  expect(emitted()).toEqual(['1/1'])
  page(2, 1)
  expect(emitted()).toEqual(['1/1', '2/1'])
})

it('the first page is emitted at once, because the user waits for them', () => {
  const { page, emitted } = setUp()
  page(1, 0)
  page(1, 1, { incidents: 1 })
  page(1, 2, { incidents: 2 })
  expect(emitted()).toEqual(['1/0', '1/1'])
})

it('the end and a wait are emitted at once', () => {
  const { page, emitted, elapse } = setUp()
  page(1, 1)
  page(1, 2)
  page(1, 2, { waiting: { for: 'quota', until: '' } })
  page(1, 2, { waiting: null })
  page(1, 3)
  page(1, 3, { outcome: { kind: 'complete' } })
  expect(emitted()).toEqual(['1/1', '1/2', '1/2', '1/3'])
  elapse()
  expect(emitted()).toHaveLength(4)
})

it('progress held back is discarded when its run is replaced', () => {
  const { page, emitted, elapse } = setUp()
  page(1, 1)
  page(1, 2)
  page(2, 0)
  elapse()
  expect(emitted()).toEqual(['1/1', '2/0'])
})

it('paced calls the first callback at once, and after the pause only the last one that was passed meanwhile', () => {
  const done: string[] = []
  const time = createFakeTime()
  const pass = paced(time)
  for (const name of ['a', 'b', 'c']) pass(() => done.push(name))
  expect(done).toEqual(['a'])
  time.pass(minPauseMs)
  expect(done).toEqual(['a', 'c'])
  time.pass(minPauseMs)
  pass(() => done.push('d'))
  expect(done).toEqual(['a', 'c', 'd'])
})
