/** @file Alerts that are requested when their incident is opened, in a list that is refreshed meanwhile. */
import type { TimeWindow } from '../../../../shared/contract/model'
import type { CollectionProgress } from './progress'
import type { Incident } from '../../incident/incident'
import type { FetchPage } from '../paging/page-fetcher'
import { Buffer } from 'node:buffer'
import { describe, expect, it } from 'vitest'
import { createCollections } from './collections'
import { aSummary } from '../../../../shared/contract/fixtures'
import { aPageResponse, aSingleIncident } from '../paging/fixtures'
import { AppError } from '../../base/errors'
import { microsoftGraph as api } from '../../microsoft/incident-apis'
import { aSource, noIndex } from './fixtures'

const incident = (id: string, alerts: number | null, changed: Partial<Incident['summary']> = {}): Incident => ({
  bytes: Buffer.from(`${id}:${String(alerts)}`),
  summary: aSummary({ id, alerts, lastUpdate: '2026-11-24T11:00:00Z', created: '2026-11-24T11:00:00Z', ...changed }),
})

function setUp(lists: readonly (readonly Incident[])[], alone: (id: string) => Promise<Incident>) {
  const requests: string[] = []
  let page = 0
  let resolveEnd: (end: CollectionProgress) => void = () => undefined
  const fetchPage: FetchPage = async () => aPageResponse({ incidents: lists[page++] ?? [] })
  const collections = createCollections({
    source: () => aSource(api),
    appVersion: '1.2.3',
    fetchPage,
    nextRun: () => 1,
    fetchIncident: async ({ id }) => {
      requests.push(id)
      return aSingleIncident(await alone(id))
    },
    clock: { now: () => Date.parse('2026-11-24T12:00:00Z'), monotonic: () => 0, wait: async () => undefined },
    emit: (progress) => { if (progress.collection.outcome) resolveEnd(progress) },
    onRun: () => undefined,
    index: noIndex, rowsVersion: () => 0,
    onReplaced: () => undefined,
    onUnexpected: () => undefined,
  })
  const refresh = (window: TimeWindow = { kind: 'last', hours: 48 }) => new Promise<CollectionProgress>((resolve) => {
    resolveEnd = resolve
    collections.start(window, { how: 'refresh', startedBy: 'person' })
  })
  const held = () => Array.from(collections.shown()?.incidents.all() ?? [], each => each.bytes.toString())
  return { requests, collections, refresh, held }
}

describe('alerts that are missing from the list', () => {
  it('are requested when the incident is opened, and are in the list from then on', async () => {
    const { requests, collections, refresh, held } = setUp([[incident('1', null), incident('2', 4)]], async id => incident(id, 7))
    expect((await refresh()).collection.outcome).toEqual({ kind: 'complete' })
    expect(collections.shown()?.incidents.withoutAlerts()).toBe(1)
    const both = await Promise.all([collections.withAlerts('1'), collections.withAlerts('1')])
    expect(both.map(each => [each.incident.summary.alerts, each.provenance.api])).toEqual([[7, api.kind], [7, api.kind]])
    expect(held()).toEqual(['1:7', '2:4'])
    expect(collections.shown()?.incidents.withoutAlerts()).toBe(0)
    await collections.withAlerts('1')
    await collections.withAlerts('2')
    expect(requests).toEqual(['1'])
  })

  it('leave the list unchanged if their request fails, and are requested again', async () => {
    let works = false
    const { requests, collections, refresh, held } = setUp([[incident('1', null)]], async (id) => {
      if (!works) throw new AppError('alerts-undelivered')
      return incident(id, 7)
    })
    await refresh()
    await expect(collections.withAlerts('1')).rejects.toThrow('alerts-undelivered')
    expect(held()).toEqual(['1:null'])
    works = true
    await collections.withAlerts('1')
    expect([held(), requests]).toEqual([['1:7'], ['1', '1']])
    await expect(collections.withAlerts('9')).rejects.toThrow('incident-not-found')
  })

  it('stay after a refresh without newer data, and do not count as a change', async () => {
    const { collections, refresh, held } = setUp([[incident('1', null)], [incident('1', null)]], async id => incident(id, 7))
    await refresh()
    await collections.withAlerts('1')
    expect((await refresh()).end?.changes).toEqual([])
    expect(held()).toEqual(['1:7'])
  })

  it('are unknown again after a newer state was received without them', async () => {
    const { collections, refresh, held } = setUp([[incident('1', null)], [incident('1', null, { lastUpdate: '2026-11-24T11:30:00Z' })]], async id => incident(id, 7))
    await refresh()
    await collections.withAlerts('1')
    await refresh()
    expect(held()).toEqual(['1:null'])
    // An older state does not replace a newer one.
    await collections.withAlerts('1')
    expect(held()).toEqual(['1:null'])
  })

  it('do not prevent the next refresh from reporting other changes', async () => {
    const newer = { severity: 'High', lastUpdate: '2026-11-24T11:30:00Z' }
    const { collections, refresh } = setUp([[incident('1', null)], [incident('1', 7, newer)]], async id => incident(id, 7, newer))
    await refresh()
    await collections.withAlerts('1')
    expect((await refresh()).end?.changes).toEqual([{
      id: '1', sinceRefresh: [{ kind: 'severity-raised', from: 'Low', to: 'High' }], sinceViewed: [{ kind: 'severity-raised', from: 'Low', to: 'High' }],
    }])
  })

  it('do not remove an incident that has left the window since', async () => {
    const { collections, refresh, held } = setUp([[incident('1', null)], [incident('1', null)]], async id => incident(id, 7, { lastUpdate: '2026-11-24T11:30:00Z' }))
    await refresh({ kind: 'custom', field: 'lastUpdateTime', from: '2026-11-24T10:00:00.000Z', to: '2026-11-24T11:10:00.000Z' })
    await collections.withAlerts('1')
    expect(held()).toEqual(['1:7'])
  })

  it('are not returned after the credentials were removed', async () => {
    let arrive: (incident: Incident) => void = () => undefined
    const { collections, refresh, held } = setUp([[incident('1', null)], [incident('1', null)]], () => new Promise((resolve) => { arrive = resolve }))
    await refresh()
    const pending = collections.withAlerts('1')
    collections.clear()
    await refresh()
    arrive(incident('1', 7))
    await expect(pending).rejects.toThrow('cancelled')
    expect(held()).toEqual(['1:null'])
  })
})
