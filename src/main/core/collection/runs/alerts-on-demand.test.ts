/** @file Alerts that are requested when their incident is opened, in a list that is refreshed meanwhile. */
import type { TimeWindow } from '../../../../shared/contract/model'
import type { CollectionProgress } from './progress'
import type { Incident } from '../../incident/incident'
import type { FetchPage } from '../paging/page-fetcher'
import { Buffer } from 'node:buffer'
import { describe, expect, it } from 'vitest'
import { createAlertsOnDemand } from './alerts-on-demand'
import { createCollections } from './collections'
import { createIncidentSet } from '../../dataset/incident-set'
import { aSummary } from '../../../../shared/contract/fixtures'
import { aPageResponse, aSingleIncident } from '../paging/fixtures'
import { AppError } from '../../base/errors'
import { microsoftGraph as api } from '../../microsoft/incident-apis'
import { aSource, noIndex } from './fixtures'
import { beginRun } from './run'

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

describe('alerts on demand', () => {
  function aList(...incidents: readonly Incident[]) {
    const set = createIncidentSet({ field: 'lastUpdateTime', from: '2026-11-24T00:00:00Z', to: null }, incidents)
    return { ...beginRun({ run: 1, window: { kind: 'last', hours: 48 }, source: aSource(api), appVersion: '1.2.3', base: null, startedBy: 'person' }, clock), incidents: set, completeness: { kind: 'complete' } as const }
  }
  const clock = { now: () => Date.parse('2026-11-24T12:00:00Z'), monotonic: () => 0, wait: async () => undefined }

  function setUp(list: ReturnType<typeof aList> | null) {
    const state = { shown: list, running: null as ReturnType<typeof aList> | null }
    const where: object[] = []
    const pending: ((incident: Incident) => void)[] = []
    const onDemand = createAlertsOnDemand({
      fetchIncident: async () => aSingleIncident(await new Promise((resolve) => { pending.push(resolve) })),
      shown: () => state.shown,
      lists: () => state,
      onReplaced: (_incident, lists) => { where.push(lists) },
    })
    /** Requests an incident, changes the lists and lets the response arrive. */
    const fetch = async (response: Incident, meanwhile = () => {}) => {
      const request = onDemand.get('1')
      meanwhile()
      pending.at(-1)?.(response)
      return (await request).incident
    }
    return { state, where, pending, onDemand, fetch }
  }

  it('replace the incident in each list that contains the same or an older state', async () => {
    const { state, where, fetch } = setUp(aList(incident('1', null)))
    await fetch(incident('1', 7))
    state.shown = aList(incident('1', null))
    state.running = aList(incident('2', null))
    await fetch(incident('1', 7))
    state.shown = aList(incident('1', null, { lastUpdate: '2026-11-24T11:30:00Z' }))
    state.running = aList(incident('1', null))
    await fetch(incident('1', 7))
    expect(where).toEqual([{ shown: true, running: false }, { shown: true, running: false }, { shown: false, running: true }])
  })

  it('remember the state of an incident as it was listed first, until another list is shown', async () => {
    const { onDemand, fetch } = setUp(aList(incident('1', null)))
    await fetch(incident('1', null, { severity: 'High' }))
    await fetch(incident('1', 7, { severity: 'Low' }))
    expect(onDemand.replaced.asListed.get('1')).toEqual(incident('1', null).summary)
    expect(onDemand.replaced.times()).toBe(2)
    onDemand.renew()
    expect(onDemand.replaced.asListed).toEqual(new Map())
    expect(onDemand.replaced.times()).toBe(2)
  })

  it.each([['left the list', () => aList(incident('2', null))], ['lost its list', () => null]])('return an incident that %s meanwhile', async (_name, then) => {
    const { state, where, onDemand, fetch } = setUp(aList(incident('1', null)))
    expect(await fetch(incident('1', 7), () => { state.shown = then() })).toMatchObject({ summary: { id: '1', alerts: 7 } })
    expect(where).toEqual([{ shown: false, running: false }])
    expect(onDemand.replaced.asListed).toEqual(new Map())
  })

  it('return an incident with alerts without a request, together with the provenance of its list', async () => {
    const list = aList(incident('1', 4))
    const { pending, onDemand } = setUp(list)
    expect(await onDemand.get('1')).toEqual({ incident: incident('1', 4), provenance: list.provenance })
    expect(pending).toEqual([])
  })

  it('find no incident without a list', async () => {
    await expect(setUp(null).onDemand.get('1')).rejects.toThrow('incident-not-found')
  })

  it('continue a request that began after the credentials were removed, when an earlier one ends', async () => {
    const { pending, onDemand, fetch } = setUp(aList(incident('1', null)))
    await fetch(incident('1', null))
    const before = onDemand.get('1')
    onDemand.clear()
    expect(onDemand.replaced.asListed).toEqual(new Map())
    const [first, second] = [onDemand.get('1'), onDemand.get('1')]
    pending[1]?.(incident('1', 5))
    await expect(before).rejects.toThrow('cancelled')
    const third = onDemand.get('1')
    expect(pending).toHaveLength(3)
    pending[2]?.(incident('1', 7))
    expect((await Promise.all([first, second, third])).map(({ incident: { summary } }) => summary.alerts)).toEqual([7, 7, 7])
  })
})
