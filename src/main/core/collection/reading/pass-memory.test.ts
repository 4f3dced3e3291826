import type { Incident } from '../../incident/incident'
import { Buffer } from 'node:buffer'
import { describe, expect, it } from 'vitest'
import { aSummary } from '../../../../shared/contract/fixtures'
import { aPage } from '../paging/fixtures'
import { createPassMemory } from './pass-memory'
import { createUnreadRows } from './unread-rows'

const incident = (id: number, lastUpdate = '2026-11-24T11:00:00Z'): Incident => ({ summary: aSummary({ id: String(id), lastUpdate }), bytes: Buffer.from('{}') })
/** A page of these incidents; null stands for an element that is not an incident. */
const page = (...ids: readonly (number | null)[]) => aPage({
  incidents: ids.filter(id => id !== null).map(id => incident(id)), rows: ids.length, unreadable: ids.flatMap((id, row) => id === null ? [row] : []),
})

function setUp() {
  const unread = createUnreadRows()
  const memory = createPassMemory(unread)
  const read = (position: number, ...ids: readonly (number | null)[]) => {
    memory.begin(position)
    return memory.take(page(...ids))
  }
  return { memory, read, unread }
}

describe('a page', () => {
  it('counts the incidents that earlier pages contained, and the new ones', () => {
    const { read, memory } = setUp()
    expect(read(0, 1, 2, 3)).toEqual({ repeats: 0, fresh: 3, joins: true, moved: false })
    expect(read(3, 3, 4)).toEqual({ repeats: 1, fresh: 1, joins: true, moved: false })
    expect([...memory.seen]).toEqual(['1', '2', '3', '4'])
  })

  it('with two copies of an incident does not count as movement, whether the incident is new or known', () => {
    const { read, memory } = setUp()
    expect(read(0, 1, 2, 1)).toEqual({ repeats: 0, fresh: 3, joins: true, moved: false })
    expect(read(3, 2, 2, 4)).toMatchObject({ repeats: 1, fresh: 1 })
    // The copies still count as rows of the list.
    expect([memory.missing(6), memory.missing(5), memory.missing(4)]).toEqual([1, 0, 0])
  })

  it('with the same copies as before adds nothing new', () => {
    const { read } = setUp()
    read(0, 1, 1)
    expect(read(0, 1, 1)).toEqual({ repeats: 1, fresh: 0, joins: true, moved: false })
  })

  it('joins the pages before it if it begins the list, or if it repeats an incident that has no gap above it', () => {
    const { read } = setUp()
    expect(read(0, 1, 2).joins).toBe(true)
    expect(read(5, 6, 7).joins).toBe(false)
    expect(read(6, 7, 8).joins).toBe(false)
    expect(read(1, 2, 6).joins).toBe(true)
    expect(read(9, 6, 20).joins).toBe(true)
  })

  it('of another list joins no earlier page', () => {
    const { read, memory } = setUp()
    read(0, 1, 2)
    memory.restart()
    expect(read(5, 2, 3)).toEqual({ repeats: 1, fresh: 1, joins: false, moved: false })
    expect(read(0, 4).moved).toBe(false)
  })

  it('has moved if it contains another incident at a position that was read before', () => {
    const { read } = setUp()
    read(0, 1, 2, 3)
    expect(read(0, 1, 2, 3).moved).toBe(false)
    expect(read(1, 3, 2).moved).toBe(true)
    expect(read(3, 9).moved).toBe(false)
  })

  it('of the same block joins the pages of that block', () => {
    const { memory } = setUp()
    memory.begin(0)
    memory.take(page(1, 2))
    expect(memory.take(page(3, 4))).toMatchObject({ joins: true, moved: false })
    expect(memory.overlap()).toBe(4)
  })
})

