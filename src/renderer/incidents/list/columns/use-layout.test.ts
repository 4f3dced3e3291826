import type { ListLayout } from '../../../../shared/contract/preferences'
import type { SortBy } from '../../../../shared/contract/list'
import { afterEach, expect, it, vi } from 'vitest'
import { effectScope, nextTick, shallowRef } from 'vue'
import { fakeBridge, refuse, settled } from '../../../testing/fake-bridge'
import { defaultSort } from './column-layout'
import { useLayout } from './use-layout'

const nothing: ListLayout = { columns: null, density: 'comfortable', sort: [], overview: null }
const bySeverity: readonly SortBy[] = [{ column: 'severity', descending: true }]
const name = { column: 'name', width: 300, pinned: false } as const

function setUp(initial: ListLayout = nothing) {
  const state = { isFailing: false }
  const saved: ListLayout[] = []
  fakeBridge({
    saveLayout: ({ layout }) => {
      if (state.isFailing) refuse('unexpected')
      saved.push(layout)
    },
  })
  const stored = shallowRef(initial)
  const profileId = shallowRef('p')
  const sort = shallowRef<readonly SortBy[]>([{ column: 'lastUpdate', descending: true }])
  const layout = effectScope().run(() => useLayout({ stored: () => stored.value, profileId: () => profileId.value, api: () => 'defender-xdr', sort }))
  if (!layout) throw new Error('no scope')
  return { layout, stored, sort, profileId, saved, state }
}
afterEach(() => vi.unstubAllGlobals())

it('shows what main has stored, or else the app\'s own choice', async () => {
  const { layout, stored, sort } = setUp()
  expect([layout.isDefault.value, layout.density.value, sort.value[0]?.column, layout.overview.value]).toEqual([true, 'comfortable', 'lastUpdate', null])
  stored.value = { columns: [name], density: 'compact', sort: bySeverity, overview: 'tables' }
  await nextTick()
  expect([layout.columns.value, layout.density.value, sort.value, layout.overview.value]).toEqual([[name], 'compact', bySeverity, 'tables'])
})

it.each([['of a profile with its own order', bySeverity], ['of a profile without one', []]])('keeps the shown order and columns %s when other preferences change', async (_of, own) => {
  const { layout, stored, sort } = setUp({ ...nothing, sort: own })
  const shown: readonly SortBy[] = [{ column: 'name', descending: false }]
  layout.showView({ columns: [name], sort: shown })
  // Like a star: the same layout in another object.
  stored.value = { ...nothing, sort: [...own] }
  await nextTick()
  expect([sort.value, layout.columns.value]).toEqual([shown, [name]])
  stored.value = { ...nothing, sort: [...own], density: 'compact' }
  await nextTick()
  expect([sort.value, layout.columns.value, layout.density.value]).toEqual([shown, [name], 'compact'])
})

it('shows the order of another profile, or the list\'s own if that profile has none', async () => {
  const { stored, sort, profileId } = setUp({ ...nothing, sort: bySeverity })
  sort.value = [{ column: 'name', descending: false }]
  profileId.value = 'q'
  await nextTick()
  expect(sort.value).toEqual(bySeverity)
  stored.value = nothing
  await nextTick()
  expect(sort.value).toEqual(defaultSort)
})

it('stores each change with everything else, but nothing while the user drags', async () => {
  const { layout, saved } = setUp({ ...nothing, density: 'compact' })
  layout.drag([name])
  await settled()
  expect([saved, layout.columns.value]).toEqual([[], [name]])
  await layout.setColumns([name])
  await layout.setSort(bySeverity)
  const stored = { columns: [name], density: 'compact', sort: bySeverity, overview: null }
  expect(saved).toEqual([{ ...stored, sort: [] }, stored])
  await layout.setColumns(null)
  await layout.setDensity('comfortable')
  await layout.setOverview('folded')
  expect(saved.at(-1)).toEqual({ columns: null, density: 'comfortable', sort: bySeverity, overview: 'folded' })
})

it('ignores events while it stores a change, and shows why a change was not stored', async () => {
  const { layout, stored, state } = setUp()
  const saving = layout.setDensity('compact')
  stored.value = { ...nothing }
  await nextTick()
  expect(layout.density.value).toBe('compact')
  await saving
  state.isFailing = true
  await layout.setDensity('comfortable')
  expect([layout.density.value, layout.failure.value?.code]).toEqual(['comfortable', 'unexpected'])
  state.isFailing = false
  await layout.setDensity('compact')
  expect(layout.failure.value).toBeNull()
})

it('shows the columns and the order of a view, which do not become the profile\'s, and then the profile\'s again', async () => {
  const own = { columns: [name], density: 'compact', sort: bySeverity, overview: null } as const
  const { layout, sort, saved } = setUp(own)
  const [wider, ofView, byName] = [{ ...name, width: 500 }, { ...name, width: 200 }, [{ column: 'name', descending: false }]] as const
  layout.showView({ columns: [ofView], sort: byName })
  expect([layout.columns.value, sort.value, layout.isDefault.value]).toEqual([[ofView], byName, false])
  await layout.setColumns([wider])
  await layout.setDensity('comfortable')
  expect([layout.columns.value, sort.value, saved]).toEqual([[wider], byName, [{ ...own, density: 'comfortable' }]])
  await layout.setColumns(null)
  expect([layout.isDefault.value, layout.columns.value.length > 1]).toEqual([true, true])
  layout.showView({ columns: null, sort: [] })
  expect([layout.columns.value, sort.value]).toEqual([[name], bySeverity])
})
