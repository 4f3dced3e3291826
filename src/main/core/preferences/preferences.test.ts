import { describe, expect, it } from 'vitest'
import { aView } from '../../../shared/contract/fixtures'
import { AppError } from '../base/errors'
import { fakeEntries } from './fixtures'
import { copyViews, createPreferences } from './preferences'

const defaults = { views: [], columns: null, density: 'comfortable', sort: [], overview: null, utc: false, me: '', exported: null, starred: [] }

interface Given { readonly views?: Readonly<Record<string, unknown>>, readonly stars?: Readonly<Record<string, unknown>> }

function setUp(given: Given = {}) {
  const views = fakeEntries(given.views)
  const stars = fakeEntries(given.stars)
  const files = { views: views.file, stars: stars.file }
  const of = (profileId: string) => {
    let ids = 0
    return createPreferences({ profileId, files, newId: () => `new-${++ids}` })
  }
  return { of, files, views, stars }
}

describe('the preferences of a profile', () => {
  it('are the defaults until something is saved, then what was saved, also after a restart', () => {
    const { of } = setUp()
    const preferences = of('p')
    expect(preferences.read()).toEqual(defaults)
    const layout = { columns: [{ column: 'name', width: 320, pinned: true }], density: 'compact', sort: [{ column: 'created', descending: false }], overview: 'folded' } as const
    const view = preferences.saveView(aView({ id: '', query: 'severity:high', window: { kind: 'last', hours: 24 } }))
    preferences.star(['1', '2'], true)
    preferences.star(['2', '3'], false)
    preferences.saveLayout(layout)
    preferences.saveTimes(true)
    preferences.saveMyName('mia@contoso.example')
    const saved = { ...layout, views: [view], starred: ['1'], utc: true, me: 'mia@contoso.example', exported: null }
    expect(view).toEqual(aView({ id: 'new-1', query: 'severity:high', window: { kind: 'last', hours: 24 } }))
    expect([preferences.read(), of('p').read()]).toEqual([saved, saved])
  })

  it('are separate for each profile, even if its ID is a name of JavaScript', () => {
    const { of } = setUp()
    for (const id of ['p', '__proto__', 'constructor']) {
      expect(of(id).read()).toEqual(defaults)
      of(id).saveView(aView({ name: id }))
      of(id).star([id], true)
    }
    for (const id of ['p', '__proto__', 'constructor']) expect(of(id).read()).toEqual({ ...defaults, views: [aView({ name: id })], starred: [id] })
  })

  it('replace a view with the same ID, and delete one', () => {
    const preferences = setUp().of('p')
    for (const id of ['a', 'b', 'c']) preferences.saveView(aView({ id, name: id }))
    preferences.saveView(aView({ id: 'b', name: 'B' }))
    expect(preferences.read().views.map(({ name }) => name)).toEqual(['a', 'B', 'c'])
    preferences.deleteView('a')
    preferences.deleteView('none')
    expect(preferences.read().views.map(({ name }) => name)).toEqual(['B', 'c'])
  })

  it('add a view at its former place with its former ID, or at the end if its neighbor is gone', () => {
    const preferences = setUp().of('p')
    for (const id of ['a', 'b', 'c']) preferences.saveView(aView({ id }))
    preferences.deleteView('b')
    preferences.saveView(aView({ id: 'b' }), 'c')
    expect(preferences.read().views.map(({ id }) => id)).toEqual(['a', 'b', 'c'])
    preferences.deleteView('a')
    preferences.deleteView('b')
    preferences.saveView(aView({ id: 'a' }), 'b')
    expect(preferences.read().views.map(({ id }) => id)).toEqual(['c', 'a'])
  })

  it('have at most 100 views, which can still be replaced and deleted', () => {
    const preferences = setUp({ views: { p: { views: Array.from({ length: 100 }, (_, index) => aView({ id: `v${index}` })) } } }).of('p')
    expect(() => preferences.saveView(aView({ id: '' }))).toThrow('views-full')
    expect(() => preferences.saveView(aView({ id: 'other' }))).toThrow('views-full')
    preferences.saveView(aView({ id: 'v7', name: 'Seven' }))
    preferences.deleteView('v8')
    preferences.saveView(aView({ id: '' }))
    expect(preferences.read().views).toHaveLength(100)
  })

  it('have at most 10,000 stars, all or none of which are added', () => {
    const ids = Array.from({ length: 10_000 }, (_, index) => `${index}`)
    const preferences = setUp({ stars: { p: ids.slice(1) } }).of('p')
    expect(() => preferences.star(['a', 'b'], true)).toThrow('stars-full')
    expect(preferences.read().starred).toHaveLength(9999)
    preferences.star(['0', '1'], true)
    expect(() => preferences.star(['a'], true)).toThrow('stars-full')
    preferences.star(['0', 'a'], false)
    preferences.star(['a'], true)
    expect(preferences.read().starred).toHaveLength(10_000)
  })

  it('lose stars that a file has beyond the limit only if the user removes them', () => {
    const preferences = setUp({ stars: { p: Array.from({ length: 10_002 }, (_, index) => `${index}`) } }).of('p')
    expect(preferences.read().starred).toHaveLength(10_002)
    preferences.star(['7'], false)
    expect(() => preferences.star(['7'], true)).toThrow('stars-full')
    expect(preferences.read().starred).toHaveLength(10_001)
  })

  it('report which changes replace something unreadable', () => {
    const { of, views, stars } = setUp({ views: { p: { views: 7 }, q: 7 }, stars: { p: {} } })
    of('p').saveTimes(true)
    expect(views.lossy).toEqual([])
    of('p').saveView(aView())
    of('q').saveTimes(true)
    of('p').star(['1'], true)
    expect([views.lossy, stars.lossy]).toEqual([['p', 'q'], ['p']])
    of('p').saveView(aView())
    of('p').star(['2'], true)
    expect([views.lossy, stars.lossy]).toEqual([['p', 'q'], ['p']])
  })
})

