/** @file Tests one run by itself: what it reports of each page, and how it ends. */
import type { FetchPage, PageResponse } from '../paging/page-fetcher'
import type { Waiting } from '../../../../shared/contract/model'
import type { HeldList, Run } from './run'
import { describe, expect, it } from 'vitest'
import { AppError } from '../../base/errors'
import { defenderXdr, microsoftGraph } from '../../microsoft/incident-apis'
import { incident, link, now, page, service } from '../paging/fake-list-service'
import { anIncident, aPageResponse } from '../paging/fixtures'
import { aHeldList, aSource } from './fixtures'
import { performRun } from './perform-run'
import { beginRun } from './run'

const complete = { kind: 'ended', outcome: { kind: 'complete' } }
const cancelled = { kind: 'ended', outcome: { kind: 'incomplete', failure: { code: 'cancelled', details: {} } } }
const incomplete = (code: string, details: object = {}) => ({ kind: 'ended', outcome: { kind: 'incomplete', failure: { code, details } } })
const past = { kind: 'custom', field: 'lastUpdateTime', from: '2026-11-22T12:00:00.000Z', to: '2026-11-24T11:30:00.000Z' } as const
const listOf = (...incidents: readonly [id: number, lastUpdate?: string][]) =>
  aHeldList({ incidents: incidents.map(each => incident(...each)), since: '2026-11-24T10:00:00.000Z', fullRead: { monotonic: 0, time: now, pages: 4 } })

const begin = (given: Partial<Parameters<typeof beginRun>[0]> = {}) => beginRun(
  { run: 1, source: aSource(defenderXdr), appVersion: '1.2.3', window: { kind: 'last', hours: 48 }, startedBy: 'person', base: null, ...given },
  { now: () => now, monotonic: () => 0, wait: async () => undefined },
)

async function perform(run: Run, fetchPage: FetchPage, before: HeldList | null = run.base) {
  const positions: (readonly number[] | null)[] = []
  const waits: (Waiting | null)[] = []
  const unexpected: unknown[] = []
  const result = await performRun(run, {
    fetchPage, before, onUnexpected: (error) => { unexpected.push(error) },
    report: (added) => {
      positions.push(added && added.positions)
      waits.push(run.waiting)
    },
  })
  return { result, positions, waits, unexpected }
}

const pageOf = (...incidents: readonly [id: number, lastUpdate: string][]): PageResponse =>
  aPageResponse({ incidents: incidents.map(each => incident(...each)) })

describe('a full run', () => {
  it('reports each page with the positions of its incidents, and the oldest date so far', async () => {
    const run = begin()
    const first = aPageResponse({ incidents: [incident(1, '2026-11-24T09:00:00Z'), incident(2, '2026-11-24T08:00:00Z')], nextLink: link(2) }, { clockOffsetSeconds: 7 })
    const second = { ...pageOf([3, '2026-11-24T07:00:00Z']), clockOffsetSeconds: null }
    expect(await perform(run, service(first, second).fetchPage)).toEqual({ result: complete, positions: [[0, 1], [0]], waits: [null, null], unexpected: [] })
    expect(run).toMatchObject({ pages: 2, reached: '2026-11-24T07:00:00Z', clockOffsetSeconds: 7, fullRead: { pages: 2 } })
    expect(run.since).toBe('2026-11-24T08:58:00.0000000Z')
  })

  it('leaves the watermark and the last full run unchanged if it is incomplete', async () => {
    const run = begin()
    expect((await perform(run, service(page(0, 2, link(2)), new AppError('forbidden')).fetchPage)).result).toEqual(incomplete('forbidden'))
    expect(run).toMatchObject({ pages: 1, since: null, fullRead: { pages: 0 } })
  })

  it('reports a wait until it ends', async () => {
    const waiting: Waiting = { for: 'quota', until: '2026-11-24T12:01:00.000Z' }
    const run = begin()
    const { waits } = await perform(run, async ({ onWaiting }) => {
      onWaiting?.(waiting)
      onWaiting?.(null)
      return page(0, 1)
    })
    expect(waits).toEqual([waiting, null, null])
    const broken = begin()
    await perform(broken, async ({ onWaiting }) => {
      onWaiting?.(waiting)
      throw new AppError('forbidden')
    })
    expect(broken.waiting).toBeNull()
  })

  it.each([
    ['an error of the app', new AppError('offline'), 'offline', 0],
    ['any other error', new TypeError('fault'), 'unexpected', 1],
  ])('ends as incomplete with %s', async (_name, error, code, reports) => {
    const { result, unexpected } = await perform(begin(), async () => { throw error })
    expect(result).toMatchObject({ kind: 'ended', outcome: { kind: 'incomplete', failure: { code } } })
    expect(unexpected).toEqual(reports === 0 ? [] : [error])
  })

  it.each([
    ['while a page is requested', async () => { throw new AppError('connection') }],
    ['while a page arrives', async () => page(0, 3)],
  ])('ends as cancelled if it is cancelled %s, without that page', async (_name, respond) => {
    const run = begin()
    const { result, positions } = await perform(run, async () => {
      run.stop.abort()
      return respond()
    })
    expect([result, positions, run.pages]).toEqual([cancelled, [], 0])
  })

  it('reports the first of several partial responses, unless a page contains an error', async () => {
    const responses = [{ ...page(0, 1, link(1)), partial: 'first' }, { ...page(1, 1), partial: 'second' }]
    const host = defenderXdr.host
    expect((await perform(begin(), service(...responses).fetchPage)).result).toEqual(incomplete('partial-content', { host, serverMessage: 'first' }))
    const error = { serverMessage: 'Part of it failed.' }
    const withError = { ...aPageResponse({ incidents: [incident(1)], error }), partial: 'w' }
    expect((await perform(begin(), service(withError).fetchPage)).result).toEqual(incomplete('error-in-page', { host, ...error }))
  })
})

