import type { Preferences } from '../preferences/preferences'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { aView } from '../../../shared/contract/fixtures'
import { overviewModes } from '../../../shared/contract/preferences'
import { columnIds } from '../../../shared/contract/row'
import { runs } from '../../../shared/testing/property-runs'
import { AppError } from '../base/errors'
import { fakeEntries } from '../preferences/fixtures'
import { createPreferences } from '../preferences/preferences'
import { aStoredProfile } from '../profiles/fixtures'
import { readArguments } from './inputs'
import { createPreferenceMethods } from './preference-methods'

/** Creates the methods of the profiles `p`, which is current, and `new`, in which nothing is saved. */
function setUp() {
  const files = { views: fakeEntries().file, stars: fakeEntries().file }
  let current = 'p'
  const sessionOf = (profileId: string) => {
    const preferences: Preferences = createPreferences({ profileId, files, newId: () => 'new-view' })
    const profile = () => profileId === 'new' ? null : aStoredProfile()
    return { preferences, vault: { profile, status: () => { throw new Error('not needed') } }, holdsKey: () => false, leave: () => undefined }
  }
  const requireCurrent = (id: string) => {
    if (id !== current) throw new AppError('cancelled')
    return sessionOf(id)
  }
  const methods = createPreferenceMethods({ profiles: { current: () => sessionOf(current), requireCurrent } })
  return { methods, choose: (id: string) => { current = id } }
}

const layout = { columns: [{ column: 'name', width: 320, pinned: false }], density: 'compact', sort: [], overview: 'folded' } as const

const exported = { what: 'shown', format: 'json', manifest: true, withIds: false, columns: 'all' } as const

const changes: readonly (readonly [string, (methods: ReturnType<typeof createPreferenceMethods>, profileId: string) => unknown])[] = [
  ['saveView', (methods, profileId) => methods.saveView({ profileId, view: aView() })],
  ['deleteView', (methods, profileId) => methods.deleteView({ profileId, id: 'v' })],
  ['star', (methods, profileId) => methods.star({ profileId, ids: ['1'], starred: true })],
  ['saveLayout', (methods, profileId) => methods.saveLayout({ profileId, layout })],
  ['saveTimes', (methods, profileId) => methods.saveTimes({ profileId, utc: true })],
  ['saveMyName', (methods, profileId) => methods.saveMyName({ profileId, name: 'Mia' })],
  ['saveExportChoice', (methods, profileId) => methods.saveExportChoice({ profileId, choice: exported })],
]

it('the methods change and return the preferences of the current profile', () => {
  const { methods, choose } = setUp()
  expect(methods.saveView({ profileId: 'p', view: aView({ id: '' }) })).toEqual(aView({ id: 'new-view' }))
  // One of them deletes the view that another one saves.
  for (const [, change] of changes) change(methods, 'p')
  expect(methods.preferences()).toEqual({ ...layout, views: [aView({ id: 'new-view' })], starred: ['1'], utc: true, me: 'Mia', exported })
  methods.star({ profileId: 'p', ids: ['1'], starred: false })
  expect(methods.preferences()).toMatchObject({ views: [aView({ id: 'new-view' })], starred: [] })
  choose('q')
  expect(methods.preferences()).toMatchObject({ views: [], utc: false, me: '' })
})

describe.each(changes)('%s', (_name, change) => {
  it.each([['p', 'another profile is current', 'q', 'cancelled'], ['new', 'the profile is not saved', 'new', 'no-credentials']] as const)('changes nothing in %s if %s', (profileId, _why, current, code) => {
    const { methods, choose } = setUp()
    const before = methods.preferences()
    choose(current)
    expect(() => change(methods, profileId)).toThrow(code)
    expect(methods.preferences()).toEqual(before)
    choose('p')
    expect(methods.preferences()).toEqual(before)
  })
})

