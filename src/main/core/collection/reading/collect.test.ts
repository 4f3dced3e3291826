import type { FetchPage, PageResponse } from '../paging/page-fetcher'
import { describe, expect, it } from 'vitest'
import { AppError } from '../../base/errors'
import { defenderXdr, microsoftGraph } from '../../microsoft/incident-apis'
import { incident, link, now, page, service } from '../paging/fake-list-service'
import { aPageResponse } from '../paging/fixtures'
import { resolveWindow } from '../paging/query'
import { collectPages } from './collect'

const range = resolveWindow({ kind: 'last', hours: 48 }, now)
const query = { api: defenderXdr, range, withUpperBound: true, since: null }

const counting = (answer: PageResponse, total: number): PageResponse => ({ ...answer, page: answer.page.then(each => ({ ...each, total })) })

async function collect(fetchPage: FetchPage, listQuery = query) {
  const sizes: number[] = []
  const options = { signal: new AbortController().signal, onWaiting: () => undefined }
  try {
    for await (const { page } of collectPages(listQuery, fetchPage, options)) sizes.push(page.incidents.length)
    return { sizes, end: 'complete' }
  } catch (error) {
    return { sizes, end: error instanceof AppError ? error.code : 'other' }
  }
}

describe('collectPages', () => {
  it.each([
    ['no incident', [page(0, 0)], [0], 'complete'],
    ['one incident', [page(0, 1)], [1], 'complete'],
    ['a full page without a link is probed', [page(0, 100), page(0, 0)], [100, 0], 'complete'],
    ['the probe finds more', [page(0, 100), page(100, 1)], [100, 1], 'complete'],
    ['links', [page(0, 100, link(100)), page(100, 100, link(200)), page(200, 50)], [100, 100, 50], 'complete'],
    ['a full page without a link is the end if earlier pages had links', [page(0, 100, link(100)), page(100, 100)], [100, 100], 'complete'],
    ['a link that was followed before', [page(0, 100, link(100)), page(100, 100, link(100))], [100, 100], 'repeated-link'],
    ['a link to the first page', [page(0, 100, link(0).replace('?$skip=0', ''))], [100], 'repeated-link'],
    ['a link to another host', [page(0, 100, 'https://evil.example/')], [100], 'foreign-link'],
    ['a page that fails', [page(0, 100, link(100)), new AppError('forbidden')], [100], 'forbidden'],
    ['empty pages without an end', Array.from({ length: 20 }, (_, at) => page(0, 0, link(at + 1))), [0, 0, 0, 0, 0], 'repeated-pages'],
    ['the same page without an end', Array.from({ length: 20 }, (_, at) => page(0, 100, link(at + 1))), Array<number>(12).fill(100), 'repeated-pages'],
    ['less than the service counts', [counting(page(0, 30), 40), ...Array.from({ length: 20 }, () => counting(page(0, 0), 40))], [30, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0], 'incidents-missing'],
    ['more than the service counts', [counting(page(0, 30), 20)], [30], 'complete'],
  ])('reads the expected pages: %s', async (_name, answers, sizes, end) => {
    expect(await collect(service(...answers).fetchPage)).toEqual({ sizes, end })
  })

  it('requests the probable next page early, and another one if that was wrong', async () => {
    const wrong = { ...page(0, 100, link(100)), peekedLink: link(999) }
    const { requests, fetchPage } = service(wrong, page(0, 100), page(100, 5))
    expect(await collect(fetchPage)).toEqual({ sizes: [100, 5], end: 'complete' })
    expect(requests.map(search => /skip=(\d+)/.exec(search)?.[1])).toEqual([undefined, '999', '100'])
  })

  it.each([null, link(100)])('continues by position if a page announces more without a link, after a page with the link %j', async (first) => {
    const more = { ...page(0, 30), page: page(100, 30).page.then(each => ({ ...each, hasMore: true })) }
    const { requests, fetchPage } = service(page(0, 100, first), more, page(130, 5))
    expect(await collect(fetchPage)).toEqual({ sizes: [100, 30, 5], end: 'complete' })
    expect(requests.map(search => new URLSearchParams(search).get('$skip'))).toEqual([null, '100', '130'])
  })

  it('requests no page early that it must not request', async () => {
    const { requests, fetchPage } = service({ ...page(0, 5), peekedLink: 'https://evil.example/' })
    expect(await collect(fetchPage)).toEqual({ sizes: [5], end: 'complete' })
    expect(requests).toHaveLength(1)
  })

  it('omits the end of the window if the service refuses it, once', async () => {
    const custom = { ...query, range: { ...range, to: '2026-11-24T11:50:00.000Z' } }
    const { requests, fetchPage } = service(new AppError('bad-request'), page(0, 1))
    expect(await collect(fetchPage, custom)).toEqual({ sizes: [1], end: 'complete' })
    expect(requests.map(search => search.includes('+le+'))).toEqual([true, false])
  })

  it.each([['2026-11-24T23:00:00.000Z', false], ['2026-11-24T11:59:00.000Z', false], ['2026-11-24T11:58:00.000Z', true]])(
    'reads a window that ends at %s as a list that only loses incidents: %s', async (to, isBounded) => {
      const rows = (from: number, count: number) => aPageResponse({
        incidents: Array.from({ length: count }, (_, index) => incident(from + index, new Date(now - 3_600_000 - (from + index) * 1000).toISOString())),
      })
      const { requests, fetchPage } = service(rows(0, 100), isBounded ? rows(99, 50) : rows(0, 50))
      expect(await collect(fetchPage, { ...query, range: { ...range, to } })).toEqual({ sizes: [100, 50], end: 'complete' })
      expect(requests.map(search => [search.includes('+le+'), new URLSearchParams(search).get('$skip')])).toEqual([[true, null], isBounded ? [true, '99'] : [false, null]])
    })

  it.each([
    ['the Defender XDR API', query, 4],
    ['the Defender XDR API, in a window with an end', { ...query, range: { ...range, to: '2026-11-24T11:50:00.000Z' } }, 8],
    ['Microsoft Graph', { ...query, api: microsoftGraph }, 8],
  ])('ends with the refusal if %s refuses every form of the query', async (_name, custom, forms) => {
    const { requests, fetchPage } = service(...Array.from({ length: 40 }, () => new AppError('bad-request')))
    expect(await collect(fetchPage, custom)).toEqual({ sizes: [], end: 'bad-request' })
    expect(requests).toHaveLength(forms)
    expect(new Set(requests).size).toBe(forms)
  })

  it('omits the alerts if the service refuses them, and requests smaller pages if it names a limit', async () => {
    const plain: FetchPage = async ({ url }) => url.searchParams.has('$expand') ? Promise.reject(new AppError('bad-request')) : page(0, 1)
    expect(await collect(plain, { ...query, api: microsoftGraph })).toEqual({ sizes: [1], end: 'complete' })
    const tops: number[] = []
    const limited: FetchPage = async ({ url }) => {
      const top = Number(url.searchParams.get('$top'))
      tops.push(top)
      return top > 64 ? Promise.reject(new AppError('bad-request', { serverMessage: 'The limit of \'64\' for Top query has been exceeded. The value from the incoming request is \'100\'.' })) : page(0, 3)
    }
    expect(await collect(limited)).toEqual({ sizes: [3], end: 'complete' })
    expect(tops).toEqual([100, 64])
  })
})

