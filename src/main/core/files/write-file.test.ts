import { Buffer } from 'node:buffer'
import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createWriteFile } from './write-file'

const owner = '0a1b2c3d'
const writeWhole = createWriteFile(owner)

let folder: string
beforeEach(() => { folder = mkdtempSync(path.join(os.tmpdir(), 'write-file-')) })
afterEach(() => rmSync(folder, { recursive: true }))
const file = (name = 'out.json') => path.join(folder, name)

it.each([0, 1, 3000])('writes %i chunks, byte for byte', async (count) => {
  const chunks = Array.from({ length: count }, (_, index) => Buffer.from(`{"n":${index},"x":1.0}\n`))
  const bytes = await writeWhole(file(), chunks)
  const text = readFileSync(file(), 'utf8')
  expect(text).toBe(chunks.join(''))
  expect(bytes).toBe(Buffer.byteLength(text))
  expect(statSync(file()).mode & 0o777).toBe(0o600)
  expect(readdirSync(folder)).toEqual(['out.json'])
})

it('leaves the old file and no other when a chunk cannot be had', async () => {
  writeFileSync(file(), 'old')
  const failing = function* () {
    yield Buffer.from('new')
    throw new Error('gone')
  }
  await expect(writeWhole(file(), failing())).rejects.toMatchObject({ code: 'export-failed' })
  expect(readFileSync(file(), 'utf8')).toBe('old')
  expect(readdirSync(folder)).toEqual(['out.json'])
})

it('tells a folder that is gone and one that is a file', async () => {
  await expect(writeWhole(file('none/out.json'), [])).rejects.toMatchObject({ code: 'export-folder-gone', details: { serverCode: 'ENOENT' } })
  writeFileSync(file('plain'), '')
  await expect(writeWhole(file('plain/out.json'), [])).rejects.toMatchObject({ code: 'export-folder-gone', details: { serverCode: 'ENOTDIR' } })
})

it('removes our own orphans only, and follows a symbolic link', async () => {
  writeFileSync(file(`.xdr-desk-export-${owner}89abcdef.tmp`), '')
  // That of another process, which may still be writing it.
  writeFileSync(file('.xdr-desk-export-0123456789abcdef.tmp'), 'half')
  writeFileSync(file(`.xdr-desk-export-${owner}x.tmp`), '')
  writeFileSync(file('real'), 'old')
  symlinkSync(file('real'), file('link'))
  await writeWhole(file('link'), [Buffer.from('new')])
  expect(readFileSync(file('real'), 'utf8')).toBe('new')
  expect(readdirSync(folder).sort()).toEqual(['.xdr-desk-export-0123456789abcdef.tmp', `.xdr-desk-export-${owner}x.tmp`, 'link', 'real'])
})

it('leaves the draft of another write into the same folder alone, and removes what was left over', async () => {
  writeFileSync(file(`.xdr-desk-export-${owner}00000000.tmp`), 'left over')
  let other: Promise<number> | undefined
  const slow = function* () {
    yield Buffer.from('slow')
    other = writeWhole(file('other.json'), [Buffer.from('other')])
    yield Buffer.alloc(8 * 1024 * 1024, ' ')
  }
  await writeWhole(file(), slow())
  await other
  expect(readdirSync(folder).sort()).toEqual(['other.json', 'out.json'])
})

it.each([0o444, 0o400, 0o555])('does not replace a file of mode %o, and says so', async (mode) => {
  writeFileSync(file(), 'meant to stay')
  chmodSync(file(), mode)
  await expect(writeWhole(file(), [Buffer.from('new')])).rejects.toMatchObject({ code: 'export-read-only', details: { path: file() } })
  symlinkSync(file(), file('link'))
  await expect(writeWhole(file('link'), [Buffer.from('new')])).rejects.toMatchObject({ code: 'export-read-only', details: { path: file('link') } })
  expect(readFileSync(file(), 'utf8')).toBe('meant to stay')
  expect(readdirSync(folder).sort()).toEqual(['link', 'out.json'])
})

it('does not replace a folder or a pipe', async () => {
  mkdirSync(file('folder'))
  await expect(writeWhole(file('folder'), [])).rejects.toMatchObject({ details: { serverCode: 'EISDIR' } })
  execFileSync('mkfifo', [file('pipe')])
  await expect(writeWhole(file('pipe'), [])).rejects.toMatchObject({ code: 'export-failed' })
  expect(statSync(file('pipe')).isFIFO()).toBe(true)
  expect(readdirSync(folder).sort()).toEqual(['folder', 'pipe'])
})
