import type { IncidentChanges, IncidentSummary } from '../../../../shared/contract/model'
import type { CollectionProgress } from '../runs/progress'
import type { Incidents } from '../../dataset/dataset'
import { Buffer } from 'node:buffer'
import { describe, expect, it } from 'vitest'
import { aCollection, aSummary } from '../../../../shared/contract/fixtures'
import { createAnnouncements, raisedOrNew } from './announcements'
import { createIncidentSet } from '../../dataset/incident-set'

const complete = { kind: 'complete' } as const
const offline = { kind: 'incomplete', failure: { code: 'offline', details: {} } } as const
const change = (id: string, kind: 'new' | 'severity-raised' | 'status' = 'new'): IncidentChanges => ({ id, sinceRefresh: [{ kind, from: '', to: '' }], sinceViewed: [] })

function setUp(...rows: readonly IncidentSummary[]) {
  let summaries = rows
  let isThere = true
  const shown = (): { readonly incidents: Incidents } | null => {
    const incidents = createIncidentSet({ field: 'lastUpdateTime', from: '2026-01-01T00:00:00.000Z', to: null })
    incidents.add(summaries.map(summary => ({ summary, bytes: Buffer.from('{}') })), null)
    return isThere ? { incidents } : null
  }
  const { after, setKnownUntil } = createAnnouncements(shown)
  const run = (changes: readonly IncidentChanges[], { by = 'app', outcome = complete, compared = true }: { by?: 'app' | 'person', outcome?: typeof complete | typeof offline, compared?: boolean } = {}) =>
    after({ collection: aCollection({ outcome, startedBy: by }), end: { changes, compared } }).map(({ summary, isNew }) => `${summary.id} ${isNew ? 'new' : 'raised'}`)
  return { after, setKnownUntil, run, show: (...next: readonly IncidentSummary[]) => { summaries = next }, hide: () => { isThere = false } }
}

const high = aSummary({ id: '1', severity: 'High', lastUpdate: '2026-11-24T11:00:00Z' })

describe('after a run of auto-refresh', () => {
  it('new and raised incidents are announced, and nothing else', () => {
    const { run } = setUp(high, { ...high, id: '2' }, { ...high, id: '3' }, { ...high, id: '4', status: 'Redirected' })
    expect(run([change('1'), change('2', 'severity-raised'), change('3', 'status'), change('4'), change('gone')])).toEqual(['1 new', '2 raised'])
  })

  it('nothing is announced before its end, or without a list', () => {
    const { after } = setUp(high)
    const progress = (of: Partial<CollectionProgress>): CollectionProgress => ({ collection: aCollection({ outcome: complete, startedBy: 'app' }), end: { changes: [change('1')], compared: true }, ...of })
    expect(after(progress({ collection: aCollection({ startedBy: 'app' }) }))).toEqual([])
    expect(after(progress({ end: null }))).toEqual([])
    expect(after(progress({}))).toHaveLength(1)
  })

  it('that was incomplete, an incident is announced again only if its severity was raised', () => {
    const { run, show } = setUp(high)
    expect(run([change('1')], { outcome: offline })).toEqual(['1 new'])
    expect(run([change('1')], { outcome: offline })).toEqual([])
    show({ ...high, severity: 'Critical' })
    expect(run([change('1')], { outcome: offline })).toEqual(['1 raised'])
    // After a complete list, counting starts again.
    expect(run([change('1')])).toEqual([])
    expect(run([change('1')])).toEqual(['1 new'])
  })

  it('nothing is announced if the list was removed', () => {
    const { run, hide } = setUp(high)
    hide()
    expect(run([change('1')])).toEqual([])
  })
})

it('after a run of the user, nothing in its list is announced, then or later, because the user saw the list', () => {
  const { run } = setUp(high)
  expect(run([change('1')], { by: 'person', outcome: offline })).toEqual([])
  expect(run([change('1')], { outcome: offline })).toEqual([])
})

describe('after a restart', () => {
  const created = (id: string, time: string) => ({ ...high, id, created: time })
  const rows = [created('1', '2026-11-24T10:58:00Z'), created('2', '2026-11-24T10:58:00.001Z'), created('3', '2026-11-24T12:00:00Z'), created('4', '')]

  it('incidents created since the last session\'s complete list are new, with two minutes of overlap', () => {
    const { run, setKnownUntil } = setUp(...rows)
    setKnownUntil('2026-11-24T11:00:00.000Z')
    expect(run([change('1')], { compared: false })).toEqual(['2 new', '3 new'])
  })

  it('the changes of the list are announced instead if it was compared with an earlier one', () => {
    const { run, setKnownUntil } = setUp(...rows)
    setKnownUntil('2026-11-24T11:00:00.000Z')
    expect(run([change('1')])).toEqual(['1 new'])
  })

  it('nothing is announced if the time of that list is unknown, or without a list', () => {
    const { run, setKnownUntil, hide } = setUp(...rows)
    setKnownUntil(null)
    expect(run([], { compared: false })).toEqual([])
    setKnownUntil('2026-11-24T11:00:00.000Z')
    hide()
    expect(run([], { compared: false })).toEqual([])
  })
})

it.each([['High', 'Medium', []], ['High', 'High', []], ['Medium', 'High', ['1']]])('an incident announced as %j is announced as %j only if that is more severe', (before, now, ids) => {
  const found = raisedOrNew([change('1')], () => aSummary({ id: '1', severity: now }), new Map([['1', before]]))
  expect(found.map(({ summary }) => summary.id)).toEqual(ids)
  expect(found.every(({ isNew }) => !isNew)).toBe(true)
})