describe('listeners', () => {
  it('are called after each change; those of the marks get them at once and after each change of the marks', () => {
    const preferences = setUp({ stars: { p: ['1'] } }).of('p')
    const events: unknown[] = []
    preferences.onChange(() => events.push('changed'))
    preferences.followMarks(marks => events.push(marks))
    expect(events).toEqual([{ starred: ['1'], me: '' }])
    events.length = 0
    preferences.saveView(aView())
    preferences.deleteView('v')
    preferences.saveLayout({ columns: null, density: 'compact', sort: [], overview: null })
    preferences.saveTimes(true)
    preferences.saveExportChoice({ what: 'shown', format: 'json', manifest: true, withIds: false, columns: 'all' })
    expect(events).toEqual(['changed', 'changed', 'changed', 'changed', 'changed'])
    expect(preferences.read().exported).toMatchObject({ what: 'shown', manifest: true })
    events.length = 0
    preferences.star(['2'], true)
    preferences.saveMyName('Mia')
    expect(events).toEqual(['changed', { starred: ['1', '2'], me: '' }, 'changed', { starred: ['1', '2'], me: 'Mia' }])
    expect(preferences.marks()).toEqual({ starred: ['1', '2'], me: 'Mia' })
  })

  it('are not called if the files cannot be written', () => {
    const { files } = setUp()
    const write = () => { throw new AppError('preferences-unwritable') }
    const preferences = createPreferences({ profileId: 'p', files: { views: { ...files.views, write }, stars: { ...files.stars, write } }, newId: () => 'new' })
    const events: unknown[] = []
    preferences.onChange(() => events.push('changed'))
    expect(() => preferences.saveTimes(true)).toThrow('preferences-unwritable')
    expect(() => preferences.saveView(aView())).toThrow('preferences-unwritable')
    expect(() => preferences.star(['1'], true)).toThrow('preferences-unwritable')
    expect([events, preferences.read()]).toEqual([[], defaults])
  })
})

describe('forgetting', () => {
  it('deletes the entries of the profile only, and calls the listeners', () => {
    const { of, views, stars } = setUp({ views: { p: { me: 'Mia' }, q: {} }, stars: { p: ['1'], q: ['2'] } })
    const preferences = of('p')
    const events: unknown[] = []
    preferences.onChange(() => events.push('changed'))
    preferences.followMarks(marks => events.push(marks))
    events.length = 0
    preferences.forget()
    expect([views.ids(), stars.ids()]).toEqual([['q'], ['q']])
    expect(events).toEqual(['changed', { starred: [], me: '' }])
  })

  it('deletes the stars even if the views cannot be deleted', () => {
    const { files, stars } = setUp({ stars: { p: ['1'] } })
    const remove = () => { throw new AppError('preferences-not-forgotten') }
    const preferences = createPreferences({ profileId: 'p', files: { ...files, views: { ...files.views, remove } }, newId: () => 'new' })
    expect(() => preferences.forget()).toThrow('preferences-not-forgotten')
    expect(stars.ids()).toEqual([])
  })
})

it('a copy of a profile has its views and layout, but not its stars', () => {
  const entry = { views: [aView()], utc: true, theme: 'dark' }
  const { of, files, views } = setUp({ views: { p: entry }, stars: { p: ['1'] } })
  copyViews(files, 'p', 'copy')
  expect([views.file.read('copy'), of('copy').read()]).toEqual([entry, { ...defaults, views: [aView()], utc: true }])
  copyViews(files, 'none', 'other')
  expect(views.ids()).toEqual(['p', 'copy'])
})
