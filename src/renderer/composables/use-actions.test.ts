import { afterEach, expect, it, vi } from 'vitest'
import { effectScope, ref } from 'vue'
import { ApiError } from '../bridge'
import { messageOf } from '../text/failures/messages'
import { commandAction, provideActions, useActions } from './use-actions'
import { useShortcuts } from './use-shortcuts'

afterEach(() => vi.unstubAllGlobals())

it('runs an action that exists and is not blocked, until its component is unmounted', () => {
  const ran: string[] = []
  const blocked = ref('')
  const scope = effectScope()
  scope.run(() => provideActions(() => [commandAction('refresh', { run: () => ran.push('refresh'), blocked: blocked.value })]))
  const { actions, note, run } = useActions()
  expect(actions.value).toMatchObject([{ id: 'refresh', label: 'Refresh', group: 'List', keys: ['Mod+R'], blocked: '' }])
  expect([run('refresh'), run('export')]).toEqual([true, false])
  blocked.value = 'A refresh is running'
  expect([run('refresh'), ran]).toEqual([false, ['refresh']])
  expect(note.value).toEqual({ label: 'Refresh', text: 'A refresh is running' })
  blocked.value = ''
  expect([run('refresh'), note.value]).toEqual([true, null])
  scope.stop()
  expect(actions.value).toEqual([])
})

it('notes the result of an action, and why it failed', async () => {
  const scope = effectScope()
  scope.run(() => provideActions(() => [
    commandAction('refresh', { run: async () => 'Done' }),
    commandAction('export', { run: () => Promise.reject(new ApiError({ code: 'offline', details: {} })) }),
  ]))
  const { note, run, clearNote } = useActions()
  run('refresh')
  await vi.waitFor(() => expect(note.value).toEqual({ label: 'Refresh', text: 'Done' }))
  clearNote()
  run('export')
  await vi.waitFor(() => expect(note.value).toEqual({ label: 'Export incidents…', text: messageOf({ code: 'offline', details: {} }).what }))
  scope.stop()
})

it('runs the action of a pressed key, unless the key types a letter, was handled, or belongs to a dialog', () => {
  class FakeElement {
    constructor(readonly field: boolean) {}
    closest() { return this.field ? this : null }
  }
  let listener: (event: unknown) => void = () => undefined
  let modal: object | null = null
  vi.stubGlobal('Element', FakeElement)
  vi.stubGlobal('document', { querySelector: () => modal })
  vi.stubGlobal('addEventListener', (_name: string, added: typeof listener) => { listener = added })
  vi.stubGlobal('removeEventListener', () => { listener = () => undefined })
  const ran: string[] = []
  const scope = effectScope()
  scope.run(() => {
    const search = commandAction('search', { run: () => ran.push('search') })
    const selectAll = commandAction('select-all', { run: () => ran.push('select-all') })
    provideActions(() => [search, selectAll, commandAction('reload', { run: () => ran.push('reload'), blocked: 'No' })])
    useShortcuts()
  })
  const press = (key: string, { ctrlKey = false, shiftKey = false, typing = false, defaultPrevented = false } = {}) => {
    const preventDefault = vi.fn()
    const target = new FakeElement(typing)
    listener({ key, ctrlKey, shiftKey, metaKey: false, altKey: false, getModifierState: () => false, target, defaultPrevented, preventDefault })
    return preventDefault.mock.calls.length > 0
  }
  expect([press('/'), press('/', { typing: true }), press('f', { ctrlKey: true, typing: true }), press('x')]).toEqual([true, false, true, false])
  expect(ran).toEqual(['search', 'search'])
  expect([press('/', { defaultPrevented: true }), press('R', { ctrlKey: true, shiftKey: true })]).toEqual([false, false])
  // The list handles its keys itself: elsewhere, this one selects text.
  expect(press('a', { ctrlKey: true })).toBe(false)
  modal = {}
  expect(press('f', { ctrlKey: true })).toBe(false)
  scope.stop()
  modal = null
  expect(press('/')).toBe(false)
  expect(ran).toHaveLength(2)
})
