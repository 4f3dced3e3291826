import type { Change, ChangeKind } from '../../../shared/contract/model'
import { describe, expect, it } from 'vitest'
import { columnIds } from '../../../shared/contract/row'
import { packRows } from '../incident/packed-rows'
import { aListQuery, anIndexed, aRequest, indexWith } from './fixtures'

const change = (kind: ChangeKind): Change => ({ kind, from: '', to: '' })
const merged = { status: 'Redirected', redirectedTo: '1' }

describe('the view', () => {
  it('sorts by several columns, and by the last update if nothing else decides', () => {
    const { idsOf } = indexWith([
      anIndexed({ id: '1', severity: 'Low', name: 'b', lastUpdate: '2026-11-24T10:00:00Z' }),
      anIndexed({ id: '2', severity: 'High', name: 'b', lastUpdate: '2026-11-24T09:00:00Z' }),
      anIndexed({ id: '3', severity: 'Low', name: 'a', lastUpdate: '2026-11-24T08:00:00Z' }),
      anIndexed({ id: '4', severity: 'Low', name: 'b', lastUpdate: '2026-11-24T11:00:00Z' }),
    ])
    const severity = { column: 'severity', descending: true } as const
    expect(idsOf({ sort: [severity, { column: 'name', descending: false }] })).toEqual(['2', '3', '4', '1'])
    expect(idsOf({ sort: [severity] })).toEqual(['2', '4', '1', '3'])
    expect(idsOf({ sort: [] })).toEqual(['4', '1', '2', '3'])
  })

  it('returns the rows in view only, and counts all that match', () => {
    const index = indexWith(Array.from({ length: 200 }, (_, at) => anIndexed({ id: String(at), severity: at % 2 ? 'High' : 'Low' })))
    const view = index.view(aRequest({ text: 'severity:high' }, { range: { from: 10, to: 12 } }))
    expect([view.total, view.matched, view.from, view.rows.map(({ row }) => row.id)]).toEqual([200, 100, 10, ['21', '23']])
    expect(index.rows(view.version, { from: 98, to: 120 })).toMatchObject({ from: 98, rows: [{ row: { id: '197' } }, { row: { id: '199' } }] })
    expect(index.ids(view.version, { from: 0, to: 3 })).toEqual(['1', '3', '5'])
  })

  it('returns the IDs of all that match another query, in its order, without replacing the view', () => {
    const index = indexWith([anIndexed({ id: '1', severity: 'High', name: 'b' }), anIndexed({ id: '2' }), anIndexed({ id: '3', severity: 'High', name: 'a' })])
    const { version } = index.view(aRequest())
    expect(index.matching(aListQuery({ text: 'severity:high', sort: [{ column: 'name', descending: false }] }))).toEqual(['3', '1'])
    expect(index.matching(aListQuery({ text: 'severity:' }))).toHaveLength(3)
    expect(index.ids(version, { from: 0, to: 9 })).toHaveLength(3)
  })

  it('keeps severities and statuses that no matching incident has', () => {
    const { facets } = indexWith([anIndexed({ id: '1', severity: 'Odd', tags: ['vip'] }), anIndexed({ id: '2', status: 'Resolved' })]).view(aRequest({ text: 'status:resolved' }))
    const valuesOf = (field: string) => facets.find(each => each.field === field)?.values
    expect(valuesOf('severity')).toEqual([{ value: 'Low', count: 1 }, { value: 'Odd', count: 0 }])
    expect(valuesOf('tag')).toEqual([{ value: '', count: 1 }])
  })

  it('returns no rows of an earlier view', () => {
    const index = indexWith([anIndexed({ id: '1' })])
    const { version } = index.view(aRequest())
    index.view(aRequest({ text: 'x' }))
    expect([index.rows(version, { from: 0, to: 1 }), index.ids(version, { from: 0, to: 1 })]).toEqual([null, null])
  })

  it('filters nothing and says why if the query cannot be used', () => {
    const { problem, matched } = indexWith([anIndexed({ id: '1' }), anIndexed({ id: '2' })]).view(aRequest({ text: 'severity:hgih' }))
    expect([problem?.start, problem?.end, matched]).toEqual([9, 13, 2])
  })

  it('finds positions, and the anchor with the new rows above it', () => {
    const index = indexWith(['3', '5', '7'].map(id => anIndexed({ id })))
    const { latest, found } = index.view(aRequest({}, { find: ['7', '9'] }))
    expect(found).toEqual([2, null])
    index.begin('changes')
    index.add(...['4', '5', '6', '8'].map(id => anIndexed({ id })))
    index.end({ dropped: ['3'], carriedOver: [] })
    expect(index.view(aRequest({}, { anchor: { id: '7', latest } })).anchor).toEqual({ position: 3, newAbove: 2 })
    expect(index.view(aRequest({}, { anchor: { id: '3', latest } })).anchor).toBeNull()
    expect(index.view(aRequest()).anchor).toBeNull()
  })
})

