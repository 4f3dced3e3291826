/** @file The sample tenant behind the app's own collection: it is listed completely, and a refresh shows what changed. */
import type { TimeWindow } from '../../../shared/contract/model'
import type { Collections } from '../collection/runs/collections'
import type { SampleRequest } from './sample-tenant'
import { Buffer } from 'node:buffer'
import { describe, expect, it } from 'vitest'
import { createFakeTime } from '../base/fake-time'
import { readPage } from '../collection/paging/page'
import { noIndex } from '../collection/runs/fixtures'
import { createCollectionSession } from '../collection/session'
import { createAutoRefreshInMemory } from './in-memory'
import { createSample } from './create-sample'
import { createSampleSource } from './sample-source'
import { createSampleTenant } from './sample-tenant'

const start = Date.parse('2026-11-27T06:04:00Z')
const twoDays: TimeWindow = { kind: 'last', hours: 48 }

/** A session of the sample data, whose tenant answers on this thread. */
function open() {
  const time = createFakeTime(start)
  const tenant = createSampleTenant()
  const ask = async (request: SampleRequest) => {
    if (request.kind === 'page') return new Uint8Array(tenant.page(request.url, request.now))
    tenant.change(request.now)
    return new Uint8Array()
  }
  const notified: string[] = []
  let runs = 0
  const { collections, autoRefresh } = createCollectionSession({
    ...createSampleSource({ ask, readPage: async (chunks, api) => readPage(Buffer.concat(chunks), api), clock: time }),
    appVersion: '1.2.3', clock: time, timer: time, index: noIndex, autoRefreshFile: createAutoRefreshInMemory(),
    nextRun: () => ++runs, onState: () => undefined, onUnexpected: (error) => { throw error },
    notify: ({ title }) => notified.push(title), isCurrent: () => true, isOnline: () => true, awakeMs: () => 0,
  })
  const ended = async () => {
    for (let turn = 0; collections.isRunning() && turn < 1000; turn++) await new Promise(resolve => setImmediate(resolve))
  }
  const run = async (window: TimeWindow, how: 'refresh' | 'reload' = 'refresh') => {
    autoRefresh.startedByUser(window)
    collections.start(window, { how, startedBy: 'person' })
    await ended()
    return collections.shown()
  }
  return { time, run, ended, collections, autoRefresh, notified }
}

const lastRun = ({ state }: Collections) => state().collection

describe('the sample data', () => {
  it('is listed completely, with its source', async () => {
    const { run } = open()
    const list = await run(twoDays)
    expect(list?.completeness).toEqual({ kind: 'complete' })
    expect([list?.incidents.count(), list?.incidents.redirected(), list?.incidents.withoutAlerts()]).toEqual([180, 6, 0])
    expect(list?.provenance).toMatchObject({ source: 'sample', api: 'microsoft-graph' })
  })

  it('has fewer incidents in a shorter window, and none outside of it', async () => {
    const { run, collections } = open()
    const list = await run({ kind: 'last', hours: 24 })
    expect(list?.incidents.count()).toBeGreaterThan(60)
    expect(list?.incidents.count()).toBeLessThan(120)
    expect(collections.state().collection?.outside).toBe(0)
  })

  it('has the incidents created in a range of creation times', async () => {
    const { run } = open()
    const list = await run({ kind: 'custom', field: 'createdTime', from: '2026-11-26T06:00:00.000Z', to: '2026-11-26T18:00:00.000Z' })
    const created = [...list?.incidents.all() ?? []].map(({ summary }) => summary.created)
    const [from, to] = [Date.parse('2026-11-26T06:00:00Z'), Date.parse('2026-11-26T18:00:00Z')]
    expect(created).toHaveLength(createSample(start).incidents.filter(each => each.created >= from && each.created <= to).length)
    expect(created.length).toBeGreaterThan(20)
    expect(created.filter(time => time < '2026-11-26T06:00' || time > '2026-11-26T18:00')).toEqual([])
  })

  it('changes with a refresh, which asks for the changes only', async () => {
    const { run, time, collections } = open()
    await run(twoDays)
    time.pass(60_000)
    const list = await run(twoDays)
    expect(list?.incidents.count()).toBe(181)
    expect(lastRun(collections)).toMatchObject({ kind: 'changes', outcome: { kind: 'complete' } })
    expect(collections.source().shown?.changes.filter(({ sinceRefresh }) => sinceRefresh.length > 0).length).toBeGreaterThanOrEqual(4)
  })

  it('is named in notifications', async () => {
    const { run, ended, time, autoRefresh, notified } = open()
    await autoRefresh.choose({ minutes: 5, notifyFrom: 'low' })
    await run(twoDays)
    time.pass(5 * 60_000)
    await ended()
    expect(notified).toEqual([expect.stringMatching(/^Sample data: /)])
  })
})
