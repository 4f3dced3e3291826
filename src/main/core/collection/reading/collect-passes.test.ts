/** @file Tests the passes over a list that moves: what each requests, which watermark and unread rows they leave, and with which failure they end. */
import type { FetchPage, PageResponse } from '../paging/page-fetcher'
import { describe, expect, it } from 'vitest'
import { AppError, failureOf } from '../../base/errors'
import { defenderXdr } from '../../microsoft/incident-apis'
import { incident, link, now, page, service } from '../paging/fake-list-service'
import { aPageResponse } from '../paging/fixtures'
import { resolveWindow } from '../paging/query'
import { collectPages } from './collect'

const range = resolveWindow({ kind: 'last', hours: 48 }, now)
const query = { api: defenderXdr, range, withUpperBound: true, since: null }
const iso = (msBefore: number) => new Date(now - msBefore).toISOString()

/** Reads the list. `passes`: for each pass, `whole` or `changes`, and the number of its requests. */
async function collect(respond: FetchPage) {
  const passes: string[] = []
  let [kind, count] = ['', 0]
  const close = () => { if (kind !== '') passes.push(`${kind} ${count}`) }
  const fetchPage: FetchPage = async (request) => {
    const parameters = new URLSearchParams(request.url.search)
    const filter = parameters.get('$filter') ?? ''
    if (!parameters.has('$skip')) {
      close()
      ;[kind, count] = [filter === 'lastUpdateTime ge 2026-11-22T12:00:00.0000000Z' ? 'whole' : 'changes', 0]
    }
    count++
    return respond(request)
  }
  const pages = collectPages(query, fetchPage, { signal: new AbortController().signal, onWaiting: () => undefined })
  try {
    let step = await pages.next()
    while (!step.done) step = await pages.next()
    close()
    return { passes, end: 'complete', ...step.value }
  } catch (error) {
    close()
    const { code, details } = failureOf(error)
    return { passes, end: code, details }
  }
}

const isFirst = (url: URL) => !url.searchParams.has('$skip')
const isWhole = (url: URL) => url.searchParams.get('$filter') === 'lastUpdateTime ge 2026-11-22T12:00:00.0000000Z'
/** A page whose incidents are a minute older each. */
const aged = (ids: readonly number[], given: Partial<PageResponse> = {}, nextLink: string | null = null): PageResponse => {
  const incidents = ids.map(id => incident(id, iso((id + 10) * 60_000)))
  return { ...aPageResponse({ incidents, nextLink }), ...given }
}
const numbers = (from: number, count: number) => Array.from({ length: count }, (_, index) => from + index)

