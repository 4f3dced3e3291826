import { describe, expect, it } from 'vitest'
import { aView } from '../../../shared/contract/fixtures'
import { areStarsDamaged, areViewsDamaged, isEntryDamaged, starsIn, viewsIn, withMembers, withoutView, withStars, withView } from './preferences-document'

const defaults = { views: [], columns: null, density: 'comfortable', sort: [], overview: null, utc: false, me: '', exported: null }
const name = { column: 'name', width: 320, pinned: true } as const
const id = { column: 'id', width: 80, pinned: false } as const

describe('viewsIn', () => {
  it.each([undefined, null, 7, 'x', [], {}, { views: {}, columns: [], density: 'tiny', sort: 'id', overview: 'open', utc: 1, me: 7, exported: { what: 'shown', format: 'exe' } }])('returns the defaults for %j', (entry) => {
    expect(viewsIn(entry)).toEqual(defaults)
  })

  it('returns all members', () => {
    const entry = { views: [aView()], columns: [name, id], density: 'compact', sort: [{ column: 'id', descending: true }], overview: 'tables', utc: true, me: 'mia@contoso.example', exported: { what: 'shown', format: 'csv', manifest: true, withIds: false, columns: 'shown' } }
    expect(viewsIn(entry)).toEqual(entry)
  })

  it.each([
    ['an ID with other characters', { id: '../v' }],
    ['no ID', { id: '' }],
    ['no name', { name: ' ' }],
    ['a name that is too long', { name: 'x'.repeat(101) }],
    ['a query that is too long', { query: 'x'.repeat(10_001) }],
    ['a query that is not a text', { query: 7 }],
  ])('leaves out a view with %s, and returns the others', (_what, changed) => {
    expect(viewsIn({ views: [{ ...aView(), ...changed }, aView({ id: 'w' }), null, 'view'] }).views).toEqual([aView({ id: 'w' })])
  })

  it('returns the first of two views with one ID', () => {
    expect(viewsIn({ views: [aView({ name: '1' }), aView({ id: 'w' }), aView({ name: '2' })] }).views).toEqual([aView({ name: '1' }), aView({ id: 'w' })])
  })

  it('leaves out what a newer version may have written to a view', () => {
    const view = { ...aView(), showMerged: 'some', columns: [{ ...name, column: 'future' }, { ...id, unit: 'em' }, id], sort: [{ column: 'future', descending: true }], window: { kind: 'future' } }
    expect(viewsIn({ views: [view, { id: 'w', name: 'Old', query: '' }] }).views).toEqual([aView({ columns: [id] }), aView({ id: 'w', name: 'Old' })])
  })

  it.each([0, -1, 10_001, Number.NaN, '80'])('leaves out a column with the width %s', (width) => {
    expect(viewsIn({ columns: [{ ...name, width }, id] }).columns).toEqual([id])
    expect(viewsIn({ columns: [{ ...name, width }] }).columns).toBeNull()
  })
})

describe('a change', () => {
  const unknownView = { id: 'future', kind: 'graph' }
  const entry = { theme: 'dark', views: [{ ...aView(), color: 'red' }, unknownView, 7], columns: 'all' }

  it('of a view keeps its place, and members and views that this version does not know', () => {
    expect(withView(entry, aView({ name: 'New' }))).toEqual({ ...entry, views: [{ ...aView({ name: 'New' }), color: 'red' }, unknownView, 7] })
    expect(withView(entry, aView({ id: 'w' }))).toEqual({ ...entry, views: [...entry.views, aView({ id: 'w' })] })
    expect(withoutView(entry, 'v')).toEqual({ ...entry, views: [unknownView, 7] })
    expect(withoutView(entry, 'w')).toEqual(entry)
  })

  it('of other members keeps everything else', () => {
    expect(withMembers(entry, { utc: true, columns: [id] })).toEqual({ ...entry, utc: true, columns: [id] })
  })

  it.each([undefined, 'x', [1], { views: 7 }])('starts from nothing if the entry is %j', (damaged) => {
    expect(withView(damaged, aView())).toEqual({ views: [aView()] })
    expect(withoutView(damaged, 'v')).toEqual({ views: [] })
  })

  it.each([
    [undefined, false, false],
    [{}, false, false],
    [{ views: [7], columns: 7 }, false, false],
    [{ views: {} }, false, true],
    [{ views: null }, false, false],
    [[], true, true],
    [null, true, true],
    ['x', true, true],
  ])('of the entry %j loses something: %s; a change of its views: %s', (damaged, loses, losesViews) => {
    expect([isEntryDamaged(damaged), areViewsDamaged(damaged)]).toEqual([loses, losesViews])
  })
})

describe('stars', () => {
  it.each([
    [undefined, []],
    [{ 1: true }, []],
    [['1', 2, '../3', '', '1', '9007199254740993', null], ['1', '9007199254740993']],
  ])('of %j are %j', (entry, ids) => {
    expect(starsIn(entry)).toEqual(ids)
  })

  it('are added and removed without touching anything else', () => {
    const entry = ['1', { id: '2' }, '3']
    expect(withStars(entry, ['3', '4', '4'], true)).toEqual([...entry, '4'])
    expect(withStars(entry, ['1', '4'], false)).toEqual([{ id: '2' }, '3'])
    expect(withStars({ 1: true }, ['1'], true)).toEqual(['1'])
  })

  it('are damaged if they are not a list', () => {
    expect([undefined, [], [{}], {}, 'x', null].map(areStarsDamaged)).toEqual([false, false, false, true, true, true])
  })
})
