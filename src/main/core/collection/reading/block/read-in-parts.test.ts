/** @file Tests a block that is read in smaller pages: its effect on the pass, and whether rows may be missing between two of its pages. */
import type { FetchPage } from '../../paging/page-fetcher'
import type { Query } from '../../paging/query'
import type { Block } from './block'
import { describe, expect, it } from 'vitest'
import { AppError } from '../../../base/errors'
import { defenderXdr } from '../../../microsoft/incident-apis'
import { incident } from '../../paging/fake-list-service'
import { aPageResponse } from '../../paging/fixtures'
import { createPassMemory } from '../pass-memory'
import { createUnreadRows } from '../unread-rows'
import { createAlertsPlan } from './alerts-plan'
import { createBlockReader } from './read-block'

const open: Query = { api: defenderXdr, range: { field: 'lastUpdateTime', from: '2026-11-22T12:00:00.000Z', to: null }, withUpperBound: true, since: null }
const bounded: Query = { ...open, until: '2026-11-24T11:00:00.0000000Z' }
const tooHeavy = new AppError('server-error', { status: 504 })

/** The rows of a response by their IDs; null for an element that is not an incident. */
interface Sent { readonly ids: readonly (number | null)[], readonly total?: number }
/** Decides the response to a request for `top` rows at `position`. */
type Decide = (position: number, top: number) => Sent | AppError

function answering(decide: Decide, requests: string[]): FetchPage {
  return async ({ url: { searchParams } }) => {
    const [position, top] = ['$skip', '$top'].map(name => Number(searchParams.get(name))) as [number, number]
    requests.push(`${position}+${top}`)
    const decision = decide(position, top)
    if (decision instanceof AppError) throw decision
    const { ids, total = null } = decision
    const unreadable = ids.flatMap((id, row) => id === null ? [row] : [])
    return aPageResponse({ incidents: ids.filter(id => id !== null).map(id => incident(id)), rows: ids.length, unreadable, total })
  }
}

/** Reads the block at each position, of a service that delivers at most 25 rows at once. */
async function read(query: Query, decide: Decide, ...positions: readonly number[]) {
  const requests: string[] = []
  const limited: Decide = (position, top) => top > 25 ? tooHeavy : decide(position, top)
  const options = { signal: new AbortController().signal, onWaiting: () => undefined }
  const memory = createPassMemory(createUnreadRows())
  const source = { query, fetchPage: answering(limited, requests), options, alerts: createAlertsPlan(), memory }
  const blocks: Block[] = []
  for (const position of positions) {
    const reader = createBlockReader(source)
    const reading = reader.readBlock(reader.requestWholeAt(position), position, () => undefined)
    let step = await reading.next()
    while (!step.done) step = await reading.next()
    blocks.push(step.value)
  }
  return { requests, blocks }
}

const rows = (position: number, top: number): Sent => ({ ids: Array.from({ length: top }, (_, row) => position + row) })
const whole: Omit<Block, 'repeats' | 'fresh'> = { joins: true, moved: false, count: 100, hasMore: true, nextLink: null, total: null, hasGap: false }

describe('a block in parts', () => {
  it('has the rows of all parts, and requests no row again in an open list', async () => {
    const { requests, blocks } = await read(open, rows, 0)
    expect(requests).toEqual(['0+100', '0+25', '25+25', '50+25', '75+25'])
    expect(blocks).toEqual([{ ...whole, repeats: 0, fresh: 100 }])
  })

  it('adds up the repeated and the new incidents of its parts', async () => {
    const { blocks } = await read(open, (position, top) => rows(position < 25 ? position : position - 5, top), 0)
    expect(blocks).toEqual([{ ...whole, repeats: 5, fresh: 95 }])
  })

  it('has moved if one part contains other incidents than before', async () => {
    let isLater = false
    const { blocks } = await read(open, (position, top) => {
      const sent = rows(isLater && position >= 25 && position < 50 ? position + 500 : position, top)
      if (position === 75) isLater = true
      return sent
    }, 0, 0)
    expect(blocks).toMatchObject([{ moved: false }, { moved: true, joins: true, repeats: 75, fresh: 25 }])
  })

  it('does not join if none of its parts does', async () => {
    const { blocks } = await read(open, rows, 0, 300)
    expect(blocks).toMatchObject([{ joins: true }, { joins: false, moved: false }])
  })

  it.each([[205, true], [185, false], [null, false]])('of 85 rows from row 100 on may continue if the service counts more rows: %s', async (total, hasMore) => {
    const decide: Decide = (position, top) => ({ ...rows(position, position >= 175 ? 10 : top), ...(total !== null && { total }) })
    const { blocks } = await read(open, decide, 100)
    expect(blocks).toMatchObject([{ count: 85, hasMore }])
  })
})

describe('a block in parts of a list that only loses rows', () => {
  const checks = ['24+1', '49+1', '74+1']

  it('has no gap if the last incident of each part but the last is still in its place', async () => {
    const { requests, blocks } = await read(bounded, rows, 0)
    expect(requests.slice(5)).toEqual(checks)
    expect(blocks).toEqual([{ ...whole, repeats: 0, fresh: 100 }])
  })

  it.each<[string, Sent | AppError]>([
    ['contains another incident', { ids: [900] }],
    ['contains no incident', { ids: [] }],
    ['cannot be delivered', tooHeavy],
  ])('may have a gap if such a place %s', async (_name, answer) => {
    const { requests, blocks } = await read(bounded, (position, top) => top === 1 && position === 49 ? answer : rows(position, top), 0)
    expect(requests.slice(5)).toEqual(checks.slice(0, 2))
    expect(blocks).toEqual([{ ...whole, repeats: 0, fresh: 100, hasGap: true }])
  })

  it('checks no place whose element is not an incident', async () => {
    const { requests, blocks } = await read(bounded, (position, top) => {
      const { ids } = rows(position, top)
      return { ids: ids.map(id => id === 49 ? null : id) }
    }, 0)
    expect(requests.slice(5)).toEqual(['24+1', '74+1'])
    expect(blocks).toMatchObject([{ hasGap: false }])
  })

  it('throws the failure if the service refuses to check', async () => {
    const refusal = new AppError('bad-request', { status: 400 })
    await expect(read(bounded, (position, top) => top === 1 ? refusal : rows(position, top), 0)).rejects.toBe(refusal)
  })
})
