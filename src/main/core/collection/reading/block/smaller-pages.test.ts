import type { ErrorCode } from '../../../../../shared/contract/failure'
import type { FetchPage } from '../../paging/page-fetcher'
import type { Query } from '../../paging/query'
import { Buffer } from 'node:buffer'
import { describe, expect, it } from 'vitest'
import { aSummary } from '../../../../../shared/contract/fixtures'
import { AppError } from '../../../base/errors'
import { defenderXdr, microsoftGraph } from '../../../microsoft/incident-apis'
import { aPageAnswer } from '../../paging/fixtures'
import { withoutAlerts } from '../../paging/query'
import { isHeavy, readSmaller } from './smaller-pages'

const query: Query = { api: microsoftGraph, range: { field: 'lastUpdateTime', from: '2026-11-22T12:00:00.000Z', to: null }, withUpperBound: true, since: null }
const failure = new AppError('server-error', { status: 504 })
const tooMuch = () => new AppError('server-error', { status: 500 })

interface Asked { readonly skip: number, readonly top: number, readonly plain: boolean }
/** What the service sends for a request: all that was asked for, if it says nothing else. */
type Decide = (asked: Asked) => AppError | { readonly rows?: number, readonly hasMore?: boolean, readonly total?: number } | null
interface Given { readonly plain?: Query | null, readonly patienceMs?: number, readonly size?: number }

const incident = (id: number) => ({ summary: aSummary({ id: String(id) }), bytes: Buffer.from('{}') })

/** Reads 40 places behind the first 100, of a service that decides about each request. */
async function read(decide: Decide, { plain = withoutAlerts(query), patienceMs = 1000, size = 40 }: Given = {}) {
  const asked: Asked[] = []
  const fetchPage: FetchPage = async ({ url, patienceMs: given, share }) => {
    expect([given, share]).toEqual([patienceMs, 0.5])
    const request = { skip: Number(url.searchParams.get('$skip')), top: Number(url.searchParams.get('$top')), plain: !url.searchParams.has('$expand') }
    asked.push(request)
    const answer = decide(request)
    if (answer instanceof AppError) throw answer
    const { rows = request.top, hasMore = false, total = null } = answer ?? {}
    return aPageAnswer({ incidents: Array.from({ length: rows }, (_, index) => incident(request.skip + index)), hasMore, total })
  }
  const options = { signal: new AbortController().signal, share: 0.5 }
  const reading = readSmaller({ query, plain, position: 100, size, failure, patienceMs, fetchPage, options })
  const came: string[] = []
  for (;;) {
    const step = await reading.next()
    if (step.done) return { asked: asked.map(({ skip, top, plain: isPlain }) => `${skip}+${top}${isPlain ? ' plain' : ''}`), came, end: step.value }
    came.push(step.value === 'unread' ? 'unread' : step.value.page.incidents.map(({ summary }) => summary.id).join(' '))
  }
}