describe('the arguments', () => {
  const view = (given: object) => ['saveView', { profileId: 'p', view: { ...aView(), ...given } }] as const
  const layoutOf = (given: object) => ['saveLayout', { profileId: 'p', layout: { ...layout, ...given } }] as const
  const [column] = layout.columns

  it.each([
    view({ id: '../v' }), view({ id: 'x'.repeat(65) }), view({ name: '' }), view({ name: ' ' }), view({ name: 'x'.repeat(101) }), view({ query: 'x'.repeat(10_001) }), view({ query: null }),
    view({ showMerged: 1 }), view({ sort: null }), view({ sort: [{ column: 'color', descending: true }] }),
    view({ sort: Array.from({ length: columnIds.length + 1 }, () => ({ column: 'id', descending: true })) }),
    view({ columns: [] }), view({ columns: [column, column] }), view({ columns: [{ ...column, column: 'color' }] }), view({ columns: [{ ...column, width: 0 }] }),
    view({ columns: [{ ...column, width: 10_001 }] }), view({ columns: [{ ...column, width: Number.NaN }] }), view({ columns: [{ ...column, pinned: 'yes' }] }),
    view({ window: { kind: 'last', hours: 47 } }), view({ window: 48 }),
    layoutOf({ density: 'tiny' }), layoutOf({ overview: 'open' }), layoutOf({ overview: undefined }), layoutOf({ columns: [] }), layoutOf({ sort: 'id' }),
    ['deleteView', { profileId: 'p', id: '' }], ['saveView', { profileId: 'p', view: aView(), before: '../v' }], ['saveView', { profileId: 'p', view: aView(), before: null }],
    ['star', { profileId: 'p', ids: ['../1'], starred: true }],
    ['star', { profileId: 'p', ids: Array.from({ length: 10_001 }, () => '1'), starred: true }], ['star', { profileId: 'p', ids: '1', starred: true }],
    ['saveTimes', { profileId: 'p', utc: 'true' }], ['saveMyName', { profileId: 'p', name: 'x'.repeat(257) }], ['saveTimes', { profileId: '../p', utc: true }],
  ] as const)('of %s are refused: %j', (method, argument) => {
    expect(readArguments(method, [argument])).toBeNull()
  })

  it('lose spaces around a name, and members that do not belong to them', () => {
    expect(readArguments('saveView', [{ profileId: 'p', view: { ...aView({ name: ' Mine\n' }), html: '<b>' }, extra: 1 }])).toEqual([{ profileId: 'p', view: aView({ name: 'Mine' }) }])
    expect(readArguments('saveMyName', [{ profileId: 'p', name: ' Mia ' }])).toEqual([{ profileId: 'p', name: 'Mia' }])
  })
})

/** Mostly right, with anything in the place of some members. */
const orJunk = <T>(arbitrary: fc.Arbitrary<T>) => fc.oneof({ weight: 12, arbitrary }, { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 2 }) })
const aSort = orJunk(fc.array(orJunk(fc.record({ column: orJunk(fc.constantFrom(...columnIds)), descending: orJunk(fc.boolean()) })), { maxLength: 3 }))
const aColumn = orJunk(fc.record({ column: fc.constantFrom(...columnIds), width: orJunk(fc.double()), pinned: orJunk(fc.boolean()) }))
const aLayout = orJunk(fc.option(fc.array(aColumn, { maxLength: 3 })))
const aWindow = orJunk(fc.option(fc.oneof(fc.constant({ kind: 'last', hours: 48 }), fc.record({
  kind: fc.constant('custom'), field: fc.constantFrom('createdTime', 'lastUpdateTime', 'x'), from: fc.constant('2026-01-01T00:00:00Z'), to: fc.constantFrom(null, '2025-01-01', '2026-02-01T00:00:00Z'),
}))))
const aText = orJunk(fc.string({ unit: 'binary' }))
const anyView = fc.record({ id: orJunk(fc.constantFrom('', 'v', '__proto__')), name: aText, query: aText, showMerged: orJunk(fc.boolean()), sort: aSort, columns: aLayout, window: aWindow })
const anyLayout = fc.record({ columns: aLayout, density: orJunk(fc.constantFrom('compact', 'comfortable')), sort: aSort, overview: orJunk(fc.constantFrom(null, ...overviewModes)) })

it('whatever the arguments accept is read back unchanged from the file', () => {
  let accepted = 0
  fc.assert(fc.property(anyView, anyLayout, aText, (given, givenLayout, name) => {
    const { methods } = setUp()
    const view = readArguments('saveView', [{ profileId: 'p', view: given }])
    const layoutRead = readArguments('saveLayout', [{ profileId: 'p', layout: givenLayout }])
    const me = readArguments('saveMyName', [{ profileId: 'p', name }])
    if (view) {
      const saved = methods.saveView(...view as Parameters<typeof methods.saveView>)
      expect(methods.preferences().views).toEqual([saved])
      accepted++
    }
    if (layoutRead) {
      methods.saveLayout(...layoutRead as Parameters<typeof methods.saveLayout>)
      expect(methods.preferences()).toMatchObject((layoutRead as Parameters<typeof methods.saveLayout>)[0].layout)
    }
    if (me) {
      methods.saveMyName(...me as Parameters<typeof methods.saveMyName>)
      expect([{ profileId: 'p', name: methods.preferences().me }]).toEqual(me)
    }
  }), runs(500))
  expect(accepted).toBeGreaterThan(0)
})