describe('merged incidents', () => {
  const index = indexWith([anIndexed({ id: '1' }), anIndexed({ id: '2', ...merged }), anIndexed({ id: '30', ...merged, redirectedTo: '99' })])

  it('are hidden and counted unless they are wanted', () => {
    expect(index.view(aRequest())).toMatchObject({ total: 3, merged: 2, matched: 1, hiddenMerged: 2 })
    expect(index.view(aRequest({ showMerged: true }))).toMatchObject({ total: 3, merged: 2, matched: 3, hiddenMerged: 0 })
  })

  it('are found by their ID, through the incident that they were merged into', () => {
    expect(index.idsOf({ text: '2' })).toEqual(['1'])
  })

  it('are shown for the ID of an incident that the list lacks', () => {
    expect([index.idsOf({ text: '99' }), index.idsOf({ text: '30' })]).toEqual([['30'], ['30']])
  })

  it('tell where they lead', () => {
    expect(index.listed('2')).toMatchObject({ row: { row: { id: '2' } }, mergedInto: { id: '1', listed: true }, isInCircle: false, merged: [] })
    expect(index.listed('30')).toMatchObject({ mergedInto: { id: '99', listed: false } })
    expect(index.listed('1')).toMatchObject({ mergedInto: null, merged: ['2'] })
    expect(index.listed('4')).toBeNull()
  })
})

it('counts changed incidents by kind, and finds and shows them', () => {
  const index = indexWith([...['1', '2', '3', '4'].map(id => anIndexed({ id })), anIndexed({ id: '5', ...merged })])
  index.setChanges([
    { id: '1', sinceRefresh: [], sinceViewed: [change('new')] },
    { id: '2', sinceRefresh: [], sinceViewed: [change('status'), change('severity-raised')] },
    { id: '3', sinceRefresh: [change('status')], sinceViewed: [] },
    { id: '4', sinceRefresh: [], sinceViewed: [change('status')] },
    { id: '5', sinceRefresh: [], sinceViewed: [change('merged')] },
  ])
  expect(index.view(aRequest()).changed).toEqual({ new: 1, raised: 1, updated: 1 })
  expect(index.view(aRequest({ showMerged: true })).changed).toEqual({ new: 1, raised: 1, updated: 2 })
  expect(['is:changed', 'is:new', 'is:raised', 'is:updated'].map(text => index.idsOf({ text }))).toEqual([['1', '2', '4'], ['1'], ['2'], ['4']])
  expect(index.view(aRequest()).rows.map(row => row.changes?.id)).toEqual(['1', '2', undefined, '4'])
})

it('marks what the profile remembers', () => {
  const index = indexWith([anIndexed({ id: '1', assignedTo: 'Megan@contoso.example' }), anIndexed({ id: '2' })])
  expect(index.view(aRequest({ text: 'assignee:me' })).problem).not.toBeNull()
  index.setMarks({ starred: ['2'], me: 'megan@contoso.example' })
  expect([index.idsOf({ text: 'assignee:me' }), index.idsOf({ text: 'is:starred' })]).toEqual([['1'], ['2']])
  expect(index.view(aRequest()).rows.map(({ starred }) => starred)).toEqual([false, true])
})

it('says where a text was found', () => {
  const index = indexWith([anIndexed({ id: '1', name: 'Spray' }, { entities: [{ type: 'Url', key: 'k', label: 'https://evil.example/spray', values: [] }] }), anIndexed({ id: '2' }, { alertTitles: ['Password spray'] })])
  expect(index.view(aRequest({ text: 'SPRAY' })).rows.map(({ hit }) => hit)).toEqual([null, { place: 'alert', text: 'Password spray', start: 9, length: 5 }])
})

