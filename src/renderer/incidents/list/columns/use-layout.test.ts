import type { ListLayout } from '../../../../shared/contract/preferences'
import type { SortBy } from '../../../../shared/contract/list'
import { afterEach, expect, it, vi } from 'vitest'
import { effectScope, nextTick, shallowRef } from 'vue'
import { fakeBridge, refuse, settled } from '../../../testing/fake-bridge'
import { useLayout } from './use-layout'

const nothing: ListLayout = { columns: null, density: 'comfortable', sort: [] }
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
  const sort = shallowRef<readonly SortBy[]>([{ column: 'lastUpdate', descending: true }])
  const layout = effectScope().run(() => useLayout({ stored: () => stored.value, profileId: () => 'p', api: () => 'defender-xdr', sort }))
  if (!layout) throw new Error('no scope')
  return { layout, stored, sort, saved, state }
}
afterEach(() => vi.unstubAllGlobals())

it('shows what main has stored, or else the app\'s own choice', async () => {
  const { layout, stored, sort } = setUp()
  expect([layout.isDefault.value, layout.density.value, sort.value[0]?.column]).toEqual([true, 'comfortable', 'lastUpdate'])
  stored.value = { columns: [name], density: 'compact', sort: bySeverity }
  await nextTick()
  expect([layout.columns.value, layout.density.value, sort.value]).toEqual([[name], 'compact', bySeverity])
})

it('stores each change with everything else, but nothing while the user drags', async () => {
  const { layout, saved } = setUp({ ...nothing, density: 'compact' })
  layout.show([name])
  await settled()
  expect([saved, layout.columns.value]).toEqual([[], [name]])
  await layout.setSort(bySeverity)
  expect(saved).toEqual([{ columns: [name], density: 'compact', sort: bySeverity }])
  await layout.setColumns(null)
  await layout.setDensity('comfortable')
  expect(saved.at(-1)).toEqual({ columns: null, density: 'comfortable', sort: bySeverity })
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
