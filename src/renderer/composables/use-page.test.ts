import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { nextTick } from 'vue'

/** Creates a document whose focus is on a visible element, on a hidden one, or on nothing. */
function fakeDocument(focus: 'seen' | 'hidden' | 'gone' | 'none') {
  const focused: string[] = []
  const body = { checkVisibility: () => true }
  const element = { checkVisibility: () => focus === 'seen' }
  vi.stubGlobal('document', {
    body,
    activeElement: focus === 'none' ? null : focus === 'gone' ? body : element,
    getElementById: (id: string) => ({ focus: () => focused.push(id) }),
  })
  return focused
}
beforeEach(() => vi.resetModules())
afterEach(() => vi.unstubAllGlobals())

it.each([['seen', []], ['hidden', ['settings-title']], ['gone', ['settings-title']], ['none', ['settings-title']]] as const)('opens a page and, if the focused element is %s, focuses %j', async (focus, expected) => {
  const focused = fakeDocument(focus)
  const { usePage } = await import('./use-page')
  const { page, go } = usePage()
  expect(page.value).toBe('incidents')
  await go('settings')
  expect([usePage().page.value, focused]).toEqual(['settings', expected])
})

it('does not move the focus if the page is already open', async () => {
  const focused = fakeDocument('gone')
  const { usePage } = await import('./use-page')
  await usePage().go('incidents')
  expect(focused).toEqual([])
})

it('clears the result of the last action when another page opens, or on request', async () => {
  fakeDocument('seen')
  const { usePage } = await import('./use-page')
  const { useProfileResult } = await import('./use-profile-result')
  const { profiles, forgotten, clear } = useProfileResult()
  for (const end of [clear, () => usePage().go('setup')]) {
    profiles.value = { kind: 'cancelled' }
    forgotten.value = { setAside: true }
    expect(useProfileResult().profiles.value).toEqual({ kind: 'cancelled' })
    await end()
    await nextTick()
    expect([profiles.value, forgotten.value]).toEqual([null, null])
  }
})