describe('a window whose end is past', () => {
  const past = { ...query, range: { ...range, to: '2026-11-24T11:50:00.000Z' } }
  const minutesBefore = (minutes: number) => new Date(now - minutes * 60_000).toISOString()
  /** Rows one minute apart, or all with the same time. */
  const rows = (ids: readonly number[], isOneTime = false) =>
    aPageResponse({ incidents: ids.map(id => incident(id, minutesBefore(isOneTime ? 60 : 60 + id))) })
  const numbers = (from: number, count: number) => Array.from({ length: count }, (_, index) => from + index)
  const skips = (requests: readonly string[]) => requests.map(search => new URLSearchParams(search).get('$skip'))

  it('is read again from one page earlier until the pages overlap if incidents leave it', async () => {
    // Fifty of the first page have left when the second is requested.
    const pages = [numbers(0, 100), numbers(149, 100), numbers(50, 100), numbers(149, 100), numbers(248, 10)].map(ids => rows(ids))
    const { requests, fetchPage } = service(...pages)
    expect(await collect(fetchPage, past)).toEqual({ sizes: [100, 100, 100, 100, 10], end: 'complete' })
    expect(skips(requests)).toEqual([null, '99', null, '99', '198'])
  })

  it('is read in half-page steps if each page has a single time, and again as a whole if rows change places', async () => {
    const stable = service(...[numbers(0, 100), numbers(50, 100), numbers(100, 60)].map(ids => rows(ids, true)))
    expect(await collect(stable.fetchPage, past)).toEqual({ sizes: [100, 100, 60], end: 'complete' })
    expect(skips(stable.requests)).toEqual([null, '50', '100'])
    const [first, changed] = [numbers(0, 100), [...numbers(50, 40), 99, 98, ...numbers(92, 6), 90, ...numbers(100, 11)]]
    const unstable = service(...[first, changed, first, numbers(50, 60)].map(ids => rows(ids, true)))
    expect(await collect(unstable.fetchPage, past)).toEqual({ sizes: [100, 60, 100, 60], end: 'complete' })
    expect(skips(unstable.requests)).toEqual([null, '50', null, '50'])
  })
})
