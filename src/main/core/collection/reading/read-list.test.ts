/** @file Tests how one list is read, block after block: the position of each request, and how the list ends. */
import type { PageResponse } from '../paging/page-fetcher'
import type { AppError } from '../../base/errors'
import { describe, expect, it } from 'vitest'
import { failureOf } from '../../base/errors'
import { defenderXdr } from '../../microsoft/incident-apis'
import { incident, link, now, page, service } from '../paging/fake-list-service'
import { aPageResponse } from '../paging/fixtures'
import { resolveWindow } from '../paging/query'
import { createAlertsPlan } from './block/alerts-plan'
import { createPassMemory } from './pass-memory'
import { readBounded, readOpen } from './read-list'
import { createUnreadRows } from './unread-rows'

const query = { api: defenderXdr, range: resolveWindow({ kind: 'last', hours: 48 }, now), withUpperBound: true, since: null }

/** Reads the list that the service sends. `positions`: where each request begins. */
async function read(reader: typeof readOpen, ...answers: readonly (PageResponse | AppError)[]) {
  const { requests, fetchPage } = service(...answers)
  const options = { signal: new AbortController().signal, onWaiting: () => undefined }
  const reading = reader({ query, fetchPage, options, alerts: createAlertsPlan(), memory: createPassMemory(createUnreadRows()) })
  const positions = () => requests.map(search => Number(new URLSearchParams(search).get('$skip')))
  try {
    let step = await reading.next()
    while (!step.done) step = await reading.next()
    return { positions: positions(), end: step.value }
  } catch (error) {
    return { positions: positions(), end: failureOf(error) }
  }
}

/** A page of these incidents, each a minute older than the one before. */
const aged = (...ids: readonly number[]) => aPageResponse({ incidents: ids.map(id => incident(id, new Date(now - id * 60_000).toISOString())) })
const numbers = (from: number, count: number) => Array.from({ length: count }, (_, index) => from + index)
const counting = (answer: PageResponse, total: number): PageResponse => ({ ...answer, page: answer.page.then(each => ({ ...each, total })) })

describe('an open list', () => {
  it.each([20, 30])('of 30 rows ends, without a count, if the service counts %i', async (total) => {
    expect(await read(readOpen, counting(page(0, 30), total))).toEqual({ positions: [0], end: { kind: 'end', repeats: 0, hasGap: false, counted: null } })
  })

  it('stalls after five pages without a new incident, and reports how many the service counts', async () => {
    const empty = () => counting(page(0, 0), 40)
    expect(await read(readOpen, counting(page(0, 30), 40), empty(), empty(), empty(), empty(), empty()))
      .toEqual({ positions: [0, 30, 30, 30, 30, 30], end: { kind: 'stalled', repeats: 0, hasGap: false, counted: 40 } })
  })

  it('counts the repeated rows of all pages', async () => {
    const { end } = await read(readOpen, page(0, 100, link(100)), page(90, 20, link(200)), page(0, 5))
    expect(end).toEqual({ kind: 'end', repeats: 15, hasGap: false, counted: null })
  })

  it('continues by position if a link names the API\'s own host but no page of the list', async () => {
    const { positions, end } = await read(readOpen, page(0, 100, 'https://api.security.microsoft.com/api/alerts?$skip=7'), page(100, 5))
    expect([positions, end]).toEqual([[0, 100], { kind: 'end', repeats: 0, hasGap: false, counted: null }])
  })

  it('fails with the number of rows that were read if a link repeats', async () => {
    const { end } = await read(readOpen, page(0, 100, link(100)), page(100, 50, link(100)))
    expect(end).toEqual({ code: 'repeated-link', details: { count: 150 } })
  })
})

describe('a bounded list', () => {
  it.each([20, 30])('of 30 rows ends, without a count, if the service counts %i', async (total) => {
    expect(await read(readBounded, counting(page(0, 30), total))).toEqual({ positions: [0], end: { kind: 'end', repeats: 0, hasGap: false, counted: null } })
  })

  it('requests each page from the last incident of the previous one', async () => {
    expect(await read(readBounded, aged(...numbers(0, 100)), aged(...numbers(99, 100)), aged(198, 199)))
      .toEqual({ positions: [0, 99, 198], end: { kind: 'end', repeats: 0, hasGap: false, counted: null } })
  })

  it('steps back by a page until a page joins the rows before it', async () => {
    const pages = [numbers(0, 100), numbers(99, 100), [300], numbers(98, 100), [197, 198, 300]]
    const { positions, end } = await read(readBounded, ...pages.map(ids => aged(...ids)))
    expect([positions, end]).toEqual([[0, 99, 198, 98, 197], { kind: 'end', repeats: 0, hasGap: false, counted: null }])
  })

  it('has a gap if it has more rows than incidents were read', async () => {
    const { end } = await read(readBounded, aged(...numbers(0, 100)), aged(50, 99))
    expect(end).toEqual({ kind: 'end', repeats: 0, hasGap: true, counted: null })
  })

  it('stalls after five pages without a new incident, and reports how many the service counts', async () => {
    const again = () => counting(aged(29), 40)
    expect(await read(readBounded, counting(aged(...numbers(0, 30)), 40), again(), again(), again(), again(), again()))
      .toMatchObject({ end: { kind: 'stalled', repeats: 0, hasGap: false, counted: 40 } })
  })
})
