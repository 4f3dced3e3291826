/** @file Tests the order of the steps in write-file.ts. A test of the result cannot detect a missing step; only a power cut would. */
import type * as fs from 'node:fs/promises'
import { Buffer } from 'node:buffer'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createFileWriter } from './write-file'

const disk = vi.hoisted(() => ({ steps: [] as string[], failing: '' }))

vi.mock('node:fs/promises', async (importOriginal) => {
  const real = await importOriginal<typeof fs>()
  const step = (name: string) => {
    disk.steps.push(name)
    if (name === disk.failing) throw Object.assign(new Error(name), { code: 'EIO' })
  }
  const watched = (handle: fs.FileHandle, name: string) => new Proxy(handle, {
    get: (target, member) => {
      const value: unknown = Reflect.get(target, member)
      if (typeof value !== 'function') return value
      return async (...args: unknown[]) => {
        // A handle is closed even if a step fails.
        if (member !== 'close') step(`${name} ${String(member)}`)
        else disk.steps.push(`${name} close`)
        return Reflect.apply(value, target, args) as unknown
      }
    },
  })
  return {
    ...real,
    open: async (file: string, flags: string, mode?: number) => watched(await real.open(file, flags, mode), flags === 'r' ? 'folder' : 'draft'),
    rename: async (from: string, to: string) => {
      step('rename')
      await real.rename(from, to)
    },
  }
})

let folder: string
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'write-file-'))
  disk.steps = []
  disk.failing = ''
})
afterEach(() => rmSync(folder, { recursive: true }))
const write = () => createFileWriter('0a1b2c3d').write(path.join(folder, 'out.json'), [Buffer.from('new')])

it('syncs the draft before the rename, and the folder before it resolves', async () => {
  await write()
  expect(disk.steps).toEqual(['draft writev', 'draft sync', 'draft close', 'rename', 'folder sync', 'folder close'])
})

it.each(['draft writev', 'draft sync', 'rename'])('leaves no file and no draft if the step %j fails', async (failing) => {
  disk.failing = failing
  await expect(write()).rejects.toMatchObject({ code: 'export-failed', details: { serverCode: 'EIO' } })
  expect([readdirSync(folder), disk.steps.filter(each => each === 'draft close')]).toEqual([[], ['draft close']])
})

it('succeeds even if the folder cannot be synced, and closes the folder', async () => {
  disk.failing = 'folder sync'
  expect(await write()).toBe(3)
  expect([readFileSync(path.join(folder, 'out.json'), 'utf8'), disk.steps.at(-1)]).toEqual(['new', 'folder close'])
})
