import type { ErrorCode } from '../../../../../shared/contract/failure'
import type { FetchPage } from '../../paging/page-fetcher'
import type { Query } from '../../paging/query'
import type { Rows } from './smaller-pages'
import { describe, expect, it } from 'vitest'
import { AppError } from '../../../base/errors'
import { retryBudgetsMs } from '../../../network/retry'
import { microsoftGraph } from '../../../microsoft/incident-apis'
import { aPageResponse, anIncident } from '../../paging/fixtures'
import { listForms } from './list-forms'
import { readSmaller } from './smaller-pages'

const query: Query = { api: microsoftGraph, range: { field: 'lastUpdateTime', from: '2026-11-22T12:00:00.000Z', to: null }, withUpperBound: true, since: null }
const failure = new AppError('server-error', { status: 504 })
const tooHeavy = () => new AppError('server-error', { status: 500 })

interface Request { readonly position: number, readonly top: number, readonly withoutAlerts: boolean }
/** Decides the service's response to a request: by default, all requested rows. */
type Decide = (request: Request) => AppError | { readonly rows?: number, readonly hasMore?: boolean, readonly total?: number } | null

const contains = ({ position, top }: Request, row: number): boolean => position <= row && row < position + top

/** Reads 40 rows from position 100 of a service that responds as `decide` returns. Requests are written as `position+top`. */
async function read(decide: Decide, given: Partial<Pick<Rows, 'retriesWithoutAlerts' | 'size'>> = {}) {
  const requests: string[] = []
  const fetchPage: FetchPage = async ({ url: { searchParams }, retryBudgetMs, share }) => {
    expect([retryBudgetMs, share]).toEqual([retryBudgetsMs.short, 0.5])
    const request = { position: Number(searchParams.get('$skip')), top: Number(searchParams.get('$top')), withoutAlerts: !searchParams.has('$expand') }
    requests.push(`${request.position}+${request.top}${request.withoutAlerts ? ' without alerts' : ''}`)
    const decision = decide(request)
    if (decision instanceof AppError) throw decision
    const { rows = request.top, hasMore = false, total = null } = decision ?? {}
    return aPageResponse({ incidents: Array.from({ length: rows }, (_, row) => anIncident({ id: String(request.position + row) })), hasMore, total })
  }
  const options = { signal: new AbortController().signal, share: 0.5 }
  const reading = readSmaller({
    forms: listForms(query), form: 'complete', retriesWithoutAlerts: true, position: 100, size: 40, failure, retryBudget: 'short', fetchPage, options, ...given,
  })
  const parts: string[] = []
  for (;;) {
    const step = await reading.next()
    if (step.done) return { requests, parts, end: step.value }
    parts.push(step.value.kind === 'unread' ? 'unread' : step.value.collected.page.incidents.map(({ summary }) => summary.id).join(' '))
  }
}

describe('readSmaller', () => {
  it('reads quarters', async () => {
    const { requests, end } = await read(() => null)
    expect(requests).toEqual(['100+10', '110+10', '120+10', '130+10'])
    expect(end).toEqual({ count: 40, hasMore: true, size: 10, total: null })
  })

  it('reads twentieths after a quarter failed, and stays with that size', async () => {
    const { requests, end } = await read(({ top }) => top > 2 ? tooHeavy() : null, { size: 40 })
    expect(requests.slice(0, 3)).toEqual(['100+10', '100+2', '102+2'])
    expect([requests.length, end]).toEqual([21, { count: 40, hasMore: true, size: 2, total: null }])
  })

  it('ends with the last row, even in the middle of a page', async () => {
    const { requests, end } = await read(() => null, { size: 9 })
    expect([requests, end]).toEqual([['100+3', '103+3', '106+3'], { count: 9, hasMore: true, size: 3, total: null }])
    expect((await read(() => null, { size: 10 })).requests).toEqual(['100+3', '103+3', '106+3', '109+1'])
  })

  it('narrows down to an incident that fails alone, skips it, and continues with quarters', async () => {
    const { requests, parts, end } = await read(request => contains(request, 103) ? tooHeavy() : null, { retriesWithoutAlerts: false })
    expect(requests).toEqual(['100+10', '100+2', '102+2', '102+1', '103+1', '104+10', '114+10', '124+10', '134+6'])
    expect([parts.indexOf('unread'), end.count]).toEqual([2, 40])
  })

  it('requests an incident that fails alone once more without its alerts', async () => {
    const { requests, parts } = await read(request => !request.withoutAlerts && contains(request, 101) ? tooHeavy() : null)
    expect(requests.slice(0, 6)).toEqual(['100+10', '100+2', '100+1', '101+1', '101+1 without alerts', '102+10'])
    expect(parts).not.toContain('unread')
  })

  it('requests the rest without alerts after three incidents in a row were received only without their alerts', async () => {
    const { requests } = await read(({ withoutAlerts }) => withoutAlerts ? null : tooHeavy())
    expect(requests.filter(each => each.endsWith('+1 without alerts'))).toEqual(['100+1 without alerts', '101+1 without alerts', '102+1 without alerts'])
    expect(requests.slice(requests.indexOf('102+1 without alerts') + 1)).toEqual(['103+10', '113+10', '123+10', '133+7'].map(each => `${each} without alerts`))
  })

  it('continues with alerts if an incident with alerts is received in between', async () => {
    const bad = [100, 101, 103, 104]
    const { requests } = await read(request => !request.withoutAlerts && bad.some(row => contains(request, row)) ? tooHeavy() : null)
    expect(requests.at(-1)).toBe('135+5')
    expect(requests.filter(each => each.endsWith('without alerts'))).toEqual(bad.map(row => `${row}+1 without alerts`))
  })
})

describe('readSmaller ends', () => {
  it('with the failure of the whole page after three incidents in a row failed', async () => {
    await expect(read(() => tooHeavy())).rejects.toBe(failure)
    const alone: number[] = []
    await expect(read(({ position, top }) => {
      if (top === 1) alone.push(position)
      return tooHeavy()
    }, { retriesWithoutAlerts: false })).rejects.toBe(failure)
    expect(alone).toEqual([100, 101, 102])
  })

  it('normally if an incident is received between those that fail', async () => {
    const bad = [100, 101, 103, 104]
    const { parts } = await read(request => bad.some(row => contains(request, row)) ? tooHeavy() : null)
    expect(parts.filter(each => each === 'unread')).toHaveLength(4)
  })

  it.each([true, false])('after a page with fewer rows than requested, and returns whether it announces more (%s)', async (hasMore) => {
    const { requests, end } = await read(({ position }) => position === 110 ? { rows: 4, hasMore, total: 300 } : { total: 299 })
    expect([requests, end]).toEqual([['100+10', '110+10'], { count: 14, hasMore, size: 10, total: 300 }])
  })

  it('with the total of the last page that contains one', async () => {
    expect((await read(({ position }) => position === 100 ? { total: 300 } : null)).end.total).toBe(300)
  })

  it.each<ErrorCode>(['forbidden', 'cancelled', 'bad-request', 'connection', 'error-in-page'])('at once with the failure %s', async (code) => {
    const error = new AppError(code)
    await expect(read(({ position }) => position > 100 ? error : null)).rejects.toBe(error)
  })
})
