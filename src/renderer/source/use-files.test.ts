import type { RecentFile } from '../../shared/contract/opened-file'
import type { Settings } from '../../shared/contract/model'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { fakeBridge, refuse, settled } from '../testing/fake-bridge'
import { mounted } from '../testing/fake-component'

const aRecentFile = (given: Partial<RecentFile> = {}): RecentFile => ({ id: 'f1', name: 'a.json', folder: '/exports', missing: false, ...given })
const settingsOf = (given: Partial<Settings>) => ({ source: 'live', profileId: 'p1', profiles: [], ...given }) as Settings

/** Mounts the commands about files over these recent files. */
async function setUp(files: () => readonly RecentFile[], settings = settingsOf({})) {
  const calls: string[] = []
  const record = (call: string) => {
    calls.push(call)
    return settings
  }
  const bridge = fakeBridge({
    settings: () => settings,
    recentFiles: () => files(),
    clearRecentFiles: () => { calls.push('clear') },
    openRecentFile: id => record(`open ${id}`),
    chooseFile: () => record('choose'),
    closeFile: () => record('close'),
  })
  const { useSettings } = await import('../composables/use-settings')
  const { useActions } = await import('../composables/use-actions')
  const { useFileActions, useFiles } = await import('./use-files')
  useSettings().follow()
  const { unmount } = mounted(useFileActions)
  await settled()
  const { actions } = useActions()
  const action = (id: string) => actions.value.find(each => each.id === id)
  return { ...bridge, ...useFiles(), calls, action, unmount, actions }
}
beforeEach(() => { vi.resetModules() })
afterEach(() => { vi.unstubAllGlobals() })

it('offers each recent file by its name and folder, unless it is missing', async () => {
  const { action, calls } = await setUp(() => [aRecentFile(), aRecentFile({ id: 'f2', name: 'b\u202E.json', missing: true })])
  expect(action('recent-f1')).toMatchObject({ label: 'Open a.json', group: 'Recent files', words: '/exports', blocked: '' })
  expect(action('recent-f2')).toMatchObject({ label: 'Open b⟨U+202E⟩.json', blocked: 'The file is no longer in its folder' })
  await action('recent-f1')?.run()
  expect(calls).toEqual(['open f1'])
})

it('clears the recent files, and then offers none', async () => {
  let files: readonly RecentFile[] = [aRecentFile()]
  const { action, calls } = await setUp(() => files)
  expect(action('clear-recent-files')?.blocked).toBe('')
  files = []
  await action('clear-recent-files')?.run()
  expect(calls).toEqual(['clear'])
  expect(action('recent-f1')).toBeUndefined()
  expect(action('clear-recent-files')?.blocked).toBe('No file was opened yet')
})

it('reads the recent files again when another source becomes current', async () => {
  let files: readonly RecentFile[] = []
  const { action, send } = await setUp(() => files)
  files = [aRecentFile()]
  send('settings', settingsOf({ profileId: 'p2' }))
  await settled()
  expect(action('recent-f1')?.label).toBe('Open a.json')
})

it('closes an open file only', async () => {
  const { action, calls, send } = await setUp(() => [])
  expect(action('close-file')?.blocked).toBe('No file is open')
  send('settings', settingsOf({ source: 'file' }))
  expect(action('close-file')?.blocked).toBe('')
  await action('close-file')?.run()
  await action('open-file')?.run()
  expect(calls).toEqual(['close', 'choose'])
})

it('opens files even if the list of recent files cannot be read', async () => {
  const { recent, action, calls, unmount, actions } = await setUp(() => refuse('unexpected'))
  expect(recent.value).toEqual([])
  await action('open-file')?.run()
  expect(calls).toEqual(['choose'])
  unmount()
  expect(actions.value).toEqual([])
})
