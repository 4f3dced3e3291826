import { Buffer } from 'node:buffer'
import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createFileWriter } from './write-file'

const owner = '0a1b2c3d'
const { write } = createFileWriter(owner)

let folder: string
beforeEach(() => { folder = mkdtempSync(path.join(os.tmpdir(), 'write-file-')) })
afterEach(() => rmSync(folder, { recursive: true }))
const file = (name = 'out.json') => path.join(folder, name)

it.each([0, 1, 3000])('writes %i chunks, byte for byte', async (count) => {
  const chunks = Array.from({ length: count }, (_, index) => Buffer.from(`{"n":${index},"x":1.0}\n`))
  const bytes = await write(file(), chunks)
  const text = readFileSync(file(), 'utf8')
  expect(text).toBe(chunks.join(''))
  expect(bytes).toBe(Buffer.byteLength(text))
  expect(statSync(file()).mode & 0o777).toBe(0o600)
  expect(readdirSync(folder)).toEqual(['out.json'])
})

it('leaves the old file and no draft if a chunk cannot be produced', async () => {
  writeFileSync(file(), 'old')
  const failing = function* () {
    yield Buffer.from('new')
    throw new Error('gone')
  }
  await expect(write(file(), failing())).rejects.toMatchObject({ code: 'export-failed' })
  expect(readFileSync(file(), 'utf8')).toBe('old')
  expect(readdirSync(folder)).toEqual(['out.json'])
})

it('reports a folder that no longer exists, and a folder that is a file', async () => {
  await expect(write(file('none/out.json'), [])).rejects.toMatchObject({ code: 'export-folder-gone', details: { serverCode: 'ENOENT' } })
  writeFileSync(file('plain'), '')
  await expect(write(file('plain/out.json'), [])).rejects.toMatchObject({ code: 'export-folder-gone', details: { serverCode: 'ENOTDIR' } })
})

it('removes its own orphans only, and follows a symbolic link', async () => {
  writeFileSync(file(`.xdr-desk-${owner}89abcdef.tmp`), '')
  // The name of a draft in version 0.1.0.
  writeFileSync(file(`.xdr-desk-export-${owner}89abcdef.tmp`), '')
  const others = ['.xdr-desk-0123456789abcdef.tmp', `.xdr-desk-${owner}x.tmp`, '.xdr-desk-export-0123456789abcdef.tmp']
  // Another process may still be writing these.
  for (const name of others) writeFileSync(file(name), 'half')
  writeFileSync(file('real'), 'old')
  symlinkSync(file('real'), file('link'))
  await write(file('link'), [Buffer.from('new')])
  expect(readFileSync(file('real'), 'utf8')).toBe('new')
  expect(readdirSync(folder).sort()).toEqual([...others, 'link', 'real'])
})

it('removes orphans, but not the draft of another write to the same folder', async () => {
  writeFileSync(file(`.xdr-desk-${owner}00000000.tmp`), 'left over')
  let other: Promise<number> | undefined
  const slow = function* () {
    yield Buffer.from('slow')
    other = write(file('other.json'), [Buffer.from('other')])
    yield Buffer.alloc(8 * 1024 * 1024, ' ')
  }
  await write(file(), slow())
  await other
  expect(readdirSync(folder).sort()).toEqual(['other.json', 'out.json'])
})

it.each([0o444, 0o400, 0o555])('reports a file of mode %o as read-only and does not replace it', async (mode) => {
  writeFileSync(file(), 'meant to stay')
  chmodSync(file(), mode)
  await expect(write(file(), [Buffer.from('new')])).rejects.toMatchObject({ code: 'export-read-only', details: { path: file() } })
  symlinkSync(file(), file('link'))
  await expect(write(file('link'), [Buffer.from('new')])).rejects.toMatchObject({ code: 'export-read-only', details: { path: file('link') } })
  expect(readFileSync(file(), 'utf8')).toBe('meant to stay')
  expect(readdirSync(folder).sort()).toEqual(['link', 'out.json'])
})

it('does not replace a folder or a pipe', async () => {
  mkdirSync(file('folder'))
  await expect(write(file('folder'), [])).rejects.toMatchObject({ details: { serverCode: 'EISDIR' } })
  execFileSync('mkfifo', [file('pipe')])
  await expect(write(file('pipe'), [])).rejects.toMatchObject({ code: 'export-failed' })
  expect(statSync(file('pipe')).isFIFO()).toBe(true)
  expect(readdirSync(folder).sort()).toEqual(['folder', 'pipe'])
})