describe('a place is read', () => {
  it('in quarters', async () => {
    const { asked, end } = await read(() => null)
    expect(asked).toEqual(['100+10', '110+10', '120+10', '130+10'])
    expect(end).toEqual({ count: 40, full: true, size: 10, total: null })
  })

  it('in twentieths where these are too much, and the pages after it as well', async () => {
    const { asked, end } = await read(({ top }) => top > 2 ? tooMuch() : null, { size: 40 })
    expect(asked.slice(0, 3)).toEqual(['100+10', '100+2', '102+2'])
    expect([asked.length, end]).toEqual([21, { count: 40, full: true, size: 2, total: null }])
  })

  it('up to its end and no further, also where that is no whole page', async () => {
    const { asked, end } = await read(() => null, { size: 9 })
    expect([asked, end]).toEqual([['100+3', '103+3', '106+3'], { count: 9, full: true, size: 3, total: null }])
    expect((await read(() => null, { size: 10 })).asked).toEqual(['100+3', '103+3', '106+3', '109+1'])
  })

  it('around an incident that does not come at all, which is passed, in large pages again', async () => {
    const { asked, came, end } = await read(({ skip, top }) => skip <= 103 && 103 < skip + top ? tooMuch() : null, { plain: null })
    expect(asked).toEqual(['100+10', '100+2', '102+2', '102+1', '103+1', '104+10', '114+10', '124+10', '134+6'])
    expect([came.indexOf('unread'), end.count]).toEqual([2, 40])
  })

  it('around an incident that comes only without its alerts', async () => {
    const { asked, came } = await read(({ skip, top, plain }) => !plain && skip <= 101 && 101 < skip + top ? tooMuch() : null)
    expect(asked.slice(0, 6)).toEqual(['100+10', '100+2', '100+1', '101+1', '101+1 plain', '102+10'])
    expect(came).not.toContain('unread')
  })

  it('without alerts for the rest once three in a row came only so', async () => {
    const { asked } = await read(({ plain }) => plain ? null : tooMuch())
    expect(asked.filter(each => each.endsWith('1 plain'))).toEqual(['100+1 plain', '101+1 plain', '102+1 plain'])
    expect(asked.slice(asked.indexOf('102+1 plain') + 1)).toEqual(['103+10 plain', '113+10 plain', '123+10 plain', '133+7 plain'])
  })

  it('with alerts as long as those that come only without do not follow one another', async () => {
    const bad = new Set([100, 101, 103, 104])
    const { asked } = await read(({ skip, top, plain }) => !plain && [...bad].some(each => skip <= each && each < skip + top) ? tooMuch() : null)
    expect(asked.at(-1)).toBe('135+5')
    expect(asked.filter(each => each.endsWith('plain'))).toEqual([...bad].map(each => `${each}+1 plain`))
  })
})

describe('it ends', () => {
  it('with the failure of the page where three in a row do not come', async () => {
    await expect(read(() => tooMuch())).rejects.toBe(failure)
    const asked: number[] = []
    await expect(read(({ skip, top }) => {
      if (top === 1) asked.push(skip)
      return tooMuch()
    }, { plain: null })).rejects.toBe(failure)
    expect(asked).toEqual([100, 101, 102])
  })

  it('not where one comes between', async () => {
    const bad = new Set([100, 101, 103, 104])
    const { came } = await read(({ skip, top }) => [...bad].some(each => skip <= each && each < skip + top) ? tooMuch() : null)
    expect(came.filter(each => each === 'unread')).toHaveLength(4)
  })

  it.each([[true, true], [false, false]])('where the service sends less than was asked for: it says that there is more: %s', async (hasMore, full) => {
    const { asked, end } = await read(({ skip }) => skip === 110 ? { rows: 4, hasMore, total: 300 } : { total: 299 })
    expect([asked, end]).toEqual([['100+10', '110+10'], { count: 14, full, size: 10, total: 300 }])
  })

  it('knows the number of incidents although the last page does not say it', async () => {
    expect((await read(({ skip }) => skip === 100 ? { total: 300 } : null)).end.total).toBe(300)
  })

  it.each<ErrorCode>(['forbidden', 'cancelled', 'bad-request', 'connection', 'error-in-page'])('with %s at once', async (code) => {
    const error = new AppError(code)
    await expect(read(({ skip }) => skip > 100 ? error : null)).rejects.toBe(error)
  })
})

describe('a failure that a smaller page may mend', () => {
  it.each<[ErrorCode, boolean, boolean]>([
    ['server-error', true, true], ['timeout', true, true], ['too-large', true, true], ['cut-off', true, true], ['damaged', true, true],
    ['connection', false, true], ['offline', false, false], ['forbidden', false, false], ['not-json', false, false], ['cancelled', false, false],
  ])('%s: %s, without patience: %s', (code, expected, withoutPatience) => {
    expect([undefined, 1000, 0].map(patienceMs => isHeavy(new AppError(code), patienceMs))).toEqual([expected, expected, withoutPatience])
  })

  it('is none of the request for a token, of a service that asks for a long wait, or of the app', () => {
    expect(isHeavy(new AppError('timeout', { api: 'defender-xdr' }), 0)).toBe(false)
    expect([30, 31].map(seconds => isHeavy(new AppError('server-error', { seconds }), undefined))).toEqual([true, false])
    expect(isHeavy(new AppError('timeout', { seconds: 31 }), undefined)).toBe(true)
    expect(isHeavy(new Error('x'), 0)).toBe(false)
  })
})

it('the other API has no form without alerts', () => {
  expect(withoutAlerts({ ...query, api: defenderXdr })).toBeNull()
})