describe('a list of which a row moved', () => {
  /** The incident 200 moves to the top while the first of two pages is read, so that the second repeats the row 99. */
  const moving = (given: Partial<PageResponse> = {}): FetchPage => async ({ url }) => {
    if (!isWhole(url)) return { ...aPageResponse({ incidents: [incident(200, iso(1000))] }), ...given }
    return isFirst(url) ? aged(numbers(0, 100), given, link(100)) : aged(numbers(99, 50), given)
  }

  it('is complete after a pass over the changes', async () => {
    expect(await collect(moving())).toEqual({ passes: ['whole 2', 'changes 1'], end: 'complete', since: '2026-11-24T11:57:59.0000000Z', unread: [] })
  })

  it('keeps its watermark if the pass over the changes has none', async () => {
    const respond = moving()
    const withoutTime = aPageResponse({ incidents: [incident(200, iso(1000))] }, { serverTime: null })
    const { end, ...result } = await collect(async request => isWhole(request.url) ? respond(request) : withoutTime)
    expect([end, 'since' in result && result.since]).toEqual(['complete', '2026-11-24T11:48:00.0000000Z'])
  })

  it('is read again as a whole if it has no watermark', async () => {
    let wholes = 0
    const { passes, end } = await collect(async ({ url }) => {
      if (isFirst(url)) wholes++
      if (wholes > 1) return isFirst(url) ? aged([200, ...numbers(0, 99)], { serverTime: null }, link(100)) : aged(numbers(99, 51), { serverTime: null })
      return isFirst(url) ? aged(numbers(0, 100), { serverTime: null }, link(100)) : aged(numbers(99, 50), { serverTime: null })
    })
    expect([passes, end]).toEqual([['whole 2', 'whole 2'], 'complete'])
  })

  it('keeps the unread rows of the whole list, but forgets them before the whole list is read again', async () => {
    const unreadable = (from: number) =>
      aPageResponse({ incidents: numbers(from, 50).map(id => incident(id, iso((id + 10) * 60_000))), rows: 51, unreadable: [10] })
    const first = moving()
    const kept = await collect(async request => isWhole(request.url) && !isFirst(request.url) ? unreadable(99) : first(request))
    expect(kept).toMatchObject({ passes: ['whole 2', 'changes 1'], end: 'complete', unread: [{ kind: 'unreadable', after: '108', rowNumber: 111 }] })
    // Nothing explains the repeated row, so the whole list is read again, and now the element can be read.
    let wholes = 0
    const forgotten = await collect(async ({ url }) => {
      if (!isWhole(url)) return page(0, 0)
      if (isFirst(url)) wholes++
      if (isFirst(url)) return aged(numbers(0, 100), {}, link(100))
      return wholes === 1 ? unreadable(99) : aged(numbers(100, 50))
    })
    expect(forgotten).toMatchObject({ passes: ['whole 2', 'changes 1', 'whole 2'], end: 'complete', unread: [] })
  })
})

describe('a list that leaves doubt', () => {
  it('is unordered if rows repeat and no change explains them', async () => {
    const { passes, ...end } = await collect(async ({ url }) => {
      if (!isWhole(url)) return page(0, 0)
      return isFirst(url) ? aged(numbers(0, 100), {}, link(100)) : aged(numbers(99, 50))
    })
    expect(end).toEqual({ end: 'list-unordered', details: {} })
    expect(passes.length).toBeLessThan(12)
  })

  it('keeps moving if changes explain every repeated row, in twenty passes', async () => {
    let moved = 1000
    const { passes, ...end } = await collect(async ({ url }) => {
      const others = numbers(isFirst(url) ? 0 : 98, 99).map(id => incident(id, iso((id + 10) * 60_000)))
      if (!isFirst(url)) return aPageResponse({ incidents: others })
      return aPageResponse({ incidents: [incident(++moved, iso(1000 - moved % 500)), ...others], nextLink: link(100) })
    })
    expect(end).toEqual({ end: 'list-moving', details: {} })
    expect(passes).toEqual(['whole 2', ...Array.from({ length: 19 }, () => 'changes 2')])
  })

  it('misses incidents if the service counts more', async () => {
    const counting = ({ page: pending, ...response }: PageResponse): PageResponse => ({ ...response, page: pending.then(each => ({ ...each, total: 40 })) })
    const { fetchPage } = service(counting(page(0, 30)), ...Array.from({ length: 20 }, () => counting(page(0, 0))))
    const { end, ...result } = await collect(fetchPage)
    expect([end, result]).toMatchObject(['incidents-missing', { details: { count: 30, expected: 40 } }])
  })

  it('repeats pages without an end', async () => {
    let at = 0
    const { end, ...result } = await collect(async () => page(0, 100, link(++at)))
    expect([end, result]).toMatchObject(['repeated-pages', { details: { count: 100 } }])
  })
})

it('a refusal after the first page ends the run, and no other form of the query is requested', async () => {
  const { requests, fetchPage } = service(page(0, 30, link(30)), ...Array.from({ length: 9 }, () => new AppError('bad-request')))
  expect(await collect(fetchPage)).toMatchObject({ end: 'paging-limit' })
  expect(new Set(requests.map(search => new URLSearchParams(search).get('$orderby')))).toEqual(new Set([null]))
})
