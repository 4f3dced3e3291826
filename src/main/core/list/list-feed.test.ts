import type { ListCommands } from './list-index'
import { Buffer } from 'node:buffer'
import { expect, it } from 'vitest'
import { aSummary } from '../../../shared/contract/fixtures'
import { packRows, unpackRows } from '../incident/packed-rows'
import { createListFeed } from './list-feed'
import { anIndexed } from './fixtures'

const held = (id: string) => ({ summary: aSummary({ id }), bytes: Buffer.from(`{"incidentId":${id}}`) })
const page = (...ids: readonly string[]) => packRows(ids.map(id => anIndexed({ id })))

function setUp() {
  const done: string[] = []
  const index: ListCommands = {
    begin: kind => done.push(`begin ${kind}`),
    add: (rows, positions) => done.push(`add ${unpackRows(rows, positions).map(({ row }) => row.id).join()}`),
    end: end => done.push(end ? 'end' : 'end without a page'),
    replace: rows => done.push(`replace ${unpackRows(rows).map(({ row }) => row.id).join()}`),
    setChanges: changes => done.push(`changes ${changes.length}`),
    setMarks: ({ starred }) => done.push(`stars ${starred.join()}`),
    clear: () => done.push('clear'),
  }
  const feed = createListFeed(index, { wait: async () => undefined })
  return { feed, done, take: () => done.splice(0) }
}

it('passes commands on in their order', () => {
  const { feed, done } = setUp()
  feed.begin('full')
  feed.add(page('1', '2', '3'), [0, 2])
  feed.end({ dropped: [], carriedOver: [] })
  feed.setChanges([])
  feed.replace(page('3'), { shown: true, running: false })
  feed.setMarks({ starred: ['3'], me: '' })
  feed.clear()
  expect(done).toEqual(['begin full', 'add 1,3', 'end', 'changes 0', 'replace 3', 'stars 3', 'clear'])
})

it('fills a lost index from the shown list and the run in progress, and performs later commands afterwards', async () => {
  const { feed, take } = setUp()
  feed.setMarks({ starred: ['1'], me: '' })
  expect(take()).toEqual([])
  const filled = feed.refill({
    shown: { incidents: [held('1'), held('2')], api: 'defender-xdr', changes: [{ id: '1', sinceRefresh: [], sinceViewed: [] }] },
    running: { incidents: [held('3')], api: 'defender-xdr', kind: 'changes' },
  })
  feed.add(page('4'), [0])
  feed.end({ dropped: [], carriedOver: [] })
  await filled
  expect(take()).toEqual(['clear', 'stars 1', 'begin full', 'add 1', 'add 2', 'end', 'changes 1', 'begin changes', 'add 3', 'add 4', 'end'])
  feed.begin('full')
  expect(take()).toEqual(['begin full'])
})

it('pauses while it parses a long list again', async () => {
  let added = 0
  const addedAtPauses: number[] = []
  const nothing = () => undefined
  const index: ListCommands = { begin: nothing, add: () => { added++ }, end: nothing, replace: nothing, setChanges: nothing, setMarks: nothing, clear: nothing }
  const feed = createListFeed(index, { wait: async () => { addedAtPauses.push(added) } })
  const incidents = Array.from({ length: 120 }, (_, id) => held(String(id)))
  await feed.refill({ shown: { incidents, api: 'defender-xdr', changes: [] }, running: null })
  expect([added, addedAtPauses]).toEqual([120, [50, 100]])
})

it('sends the marks with the first run, because the start of the app needs no index', () => {
  const { feed, take } = setUp()
  feed.setMarks({ starred: ['1'], me: '' })
  feed.setMarks({ starred: ['2'], me: '' })
  expect(take()).toEqual([])
  feed.begin('full')
  feed.begin('changes')
  expect(take()).toEqual(['stars 2', 'begin full', 'begin changes'])
})

it('forgets rows that wait when the list is discarded, because they belong to removed credentials', async () => {
  const { feed, take } = setUp()
  const filled = feed.refill({ shown: null, running: null })
  feed.add(page('4'), [0])
  feed.clear()
  await filled
  expect(take()).toEqual(['clear', 'clear'])
})
