/** @file A settings file that must not be written. Tests run as root, which ignores the mode of a file, so the system's response is faked. */
import type * as fs from 'node:fs'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createSettingsFile } from './settings-file'

const system = vi.hoisted(() => ({ checks: [] as unknown[][], isReadOnly: false }))
vi.mock('node:fs', async (importOriginal) => {
  const real = await importOriginal<typeof fs>()
  return {
    ...real,
    accessSync: (...args: unknown[]) => {
      system.checks.push(args)
      if (system.isReadOnly) throw Object.assign(new Error('no'), { code: 'EACCES' })
    },
  }
})

let folder: string
const file = () => path.join(folder, 'settings.json')
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'settings-access-'))
  system.checks = []
  system.isReadOnly = false
})
afterEach(() => rmSync(folder, { recursive: true }))
const settingsFile = () => createSettingsFile(folder, async () => (into, document) => writeFileSync(path.join(into, 'settings.json'), JSON.stringify(document)))

it('a read-only settings file stays unchanged, no other file is created, and the reason is reported', async () => {
  const text = '{"profiles":7}'
  writeFileSync(file(), text)
  system.isReadOnly = true
  const refused = { code: 'settings-unwritable', details: { path: file(), serverCode: 'EACCES' } }
  await expect(settingsFile().autoRefresh.write({ minutes: 5, notifyFrom: 'none' })).rejects.toMatchObject(refused)
  await expect(settingsFile().update(all => ({ ...all, current: 'a' }))).rejects.toMatchObject(refused)
  expect([readFileSync(file(), 'utf8'), readdirSync(folder)]).toEqual([text, ['settings.json']])
})

it('write access is checked before an existing settings file is replaced', async () => {
  await settingsFile().autoRefresh.write({ minutes: 5, notifyFrom: 'none' })
  expect(system.checks).toEqual([])
  await settingsFile().autoRefresh.write({ minutes: 15, notifyFrom: 'none' })
  expect(system.checks).toEqual([[file(), 2]])
})
