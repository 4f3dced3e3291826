import type { OverviewMode } from '../../../shared/contract/preferences'
import { afterEach, expect, it, vi } from 'vitest'
import { computed, nextTick, shallowRef } from 'vue'
import { mounted } from '../../testing/fake-component'
import { useOverviewMode } from './use-overview-mode'

/** The window's size, as the media queries see it. Returns a function that changes it. */
function fakeWindow(width: number, height: number) {
  const size = { width, height }
  const updates: (() => void)[] = []
  const isAtLeast = (query: string, of: keyof typeof size) => size[of] >= Number(new RegExp(`min-${of}: (\\d+)px`).exec(query)?.[1] ?? 0)
  vi.stubGlobal('matchMedia', (query: string) => ({
    get matches() { return isAtLeast(query, 'width') && isAtLeast(query, 'height') },
    addEventListener: (_: string, listener: () => void) => { updates.push(listener) },
    removeEventListener: () => undefined,
  }))
  return async (nextWidth: number, nextHeight: number) => {
    Object.assign(size, { width: nextWidth, height: nextHeight })
    for (const update of updates) update()
    await nextTick()
  }
}

function setUp(given: OverviewMode | null) {
  const overview = shallowRef(given)
  const setOverview = vi.fn(async (next: OverviewMode) => { overview.value = next })
  return { ...mounted(() => useOverviewMode({ overview: computed(() => overview.value), setOverview }, () => true)), setOverview }
}

afterEach(() => vi.unstubAllGlobals())

it.each([[1280, 850, 'pictures'], [1280, 849, 'folded'], [1040, 1200, 'folded']] as const)('a window of %i × %i begins %s', (width, height, expected) => {
  fakeWindow(width, height)
  expect(setUp(null).of.mode.value).toBe(expected)
})

it('each choice is stored, and applies to the next start', () => {
  fakeWindow(1280, 850)
  const { of: { toggle, toggleTables }, setOverview } = setUp(null)
  toggleTables()
  toggle()
  toggle()
  expect(setOverview.mock.calls).toEqual([['tables'], ['folded'], ['pictures']])
  fakeWindow(1280, 700)
  expect(setUp('tables').of.mode.value).toBe('tables')
})

it('a small window begins folded and stores nothing', async () => {
  const resize = fakeWindow(900, 600)
  const { of: { mode, toggle, toggleTables }, setOverview } = setUp('tables')
  expect(mode.value).toBe('folded')
  toggle()
  expect(mode.value).toBe('pictures')
  toggleTables()
  expect([mode.value, setOverview.mock.calls.length]).toEqual(['tables', 0])
  await resize(1280, 800)
  await resize(900, 600)
  expect(mode.value).toBe('folded')
})
