import { afterEach, expect, it, vi } from 'vitest'
import { effectScope, nextTick } from 'vue'
import { fakeStorage } from '../testing/fake-bridge'
import { usePanelWidth } from './use-panel-width'

function setUp(innerWidth: number, kept: Readonly<Record<string, string>> = {}) {
  const storage = fakeStorage(kept)
  const resized = new Set<() => void>()
  vi.stubGlobal('innerWidth', innerWidth)
  vi.stubGlobal('addEventListener', (_event: string, act: () => void) => resized.add(act))
  vi.stubGlobal('removeEventListener', (_event: string, act: () => void) => resized.delete(act))
  const scope = effectScope()
  const panel = scope.run(usePanelWidth)
  if (!panel) throw new Error('the composable was not set up')
  const resize = (to: number) => {
    vi.stubGlobal('innerWidth', to)
    for (const act of resized) act()
  }
  return { ...panel, storage, scope, resize, listeners: () => resized.size }
}
afterEach(() => vi.unstubAllGlobals())

it('is the last choice, limited by the minimum width of the list', async () => {
  const { width, max, resize, storage } = setUp(2000)
  expect([width.value, max.value]).toEqual([720, 1200])
  width.value = 800
  await nextTick()
  expect([width.value, storage.get('detail-width')]).toEqual([800, '800'])
  resize(1048)
  expect([width.value, max.value]).toEqual([500, 500])
  resize(400)
  expect([width.value, max.value]).toEqual([320, 320])
  resize(2000)
  expect(width.value).toBe(800)
})

it.each([['600', 600], ['wide', 720], ['0', 720]])('remembers %s as %i', (kept, width) => {
  expect(setUp(2000, { 'detail-width': kept }).width.value).toBe(width)
})

it('stops listening to the window when the panel closes', () => {
  const { scope, listeners } = setUp(1000)
  expect(listeners()).toBe(1)
  scope.stop()
  expect(listeners()).toBe(0)
})

it('takes its share of the window until the user chooses a width', () => {
  const { width, resize } = setUp(1280)
  expect(width.value).toBe(480)
  resize(2560)
  expect(width.value).toBe(920)
  width.value = 600
  resize(1280)
  expect(width.value).toBe(600)
})

it('takes the place of the list in a narrow window', () => {
  const { isAlone, resize } = setUp(1000)
  expect(isAlone.value).toBe(false)
  resize(999)
  expect(isAlone.value).toBe(true)
})
