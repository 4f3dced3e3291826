import type { Settings } from '../../../shared/contract/model'
import { expect, it } from 'vitest'
import { createRecentFiles } from '../opening/session/recent-files'
import { createFileMethods, createOpening } from './file-methods'

function setUp({ chosen = '/a.json', isOpened = true }: { readonly chosen?: string | null, readonly isOpened?: boolean } = {}) {
  const happened: string[] = []
  let shown = 'live'
  let stored: readonly string[] = []
  const profiles = {
    openTemporary: <T>({ source, name }: { readonly source: string, readonly name: string }, create: (isCurrent: () => boolean, id: string) => T): T => {
      shown = `${source} ${name}`
      return create(() => true, 'f')
    },
    closeTemporary: (source: string) => { if (shown.startsWith(source)) shown = 'live' },
    settings: () => ({ source: shown }) as unknown as Settings,
  }
  const session = (file: string) => ({
    vault: { profile: () => null, status: () => { throw new Error('not needed') } }, holdsKey: () => false, leave: () => undefined,
    read: async () => { happened.push(`read ${file}`); return isOpened },
  })
  const recent = createRecentFiles({ read: () => stored, write: (files) => { stored = files } }, async () => true)
  const emitSettings = (settings: Settings) => { happened.push(`settings: ${settings.source}`) }
  const opening = createOpening({ profiles, createFileSession: session, recent, emitSettings })
  return { happened, stored: () => stored, methods: createFileMethods({ profiles, opening, recent, askWhichFile: async () => chosen, emitSettings }) }
}

it('shows a chosen file at once, reads it, and remembers it once it could be opened', async () => {
  const { happened, stored, methods } = setUp()
  expect(await methods.chooseFile()).toEqual({ source: 'file a.json' })
  expect(happened).toEqual(['settings: file a.json', 'read /a.json'])
  await expect.poll(stored).toEqual(['/a.json'])
  expect(methods.closeFile()).toEqual({ source: 'live' })
})

it('opens a dropped file, a recent one by its ID, and the last one again', async () => {
  const { happened, methods } = setUp()
  expect(methods.reopenFile()).toEqual({ source: 'live' })
  methods.openDroppedFile({ path: '/b.json' })
  await expect.poll(async () => (await methods.recentFiles()).length).toBe(1)
  const [file] = await methods.recentFiles()
  await methods.openRecentFile(file?.id ?? '')
  methods.reopenFile()
  expect(happened.filter(each => each.startsWith('read'))).toEqual(['read /b.json', 'read /b.json', 'read /b.json'])
  await expect(methods.openRecentFile('/etc/passwd')).rejects.toMatchObject({ code: 'invalid-input' })
  methods.clearRecentFiles()
  expect(await methods.recentFiles()).toEqual([])
})

it('opens nothing if the user cancels, and does not remember a file that cannot be opened', async () => {
  const cancelled = setUp({ chosen: null })
  expect(await cancelled.methods.chooseFile()).toEqual({ source: 'live' })
  const failed = setUp({ isOpened: false })
  await failed.methods.chooseFile()
  await Promise.resolve()
  expect(failed.stored()).toEqual([])
})