describe('elements that are not incidents', () => {
  it('count as new once, identified by the incident before them, and count as rows', () => {
    const { read, memory, unread } = setUp()
    expect(read(0, 1, null, null, 2)).toEqual({ repeats: 0, fresh: 4, joins: true, moved: false })
    expect(unread.all()).toEqual([{ kind: 'unreadable', after: '1', rowNumber: 2 }, { kind: 'unreadable', after: '1', rowNumber: 3 }])
    expect([memory.missing(5), memory.missing(4)]).toEqual([1, 0])
    expect(read(4, 5, 1, null, null)).toMatchObject({ repeats: 1, fresh: 1 })
    expect(unread.all()).toHaveLength(2)
  })

  it('count beside second copies of the incident before them, and once per page', () => {
    const { read, memory } = setUp()
    expect(read(0, 1, 1, null, null)).toMatchObject({ fresh: 4 })
    expect([memory.missing(5), memory.missing(4)]).toEqual([1, 0])
    expect(read(4, 2, null)).toMatchObject({ fresh: 2 })
  })

  it('have no incident before them at the beginning of the list', () => {
    const { read, unread } = setUp()
    read(0, null, 1)
    expect(unread.all()).toEqual([{ kind: 'unreadable', after: '', rowNumber: 1 }])
  })

  it('count as repeated next to a repeated incident', () => {
    const { read } = setUp()
    read(0, 1, 2)
    expect(read(2, 2, null)).toMatchObject({ repeats: 1, fresh: 0 })
  })

  it('count as repeated if there are more than 500', () => {
    const { read } = setUp()
    expect(read(0, ...Array.from({ length: 499 }, () => null)).fresh).toBe(499)
    expect(read(499, null).fresh).toBe(0)
  })

  it('join the pages if they are at the same positions', () => {
    const { read } = setUp()
    read(0, 1, null, null)
    expect(read(1, null, null, 2)).toMatchObject({ joins: true, moved: false })
    read(4, 9)
    expect(read(5, null).joins).toBe(false)
    expect(read(4, null).joins).toBe(false)
  })

  it('count like incidents that the service did not deliver', () => {
    const { memory, unread } = setUp()
    memory.begin(0)
    memory.take(page(1))
    memory.skip()
    expect(unread.all()).toEqual([{ kind: 'undelivered', after: '1', rowNumber: 2 }])
    expect([memory.missing(2), memory.missing(3)]).toEqual([0, 1])
  })
})

describe('the overlap', () => {
  const timed = (...times: readonly string[]) => aPage({ incidents: times.map((time, index) => incident(index, time)) })
  const at = (minute: number) => `2026-11-24T11:0${minute}:00Z`

  it.each([
    ['the last row', [at(3), at(2), at(1)], 1],
    ['the rows of the last time', [at(3), at(1), at(1)], 2],
    ['the whole page', [at(1), at(1), at(1)], 3],
    ['the rows without a time', [at(1), '', ''], 2],
  ])('is %s', (_name, times, rows) => {
    const { memory } = setUp()
    memory.begin(0)
    memory.take(timed(...times))
    expect(memory.overlap()).toBe(rows)
  })

  it('includes elements without a time among the last rows, and nothing of an earlier block', () => {
    const { memory, read } = setUp()
    read(0, 1, 2)
    expect(read(2, 3, null, 4, null)).toMatchObject({ fresh: 4 })
    expect(memory.overlap()).toBe(4)
  })

  it('is the whole block if no row is an incident', () => {
    const { memory, read } = setUp()
    read(0, null, null)
    expect(memory.overlap()).toBe(2)
  })
})

describe('the middle of the last rows', () => {
  const times = ['2026-11-24T11:05:00Z', '2026-11-24T11:01:00Z', '', '2026-11-24T11:03:00Z', '2026-11-24T11:02:00Z']

  it.each([[5, '2026-11-24T11:03:00.000000000'], [2, '2026-11-24T11:03:00.000000000'], [1, '2026-11-24T11:02:00.000000000'], [4, '2026-11-24T11:02:00.000000000'], [9, '2026-11-24T11:03:00.000000000']])('is the median time of %i of them', (count, middle) => {
    const { memory } = setUp()
    memory.begin(0)
    memory.take(aPage({ incidents: times.map((time, index) => incident(index, time)) }))
    expect(memory.middleOfLast(count)).toBe(middle)
  })

  it('is null if none of them has a time', () => {
    const { memory, read } = setUp()
    read(0, 1, null)
    expect(memory.middleOfLast(1)).toBeNull()
  })
})
