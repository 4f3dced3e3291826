/** @file Tests a block that is received only without its alerts: the search for the alerts, and its end. */
import type { FetchPage } from '../../paging/page-fetcher'
import type { Query } from '../../paging/query'
import type { AlertsPlan } from './alerts-plan'
import { expect, it } from 'vitest'
import { AppError } from '../../../base/errors'
import { microsoftGraph } from '../../../microsoft/incident-apis'
import { incident } from '../../paging/fake-list-service'
import { aPageResponse } from '../../paging/fixtures'
import { createPassMemory } from '../pass-memory'
import { createUnreadRows } from '../unread-rows'
import { createAlertsPlan } from './alerts-plan'
import { createBlockReader } from './read-block'

const query: Query = { api: microsoftGraph, range: { field: 'lastUpdateTime', from: '2026-11-22T12:00:00.000Z', to: null }, withUpperBound: true, since: null }
const tooHeavy = new AppError('server-error', { status: 504 })

/** Reads the first block of a list of `count` incidents. `decide`: the failure of a request for `top` incidents with alerts; null for none. */
async function read(count: number, decide: (top: number, position: number) => AppError | null, plan: AlertsPlan = createAlertsPlan()) {
  const requests: string[] = []
  const fetchPage: FetchPage = async ({ url: { searchParams } }) => {
    const [position = 0, top = 0] = ['$skip', '$top'].map(name => Number(searchParams.get(name)))
    const withAlerts = searchParams.has('$expand')
    requests.push(`${position}+${top}${withAlerts ? '' : ' without alerts'}`)
    const failure = withAlerts ? decide(top, position) : null
    if (failure) throw failure
    return aPageResponse({ incidents: Array.from({ length: Math.max(0, Math.min(top, count - position)) }, (_, row) => incident(position + row)) })
  }
  const options = { signal: new AbortController().signal, onWaiting: () => undefined }
  const reader = createBlockReader({ query, fetchPage, options, alerts: plan, memory: createPassMemory(createUnreadRows()) })
  const reading = reader.readBlock(reader.requestAt(0), 0, () => undefined)
  const pages: number[] = []
  let step = await reading.next()
  for (; !step.done; step = await reading.next()) pages.push(step.value.page.incidents.length)
  return { requests, pages, block: step.value, form: plan.form(), isFullSize: reader.isFullSize() }
}

const { pageSize } = microsoftGraph
const quarter = Math.ceil(pageSize / 4)

it('yields the page without alerts, then its incidents with alerts in smaller pages, which do not count as movement', async () => {
  const { requests, pages, block, form, isFullSize } = await read(pageSize, top => top > quarter ? tooHeavy : null)
  expect(requests.slice(0, 3)).toEqual([`0+${pageSize}`, `0+${pageSize} without alerts`, `0+${quarter}`])
  expect(pages).toEqual([pageSize, quarter, quarter, quarter, pageSize - 3 * quarter])
  expect([block, form, isFullSize]).toMatchObject([{ count: pageSize, repeats: 0, fresh: pageSize, nextLink: null }, 'complete', false])
})

it('does not search for the alerts of a single incident, which was requested alone', async () => {
  const { requests, pages, form } = await read(1, () => tooHeavy)
  expect([requests, pages, form]).toEqual([[`0+${pageSize}`, `0+${pageSize} without alerts`], [1], 'without-alerts'])
})

it.each([new AppError('forbidden', { status: 403 }), tooHeavy])('ends the search with a failure from the service, and requests the next page whole and without alerts', async (failure) => {
  const { pages, form, isFullSize } = await read(pageSize, top => top === pageSize ? tooHeavy : failure)
  expect([pages, form, isFullSize]).toEqual([[pageSize], 'without-alerts', true])
})

it('throws a failure of the search that is not from the service', async () => {
  const failure = new AppError('cancelled')
  await expect(read(pageSize, top => top === pageSize ? tooHeavy : failure)).rejects.toBe(failure)
})