it('prepares the first search and the first sorts in steps, and again for rows that are added', () => {
  const index = indexWith(Array.from({ length: 250 }, (_, at) => anIndexed({ id: String(at) })))
  const steps = () => {
    let count = 1
    while (index.prepareSome()) count++
    return count
  }
  // Three for the texts, and one for each column.
  expect([steps(), steps()]).toEqual([3 + columnIds.length, 1])
  index.replace(packRows([anIndexed({ id: '7', alerts: 4 })]), { shown: true, running: false })
  expect(steps()).toBe(1 + columnIds.length)
  expect(index.idsOf({ sort: [{ column: 'alerts', descending: true }] })[0]).toBe('7')
})

it('returns the same rows for a view after a reload has replaced all of them', () => {
  const incidents = Array.from({ length: 1200 }, (_, at) => anIndexed({ id: String(at), name: 'before' }))
  const index = indexWith(incidents)
  const { version } = index.view(aRequest({ text: 'before' }))
  for (const name of ['again', 'after']) {
    index.begin('full')
    index.add(...incidents.map(({ row }) => anIndexed({ id: row.id, name })))
    index.end({ dropped: [], carriedOver: [] })
  }
  expect(index.rows(version, { from: 1, to: 2 })?.rows.map(({ row }) => [row.id, row.name])).toEqual([['1', 'before']])
  expect(index.ids(version, { from: 1, to: 2 })).toEqual(['1'])
  expect(index.view(aRequest({ text: 'after' }))).toMatchObject({ total: 1200, matched: 1200, latest: 1200 })
})

it('counts the values of a column among the matching incidents', () => {
  const index = indexWith([anIndexed({ id: '1', devices: ['PC-1', 'pc-2'] }), anIndexed({ id: '2', devices: ['pc-1'] }), anIndexed({ id: '3', severity: 'High' })])
  expect(index.frequencies(aListQuery({ text: '-severity:high' }), 'devices')).toEqual([{ value: 'PC-1', count: 2 }, { value: 'pc-2', count: 1 }])
  expect(index.frequencies(aListQuery(), 'devices')).toContainEqual({ value: '', count: 1 })
})

it('counts the incidents that match each of several queries, and leaves the view as it is', () => {
  const index = indexWith([anIndexed({ id: '1', severity: 'High' }), anIndexed({ id: '2', severity: 'High', status: 'Redirected', redirectedTo: '1' }), anIndexed({ id: '3', severity: 'Low' })])
  const { version } = index.view(aRequest())
  const texts = ['', 'severity:high', 'severity:low -id:3', 'severity:', 'assignee:me'].map(text => aListQuery({ text }))
  expect(index.counts([...texts, aListQuery({ showMerged: true })])).toEqual([2, 1, 0, null, null, 3])
  expect(index.rows(version, { from: 0, to: 10 })?.rows).toHaveLength(2)
})

it('counts the incidents with an entity', () => {
  const entity = (type: string, key: string) => ({ type, key, label: '', values: [] })
  const index = indexWith([anIndexed({ id: '1' }, { entities: [entity('File', 'a'), entity('Url', 'a')] }), anIndexed({ id: '2' }, { entities: [entity('File', 'a')] })])
  expect(index.incidentsWith([{ type: 'File', key: 'a' }, { type: 'Url', key: 'a' }, { type: 'Ip', key: 'a' }])).toEqual([2, 1, 0])
})

it('replaces an incident whose alerts were fetched, and forgets everything when it is cleared', () => {
  const index = indexWith([anIndexed({ id: '1', alerts: null })])
  index.replace(packRows([anIndexed({ id: '1', alerts: 4 })]), { shown: true, running: false })
  expect(index.view(aRequest()).rows.map(({ row }) => row.alerts)).toEqual([4])
  index.setChanges([{ id: '1', sinceRefresh: [], sinceViewed: [change('new')] }])
  index.clear()
  index.begin('full')
  index.add(anIndexed({ id: '1' }))
  expect(index.view(aRequest())).toMatchObject({ total: 1, changed: { new: 0 } })
})
