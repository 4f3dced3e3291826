/** @file Tests how the parts of a session work together: progress, the index, reconnects. session.test.ts tests notifications. */
import type { TimeWindow } from '../../../shared/contract/model'
import type { FetchPage, PageResponse } from './paging/page-fetcher'
import { expect, it } from 'vitest'
import { AppError } from '../base/errors'
import { createFakeTime } from '../base/fake-time'
import { defenderXdr } from '../microsoft/incident-apis'
import { anIncident, aPageResponse } from './paging/fixtures'
import { aSource, noIndex } from './runs/fixtures'
import { createCollectionSession } from './session'

const window: TimeWindow = { kind: 'last', hours: 168 }
const now = Date.parse('2026-11-24T12:00:00Z')

const settled = async () => { for (let turn = 0; turn < 50; turn++) await new Promise(setImmediate) }

/** A response with one incident. `next`: the `$skip` of the next page; null on the last one. */
function onePage(id: number, next: number | null): PageResponse {
  const nextLink = next === null ? null : `https://${defenderXdr.host}${defenderXdr.listPath}?$skip=${next}`
  return aPageResponse({ incidents: [anIncident({ id: String(id), lastUpdate: new Date(now - id * 1000).toISOString() })], nextLink })
}

/** A session whose requests wait until the test answers them, or fail at once without a network. */
function setUp() {
  const time = createFakeTime(now)
  const control = { isCurrent: true, hasCredentials: true, isOnline: true, states: 0 }
  const waiting: ((response: PageResponse) => void)[] = []
  let runs = 0
  const fetchPage: FetchPage = ({ signal }) => new Promise((resolve, reject) => {
    if (!control.isOnline) reject(new AppError('offline'))
    waiting.push(resolve)
    signal.addEventListener('abort', () => reject(new AppError('cancelled')))
  })
  const session = createCollectionSession({
    source: () => aSource(defenderXdr), appVersion: '1.2.3', fetchPage,
    fetchIncident: () => Promise.reject(new AppError('unexpected')),
    clock: time, timer: time, index: noIndex,
    onState: () => { control.states++ },
    nextRun: () => ++runs,
    onRun: () => undefined,
    onUnexpected: (error) => { throw error },
    autoRefreshFile: { read: () => ({ minutes: 0, notifyFrom: 'none' }), write: async () => undefined },
    notify: () => undefined,
    isCurrent: () => control.isCurrent,
    hasCredentials: () => control.hasCredentials,
    isOnline: () => control.isOnline,
    awakeMs: time.awakeMs,
  })
  const { collections } = session
  return {
    session, control, time,
    start: async () => {
      collections.start(window, { how: 'reload', startedBy: 'person' })
      await settled()
    },
    answer: async (response: PageResponse) => {
      waiting.shift()?.(response)
      await settled()
    },
    version: () => collections.state().rowsVersion,
    isRunning: collections.isRunning,
  }
}

it('counts every page of the first run, whose rows are on screen, and only the end of a run behind a list', async () => {
  const { start, answer, version } = setUp()
  await start()
  const empty = version()
  await answer(onePage(1, 1))
  const first = version()
  expect(first).toBeGreaterThan(empty)
  await answer(onePage(2, null))
  const shown = version()
  expect(shown).toBeGreaterThan(first)
  await start()
  await answer(onePage(3, 1))
  expect(version()).toBe(shown)
  await answer(onePage(4, null))
  expect(version()).toBeGreaterThan(shown)
})

it('returns the list for an index that was lost, and counts the loss', async () => {
  const { session, start, answer, version } = setUp()
  await start()
  await answer(onePage(1, null))
  const before = version()
  expect([...session.source().shown?.incidents ?? []].map(({ summary }) => summary.id)).toEqual(['1'])
  expect(version()).toBe(before + 1)
})

it('shows the latest progress after a pause, unless its incidents were discarded meanwhile', async () => {
  const { session, control, time, start, answer } = setUp()
  await start()
  await answer(onePage(1, 1))
  const shown = control.states
  await answer(onePage(2, 2))
  expect(control.states).toBe(shown)
  time.pass(1000)
  expect(control.states).toBe(shown + 1)
  await answer(onePage(3, 3))
  await answer(onePage(4, 4))
  session.collections.clear()
  const cleared = control.states
  time.pass(1000)
  expect(control.states).toBe(cleared)
})

it.each([
  [true, true, true], [false, true, false], [true, false, false], [false, false, false],
])('starts a failed run again if its profile is current (%s) and has credentials (%s): %s', async (isCurrent, hasCredentials, isExpected) => {
  const { control, time, start, isRunning } = setUp()
  control.isOnline = false
  await start()
  expect(isRunning()).toBe(false)
  Object.assign(control, { isOnline: true, isCurrent, hasCredentials })
  time.pass(60_000)
  expect(isRunning()).toBe(isExpected)
})