describe('a refresh', () => {
  it('reports only new and changed incidents, and no oldest date', async () => {
    const run = begin({ base: listOf([1], [2]) })
    const { result, positions } = await perform(run, service(aPageResponse({ incidents: [incident(1), incident(2, '2026-11-24T11:30:00Z'), incident(3)] })).fetchPage)
    expect([result, positions]).toEqual([complete, [[1, 2]]])
    expect(run).toMatchObject({ reached: null, since: '2026-11-24T11:28:00.0000000Z', fullRead: { pages: 4 } })
  })

  it.each([[2, 'ended'], [3, 'too-many-changes']])('of a window with an end and %i pages, half of the full run being two, is %s', async (count, kind) => {
    const run = begin({ window: past, base: listOf([1]) })
    const pages = Array.from({ length: count }, (_, at) => page(at, 1, at + 1 < count ? link(at + 1) : null))
    expect((await perform(run, service(...pages).fetchPage)).result.kind).toBe(kind)
  })

  it('of a window without an end may have any number of pages', async () => {
    const pages = Array.from({ length: 9 }, (_, at) => page(at, 1, at < 8 ? link(at + 1) : null))
    expect((await perform(begin({ base: listOf([1]) }), service(...pages).fetchPage)).result).toEqual(complete)
  })
})

describe('unread incidents', () => {
  /** A service that lists the incident 1 and cannot deliver the next one. */
  const broken: FetchPage = async ({ url }) => {
    const [skip, top] = ['$skip', '$top'].map(name => Number(url.searchParams.get(name)))
    if (top !== 1 || skip === 1) throw new AppError('server-error')
    return skip === 0 ? page(1, 1) : page(0, 0)
  }

  it('are those that the previous list contains in the window and the run lacks, if there are as many', async () => {
    const run = begin()
    expect((await perform(run, broken, listOf([1], [2], [3, '2026-11-22T11:00:00Z']))).result).toEqual(incomplete('incidents-unread', { count: 1, incidents: ['2'] }))
  })

  it.each([
    ['there are more of them', begin(), listOf([1], [2], [3])],
    ['there is no previous list', begin(), null],
    ['incidents can leave the window at its end', begin({ window: past }), listOf([1], [2])],
  ])('are known only by their position if %s', async (_name, run, before) => {
    expect((await perform(run, broken, before)).result).toEqual(incomplete('incidents-unread', { count: 1, after: ['1'], rowNumbers: [2] }))
  })
})

describe('alerts that the service cannot deliver', () => {
  const without = anIncident({ id: '1', alerts: null, lastUpdate: '2026-11-24T11:00:00Z', created: '2026-11-24T11:00:00Z' })

  /** Returns the ms for which the first page is retried with its alerts. */
  async function firstBudget(before: HeldList | null) {
    const budgets: (number | undefined)[] = []
    await perform(begin({ source: aSource(microsoftGraph) }), async ({ retryBudgetMs }) => {
      budgets.push(retryBudgetMs)
      return page(0, 1)
    }, before)
    return budgets[0]
  }
  const graphList = (incidents: Parameters<typeof aHeldList>[0]['incidents']) =>
    ({ ...aHeldList({ incidents, since: null, fullRead: { monotonic: 0, time: now, pages: 1 } }), api: microsoftGraph })

  it('are not waited for again if the previous list of the same API lacks some', async () => {
    const usual = await firstBudget(null)
    expect(await firstBudget(graphList([incident(1)]))).toBe(usual)
    expect(await firstBudget({ ...graphList([without]), api: defenderXdr })).toBe(usual)
    const again = await firstBudget(graphList([without]))
    expect(again).not.toBe(usual)
    expect(again).toBe(0)
  })
})
