/** @file Tests one pass over a list whose service refuses to page beyond a position: the rest is requested as a list of its own. */
import type { Incident } from '../../incident/incident'
import type { FetchPage } from '../paging/page-fetcher'
import { expect, it } from 'vitest'
import { AppError, failureOf } from '../../base/errors'
import { defenderXdr } from '../../microsoft/incident-apis'
import { incident, now } from '../paging/fake-list-service'
import { aPageResponse } from '../paging/fixtures'
import { resolveWindow } from '../paging/query'
import { createAlertsPlan } from './block/alerts-plan'
import { readPass } from './read-pass'
import { createUnreadRows } from './unread-rows'

const query = { api: defenderXdr, range: resolveWindow({ kind: 'last', hours: 48 }, now), withUpperBound: true, since: null }
const tooFar = new AppError('bad-request', { status: 400, serverMessage: 'Too far.' })
const minutes = (count: number) => new Date(now - count * 60_000).toISOString()

/** A service that refuses a `$skip` above 200, and with these incidents. `respectsEnd`: whether it applies the upper end of a list. */
function limited(incidents: readonly Incident[], respectsEnd = true): FetchPage {
  return async ({ url }) => {
    const parameters = new URLSearchParams(url.search)
    const skip = Number(parameters.get('$skip'))
    if (skip > 200) throw tooFar
    const [, end] = / le (\S+)$/.exec(parameters.get('$filter') ?? '') ?? []
    const listed = incidents.filter(({ summary }) => !respectsEnd || end === undefined || Date.parse(summary.lastUpdate) <= Date.parse(end))
    return aPageResponse({ incidents: listed.slice(skip, skip + Number(parameters.get('$top'))) })
  }
}

/** Reads one pass. `ends`: the upper end of each list that was requested. */
async function read(fetchPage: FetchPage) {
  const ends: (string | null)[] = []
  const recording: FetchPage = (request) => {
    const parameters = new URLSearchParams(request.url.search)
    if (!parameters.has('$skip')) ends.push(/ le (\S+)$/.exec(parameters.get('$filter') ?? '')?.[1] ?? null)
    return fetchPage(request)
  }
  const options = { signal: new AbortController().signal, onWaiting: () => undefined }
  const reading = readPass({ query, fetchPage: recording, options, alerts: createAlertsPlan(), unread: createUnreadRows() })
  try {
    let step = await reading.next()
    while (!step.done) step = await reading.next()
    const { seen, ...end } = step.value
    return { ends, seen: seen.size, ...end }
  } catch (error) {
    return { ends, ...failureOf(error) }
  }
}

const numbered = (count: number, ageOf: (index: number) => string) => Array.from({ length: count }, (_, index) => incident(index, ageOf(index)))
const details = (count: number) => ({ code: 'paging-limit', details: { status: 400, serverMessage: 'Too far.', count } })

it('reads a list that ends before the limit as one list', async () => {
  const result = await read(limited(numbered(250, minutes)))
  expect(result).toEqual({ ends: [null], seen: 250, repeats: 0, stalled: false, mayHaveLost: false, hasGap: false, counted: null })
})

it('requests the rows below the limit as a list that ends at the median time of the last page', async () => {
  expect(await read(limited(numbered(420, minutes)))).toEqual({
    ends: [null, '2026-11-24T07:51:00.0000000Z'], seen: 420, repeats: 0, stalled: false, mayHaveLost: true, hasGap: false, counted: null,
  })
})

it('ends if more rows have the same time than the service lets the app page through', async () => {
  const result = await read(limited(numbered(420, () => minutes(5))))
  expect(result).toEqual({ ends: [null, '2026-11-24T11:55:00.0000000Z'], ...details(300) })
})

it('ends if no row of the last page has a time', async () => {
  expect(await read(limited(numbered(420, () => '')))).toEqual({ ends: [null], ...details(300) })
})

it('ends if the service refuses an upper end, and leaves any other failure as it is', async () => {
  const list = limited(numbered(420, minutes))
  const failing = (failure: AppError): FetchPage => async request => request.url.search.includes('+le+') ? Promise.reject(failure) : list(request)
  expect(await read(failing(new AppError('bad-request', { status: 400, serverMessage: 'No le.' })))).toMatchObject({ code: 'paging-limit', details: { count: 300, serverMessage: 'No le.' } })
  expect(await read(failing(new AppError('forbidden')))).toMatchObject({ code: 'forbidden' })
})

it('ends if the service ignores the upper end', async () => {
  expect(await read(limited(numbered(420, minutes), false))).toMatchObject(details(300))
})
