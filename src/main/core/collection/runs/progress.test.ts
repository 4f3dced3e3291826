import type { CollectionProgress } from '../../../../shared/contract/model'
import { expect, it } from 'vitest'
import { aCollection, aSummary } from '../../../../shared/contract/fixtures'
import { createFakeTime } from '../../base/fake-time'
import { paced, pauseMs } from '../../base/paced'
import { pacedProgress } from './progress'

function setUp(dropped: readonly number[] = []) {
  const seen: CollectionProgress[] = []
  const time = createFakeTime()
  const pass = pacedProgress(progress => seen.push(progress), time, run => !dropped.includes(run))
  const page = (run: number, pages: number, ids: readonly string[], changed: Partial<CollectionProgress['collection']> = {}) => pass({
    collection: aCollection({ run, pages, ...changed }),
    rows: ids.map(id => aSummary({ id })),
    end: null,
  })
  const emitted = () => seen.map(({ collection, rows }) => `${collection.run}/${collection.pages}:${rows.map(row => row.id).join('')}`)
  return { page, emitted, elapse: () => time.pass(pauseMs) }
}

it('the first progress is emitted at once and the rest together, with every row', () => {
  const { page, emitted, elapse } = setUp()
  page(1, 0, [])
  page(1, 1, ['a'])
  page(1, 2, ['b', 'c'])
  expect(emitted()).toEqual(['1/0:'])
  elapse()
  expect(emitted()).toEqual(['1/0:', '1/2:abc'])
  elapse()
  page(1, 3, ['d'])
  expect(emitted()).toEqual(['1/0:', '1/2:abc', '1/3:d'])
})

it('progress held back is discarded with its run', () => {
  const dropped: number[] = []
  const { page, emitted, elapse } = setUp(dropped)
  page(1, 1, ['a'])
  page(1, 2, ['b'])
  dropped.push(1)
  elapse()
  elapse()
  expect(emitted()).toEqual(['1/1:a'])
  page(2, 1, ['c'])
  expect(emitted()).toEqual(['1/1:a', '2/1:c'])
})

it('the first rows are emitted at once, because the user waits for them', () => {
  const { page, emitted } = setUp()
  page(1, 0, [])
  page(1, 1, ['a'], { incidents: 1 })
  page(1, 2, ['b'], { incidents: 2 })
  expect(emitted()).toEqual(['1/0:', '1/1:a'])
})

it('the end and a wait are emitted at once, with the rows held back', () => {
  const { page, emitted, elapse } = setUp()
  page(1, 1, ['a'])
  page(1, 2, ['b'])
  page(1, 2, [], { waiting: { for: 'quota', until: '' } })
  page(1, 2, [], { waiting: null })
  page(1, 3, ['c'])
  page(1, 3, [], { outcome: { kind: 'complete' } })
  expect(emitted()).toEqual(['1/1:a', '1/2:b', '1/2:', '1/3:c'])
  elapse()
  expect(emitted()).toHaveLength(4)
})

it('progress held back is discarded when its run is replaced', () => {
  const { page, emitted, elapse } = setUp()
  page(1, 1, ['a'])
  page(1, 2, ['b'])
  page(2, 0, [])
  elapse()
  expect(emitted()).toEqual(['1/1:a', '2/0:'])
})

it('paced calls the first callback at once, and after the pause only the last one that was passed meanwhile', () => {
  const done: string[] = []
  const time = createFakeTime()
  const pass = paced(time)
  for (const name of ['a', 'b', 'c']) pass(() => done.push(name))
  expect(done).toEqual(['a'])
  time.pass(pauseMs)
  expect(done).toEqual(['a', 'c'])
  time.pass(pauseMs)
  pass(() => done.push('d'))
  expect(done).toEqual(['a', 'c', 'd'])
})
